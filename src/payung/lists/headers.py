"""Which field a header names: a table of synonyms (data/headers.yaml), forgiving in the writing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

IGNORED: Final = "-"
"""The field of a header that is known and not needed."""

_NO_WORD = re.compile(r"[^a-z0-9#]+")
_LONGEST = 60
_FUZZY_FROM_LENGTH = 6
_FUZZY_SCORE = 88.0


@dataclass(frozen=True, slots=True)
class _Table:
    exact: dict[str, str]
    reduced: dict[str, str]
    filler: frozenset[str]
    spelled: dict[str, str]
    others: frozenset[str]


def normalise(header: str) -> str:
    """The form in which headers are compared: `No. KTP/NIK*` is `nomor ktp nik`."""
    words = _NO_WORD.sub(" ", header.lower()).split()
    spelled = _table().spelled
    return " ".join(spelled.get(word, word) for word in words)


@lru_cache(maxsize=4096)
def field_of(header: str) -> str | None:
    """The field that a header names, `IGNORED` for one that isn't needed, None if unknown."""
    text = normalise(header)
    if not text or len(text) > _LONGEST:
        return None
    return _listed(text) or _closest(_reduce(text, _table().filler))


@lru_cache(maxsize=4096)
def field_under(upper: str, lower: str) -> str | None:
    """The field of a column whose header stands in two rows: `Alamat` over `RT` is the RT."""
    both = _listed(normalise(f"{upper} {lower}"))
    return both or field_of(lower) or field_of(upper)


def field_with_memory(header: str, memory: Mapping[str, str]) -> str | None:
    """As `field_of`, but what the sender answered before about this header comes first."""
    return memory.get(normalise(header)) or field_of(header)


def _listed(text: str) -> str | None:
    """The field of a normalised header that is in the table, filler words or not."""
    table = _table()
    if found := table.exact.get(text):
        return found
    if table.others & set(text.split()):
        return IGNORED
    reduced = _reduce(text, table.filler)
    return table.exact.get(reduced) or table.reduced.get(reduced)


def _closest(text: str) -> str | None:
    """A field whose synonym is spelled almost so; None where two fields are near."""
    if len(text) < _FUZZY_FROM_LENGTH:
        return None
    from rapidfuzz import fuzz, process

    near = process.extract(
        text, _table().exact.keys(), scorer=fuzz.ratio, score_cutoff=_FUZZY_SCORE, limit=3
    )
    found = {_table().exact[name] for name, _, _ in near if len(name) >= _FUZZY_FROM_LENGTH}
    return found.pop() if len(found) == 1 else None


def _reduce(text: str, filler: frozenset[str]) -> str:
    kept = [word for word in text.split() if word not in filler]
    return " ".join(kept) or text


@cache
def _table() -> _Table:
    import yaml

    source = files("payung.lists").joinpath("data/headers.yaml").read_text(encoding="utf-8")
    fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where it was built
    data = yaml.load(source, Loader=fast)
    exact = {name: field for field, names in data["fields"].items() for name in names}
    exact |= dict.fromkeys(data["ignored"], IGNORED)
    filler = frozenset(data["filler"])
    reduced: dict[str, str] = {}
    for name, field in exact.items():
        reduced.setdefault(_reduce(name, filler), field)
    return _Table(exact, reduced, filler, data["spelled"], frozenset(data["others"]))
