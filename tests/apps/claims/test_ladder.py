"""The ladder after a decision: rung by rung, each with its own letter, sent by the heir alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput, Conflict
from tests.apps.claims.family import TODAY, Mourning
from tests.apps.claims.test_pages import enter
from tests.apps.claims.test_path import decided

if TYPE_CHECKING:
    from django.test import Client

    from payung.claims.models import Case
    from payung.claims.papers.sheet import Letter
    from tests.apps.city import City

pytestmark = pytest.mark.django_db

RUNGS = ["klarifikasi", "pengaduan", "mediasi", "keberatan"]


def too_little(mourning: Mourning) -> Case:
    return decided(mourning, {"pemakaman": 10_000_000}, reason="dianggap belum 3 bulan")


def climb(mourning: Mourning, case: Case, rungs: int) -> None:
    """Drafts, sends and has answered that many rungs."""
    from payung.claims.case import objections

    for number in range(rungs):
        letter = objections.draft_objection(actor=mourning.companion, case_id=case.pk)
        step = {"actor": mourning.companion, "case_id": case.pk, "objection_id": letter.pk}
        objections.send_objection(**step, sent_with="ahli_waris", sent_on=TODAY)
        objections.answer_objection(**step, answer=f"tetap {number}", answered_on=TODAY)


def words(mourning: Mourning, case: Case, rung: str) -> Letter:
    from payung.accounts.scope import acting_as
    from payung.claims.papers.documents import letter_of

    with acting_as(mourning.operator):
        fresh = mourning.fresh(case)
    with acting_as(mourning.companion):
        return letter_of(mourning.companion, fresh, f"tanggapan-{rung}", date(2025, 11, 1))


def test_the_ladder_has_four_rungs_in_their_order_and_then_ends(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.case import objections

    mourning = Mourning(city, paid_to=10)
    case = too_little(mourning)
    climb(mourning, case, 4)
    with acting_as(mourning.operator):
        assert list(case.objections.values_list("rung", flat=True)) == RUNGS
    with pytest.raises(Conflict, match="semua langkah sudah dipakai"):
        objections.draft_objection(actor=mourning.companion, case_id=case.pk)


def test_no_rung_is_taken_before_the_one_below_is_answered(city: City) -> None:
    from payung.claims.case import objections

    mourning = Mourning(city, paid_to=10)
    case = too_little(mourning)
    objections.draft_objection(actor=mourning.companion, case_id=case.pk)
    with pytest.raises(Conflict, match="belum dijawab"):
        objections.draft_objection(actor=mourning.companion, case_id=case.pk)


def test_a_helper_sends_nothing_without_the_heirs_power_of_attorney(city: City) -> None:
    from payung.claims.case import objections

    mourning = Mourning(city, paid_to=10)
    case = too_little(mourning)
    letter = objections.draft_objection(actor=mourning.companion, case_id=case.pk)
    for sender in ("surat_kuasa", "pendamping", ""):
        with pytest.raises(BadInput):
            objections.send_objection(
                actor=mourning.companion, case_id=case.pk, objection_id=letter.pk,
                sent_with=sender, sent_on=TODAY,
            )  # fmt: skip


def test_each_rung_has_its_own_letter_and_keberatan_is_the_last_one_alone(city: City) -> None:
    mourning = Mourning(city, paid_to=10)
    case = too_little(mourning)
    climb(mourning, case, 4)
    letters = {rung: words(mourning, case, rung) for rung in RUNGS}
    assert len({tuple(letter.items) for letter in letters.values()}) == 4
    for rung, letter in letters.items():
        told = str(letter).casefold()
        assert ("keberatan" in told) is (rung == "keberatan")
        assert "kurang Rp20.000.000 (dua puluh juta rupiah)" in str(letter.facts)
        assert ("belum diperiksa" in told) is (rung in ("mediasi", "keberatan"))
    assert "Pasal 57" in str(letters["pengaduan"].facts)
    assert "tetap 0" in str(letters["pengaduan"].facts)


def test_the_page_shows_each_rung_with_sender_and_answer(client: Client, city: City) -> None:
    mourning = Mourning(city, paid_to=10)
    case = too_little(mourning)
    climb(mourning, case, 2)
    enter(client, city, "pendamping", "pendamping")
    page = client.get(reverse("claim", args=[case.pk]))
    rungs = [(row["rung"], row["answer"]) for row in page.context["ladder"]]
    assert rungs == [
        ("Permintaan penjelasan", "tetap 0 (20 Oktober 2025)"),
        ("Pengaduan ke BPJS", "tetap 1 (20 Oktober 2025)"),
    ]
    assert "lebih kecil dari yang pasti" in page.content.decode()


def test_a_whole_nik_on_a_form_is_a_noted_look(client: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.audit.models import Entry

    mourning = Mourning(city, paid_to=10)
    case = too_little(mourning)
    enter(client, city, "pendamping", "pendamping")
    for kind, looks in (("kunjungan", 0), ("surat-rt", 0), ("formulir-4", 1)):
        client.get(reverse("claim_document", args=[case.pk, kind]))
        with acting_as(mourning.operator):
            noted = Entry.objects.filter(action="registry.reveal_nik")
            assert noted.count() == looks, kind
    assert noted.get().facts["purpose"].endswith(f"mengisi formulir-4 kasus {case}")


def test_a_message_says_what_to_do_and_neither_name_nor_sum(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.papers.messages import for_family

    mourning = Mourning(city, paid_to=10)
    case = mourning.confirmed()
    said = []
    with acting_as(mourning.operator):
        for state in ("dipastikan", "diajukan", "diputuskan", "dibayar", "ditolak", "keberatan"):
            case.state, case.submitted_on = state, TODAY
            said.append(for_family(case).words)
    assert len(set(said)) >= 5
    for words in said:
        assert "WARGA" not in words and "Rp" not in words and "gratis" in words
        assert all(len(sentence.split()) <= 20 for sentence in words.split(". "))


def test_computations_stay_and_say_what_changed(client: Client, city: City) -> None:
    from payung.claims.case.casework import set_facts

    mourning = Mourning(city, paid_to=10)
    case = mourning.confirmed()
    set_facts(actor=mourning.companion, case_id=case.pk, changes={"other_membership": True})
    enter(client, city, "pendamping", "pendamping")
    page = client.get(reverse("claim", args=[case.pk]))
    newest, first = page.context["computations"]
    assert newest.detail == "Berubah: kepesertaan lain" and first.detail == "Hitungan pertama"


def test_while_undecided_both_readings_stand_with_their_evidence(
    client: Client, city: City
) -> None:
    from payung.claims.case.casework import note_evidence
    from payung.claims.models import Program

    mourning = Mourning(city, paid_to=10)
    case = mourning.death(work_related=None)
    note_evidence(
        actor=mourning.companion, case_id=case.pk, speaks_for=Program.JKK, what="jatuh dari atap"
    )
    enter(client, city, "pendamping", "pendamping")
    jkm, jkk = client.get(reverse("claim", args=[case.pk])).context["readings"]
    assert "jatuh dari atap" in str(jkk["facts"]) and "jatuh" not in str(jkm["facts"])
