"""The checklist fits the case, and says who asks for each paper."""

import pytest

from payung.kernel.errors import BadInput
from payung.law.jamsostek.heirs import Relation, Relative, heirs_of
from payung.law.jamsostek.papers import AskedBy, CaseType, PaperFact, checklist, paper_label


def _ids(case_type: CaseType, *facts: PaperFact) -> list[str]:
    return [paper.id for paper in checklist(case_type, facts)]


@pytest.mark.parametrize("case_type", list(CaseType))
def test_every_case_type_has_papers_and_none_twice(case_type):
    papers = checklist(case_type, list(PaperFact))
    assert len({p.id for p in papers}) == len(papers) > 0
    assert all(p.owner and p.label for p in papers)


def test_what_the_regulation_asks_stands_first():
    askers = [paper.asked_by for paper in checklist(CaseType.JKM_DEATH)]
    assert askers == sorted(askers, key=lambda asker: asker != AskedBy.REGULATION)
    assert askers.count(AskedBy.REGULATION) == 3


def test_a_widow_brings_the_marriage_book_and_others_do_not():
    assert "buku_nikah" in _ids(CaseType.JKM_DEATH, PaperFact.SPOUSE)
    assert "buku_nikah" not in _ids(CaseType.JKM_DEATH)


def test_a_missing_person_has_a_certificate_of_loss_in_place_of_death():
    ids = _ids(CaseType.JKM_DEATH, PaperFact.MISSING_PERSON)
    assert "surat_hilang" in ids
    assert not {"surat_kematian", "akta_kematian"} & set(ids)


def test_the_police_report_is_the_regulations_demand_only_after_violence():
    def asker(*facts: PaperFact) -> list[AskedBy]:
        papers = checklist(CaseType.JKK_REPORT, facts)
        return [p.asked_by for p in papers if p.id == "laporan_polisi"]

    assert asker() == []
    assert asker(PaperFact.TRAFFIC) == [AskedBy.BRANCH]
    assert asker(PaperFact.TRAFFIC, PaperFact.VIOLENCE) == [AskedBy.REGULATION]


def test_every_paper_that_a_class_of_heirs_needs_is_known():
    for relation in Relation:
        heirs = heirs_of([Relative(name="A", relation=relation)])
        ids = {p.id for p in checklist(CaseType.JKM_DEATH, (), heirs.papers)}
        assert set(heirs.papers) <= ids
    assert paper_label("bukti_pemakaman")


def test_a_paper_that_nobody_knows_is_refused():
    with pytest.raises(BadInput, match="tidak dikenal"):
        checklist(CaseType.JKM_DEATH, (), ["surat_ajaib"])
