"""Each id that a value names as its evidence can be looked up."""

from payung.law.jamsostek import load
from payung.law.jamsostek.evidence import read_at


def test_every_evidence_id_has_its_page() -> None:
    missing = {
        name
        for parameter in load().parameters.values()
        for value in parameter.values
        for cited in (value, *value.rows)
        for name in cited.verified_by.split()
        if read_at(name)[0].day is None
    }
    assert missing == set()


def test_several_ids_are_named_in_their_order() -> None:
    pages = read_at("S29 S12")
    assert len(pages) == 2
    assert pages[0].page.startswith("reportasepapua.com")
    assert str(pages[0].day) == "2026-11-22"
    assert pages[0].by
