"""Names by origin and frequency: one word or two, surnames where the origin has them."""

from __future__ import annotations

from typing import Any

import numpy as np

from payung.demo.synthetic.tables import Weighted, name_tables, parse_weighted, weighted

Texts = np.ndarray[Any, np.dtype[np.str_]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


def draw_origins(chance: np.random.Generator, count: int) -> Texts:
    """The origin of each person: jawa, melayu, minang, batak, bugis, palembang, tionghoa."""
    return weighted([(o, t["share"]) for o, t in name_tables().items()]).draw(chance, count)


def draw_names(chance: np.random.Generator, origins: Texts, female: Flags) -> Texts:
    """One full name per person in capitals, as an identity card has it."""
    names = np.full(len(origins), "", dtype="<U48")
    for origin, table in name_tables().items():
        for sex, is_sex in (("L", ~female), ("P", female)):
            place = np.flatnonzero((origins == origin) & is_sex)
            names[place] = _names_of(chance, table, sex, len(place))
    return names


def _names_of(chance: np.random.Generator, table: dict[str, Any], sex: str, count: int) -> Texts:
    words = {part: parse_weighted(text) for part, text in table[sex].items()}
    lone = chance.random(count) < table["single"] / 100
    last = parse_weighted(table["surnames"]) if "surnames" in table else words["last"]
    return np.where(lone, words["lone"].draw(chance, count), _pairs(chance, words, last, count))


def _pairs(
    chance: np.random.Generator, words: dict[str, Weighted], last: Weighted, count: int
) -> Texts:
    """First and last name; where both are the same word the last gives way."""
    first, second = words["first"].draw(chance, count), last.draw(chance, count)
    joined = np.char.add(np.char.add(first, " "), second)
    return np.where(first == second, first, joined)
