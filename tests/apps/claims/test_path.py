"""A case from the report to the last payment: papers, filing, decision, objection, scholarship."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from payung.kernel.errors import BadInput, Conflict, NotAllowed
from tests.apps.claims.family import TODAY, Mourning

if TYPE_CHECKING:
    from payung.claims.models import Case
    from tests.apps.city import City

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 uji"
FULL = {"santunan": 20_000_000, "berkala": 12_000_000, "pemakaman": 10_000_000}
AT_WORK = {"santunan": 48_000_000, "berkala": 12_000_000, "pemakaman": 10_000_000}


def with_papers(mourning: Mourning, case: Case) -> Case:
    """Starts the papers and receives all that are missing."""
    from payung.accounts.scope import acting_as
    from payung.claims.case.outcome import start_papers
    from payung.claims.papers.checklist import missing, receive_paper

    start_papers(actor=mourning.companion, case_id=case.pk, today=TODAY)
    with acting_as(mourning.operator):
        wanted = missing(case)
    for paper in wanted:
        receive_paper(
            actor=mourning.companion, case_id=case.pk, code=paper.code, today=TODAY, scan=PDF
        )
    return mourning.fresh(case)


def submitted(mourning: Mourning, **facts: Any) -> Case:
    from payung.claims.case.outcome import submit

    facts = {"happened_on": date(2025, 10, 1)} | facts
    case = with_papers(mourning, mourning.confirmed(**facts))
    submit(actor=mourning.companion, case_id=case.pk, today=TODAY)
    return mourning.fresh(case)


def decided(mourning: Mourning, amounts: dict[str, int], **facts: Any) -> Case:
    from payung.claims.case.outcome import decide

    case = submitted(mourning)
    decide(
        actor=mourning.bpjs, case_id=case.pk, letter="B/1", decided_on=date(2025, 10, 23),
        amounts=amounts, **facts,
    )  # fmt: skip
    return mourning.fresh(case)


def two_children(mourning: Mourning, case: Case) -> None:
    from payung.claims.case.casework import Member, set_family
    from payung.law.jamsostek.heirs import Relation

    members = [
        Member(name="Ibu Uji", relation=Relation.SPOUSE, birth_date=date(1984, 2, 1)),
        Member(name="Anak A", relation=Relation.CHILD, birth_date=date(2012, 5, 1), stage="SMP1"),
        Member(name="Anak Dua", relation=Relation.CHILD, birth_date=date(2017, 3, 9), stage="SD2"),
        Member(name="Anak Tiga", relation=Relation.CHILD, birth_date=date(2006, 1, 1), stage="PT2"),
    ]  # fmt: skip
    set_family(actor=mourning.companion, case_id=case.pk, members=members, today=TODAY)


def test_nothing_is_filed_while_a_paper_is_missing(city: City) -> None:
    from payung.claims.case.outcome import start_papers, submit

    mourning = Mourning(city, paid_to=10)
    case = mourning.confirmed()
    start_papers(actor=mourning.companion, case_id=case.pk, today=TODAY)
    with pytest.raises(BadInput, match=r"^Masih kurang \d+ surat: .*Akta kematian"):
        submit(actor=mourning.companion, case_id=case.pk, today=TODAY)
    assert mourning.fresh(case).state == "berkas"


def test_a_complete_case_goes_to_bpjs_and_its_payment_falls_due_in_three_working_days(
    city: City,
) -> None:
    from payung.accounts.scope import acting_as

    mourning = Mourning(city, paid_to=10)
    case = submitted(mourning)
    with acting_as(mourning.operator):
        due = case.obligations.get(task="bayar_manfaat").due
    assert case.state == "diajukan"
    assert due is not None and due.date() == date(2025, 10, 23)


def test_who_may_not_decide_is_told_so(city: City) -> None:
    from payung.claims.case.outcome import decide

    mourning = Mourning(city, paid_to=10)
    case = submitted(mourning)
    with pytest.raises(NotAllowed):
        decide(
            actor=mourning.companion, case_id=case.pk, letter="1", decided_on=TODAY, amounts=FULL
        )


def test_paid_equals_decided_and_a_childless_case_closes(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.case.outcome import close, paid_by_component, pay

    mourning = Mourning(city, paid_to=10)
    case = decided(mourning, FULL)
    pay(actor=mourning.companion, case_id=case.pk, paid_on=date(2025, 10, 24))
    close(actor=mourning.companion, case_id=case.pk)
    with acting_as(mourning.operator):
        assert paid_by_component(case) == FULL
        assert not case.obligations.filter(done_at=None).exists()
    assert mourning.fresh(case).state == "selesai"


def test_an_amount_beside_the_prediction_needs_its_reason(city: City) -> None:
    with pytest.raises(BadInput, match=r"santunan: hitungan Rp20\.000\.000"):
        decided(Mourning(city, paid_to=10), FULL | {"santunan": 19_000_000})


def test_who_noted_the_decision_does_not_note_the_payment(city: City) -> None:
    from payung.claims.case.outcome import decide, pay

    mourning = Mourning(city, paid_to=10)
    case = submitted(mourning)
    decide(actor=mourning.operator, case_id=case.pk, letter="1", decided_on=TODAY, amounts=FULL)
    with pytest.raises(Conflict, match="Pencatat keputusan"):
        pay(actor=mourning.operator, case_id=case.pk, paid_on=TODAY)


def test_too_little_climbs_the_ladder_and_the_rest_is_paid(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.case import objections
    from payung.claims.case.outcome import decide, paid_by_component, pay
    from payung.claims.ground.selectors import reconciliation, summary

    mourning = Mourning(city, paid_to=10)
    helper = mourning.companion
    case = decided(mourning, {"pemakaman": 10_000_000}, reason="belum 3 bulan")
    pay(actor=helper, case_id=case.pk, paid_on=date(2025, 10, 24))
    letter = objections.draft_objection(actor=helper, case_id=case.pk)
    assert letter.rung == "klarifikasi"
    send = {"actor": helper, "case_id": case.pk, "objection_id": letter.pk}
    with pytest.raises(BadInput, match="Surat kuasa belum"):
        objections.send_objection(**send, sent_with="surat_kuasa", sent_on=TODAY)
    objections.send_objection(**send, sent_with="ahli_waris", sent_on=TODAY)
    objections.answer_objection(**send, answer="dihitung ulang", answered_on=TODAY)
    decide(
        actor=mourning.bpjs, case_id=case.pk, letter="2", decided_on=date(2025, 11, 3),
        amounts=FULL,
    )  # fmt: skip
    pay(actor=helper, case_id=case.pk, paid_on=date(2025, 11, 4))
    with acting_as(mourning.operator):
        assert paid_by_component(case) == FULL
        assert not case.obligations.filter(task="tanggapi", done_at=None).exists()
        money = {row["component"]: row["paid"] for row in reconciliation(mourning.operator)}
        assert money == FULL
        assert summary(mourning.operator)["paid_rp"] == 42_000_000


def test_a_refused_case_can_be_answered_or_let_stand(city: City) -> None:
    from payung.claims.case import objections

    mourning = Mourning(city, paid_to=10)
    case = decided(mourning, {}, reason="tidak bekerja")
    assert case.state == "ditolak"
    objections.draft_objection(actor=mourning.companion, case_id=case.pk)
    objections.accept_decision(actor=mourning.companion, case_id=case.pk, reason="cukup")
    assert mourning.fresh(case).state == "ditolak"


def test_two_births_for_one_child_are_refused_and_nothing_is_lost(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.case.casework import Member, set_family
    from payung.law.jamsostek.heirs import Relation

    mourning = Mourning(city, paid_to=10)
    case = mourning.confirmed()
    two_children(mourning, case)
    twice = [
        Member(name="Anak A", relation=Relation.CHILD, birth_date=date(2012, 5, day), stage="SD1")
        for day in (1, 2)
    ]
    with pytest.raises(BadInput, match="dua tanggal lahir"):
        set_family(actor=mourning.companion, case_id=case.pk, members=twice, today=TODAY)
    with acting_as(mourning.operator):
        assert case.family.count() == 4


def test_names_and_birth_dates_of_a_family_are_sealed_at_rest(city: City) -> None:
    from django.db import connection

    from payung.accounts.scope import acting_as

    mourning = Mourning(city, paid_to=10)
    case = mourning.confirmed()
    two_children(mourning, case)
    with acting_as(mourning.operator), connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(f::text, ' ') FROM claims_familymember f")
        family = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(e::text, ' ') FROM claims_entitlement e")
        computed = cursor.fetchone()[0]
    for secret in ("Anak", "2012-05-01"):
        assert secret not in family and secret not in computed


@pytest.mark.parametrize(
    ("scan", "words"),
    [(b"GIF89a", "bukan PDF"), (b"%PDF-" + b"0" * (10 * 1024 * 1024), "10 MB")],
)
def test_a_scan_that_is_none_is_refused_with_a_sentence(
    city: City, scan: bytes, words: str
) -> None:
    from payung.claims.case.outcome import start_papers
    from payung.claims.papers.checklist import receive_paper

    mourning = Mourning(city, paid_to=10)
    case = mourning.confirmed()
    start_papers(actor=mourning.companion, case_id=case.pk, today=TODAY)
    with pytest.raises(BadInput, match=words):
        receive_paper(actor=mourning.companion, case_id=case.pk, code="kk", today=TODAY, scan=scan)


def test_a_scan_is_sealed_and_each_view_is_noted(city: City) -> None:
    from pathlib import Path

    from django.conf import settings

    from payung.accounts.scope import acting_as
    from payung.audit.models import Entry
    from payung.claims.papers.checklist import receive_paper, view_scan

    mourning = Mourning(city, paid_to=10)
    case = with_papers(mourning, mourning.confirmed())
    paper = receive_paper(
        actor=mourning.companion, case_id=case.pk, code="kk", today=TODAY, scan=PDF
    )
    media, content = view_scan(
        actor=mourning.companion, case_id=case.pk, paper_id=paper.pk, purpose="memeriksa nama"
    )
    kept = Path(settings.DATA_DIR, "berkas", f"{paper.scan}.klaim").read_bytes()
    assert (media, content) == ("application/pdf", PDF) and PDF not in kept
    with acting_as(mourning.operator):
        viewed = Entry.objects.filter(action="claims.view_scan", subject=f"case:{case.pk}").get()
    assert viewed.facts["purpose"] == "memeriksa nama"


def test_a_jkk_death_plans_the_years_of_the_pair_that_pays_most(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.scholarship.services import choices_of, choose_children

    mourning = Mourning(city, paid_to=10)
    case = mourning.confirmed(work_related=True)
    two_children(mourning, case)
    with acting_as(mourning.operator):
        pairs = choices_of(case)
        due = case.entitlements.latest()
        planned = sum(case.scholarship.values_list("planned_rp", flat=True))
    assert len(pairs) == 3
    assert due.beasiswa_high_rp == pairs[0].total_rp == planned
    choose_children(actor=mourning.companion, case_id=case.pk, numbers=[3, 4])
    with acting_as(mourning.operator):
        chosen = set(case.scholarship.values_list("child__number", flat=True))
    assert chosen == {3, 4}


def test_a_scholarship_runs_over_three_years_and_ends_with_its_reason(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.case.outcome import close, decide, pay, submit
    from payung.claims.papers.checklist import missing, receive_paper
    from payung.claims.scholarship import services as scholarship

    mourning = Mourning(city, paid_to=10)
    helper = mourning.companion
    case = mourning.confirmed(work_related=True)
    two_children(mourning, case)
    case = with_papers(mourning, case)
    submit(actor=helper, case_id=case.pk, today=TODAY)
    with acting_as(mourning.operator):
        most = case.entitlements.latest().beasiswa_high_rp
    decide(
        actor=mourning.bpjs, case_id=case.pk, letter="1", decided_on=TODAY,
        amounts=AT_WORK | {"beasiswa": most},
    )  # fmt: skip
    pay(actor=helper, case_id=case.pk, paid_on=TODAY)
    with pytest.raises(Conflict, match="Beasiswa masih berjalan"):
        close(actor=helper, case_id=case.pk)
    for year in (2025, 2026, 2027):
        today = date(year, 11, 1)
        assert scholarship.remind_of_years(actor=helper, today=today) == 2
        with acting_as(mourning.operator):
            rows = list(case.scholarship.filter(school_year=year))
            wanted = {row.pk: missing(case, scholarship.subject_of(row)) for row in rows}
        for row in rows:
            with pytest.raises(BadInput, match="Masih kurang 6 surat"):
                scholarship.file_year(actor=helper, year_id=row.pk, today=today)
            for paper in wanted[row.pk]:
                receive_paper(
                    actor=helper, case_id=case.pk, code=paper.code, subject=paper.subject,
                    today=today,
                )  # fmt: skip
            scholarship.file_year(actor=helper, year_id=row.pk, today=today)
            scholarship.pay_year(
                actor=helper, year_id=row.pk, amount_rp=row.planned_rp, paid_on=today
            )
    with acting_as(mourning.operator):
        chosen = set(case.scholarship.values_list("child_id", flat=True))
        assert case.payments.filter(component="beasiswa").count() == 6
    for child in chosen:
        scholarship.end_child(actor=helper, child_id=child, reason="bekerja", on=date(2028, 6, 1))
    close(actor=helper, case_id=case.pk)
    assert mourning.fresh(case).state == "selesai"


def test_a_repeated_year_moves_the_plan(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.scholarship.services import change_stage

    mourning = Mourning(city, paid_to=10)
    case = mourning.confirmed(work_related=True)
    two_children(mourning, case)
    with acting_as(mourning.operator):
        child = case.family.get(number=2)
        before = child.years.order_by("school_year").first()
    assert before is not None and before.stage == "SMP1"
    change_stage(actor=mourning.companion, child_id=child.pk, stage="SMP1", today=date(2026, 8, 1))
    with acting_as(mourning.operator):
        years = list(child.years.order_by("school_year").values_list("school_year", "stage"))
    assert years[:3] == [(2025, "SMP1"), (2026, "SMP1"), (2027, "SMP2")]


def test_a_ruling_ends_the_doubt_and_later_reports_do_not_bring_it_back(city: City) -> None:
    from payung.claims.case.casework import classify
    from payung.claims.models import Program

    mourning = Mourning(city, paid_to=10)
    case = mourning.death(work_related=None)
    due = classify(
        actor=mourning.operator, case_id=case.pk, program=Program.JKK, reason="jatuh saat kerja",
        today=TODAY,
    )  # fmt: skip
    assert due.cash_low_rp == due.cash_high_rp == 70_000_000
    mourning.death("lain", work_related=False)
    assert mourning.fresh(case).program == "jkk"


def test_what_the_family_told_at_the_card_is_not_asked_again(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.family import FamilyTold, ToldChild, keep_sheet
    from payung.registry.models import MaritalState

    mourning = Mourning(city, paid_to=10)
    told = FamilyTold(
        marital=MaritalState.MARRIED,
        notice_on=date(2025, 6, 1),
        spouse_name="Ibu Kartu",
        spouse_birth_date=date(1985, 1, 1),
        children_told=1,
        children=(ToldChild(name="Anak Kartu", birth_date=date(2014, 4, 2), stage="SD6"),),
    )
    with acting_as(mourning.operator):
        keep_sheet(
            actor=mourning.operator, person_id=mourning.ids[0], told=told, on=date(2025, 6, 1)
        )
    case = mourning.death(work_related=True)
    with acting_as(mourning.operator):
        family = [(m.relation, m.name.reveal()) for m in case.family.all()]
        due = case.entitlements.latest()
    assert family == [("child", "Anak Kartu"), ("spouse", "Ibu Kartu")]
    assert due.beasiswa_high_rp > 0
