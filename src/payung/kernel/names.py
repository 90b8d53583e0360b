"""Names of persons as a comparison sees them: titles gone, one spelling for one sound.

The folded form is evidence for a person to judge; it is never stored, shown or sent.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_NOT_LETTERS = re.compile(r"[^A-Z]+")
_JOINING_MARKS = re.compile(r"['’‘`´]")
_LETTERS = (
    ("OE", "U"),
    ("OO", "U"),
    ("DJ", "J"),
    ("TJ", "C"),
    ("NJ", "NY"),
    ("SJ", "SY"),
    ("HJ", "HY"),
    ("SY", "S"),
    ("SH", "S"),
    ("KH", "H"),
    ("CH", "H"),
    ("DZ", "J"),
    ("DH", "D"),
    ("TH", "T"),
    ("PH", "P"),
    ("AE", "AI"),
    ("X", "KS"),
    ("Q", "K"),
    ("V", "P"),
    ("F", "P"),
    ("Z", "J"),
    ("Y", "I"),
)
_ABDUR = re.compile(r"^ABDURR?(?=[A-Z])")
_DOUBLE = re.compile(r"([A-Z])\1+")


@dataclass(frozen=True, slots=True)
class _Parts:
    titles: frozenset[str]
    degrees: frozenset[str]
    chains: frozenset[str]
    spellings: dict[str, str]


def fold(name: str) -> str:
    """The comparison form: upper case, no titles or father's name, old and new spelling as one.

    `H. Moch. Djoenaidi bin Umar, S.Pd` and `MUHAMMAD JUNAIDI` give the same text.
    A text without letters gives the empty text.
    """
    words = _without_chain(_without_titles(_words(name)))
    return " ".join(_joined_abdul([_fold_word(w, first=i == 0) for i, w in enumerate(words)]))


def fold_column(names: pl.Series) -> pl.Series:
    """`fold` for a whole column; each distinct name is folded once."""
    import polars as pl

    distinct = names.drop_nulls().unique()
    folded = pl.Series([fold(name) for name in distinct.to_list()], dtype=pl.String)
    return names.replace_strict(distinct, folded, default=None, return_dtype=pl.String)


def compatible(first: str, second: str) -> bool:
    """Whether one folded name can be a shortened writing of the other.

    Initials stand for a word that begins so (`RATNA M` and `RATNA MULIANI`), and words at the
    end may be missing (`IULI` and `IULI SAPITRI`); the first words must agree.
    """
    if not first or not second:
        return False
    if first.replace(" ", "") == second.replace(" ", ""):
        return True
    short, long = sorted((first.split(), second.split()), key=len)
    return all(_same_or_initial(a, b) for a, b in zip(short, long, strict=False))


def _same_or_initial(first: str, second: str) -> bool:
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return first == second


def _words(name: str) -> list[str]:
    """Upper-case words without degrees; what follows a comma is kept unless it is a degree."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = _JOINING_MARKS.sub("", plain.upper())
    kept: list[str] = []
    for position, piece in enumerate(plain.split(",")):
        for word in piece.split():
            letters = _NOT_LETTERS.sub("", word)
            dotted = "." in word.rstrip(".")
            if letters in _parts().degrees and (dotted or position):
                continue
            kept += _NOT_LETTERS.sub(" ", word).split()
    return kept


def _without_titles(words: list[str]) -> list[str]:
    start = 0
    while start < len(words) - 1 and words[start] in _parts().titles:
        start += 1
    return words[start:]


def _without_chain(words: list[str]) -> list[str]:
    for position, word in enumerate(words):
        if position and word in _parts().chains:
            return words[:position]
    return words


@lru_cache(maxsize=65536)
def _fold_word(word: str, *, first: bool) -> str:
    """One word in one spelling; single letters are expanded only at the beginning."""
    if first or len(word) > 2:
        word = _parts().spellings.get(word, word)
    word = _ABDUR.sub("ABDULR", word)
    for old, new in _LETTERS:
        word = word.replace(old, new)
    word = _DOUBLE.sub(r"\1", word)
    return word[:-1] if len(word) > 2 and word.endswith("H") else word


def _joined_abdul(words: list[str]) -> list[str]:
    """Writes `ABDUL RAHMAN` as one word, as `ABDURRAHMAN` is."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == "ABDUL":
            joined[-1] = _DOUBLE.sub(r"\1", "ABDUL" + word)
        else:
            joined.append(word)
    return joined


@cache
def _parts() -> _Parts:
    import yaml

    text = files("payung.kernel").joinpath("data/names.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    return _Parts(
        titles=frozenset(data["titles"]),
        degrees=frozenset(data["degrees"]),
        chains=frozenset(data["chains"]),
        spellings={v: k for k, variants in data["spellings"].items() for v in variants},
    )
