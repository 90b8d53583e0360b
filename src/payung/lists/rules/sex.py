"""Jenis kelamin in the many ways in which lists write it."""

from __future__ import annotations

import re

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
