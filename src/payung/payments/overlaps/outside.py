"""What other payers report: whom they have paid, so that nobody is paid twice or forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.models import PersonMonth
from payung.ledger.payers import payers
from payung.ledger.selectors import person_months
from payung.ledger.services import Cover, Span, plan, report_paid
from payung.payments.overlaps.services import note_overlaps
from payung.programmes.ground.selectors import programmes
from payung.registry.admit import admit_staged, copy_in, open_staging
from payung.registry.deaths import when
from payung.registry.fields import key_ring
from payung.registry.models import FactKind, FactState
from payung.registry.selectors import facts
from payung.verification.selectors import proposals

if TYPE_CHECKING:
    import polars as pl

_NEEDED = {
    "nik", "nama", "tanggal_lahir", "jenis_kelamin", "nama_ibu", "no_hp", "pekerjaan",
    "kode_kelurahan", "first_month", "last_month",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OutsideCover:
    """What a report brought: people, rows of the ledger, and what must be looked at.

    `overlaps` are people of whom another public payer already has a month in the span: left out
    for those months and listed until a person decides (`payments.overlaps`);
    `doubles` have a legal second membership that a person decides on;
    `proposed` stand in the city's own lists too; `dead` are planned no further than the month of
    a death that is told and not withdrawn.
    """

    people: int
    new_people: int
    rows: int
    overlaps: int
    doubles: int
    proposed: int
    dead: int


@business_action("payments.report_outside", Role.OPERATOR)
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
        raise BadInput(
            say("Laporan pembayar butuh kolom {columns}.", columns=", ".join(sorted(missing)))
        )
    if not paid and programmes(actor).filter(pk=scheme).exists():
        raise BadInput(
            say("{scheme} adalah program kota. Bulannya direncanakan dengan SK.", scheme=scheme)
        )
    open_staging()
    copy_in(_incoming(people), sender=actor.area)
    admitted = admit_staged(hold_differences=False)
    named = _spans(people, admitted.person_of)
    ids = [span.person_id for span in named]
    spans, dead = (named, 0) if paid else _while_alive(actor, named)
    doubles = _others(actor, ids, spans, scheme).exclude(segment=segment)
    cover = Cover(payer=payer, scheme=scheme, segment=segment, amounts=amounts)
    paper: dict[str, Any] = {"actor": actor, "cover": cover, "document": document}
    taken = _taken(spans, paid=paid, **paper)
    cause = "Laporan pembayar lain"
    rows = (
        report_paid(spans=spans, cause=cause, **paper)
        if paid
        else _plan_free(spans, taken, cause=cause, **paper)
    )
    result = OutsideCover(
        people=len(set(ids)),
        new_people=len(admitted.new),
        rows=rows,
        overlaps=len(taken),
        doubles=_people(doubles),
        proposed=_people(proposals(actor).filter(person_id__in=ids)),
        dead=dead,
    )
    note(f"payer:{payer}", scheme=scheme, people=result.people, rows=rows, overlaps=result.overlaps)
    return result


def _while_alive(actor: Actor, spans: Sequence[Span]) -> tuple[list[Span], int]:
    """The spans up to the month of a death that is told, and how many people that cuts short."""
    ids = [span.person_id for span in spans]
    told = facts(actor).filter(kind=FactKind.DEATH, person_id__in=ids)
    deaths = told.exclude(state=FactState.WITHDRAWN)
    died = {death.person_id: Month.containing(when(death).last) for death in deaths}
    cut = [
        replace(span, last=min(span.last, died.get(span.person_id, span.last))) for span in spans
    ]
    short = {old.person_id for old, new in zip(spans, cut, strict=True) if new.last < old.last}
    return [span for span in cut if span.first <= span.last], len(short)


def _taken(
    spans: Sequence[Span], *, actor: Actor, cover: Cover, paid: bool, document: str
) -> dict[int, set[Month]]:
    """Months that a public payer has already, listed as overlaps; private money may add to them."""
    if not payers(actor).filter(code=cover.payer, public=True).exists():
        return {}
    return note_overlaps(actor=actor, spans=spans, cover=cover, paid=paid, document=document)


def _plan_free(spans: Sequence[Span], taken: Mapping[int, set[Month]], **paper: Any) -> int:
    """Plans the months that nobody has, one statement for each distinct set of months."""
    groups: dict[tuple[Month, ...], list[tuple[int, str]]] = {}
    for span in spans:
        others = taken.get(span.person_id, set())
        months = tuple(m for m in span.first.through(span.last) if m not in others)
        groups.setdefault(months, []).append((span.person_id, span.area))
    return sum(plan(people=people, months=months, **paper) for months, people in groups.items())


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
    found = [
        Span(person_of[number], area, Month.parse(first), Month.parse(last))
        for number, (area, first, last) in enumerate(columns)
        if number in person_of
    ]
    if wrong := sum(span.last < span.first for span in found):
        raise BadInput(
            say(
                "{number} baris berakhir sebelum mulai. Perbaiki bulannya, kirim lagi.",
                number=wrong,
            )
        )
    return _joined(found)


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Spans of one person that meet or overlap are one, in whatever rows he was reported."""
    joined: dict[int, list[Span]] = {}
    for span in sorted(spans, key=lambda span: span.first):
        own = joined.setdefault(span.person_id, [])
        if own and span.first - own[-1].last <= 1:
            own[-1] = replace(own[-1], last=max(own[-1].last, span.last))
        else:
            own.append(span)
    return [span for own in joined.values() for span in own]
