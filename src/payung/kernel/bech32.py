"""Bech32 (BIP 173), as far as it is needed to write a secret of ours as an age identity."""

from __future__ import annotations

from collections.abc import Iterable

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def bech32(kind: str, content: bytes) -> str:
    """`content` under its `kind`, with the six letters that tell a mistyped one."""
    fives = list(_in_fives(content))
    heads = [ord(letter) >> 5 for letter in kind] + [0] + [ord(letter) & 31 for letter in kind]
    check = _remainder([*heads, *fives, *[0] * 6]) ^ 1
    ends = [(check >> 5 * (5 - place)) & 31 for place in range(6)]
    return kind + "1" + "".join(_LETTERS[five] for five in [*fives, *ends])


def _in_fives(content: bytes) -> Iterable[int]:
    bits = "".join(f"{byte:08b}" for byte in content)
    for start in range(0, len(bits), 5):
        yield int(bits[start : start + 5].ljust(5, "0"), 2)


def _remainder(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for place, step in enumerate(_GENERATOR):
            check ^= step if (top >> place) & 1 else 0
    return check
