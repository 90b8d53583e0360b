"""What other payers did in the same year: RT money, the province, and the RT heads as PU.

Some of the people whom they name are paid by the city already: caught, listed, and ended by a
person, as are those whom two of them plan for the next year.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from payung.accounts.scope import acting_as
from payung.demo.mainjob import gotong_royong, heads
from payung.demo.mainjob.people import Cast
from payung.kernel.month import Month
from payung.ledger.continuity import alarms, arrears, pause, rescue_proposals
from payung.ledger.gaps import planned_gaps
from payung.ledger.selectors import totals
from payung.payments.continuity.fiscal import calendars, monthly_rp, set_fiscal_dates
from payung.payments.continuity.handover import mendable_gaps
from payung.payments.ground.selectors import posting_days
from payung.payments.models.continuity import OverlapState
from payung.payments.overlaps.services import overlaps, resolve_overlaps
from payung.payments.services import report_outside_cover

if TYPE_CHECKING:
    import polars as pl

    from payung.demo.synthetic.city import Areas

RESTART = Month.of(2026, 4)
SEEN_ON = Month.of(2026, 2).first_day
_NAMED_AGAIN = 240


def enrol_others(cast: Cast, areas: Areas, born: pl.DataFrame, seed: int) -> dict[str, Any]:
    """Takes over the three reports of the year's end; their figures, and what a pause would do.

    The city's payment stops with December; RT money comes in April, which is too late.
    """
    import polars as pl

    from payung.demo.synthetic.payers import named_again, province_grant, rt_heads, rt_money

    money = rt_money(areas, born, seed)
    again = named_again(born, money, seed, _NAMED_AGAIN)
    reports = (
        ("dana_rt", "rt", "RT-2025", "bpu", pl.concat([money, again])),
        ("provinsi", "provinsi", "BKBK-2025", "bpu", province_grant(areas, born, seed)),
        ("ketua_rt", "apbd", heads.CODE, "pu", rt_heads(areas, born, seed)),
    )
    figures: dict[str, Any] = {
        name: _report(cast, payer, scheme, segment, people)
        for name, payer, scheme, segment, people in reports
    }
    monthly_rp = sum(_amounts(str(heads.FIRST), "apbd", "pu").values())
    figures["ketua_rt"] |= heads.decree_heads(cast, monthly_rp)
    works = gotong_royong.register_works(cast)
    _set_calendar(cast)
    planned = _plan_next_year(cast, reports[0][-1], again)
    return (
        figures
        | {"jakon": works, "next_year": planned, "overlaps": _resolve(cast)}
        | _outlook(cast)
    )


def _report(
    cast: Cast, payer: str, scheme: str, segment: str, people: pl.DataFrame
) -> dict[str, int]:
    cover = report_outside_cover(
        actor=cast["operator"],
        payer=payer,
        scheme=scheme,
        segment=segment,
        amounts=_amounts(people["first_month"][0], payer, segment),
        people=people,
        document=f"Laporan {scheme}",
    )
    with acting_as(cast["operator"]):
        sums = totals(cast["operator"], [scheme])
    return {
        "people": cover.people,
        "person_months": sums["accepted"],
        "contribution_paid_rp": sums["paid_rp"],
        "also_listed_by_the_city": cover.proposed,
        "overlaps": cover.overlaps,
        "double_memberships": cover.doubles,
    }


def _set_calendar(cast: Cast) -> None:
    """What the offices have told of the next year: the city's SPD, and the province's transfer."""
    letters = (
        (
            "apbd",
            {"dpa": date(2026, 1, 5), "spd": date(2026, 1, 14)},
            "SE Sekda, kalender APBD 2026",
        ),
        ("provinsi", {"transfer": date(2026, 1, 19)}, "Surat BPKPD Provinsi, BKBK 2026"),
    )
    for source, dates, document in letters:
        set_fiscal_dates(
            actor=cast["keuangan"], source=source, year=2026, dates=dates, document=document
        )


def _plan_next_year(cast: Cast, rt: pl.DataFrame, again: pl.DataFrame) -> dict[str, int]:
    """The RT's next money comes in April again; the province names some of its people too."""
    plans = (("rt", "RT-2026", rt, RESTART), ("provinsi", "BKBK-2026", again, Month.of(2026, 1)))
    return {
        scheme: _plan(cast, payer, scheme, people, first) for payer, scheme, people, first in plans
    }


def _plan(cast: Cast, payer: str, scheme: str, people: pl.DataFrame, first: Month) -> int:
    """Plans what is free from `first` to December; how many people collide with another payer."""
    import polars as pl

    months = {"first_month": pl.lit(str(first)), "last_month": pl.lit(f"{first.year}-12")}
    cover = report_outside_cover(
        actor=cast["operator"],
        payer=payer,
        scheme=scheme,
        segment="bpu",
        amounts=_amounts(str(first), payer, "bpu"),
        people=people.with_columns(**months),
        document=f"Rencana {scheme}",
        paid=False,
    )
    return cover.overlaps


def _amounts(first_month: str, payer: str, segment: str) -> dict[str, int]:
    from payung.law.jamsostek.iuran import contribution

    income = heads.WAGE_RP if segment == "pu" else 1_000_000
    found = contribution(Month.parse(first_month), income, "other", payer, segment)
    return {"jkk": found.jkk, "jkm": found.jkm}


def _resolve(cast: Cast) -> dict[str, int]:
    """Money paid twice is asked back; of those planned twice, every second one is handed over.

    The last five stay open for whoever looks at the demonstration.
    """
    operator = cast["operator"]
    with acting_as(operator):
        rows = list(overlaps(operator).order_by("pk").values_list("pk", "paid"))
    paid = [pk for pk, twice in rows if twice]
    planned = [pk for pk, twice in rows if not twice][:-5]
    answers = (
        (paid, OverlapState.WITHDRAWN, "Sudah dibayar kota; uang RT diperhitungkan"),
        (planned[::2], OverlapState.HANDED_OVER, "Provinsi membayar sejak Januari tanpa jeda"),
        (planned[1::2], OverlapState.WITHDRAWN, "RT tetap membayar mulai April"),
    )
    for ids, answer, reason in answers:
        resolve_overlaps(actor=operator, ids=ids, answer=answer, reason=reason)
    with acting_as(operator):
        states = Counter(overlaps(operator).values_list("state", flat=True))
    return {
        "caught": sum(states.values()),
        "paid_twice": len(paid),
        "withdrawn": states[OverlapState.WITHDRAWN],
        "handed_over": states[OverlapState.HANDED_OVER],
        "open": states[OverlapState.OPEN],
    }


def _outlook(cast: Cast) -> dict[str, Any]:
    """Gaps between payers, and the pause from January to March that an April start means."""
    operator = cast["operator"]
    with acting_as(operator):
        gaps = planned_gaps(operator, Month.of(2025, 1), Month.of(2026, 12))
        stop = pause(operator, RESTART)
        continuity = _continuity(cast)
    between = [gap for gap in gaps if gap.hole.after]
    return {
        "gaps": {
            "people": len({person for gap in between for person in gap.people}),
            "months": sum(gap.person_months for gap in between),
        },
        "pause_until_april_2026": {
            "members": stop.members,
            "lapsing": stop.lapsing,
            "full_benefit_from": str(stop.full_from),
            "scholarship_from": str(stop.scholarship_from),
            "scholarship_months_lost": stop.scholarship_months_lost,
        },
        "continuity": continuity,
    }


def _continuity(cast: Cast) -> dict[str, Any]:
    """What the pages of continuity would say on 1 February: gaps by cause, arrears, alarms."""
    operator = cast["operator"]
    days = posting_days(operator)
    gaps = mendable_gaps(operator, Month.of(2025, 1), Month.of(2026, 12))
    saving = [
        proposal
        for proposal in rescue_proposals(operator, SEEN_ON, days, monthly_rp)
        if not proposal.rescue.new_spell
    ]
    causes: Counter[str] = Counter()
    for gap in gaps:
        causes[str(gap.group.kind)] += len(gap.group.people)
    return {
        "posting_days": days,
        "gap_people_by_cause": dict(sorted(causes.items())),
        "gaps_with_a_payer_in_time": sum(gap.proposal is not None for gap in gaps),
        "cost_of_closing_rp": sum(gap.cost_rp or 0 for gap in gaps),
        "last_day_that_saves": str(max(p.rescue.pay_by for p in saving if p.rescue.pay_by)),
        "people_to_save": sum(len(proposal.people) for proposal in saving),
        "arrears_to_pay_rp": sum(proposal.cost_rp for proposal in saving),
        "alarms_in_60_days": len(alarms(operator, SEEN_ON, 60, days)),
        "arrears_person_months": sum(
            owed.person_months for owed in arrears(operator, RESTART.first_day)
        ),
        "earliest_month": {
            own.source: str(own.earliest_month(days)) for own in calendars(operator, RESTART.year)
        },
    }
