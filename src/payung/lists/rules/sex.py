"""Jenis kelamin in the many ways in which lists write it."""

from __future__ import annotations

import re

_CODE = re.compile(r"0?([0-9])(?:[.,]0)?[.)]?")
_SIGNS = re.compile(r"[^a-z]+")
_MALE = frozenset(
    {
        "l",
        "lk",
        "lki",
        "laki",
        "lakilaki",
        "laki2",
        "pria",
        "cowok",
        "male",
        "m",
        "lelaki",
        "lk2",
        "lakik",
        "laklaki",
        "lakilak",
        "jantan",
        "lakilakil",
    }
)
_FEMALE = frozenset(
    {
        "p",
        "pr",
        "pe",
        "prp",
        "perempuan",
        "prempuan",
        "perempun",
        "wanita",
        "wnt",
        "w",
        "cewek",
        "female",
        "f",
        "pi",
        "permpuan",
        "perem",
        "prmpn",
        "perpuan",
    }
)


def read_sex(text: str) -> str:
    """`L`, `P`, or empty where the text is neither."""
    word = _SIGNS.sub("", text.lower())
    if word in _MALE:
        return "L"
    return "P" if word in _FEMALE else ""


def is_sex_code(text: str) -> bool:
    """Whether a cell holds a number that may stand for a sex: 1, 2, also 0."""
    return sex_code(text) in ("0", "1", "2")


def sex_code(text: str) -> str:
    """The digit of a coded cell (`1`, `01`, `2.0`), empty for anything else."""
    match = _CODE.fullmatch(text.strip())
    return match[1] if match else ""
