"""What other payers did in the same year: RT money, the province, and the RT heads as PU."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from payung.accounts.scope import acting_as
from payung.cli.mainjob.people import Cast
from payung.kernel.month import Month
from payung.ledger.continuity import gaps, pause
from payung.ledger.selectors import totals
from payung.payments.services import report_outside_cover

if TYPE_CHECKING:
    import polars as pl

    from payung.synthetic.city import Areas

RESTART = Month.of(2026, 4)
_WAGE_RP = 3_000_000


def enrol_others(cast: Cast, areas: Areas, born: pl.DataFrame, seed: int) -> dict[str, Any]:
    """Takes over the three reports of the year's end; their figures, and what a pause would do.

    The city's payment stops with December; RT money comes in April, which is too late.
    """
    from payung.synthetic.payers import province_grant, rt_heads, rt_money

    reports = (
        ("dana_rt", "rt", "RT-2025", "bpu", rt_money(areas, born, seed)),
        ("provinsi", "provinsi", "BKBK-2025", "bpu", province_grant(areas, born, seed)),
        ("ketua_rt", "apbd", "KRT-2025", "pu", rt_heads(areas, born, seed)),
    )
    figures = {
        name: _report(cast, payer, scheme, segment, people)
        for name, payer, scheme, segment, people in reports
    }
    _plan_next_year(cast, reports[0][-1])
    return figures | _outlook(cast)


def _report(
    cast: Cast, payer: str, scheme: str, segment: str, people: pl.DataFrame
) -> dict[str, int]:
    found = report_outside_cover(
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
        "people": found.people,
        "person_months": sums["accepted"],
        "contribution_paid_rp": sums["paid_rp"],
        "also_listed_by_the_city": found.proposed,
        "overlaps": found.overlaps,
        "double_memberships": found.doubles,
    }


def _plan_next_year(cast: Cast, people: pl.DataFrame) -> None:
    """The RT's next money comes in April again."""
    import polars as pl

    months = {"first_month": pl.lit(str(RESTART)), "last_month": pl.lit("2026-12")}
    report_outside_cover(
        actor=cast["operator"],
        payer="rt",
        scheme="RT-2026",
        segment="bpu",
        amounts=_amounts(str(RESTART), "rt", "bpu"),
        people=people.with_columns(**months),
        document="Rencana RT-2026",
        paid=False,
    )


def _amounts(first_month: str, payer: str, segment: str) -> dict[str, int]:
    from payung.law.jamsostek.iuran import contribution

    income = _WAGE_RP if segment == "pu" else 1_000_000
    found = contribution(Month.parse(first_month), income, "other", payer, segment)
    return {"jkk": found.jkk, "jkm": found.jkm}


def _outlook(cast: Cast) -> dict[str, Any]:
    """Gaps between payers, and the pause from January to March that an April start means."""
    operator = cast["operator"]
    with acting_as(operator):
        holes = gaps(operator, Month.of(2025, 1), Month.of(2026, 12))
        stop = pause(operator, RESTART)
    return {
        "gaps": {
            "people": len({gap.person_id for gap in holes}),
            "months": sum(g.months for g in holes),
        },
        "pause_until_april_2026": {
            "members": stop.members,
            "lapsing": stop.lapsing,
            "full_benefit_from": str(stop.full_from),
            "scholarship_from": str(stop.scholarship_from),
            "scholarship_months_lost": stop.scholarship_months_lost,
        },
    }
