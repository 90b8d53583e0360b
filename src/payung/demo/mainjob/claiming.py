"""What becomes of the cases of the year: each goes as far as its days allow until 31 December."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from payung.accounts.scope import acting_as
from payung.audit.clock import telling
from payung.claims.accident.care import store_care
from payung.claims.case import objections, outcome
from payung.claims.case.casework import Member, agree_to_visit, classify, set_family
from payung.claims.ground.selectors import cases
from payung.claims.models import Case, MatchState, Program
from payung.claims.papers import checklist as papers
from payung.claims.scholarship import services as scholarship
from payung.claims.telling.services import confirm_death
from payung.claims.unclaimed import services as unclaimed
from payung.claims.unclaimed import settling
from payung.claims.unclaimed.selectors import work_list
from payung.demo.mainjob.people import Cast
from payung.demo.synthetic import deathlists
from payung.law.jamsostek.deadlines import school_year_of
from payung.law.jamsostek.heirs import Relation
from payung.registry.matching import opened

if TYPE_CHECKING:
    import polars as pl

UNTIL = date(2025, 12, 31)
OBJECTING = 2
"""How many families were first paid too little and answered."""

_CARE = (
    ("RSUD Contoh Utama", "15.71.01", "0741-000001", True),
    ("RS Contoh Kota Baru", "15.71.04", "0741-000002", True),
    ("Klinik Contoh Jelutung", "15.71.03", "0741-000003", False),
    ("RS Contoh Seberang", "15.71.08", "0741-000004", True),
)


def finish(cast: Cast, events: pl.DataFrame, seed: int) -> None:
    """The list of deaths, then every case as far as its days allow."""
    with telling(UNTIL):
        _keep_care()
        _find_unheard(cast, events, seed)
    with acting_as(cast["operator"]):
        rows = cases(cast["operator"]).order_by("event__happened_on", "pk")
        told = list(rows.select_related("event", "person", "facts"))
    answering = 0
    for case in told:
        chance = Random(f"{seed}-{case.event_id}")
        answering += _walk(cast, case, chance, objecting=answering < OBJECTING)
    with telling(UNTIL):
        scholarship.remind_of_years(actor=cast["pendamping"], today=UNTIL)


def _keep_care() -> None:
    columns = ("name", "area_id", "phone", "always_open")
    store_care({**dict(zip(columns, line, strict=True)), "checked_on": UNTIL} for line in _CARE)


def _find_unheard(cast: Cast, events: pl.DataFrame, seed: int) -> None:
    """The year's deaths as five kinds of source tell them, some without a day.

    The cemetery's book comes first and knows nobody's day: whom nobody had told of is found in it,
    and his months wait. The register tells the day, and his family has its case.
    """
    from payung.demo.mainjob.befalling import unheard

    died = {
        row["person_id"]: row["event_date"]
        for row in events.iter_rows(named=True)
        if row["event"] == "death"
    }
    with acting_as(cast["operator"]):
        people = opened(sorted(died))
    missed = unheard(events)
    for number, told in enumerate(deathlists.lists(people, died, silent=missed)):
        name = f"payung-demo-{seed}-kematian" + (f"-{number}" if number else "")
        unclaimed.take_death_list(
            actor=cast["operator"],
            list_id=uuid5(NAMESPACE_URL, name),
            source=told.source,
            deaths=told.deaths(UNTIL),
            today=UNTIL,
        )
        _look(cast, missed)


def _look(cast: Cast, missed: set[int]) -> None:
    """A person looks at each match of a list, and again at those whose day is known by now."""
    with acting_as(cast["operator"]):
        waiting = work_list(cast["operator"]).exclude(state=MatchState.NO_DAY, happened_on=None)
        matches = list(waiting.order_by("area", "pk"))
    for match in matches:
        case = settling.settle_match(
            actor=cast["operator"],
            match_id=match.pk,
            same=match.person_id in missed,
            today=UNTIL,
        )
        if case is not None:
            confirm_death(actor=cast["verifikator"], case_id=case.pk, today=UNTIL)
            classify(
                actor=cast["operator"],
                case_id=case.pk,
                program=Program.JKM,
                reason="Keluarga: sakit di rumah",
                today=UNTIL,
            )


def _begun_on(case: Case) -> date:
    """Papers begin some days after the event, and not before the kelurahan confirmed it."""
    heard = timezone.localdate(case.opened_at)
    return max(case.event.happened_on + timedelta(days=6), heard + timedelta(days=3))


def _walk(cast: Cast, case: Case, chance: Random, *, objecting: bool) -> bool:
    """Takes one case along its days; returns whether its family answered a decision."""
    helper, day = cast["pendamping"], _begun_on(case)
    if day > UNTIL:
        return False
    with telling(day):
        outcome.start_papers(actor=helper, case_id=case.pk, today=day)
        _tell_family(cast, case, chance, day)
    day += timedelta(days=chance.randint(8, 45))
    if day > UNTIL:
        return False
    with acting_as(helper):
        codes = {paper.code for paper in papers.missing(case)}
        due = case.entitlements.latest()
    with telling(day):
        papers.receive_papers(actor=helper, case_id=case.pk, codes=codes, today=day)
        outcome.submit(actor=helper, case_id=case.pk, today=day)
    day += timedelta(days=chance.randint(2, 5))
    if day > UNTIL:
        return False
    high, low = due.result["high"], due.result["low"]
    least = {name: amount for name, amount in high.items() if name == "pemakaman"}
    if (
        objecting
        and case.program == "jkm"
        and high["santunan"]
        and day <= UNTIL - timedelta(days=24)
    ):
        _decide(cast, case, day, least, "dianggap belum memenuhi syarat 3 bulan")
        _answer(cast, case, day + timedelta(days=5))
        _decide(cast, case, day + timedelta(days=20), high)
        return True
    _decide(cast, case, day, high if chance.random() < 0.8 else low)
    return False


def _tell_family(cast: Cast, case: Case, chance: Random, day: date) -> None:
    """Spouse and the children that the report named; every third family agrees to a visit."""
    if case.facts.outcome != "death":
        return
    with acting_as(cast["pendamping"]):
        children = list(case.family.order_by("number"))
    members = [
        Member(
            name=f"Anak {number} {case.person.name.title()}",
            relation=Relation.CHILD,
            birth_date=date.fromisoformat(child.birth_date.reveal()),
            stage=child.stage,
        )
        for number, child in enumerate(children, 1)
    ]
    if chance.random() < 0.8:
        spouse = f"Pasangan {case.person.name.title()}"
        members.append(Member(name=spouse, relation=Relation.SPOUSE))
    set_family(actor=cast["pendamping"], case_id=case.pk, members=members, today=day)
    if case.pk % 3 == 0:
        agree_to_visit(actor=cast["pendamping"], case_id=case.pk, agreed=True)


def _decide(
    cast: Cast, case: Case, day: date, amounts: Mapping[str, int], reason: str = ""
) -> None:
    """BPJS's decision and its payment two days later; without a scholarship the case closes."""
    with telling(day):
        decision = outcome.decide(
            actor=cast["bpjs"],
            case_id=case.pk,
            letter=f"B/{case.pk:04d}/{day.month:02d}/2025",
            decided_on=day,
            amounts={name: amount for name, amount in amounts.items() if amount},
            reason=reason or ("" if any(amounts.values()) else "BPJS menilai tidak ditanggung"),
        )
    paid_on = day + timedelta(days=2)
    if not decision.granted or paid_on > UNTIL:
        return
    with telling(paid_on):
        outcome.pay(actor=cast["pendamping"], case_id=case.pk, paid_on=paid_on)
        with acting_as(cast["pendamping"]):
            done = scholarship.last_year(case) is None
        if done and not reason:
            outcome.close(actor=cast["pendamping"], case_id=case.pk)
    if not done:
        _first_school_year(cast, case, paid_on + timedelta(days=14))


def _first_school_year(cast: Cast, case: Case, day: date) -> None:
    """The running school year: the first child's is filed and paid, the other one's only filed."""
    helper, running = cast["pendamping"], school_year_of(day)
    if day > UNTIL:
        return
    with acting_as(helper):
        years = list(case.scholarship.filter(school_year=running).select_related("case__event"))
        asked = {year.pk: scholarship.papers_to_come(year) for year in years}
    with telling(day):
        for number, year in enumerate(years):
            codes = [code for code, _name in asked[year.pk]]
            subject = scholarship.subject_of(year)
            papers.receive_papers(
                actor=helper, case_id=case.pk, codes=codes, today=day, subject=subject
            )
            scholarship.file_year(actor=helper, year_id=year.pk, today=day)
            if number == 0:
                scholarship.pay_year(
                    actor=helper, year_id=year.pk, amount_rp=year.planned_rp, paid_on=day
                )


def _answer(cast: Cast, case: Case, day: date) -> None:
    """The first rung of the ladder, sent by the heir."""
    helper = cast["pendamping"]
    with telling(day):
        letter = objections.draft_objection(actor=helper, case_id=case.pk)
        step: dict[str, Any] = {"actor": helper, "case_id": case.pk, "objection_id": letter.pk}
        objections.send_objection(**step, sent_with=objections.HEIR, sent_on=day)
        objections.answer_objection(
            **step, answer="Dihitung ulang, syarat 3 bulan sudah terpenuhi.", answered_on=day
        )
