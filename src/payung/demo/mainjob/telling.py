"""News of the members' lives in November: moves, jobs, a marriage, a child's school."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from payung.accounts.scope import acting_as
from payung.audit import clock
from payung.claims.models import ChangeKind, LifeChange, Teller
from payung.claims.news.services import ChangeReport, confirm_change, decide_months, report_change
from payung.demo.mainjob.covering import CODES, MONTHS
from payung.demo.mainjob.people import Cast
from payung.kernel.month import Month
from payung.ledger.models import COVERED_STATES
from payung.ledger.selectors import person_months

if TYPE_CHECKING:
    import polars as pl

MONTH = MONTHS[-2]
_NEWS = (
    (ChangeKind.NEW_JOB, "Swalayan Contoh, kasir", Teller.FAMILY, "terus"),
    (ChangeKind.MOVE, "Pindah ke Kabupaten Muaro Jambi", Teller.RT_HEAD, "henti"),
    (ChangeKind.NEW_JOB, "Gudang Contoh Jaya, sopir", Teller.SELF, "menunggu"),
    (ChangeKind.MOVE, "Pindah ke Palembang ikut anak", Teller.FAMILY, "dilaporkan"),
    (ChangeKind.MARRIAGE, "Menikah di KUA", Teller.FAMILY, "menunggu"),
    (ChangeKind.CHILD_SCHOOL, "Anak pertama masuk SMA kelas 1", Teller.FAMILY, "dilaporkan"),
)
"""Kind, what is told, who told it, and how far it is by the year's end."""

_REASONS = {
    "terus": "Dua kepesertaan diperbolehkan; upah PU belum pasti berlanjut.",
    "henti": "Bukan lagi warga kota, sudah diberi tahu kepada keluarga.",
}


def tell_news(cast: Cast, events: pl.DataFrame, month: Month, seed: int) -> None:
    """One line each, confirmed by another where time allowed, two of them decided."""
    if month != MONTH:
        return
    with clock.telling(month.last_day):
        _tell(cast, events, month, seed)


def _tell(cast: Cast, events: pl.DataFrame, month: Month, seed: int) -> None:
    for number, (news, person) in enumerate(zip(_NEWS, _members(cast, events), strict=True)):
        kind, detail, teller, fate = news
        change = report_change(
            actor=cast["operator"],
            today=month.last_day,
            report=ChangeReport(
                id=uuid5(NAMESPACE_URL, f"payung-demo-{seed}-kabar-{number}"),
                person_id=person,
                kind=kind,
                happened_on=month.first_day + timedelta(days=3 * number),
                detail=detail,
                teller=teller,
            ),
        )
        if fate != "dilaporkan":
            confirm_change(actor=cast["verifikator"], change_id=change.pk, today=month.last_day)
        _decide(cast, change, fate)


def _decide(cast: Cast, change: LifeChange, fate: str) -> None:
    if fate in _REASONS:
        decide_months(
            actor=cast["operator"],
            change_id=change.pk,
            keeps_cover=fate == "terus",
            reason=_REASONS[fate],
        )


def _members(cast: Cast, events: pl.DataFrame) -> list[int]:
    """The first members to whom nothing else happens all year."""
    with acting_as(cast["operator"]):
        rows = (
            person_months(cast["operator"])
            .filter(scheme=CODES[0], month=MONTH, component="jkm", state__in=COVERED_STATES)
            .exclude(person__in=events["person_id"].to_list())
        )
        return list(rows.order_by("person_id").values_list("person_id", flat=True)[: len(_NEWS)])
