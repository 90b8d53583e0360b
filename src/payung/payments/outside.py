"""What other payers report: whom they have paid, so that nobody is paid twice or forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import record
from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.ledger.models import PersonMonth
from payung.ledger.selectors import person_months
from payung.ledger.services import Cover, Span, plan, report_paid
from payung.registry.admit import admit_staged, copy_in, open_staging
from payung.registry.fields import key_ring
from payung.verification.models import Proposal

if TYPE_CHECKING:
    import polars as pl

_NEEDED = {
    "nik", "nama", "tanggal_lahir", "jenis_kelamin", "nama_ibu", "no_hp", "pekerjaan",
    "kode_kelurahan", "first_month", "last_month",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OutsideCover:
    """What a report brought: people, rows of the ledger, and what must be looked at.

    `overlaps` are people of whom another public payer already has a month in the span, left out
    for those months; `doubles` have a legal second membership that a person decides on;
    `proposed` stand in the city's own lists too.
    """

    people: int
    new_people: int
    rows: int
    overlaps: int
    doubles: int
    proposed: int


@business_action(Role.OPERATOR)
def report_outside_cover(
    *,
    actor: Actor,
    payer: str,
    scheme: str,
    segment: str,
    amounts: Mapping[str, int],
    people: pl.DataFrame,
    document: str,
    paid: bool = True,
) -> OutsideCover:
    """Takes over a payer's list: identity and the months from `first_month` to `last_month`
    (YYYY-MM, both included) of each person, paid or only planned. A repeat adds nothing."""
    if missing := _NEEDED - set(people.columns):
        raise BadInput(f"Laporan pembayar butuh kolom {', '.join(sorted(missing))}.")
    open_staging()
    copy_in(_incoming(people))
    admitted = admit_staged()
    spans = _spans(people, admitted.person_of)
    ids = [span.person_id for span in spans]
    overlaps = _others(actor, ids, spans, scheme).filter(segment=segment, public=True)
    doubles = _others(actor, ids, spans, scheme).exclude(segment=segment)
    seen_overlaps = _people(overlaps)  # before the report itself is written
    cover = Cover(payer=payer, scheme=scheme, segment=segment, amounts=amounts)
    note = report_paid if paid else _plan_spans
    rows = note(
        actor=actor, spans=spans, cover=cover, cause="Laporan pembayar lain", document=document
    )
    result = OutsideCover(
        people=len(set(ids)),
        new_people=len(admitted.new),
        rows=rows,
        overlaps=seen_overlaps,
        doubles=_people(doubles),
        proposed=_people(Proposal.objects.filter(person_id__in=ids)),
    )
    facts = {"scheme": scheme, "people": result.people, "rows": rows, "overlaps": result.overlaps}
    record(actor=actor.id, action="payments.report_outside", subject=f"payer:{payer}", facts=facts)
    return result


def _plan_spans(
    *, actor: Actor, spans: Sequence[Span], cover: Cover, cause: str, document: str
) -> int:
    """Plans, one statement for each distinct span of months."""
    groups: dict[tuple[Month, Month], list[tuple[int, str]]] = {}
    for span in spans:
        groups.setdefault((span.first, span.last), []).append((span.person_id, span.area))
    return sum(
        plan(
            actor=actor, people=people, months=list(first.through(last)), cover=cover,
            cause=cause, document=document,
        )
        for (first, last), people in groups.items()
    )  # fmt: skip


def _others(actor: Actor, ids: list[int], spans: list[Span], scheme: str) -> QuerySet[PersonMonth]:
    """Live months of other schemes of these people within the whole span of the report."""
    return person_months(actor).filter(
        person_id__in=ids,
        live=True,
        month__gte=min((span.first for span in spans), default=Month(0)),
        month__lte=max((span.last for span in spans), default=Month(12)),
    ).exclude(scheme=scheme)  # fmt: skip


def _people(rows: QuerySet[Any]) -> int:
    return rows.order_by().values("person_id").distinct().count()


def _incoming(people: pl.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Rows in the order of `registry.admit.COLUMNS`, identity sealed."""
    ring, height = key_ring(), people.height
    empty = [""] * height
    niks = people["nik"].to_list()
    return zip(
        range(height), people["nama"], empty, _dates(people["tanggal_lahir"]),
        people["jenis_kelamin"], ring.seal_many(niks), ring.index_many(niks, "nik"),
        [b""] * height, [None] * height, ring.seal_many(people["no_hp"].fill_null("")),
        ring.index_many(people["no_hp"].fill_null(""), "phone"),
        ring.seal_many(people["nama_ibu"].fill_null("")), empty, people["pekerjaan"],
        [None] * height, people["kode_kelurahan"],
        strict=True,
    )  # fmt: skip


def _dates(column: pl.Series) -> Iterator[date | None]:
    for value in column:
        yield date.fromisoformat(value) if isinstance(value, str) and value else value or None


def _spans(people: pl.DataFrame, person_of: Mapping[int, int]) -> list[Span]:
    columns = zip(
        people["kode_kelurahan"], people["first_month"], people["last_month"], strict=True
    )
    return [
        Span(person_of[number], area, Month.parse(first), Month.parse(last))
        for number, (area, first, last) in enumerate(columns)
        if number in person_of
    ]
