"""The frozen list of names of a paper: its canonical lines, their hash, the code that is typed.

Pure but for the installation's key, which makes a code that nobody can guess from names.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from payung.registry.fields import key_ring

CODE_LENGTH = 12
PROPOSED = "usulan"
_LOOK_ALIKES = str.maketrans({"0": "O", "1": "I", "8": "B"})


@dataclass(frozen=True, slots=True)
class NameLine:
    """One name: `outcome` is *usulan* or the proposal's state, `reason` only of a refusal."""

    number: int
    proposal: int
    name: str
    born: date | None
    occupation: str
    area: str
    outcome: str
    reason: str

    @property
    def text(self) -> str:
        born = self.born.isoformat() if self.born else ""
        facts = (self.name, born, self.occupation, self.area, self.outcome, self.reason)
        return "\t".join((str(self.number), str(self.proposal), *facts))


def snapshot_hash(heading: str, lines: Iterable[NameLine]) -> str:
    """SHA-256 in hex over the heading (kind, category, area, number) and the lines."""
    digest = hashlib.sha256(heading.encode() + b"\n")
    for line in lines:
        digest.update(line.text.encode() + b"\n")
    return digest.hexdigest()


def paper_code(sha256: str) -> str:
    """The code on the paper; always the same for one snapshot, and unguessable without the key."""
    index = key_ring().index(sha256, "paper")
    return base64.b32encode(index).decode()[:CODE_LENGTH]


def spaced(code: str) -> str:
    """The code in groups of four, as it is printed."""
    return " ".join(code[n : n + 4] for n in range(0, len(code), 4))


def typed(code: str) -> str:
    """A code as people type it: small letters, spaces, points, and a nought for an O."""
    letters = "".join(sign for sign in code.upper() if sign.isalnum())
    return letters.translate(_LOOK_ALIKES)
