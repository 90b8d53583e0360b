"""Each id that a value names as its evidence can be looked up."""

from payung.law.jamsostek import load
from payung.law.jamsostek.evidence import read_at


def test_every_evidence_id_has_its_page() -> None:
    missing = {
        name
        for parameter in load().parameters.values()
        for value in parameter.values
        for name in value.verified_by.split()
        if read_at(name) == (name,)
    }
    assert missing == set()


def test_several_ids_are_named_in_their_order() -> None:
    pages = read_at("S29 S12")
    assert len(pages) == 2
    assert pages[0].startswith("reportasepapua.com")
