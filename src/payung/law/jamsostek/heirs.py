"""Who may claim after a death: the first class of heirs that is not empty, by name.

A list, never a split: no source says how several heirs of one class share. What the sources
leave open is a flag for a person, not a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.law.jamsostek.data import read_yaml

ADULT_AGE = 18
"""Below it a guardian signs; no source names the age, so it only raises a flag."""


class Relation(StrEnum):
    """How a living relative stands to the deceased."""

    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    GRANDCHILD = "grandchild"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    PARENT_IN_LAW = "parent_in_law"
    NAMED_IN_WILL = "named_in_will"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """One living relative; `marriage_registered` speaks of a spouse, `will_by_notary` of a will."""

    name: str
    relation: Relation
    age: int | None = None
    marriage_registered: bool = True
    of_earlier_marriage: bool = False
    will_by_notary: bool = True


@dataclass(frozen=True, slots=True)
class Flag:
    """A doubt that a person must settle before the claim is filed."""

    code: str
    text: str
    text_en: str
    basis: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Heirs:
    """Who may claim: `class_id` empty when there is nobody, then only the funeral is paid.

    `papers` are ids of papers.yaml; `reason` is a sentence that can be read aloud.
    """

    class_id: str
    heirs: tuple[Relative, ...]
    reason: str
    basis: str
    confidence: str
    papers: tuple[str, ...]
    flags: tuple[Flag, ...]


def heirs_of(family: Sequence[Relative]) -> Heirs:
    """The heirs among the living relatives, by the order of the regulation.

    A will that is no notarial deed opens no class. A spouse of an unregistered marriage is
    listed and flagged: who recognises the marriage is not for a program to say.
    """
    if any(not relative.name.strip() for relative in family):
        raise BadInput(say("Nama ahli waris kosong. Isi nama seperti di KTP."))
    invalid_will = [r for r in family if not _may_inherit(r)]
    for entry in _data()["classes"]:
        found = tuple(r for r in family if r.relation in entry["members"] and _may_inherit(r))
        if found:
            return _of_class(entry, found)
    return _nobody(["WASIAT_BUKAN_AKTA_NOTARIS"] if invalid_will else [])


@dataclass(frozen=True, slots=True)
class HeirClass:
    """One class of the order; only the first that isn't empty may claim."""

    id: str
    label: str
    label_en: str
    basis: str


def heir_order() -> tuple[HeirClass, ...]:
    """All classes of heirs, the nearest first."""
    return tuple(
        HeirClass(entry["id"], entry["label"], entry["label_en"], entry["basis"])
        for entry in _data()["classes"]
    )


def _may_inherit(relative: Relative) -> bool:
    return relative.relation != Relation.NAMED_IN_WILL or relative.will_by_notary


def _of_class(entry: Mapping[str, Any], heirs: tuple[Relative, ...]) -> Heirs:
    return Heirs(
        class_id=entry["id"],
        heirs=heirs,
        reason=f"Golongan ahli waris pertama yang masih ada: {entry['label']}.",
        basis=entry["basis"],
        confidence=entry["confidence"],
        papers=tuple(entry["papers"]),
        flags=_flags(_doubts(heirs)),
    )


def _nobody(doubts: list[str]) -> Heirs:
    funeral = _data()["funeral_only"]
    return Heirs(
        class_id="",
        heirs=(),
        reason="Tidak ada ahli waris. Hanya uang pemakaman, untuk yang mengurus pemakaman.",
        basis=funeral["basis"],
        confidence="seen",
        papers=tuple(funeral["papers"]),
        flags=_flags([*doubts, "TANPA_AHLI_WARIS", "SISA_TANPA_PENERIMA"]),
    )


def _doubts(heirs: tuple[Relative, ...]) -> list[str]:
    found = {
        "ANAK_PERNIKAHAN_TERDAHULU": any(r.of_earlier_marriage for r in heirs),
        "NIKAH_TIDAK_TERCATAT": any(
            r.relation == Relation.SPOUSE and not r.marriage_registered for r in heirs
        ),
        "BEBERAPA_AHLI_WARIS": len(heirs) > 1,
        "URUTAN_GARIS_LURUS": len(_straight_line(heirs)) > 1,
        "AHLI_WARIS_ANAK": any(r.age is not None and r.age < ADULT_AGE for r in heirs),
    }
    return [code for code, true in found.items() if true]


def _straight_line(heirs: tuple[Relative, ...]) -> set[Relation]:
    """The kinds of relatives in the direct line, which the text leaves in one class."""
    kinds = (Relation.PARENT, Relation.GRANDCHILD, Relation.GRANDPARENT)
    return {heir.relation for heir in heirs if heir.relation in kinds}


def _flags(codes: list[str]) -> tuple[Flag, ...]:
    texts = _data()["flags"]
    return tuple(
        Flag(code, *(texts[code][part] for part in ("text", "text_en", "basis", "confidence")))
        for code in codes
    )


@cache
def _data() -> Mapping[str, Any]:
    return read_yaml("heirs.yaml")
