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
_LISTING = re.compile(r"\s*[a-q][.)]\s?[a-z]{2}", re.IGNORECASE)  # `b. Nama`, not `T. Lahir`
_QUESTION = re.compile(r"[a-su-z]\d{2,4}[a-z]?")
_LONGEST = 60
_FUZZY_FROM_LENGTH = 6
_FUZZY_SCORE = 88.0
_FUZZY_WORD = 70.0
_IN_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_BETWEEN = re.compile(r"[/&+\n]|\b(?:dan|atau)\b", re.IGNORECASE)
_GROUP_NAMES = {"identitas"}  # a title over columns, never what one of them holds
_IN_ADDRESS = {"alamat", "rt", "rw", "rt_rw", "kelurahan"}


@dataclass(frozen=True, slots=True)
class _Table:
    exact: dict[str, str]
    reduced: dict[str, str]
    compact: dict[str, str]
    filler: frozenset[str]
    spelled: dict[str, str]
    others: frozenset[str]


def normalise(header: str) -> str:
    """The form in which headers are compared: `3. No. KTP/NIK*` is `nomor ktp nik`."""
    words = _NO_WORD.sub(" ", header.lower()).split()
    if len(words) > 1 and (words[0].isdigit() or _LISTING.match(header)):
        words = words[1:]
    if len(words) > 1 and _QUESTION.fullmatch(words[0]):
        words = words[1:]  # `r403_jk`: the number of a question in a survey
    spelled = _table().spelled
    said: list[str] = []
    for word in words:
        spelling = spelled.get(word, word)
        if not (said and spelling == said[-1] and word in spelled):  # `Desa/Kel` says it twice
            said.append(spelling)
    return " ".join(said)


@lru_cache(maxsize=4096)
def field_of(header: str) -> str | None:
    """The field that a header names, `IGNORED` for one that isn't needed, None if unknown."""
    text = normalise(header)
    if not text:
        return None
    if len(text) <= _LONGEST and (found := _listed(text)):
        return found
    return _in_part(header) or (_closest(text) if len(text) <= _LONGEST else None)


@lru_cache(maxsize=4096)
def field_under(upper: str, lower: str) -> str | None:
    """The field of a column whose header stands in two rows: `Alamat` over `RT` is the RT."""
    both = _listed(normalise(f"{upper} {lower}"))
    if found := both or field_of(lower):
        return found
    return None if normalise(upper) in _GROUP_NAMES else field_of(upper)


def field_with_memory(header: str, memory: Mapping[str, str]) -> str | None:
    """As `field_of`, but what the sender answered before about this header comes first."""
    return memory.get(normalise(header)) or field_of(header)


def listed_field(header: str) -> str | None:
    """The field of a header that is in the table as it is written, in whole."""
    return _listed(normalise(header))


def names_another(text: str) -> bool:
    """Whether words speak of somebody else than the person of the row: the father, an heir."""
    words = set(normalise(text).split())
    return bool(words & (_table().others | {"ibu"}))


def _in_part(header: str) -> str | None:
    """The field that a part names: without brackets, within them, or on the sides of a slash.

    `Ibu Kandung (sesuai KK)` and `ID Number (NIK)` name one field; `Nama/Alamat` names none.
    """
    inside = _IN_BRACKETS.search(header)
    if inside:
        bare = _IN_BRACKETS.sub(" ", header)
        if found := _listed(normalise(bare)) or _listed(normalise(inside[1])):
            return found
        header = bare
    named = {_listed(normalise(part)) for part in _BETWEEN.split(header)} - {None, "nomor"}
    fields = named - {IGNORED} or named
    if "alamat" in fields and fields <= _IN_ADDRESS:
        return "alamat"
    return fields.pop() if len(fields) == 1 else None


def _listed(text: str) -> str | None:
    """The field of a normalised header that is in the table, filler words or not."""
    table = _table()
    if found := table.exact.get(text):
        return found
    if table.others & set(text.split()):
        return IGNORED
    reduced = _reduce(text, table.filler)
    found = table.exact.get(reduced) or table.reduced.get(reduced)
    return found or table.compact.get(_compact(text))


def _closest(text: str) -> str | None:
    """A field whose synonym is spelled almost so; None where two fields are near."""
    text = _reduce(text, _table().filler)
    if len(text) < _FUZZY_FROM_LENGTH:
        return None
    from rapidfuzz import fuzz, process

    near = process.extract(
        text, _table().exact.keys(), scorer=fuzz.ratio, score_cutoff=_FUZZY_SCORE, limit=3
    )
    found = {
        _table().exact[name]
        for name, _, _ in near
        if len(name) >= _FUZZY_FROM_LENGTH and _word_by_word(text, name)
    }
    return found.pop() if len(found) == 1 else None


def _word_by_word(text: str, name: str) -> bool:
    """Whether each word is the other's, misspelled at most: `nama` is no way to write `nomor`."""
    from rapidfuzz import fuzz

    ours, theirs = text.split(), name.split()
    same_length = len(ours) == len(theirs)
    return same_length and all(
        fuzz.ratio(one, other) >= _FUZZY_WORD for one, other in zip(ours, theirs, strict=True)
    )


def _compact(text: str) -> str:
    """Without spaces, for `N I K` and `NoKTP`."""
    return text.replace("nomor", "no").replace(" ", "")


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
    compact = {_compact(name): field for name, field in reversed(exact.items())}
    return _Table(exact, reduced, compact, filler, data["spelled"], frozenset(data["others"]))
