"""Deaths and accidents of the covered, drawn from the life table, reported as they happen."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from payung.accounts.scope import acting_as
from payung.audit.clock import telling
from payung.claims.models import Case, EventKind
from payung.claims.telling.services import Report, confirm_death, report
from payung.demo.mainjob import claiming
from payung.demo.mainjob.covering import CODES, MONTHS
from payung.demo.mainjob.people import Cast
from payung.kernel.month import Month
from payung.ledger.models import COVERED_STATES
from payung.ledger.selectors import person_months
from payung.registry.matching import opened

if TYPE_CHECKING:
    import polars as pl

_DAYS_UNTIL_HEARD = (0, 1, 1, 2, 3, 5, 8, 14)
_LATE_DAY = 20

_DETAILS = (
    "medical_cost",
    "transport_land",
    "incapacity_months",
    "disability_percent",
    "children",
    "children_birth",
)


def draw(cast: Cast, seed: int) -> pl.DataFrame:
    """What befalls the accepted members over the months, with `person_id`; same seed, same fate."""
    import polars as pl

    from payung.demo.synthetic.events import draw_events

    with acting_as(cast["operator"]):
        ids = sorted(
            person_months(cast["operator"])
            .filter(scheme__in=CODES, month=MONTHS[0], component="jkm", state__in=COVERED_STATES)
            .values_list("person_id", flat=True)
        )
        people = opened(ids)
    members = people.select(
        person="nik",
        birth_date=pl.col("tanggal_lahir").str.to_date(),
        sex="jenis_kelamin",
        occupation=pl.lit(""),
        first_month=pl.lit(str(MONTHS[0])),
        last_month=pl.lit(str(MONTHS[-1])),
    )
    drawn = draw_events(members, MONTHS, seed)
    keyed = people.select("nik", person_id=pl.col("id").cast(pl.Int64))
    return drawn.join(keyed, left_on="person", right_on="nik", maintain_order="left")


def report_month(cast: Cast, events: pl.DataFrame, month: Month, seed: int) -> list[Case]:
    """Reports what happened in one month; another person confirms each report.

    Some late deaths nobody reports: a list of deaths finds them at the year's end,
    when all cases go as far as their days allow.
    """
    cases, silent, late = [], unheard(events), heard_late(events)
    for row in events.iter_rows(named=True):
        heard = _heard_on(row, seed, late=row["person_id"] == late)
        if Month.containing(heard) != month or row["person_id"] in silent:
            continue
        with telling(heard):
            case = report(actor=cast["operator"], report=_report(row, seed), today=heard)
        known = min(heard + timedelta(days=2), month.last_day)
        with telling(known):
            confirm_death(actor=cast["verifikator"], case_id=case.pk, today=known)
        cases.append(case)
    if month == MONTHS[-1]:
        claiming.finish(cast, events, seed)
    return cases


def _heard_on(row: dict[str, Any], seed: int, *, late: bool) -> date:
    """When word of it comes: most within days, some after two weeks, in the same month; one late
    death only after the next month was paid."""
    chance = Random(f"{seed}-{row['person']}-{row['event_date']}-heard")
    happened: date = row["event_date"]
    month = Month.containing(happened)
    if late:
        return (month + 1).first_day.replace(day=_LATE_DAY)
    return min(happened + timedelta(days=chance.choice(_DAYS_UNTIL_HEARD)), month.last_day)


def heard_late(events: pl.DataFrame) -> int | None:
    """The person of whose death the office hears a month late: the first natural one."""
    natural = events.filter(event="death", program="jkm", planted=False).sort("event_date")
    early = natural.filter(natural["event_date"] < MONTHS[-2].first_day)
    found: int | None = early["person_id"][0] if early.height else None
    return found


def unheard(events: pl.DataFrame) -> set[int]:
    """The persons of whose death nobody tells: every second of the last month, at least one.

    Later deaths only, so that few months are paid after them.
    """
    import polars as pl

    natural = events.filter(event="death", program="jkm", planted=False).sort("event_date")
    last = natural.filter(pl.col("event_date") >= MONTHS[-1].first_day)
    silent = last.filter(pl.col("event_date").dt.day() % 2 == 0)
    chosen = next((frame for frame in (silent, last, natural) if frame.height), natural)
    kept = chosen if chosen is silent else chosen.tail(1)
    return set(kept["person_id"].to_list())


def _report(row: dict[str, Any], seed: int) -> Report:
    death = row["event"] == "death"
    return Report(
        id=uuid5(NAMESPACE_URL, f"payung-demo-{seed}-{row['person']}-{row['event_date']}"),
        person_id=row["person_id"],
        kind=EventKind.DEATH if death else EventKind.ACCIDENT,
        happened_on=row["event_date"],
        place=str(row["place"]).replace("_", " "),
        cause=row["cause"],
        work_related=row["program"] == "jkk",
        traffic=row["place"] == "lalu_lintas",
        details={"event": row["event"], **{name: row[name] for name in _DETAILS}},
    )
