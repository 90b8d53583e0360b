"""The first class of heirs that is not empty, as a list, with every doubt named."""

import pytest

from payung.kernel.errors import BadInput
from payung.law.jamsostek.heirs import Relation, Relative, heirs_of

WIDOW = Relative(name="Siti", relation=Relation.SPOUSE)
CHILD = Relative(name="Budi", relation=Relation.CHILD, age=20)
ORDER = [
    (Relation.SPOUSE, "janda_duda_anak"),
    (Relation.CHILD, "janda_duda_anak"),
    (Relation.PARENT, "garis_lurus"),
    (Relation.GRANDCHILD, "garis_lurus"),
    (Relation.GRANDPARENT, "garis_lurus"),
    (Relation.SIBLING, "saudara_kandung"),
    (Relation.PARENT_IN_LAW, "mertua"),
    (Relation.NAMED_IN_WILL, "wasiat"),
]


def _codes(*family: Relative) -> list[str]:
    return [flag.code for flag in heirs_of(family).flags]


@pytest.mark.parametrize(("relation", "class_id"), ORDER)
def test_every_relation_has_its_class_with_papers_and_basis(relation, class_id):
    found = heirs_of([Relative(name="A", relation=relation)])
    assert found.class_id == class_id
    assert found.papers
    assert found.basis


@pytest.mark.parametrize("first", range(len(ORDER)))
def test_an_earlier_class_leaves_nothing_to_a_later_one(first):
    family = [Relative(name=r.value, relation=r) for r, _ in ORDER[first:]]
    found = heirs_of(family)
    assert found.class_id == ORDER[first][1]
    assert {h.relation for h in found.heirs} == {
        relation for relation, name in ORDER[first:] if name == found.class_id
    }


def test_widow_and_child_are_one_class_and_nobody_splits_between_them():
    found = heirs_of([CHILD, WIDOW])
    assert found.heirs == (CHILD, WIDOW)
    assert _codes(CHILD, WIDOW) == ["BEBERAPA_AHLI_WARIS"]


def test_one_widow_alone_raises_no_doubt():
    assert _codes(WIDOW) == []


def test_a_child_of_an_earlier_marriage_is_an_heir_and_flagged():
    earlier = Relative(name="C", relation=Relation.CHILD, of_earlier_marriage=True)
    assert "ANAK_PERNIKAHAN_TERDAHULU" in _codes(WIDOW, earlier)


def test_a_siri_marriage_is_flagged_not_refused():
    siri = Relative(name="Ani", relation=Relation.SPOUSE, marriage_registered=False)
    assert heirs_of([siri]).heirs == (siri,)
    assert _codes(siri) == ["NIKAH_TIDAK_TERCATAT"]


@pytest.mark.parametrize(("age", "flagged"), [(17, True), (18, False), (None, False)])
def test_a_guardian_signs_for_a_child_below_eighteen(age, flagged):
    child = Relative(name="D", relation=Relation.CHILD, age=age)
    assert ("AHLI_WARIS_ANAK" in _codes(child)) is flagged


def test_without_heirs_only_the_funeral_is_paid_and_the_rest_is_a_question():
    found = heirs_of([])
    assert (found.class_id, found.heirs) == ("", ())
    assert _codes() == ["TANPA_AHLI_WARIS", "SISA_TANPA_PENERIMA"]
    assert "bukti_pemakaman" in found.papers


def test_a_will_that_is_no_notarial_deed_opens_no_class():
    named = Relative(name="E", relation=Relation.NAMED_IN_WILL, will_by_notary=False)
    assert heirs_of([named]).heirs == ()
    assert _codes(named)[0] == "WASIAT_BUKAN_AKTA_NOTARIS"


def test_an_heir_without_a_name_is_refused():
    with pytest.raises(BadInput, match="Nama ahli waris kosong"):
        heirs_of([Relative(name=" ", relation=Relation.CHILD)])
