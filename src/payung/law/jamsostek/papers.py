"""Which papers a case needs, and whether the regulation or only the branch asks for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.law.jamsostek.data import read_yaml


class CaseType(StrEnum):
    """A claim as the branch's counter knows it; also the names in papers.yaml."""

    JKM_DEATH = "jkm_kematian"
    JKK_REPORT = "jkk_tahap_1"
    JKK_CLAIM = "jkk_tahap_2"
    JKK_DEATH = "jkk_kematian"
    SCHOLARSHIP = "beasiswa_tahunan"


class PaperFact(StrEnum):
    """What about the case decides whether a paper is asked."""

    SPOUSE = "spouse"
    CHILDREN = "children"
    SEVERAL_HEIRS = "several_heirs"
    MISSING_PERSON = "missing_person"
    TRAFFIC = "traffic"
    VIOLENCE = "violence"
    TRANSPORT = "transport"
    OWN_PAYMENT = "own_payment"
    INCAPACITY = "incapacity"
    ABOVE_50M = "above_50m"


class AskedBy(StrEnum):
    REGULATION = "peraturan"
    BRANCH = "cabang"


@dataclass(frozen=True, slots=True)
class ChecklistPaper:
    """One paper of a checklist; `owner` says whose turn it is, in the offices' words."""

    id: str
    label: str
    label_en: str
    owner: str
    city_holds: bool
    asked_by: AskedBy
    basis: str


def checklist(
    case_type: CaseType, facts: Collection[PaperFact] = (), heir_papers: Collection[str] = ()
) -> tuple[ChecklistPaper, ...]:
    """The papers for this case, none twice, what the regulation asks first.

    `heir_papers` are the ids that `heirs_of` gives; those that are not on the list already are
    added as asked by the branch.
    """
    found = {paper.id: paper for paper in _asked(case_type, facts)}
    basis = _data()["checklists"][case_type]["basis"]
    for name in heir_papers:
        if name not in found:
            found[name] = _paper(name, AskedBy.BRANCH, basis)
    return tuple(sorted(found.values(), key=lambda paper: paper.asked_by != AskedBy.REGULATION))


def paper_names() -> tuple[str, ...]:
    """Every paper that any claim may need."""
    return tuple(_data()["papers"])


def paper_label(paper_id: str) -> str:
    """The paper's name as a family reads it."""
    return str(_known(paper_id)["label"])


def _asked(case_type: CaseType, facts: Collection[PaperFact]) -> Iterator[ChecklistPaper]:
    """Branch first, so that the regulation's own demand for the same paper wins."""
    items = [
        item
        for item in _data()["checklists"][case_type]["items"]
        if ("when" not in item or item["when"] in facts) and item.get("unless") not in facts
    ]
    for item in sorted(items, key=lambda item: bool(item["asked_by"] == AskedBy.REGULATION)):
        yield _paper(item["paper"], AskedBy(item["asked_by"]), item["basis"])


def _paper(name: str, asked_by: AskedBy, basis: str) -> ChecklistPaper:
    entry = _known(name)
    return ChecklistPaper(
        id=name,
        label=entry["label"],
        label_en=entry["label_en"],
        owner=entry["owner"],
        city_holds=entry.get("city_holds", False),
        asked_by=asked_by,
        basis=basis,
    )


def _known(name: str) -> Mapping[str, Any]:
    entry: Mapping[str, Any] | None = _data()["papers"].get(name)
    if entry is None:
        raise BadInput(say("Surat {name!r} tidak dikenal.", name=name))
    return entry


@cache
def _data() -> Mapping[str, Any]:
    return read_yaml("papers.yaml")
