"""Freezes names on papers: read once, grouped by area, stored by two statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import connection
from django.db.models import Max

from payung.accounts.scope import Actor
from payung.audit import clock
from payung.kernel.area import AreaKind, area_kind, lineage
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.verification.models import Paper, PaperKind, PaperName, PaperState, ProposalState
from payung.verification.papers.selectors import PROPOSING
from payung.verification.papers.snapshot import PROPOSED, NameLine, paper_code, snapshot_hash
from payung.verification.papers.words import paper_number, words_of
from payung.verification.selectors import proposals

_LOCK = 7_031_571
"""Numbers are given one draft after the other, so that none is given twice."""

_READ = (
    "pk",
    "person__name",
    "person__birth_date",
    "person__occupation",
    "area_id",
    "state",
    "reason",
)
_LIVING = (ProposalState.WAITING, ProposalState.VERIFIED, ProposalState.REFUSED)
_STATES = {
    PaperKind.MINUTES: _LIVING,
    PaperKind.PROPOSAL: _LIVING,
    PaperKind.VERIFICATION: (ProposalState.VERIFIED, ProposalState.REFUSED),
    PaperKind.STATEMENT: (ProposalState.VERIFIED,),
    PaperKind.RECOMMENDATION: (ProposalState.VERIFIED,),
}


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be drawn up: one paper for each area."""

    kind: PaperKind
    category: str
    areas: Sequence[str]
    on: date


def draft(actor: Actor, order: Order) -> list[Paper]:
    """The papers made, without those whose area has no new name."""
    level = words_of(order.kind).level
    levels = {level, AreaKind.CITY} if order.kind == PaperKind.VERIFICATION else {level}
    if any(area_kind(area) not in levels for area in order.areas):
        raise BadInput(
            say(
                "{kind} disusun per {level}. Pilih wilayah lain.",
                kind=order.kind,
                level=level.value,
            )
        )
    lines = {area: rows for area, rows in _lines(actor, order).items() if rows}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    _replace_unsigned(order, list(lines))
    serials = _last_serials(order, list(lines))
    made = [_paper(actor, order, area, serials.get(area, 0) + 1, lines[area]) for area in lines]
    Paper.objects.bulk_create(made)
    _store({paper: lines[paper.area_id] for paper in made})
    return made


def _lines(actor: Actor, order: Order) -> dict[str, list[NameLine]]:
    """The names of each area, by RT and name, without those already signed for as they are."""
    signed = _signed_lines(order.kind)
    lines: dict[str, list[NameLine]] = {area: [] for area in order.areas}
    rows = (
        proposals(actor)
        .filter(category=order.category, state__in=_STATES[order.kind])
        .order_by("area_id", "person__name", "pk")
        .values_list(*_READ)
    )
    for proposal, name, born, occupation, area, state, reason in rows:
        proposing = order.kind in PROPOSING
        outcome, why = (PROPOSED, "") if proposing else (state, reason)
        office = next((code for code in reversed(lineage(area)) if code in lines), None)
        if office is None or (proposal, outcome, why) in signed:
            continue
        number = len(lines[office]) + 1
        line = NameLine(number, proposal, name, born, occupation, area, outcome, why)
        lines[office].append(line)
    return lines


def _signed_lines(kind: PaperKind) -> set[tuple[int, str, str]]:
    named = PaperName.objects.filter(paper__kind=kind, paper__state=PaperState.SIGNED).order_by()
    return set(named.values_list("proposal_id", "outcome", "reason"))


def _replace_unsigned(order: Order, areas: Sequence[str]) -> None:
    Paper.objects.filter(
        kind=order.kind,
        category=order.category,
        area__in=areas,
        state__in=(PaperState.DRAFTED, PaperState.PRINTED),
    ).update(state=PaperState.CANCELLED)


def _last_serials(order: Order, areas: Sequence[str]) -> dict[str, int]:
    given = Paper.objects.filter(kind=order.kind, area__in=areas, year=order.on.year).order_by()
    return dict(given.values_list("area_id").annotate(last=Max("serial")))


def _paper(actor: Actor, order: Order, area: str, serial: int, lines: Sequence[NameLine]) -> Paper:
    number = paper_number(order.kind, area, serial, order.on)
    heading = "\t".join((order.kind, order.category, area, number, order.on.isoformat()))
    digest = snapshot_hash(heading, lines)
    return Paper(
        id=uuid4(),
        kind=order.kind,
        category=order.category,
        area_id=area,
        year=order.on.year,
        serial=serial,
        number=number,
        dated=order.on,
        sha256=digest,
        code=paper_code(digest),
        people=len(lines),
        made_by=actor.id,
        made_at=clock.now(),
    )


_COLUMNS = {
    "paper_id": "uuid",
    "number": "int",
    "proposal_id": "bigint",
    "name": "text",
    "birth_date": "date",
    "occupation": "text",
    "area_id": "text",
    "outcome": "text",
    "reason": "text",
}


def _store(lines: Mapping[Paper, Sequence[NameLine]]) -> None:
    """All names in one statement; a protected table takes no COPY."""
    columns = list(zip(*_rows(lines), strict=True))
    if not columns:
        return
    arrays = ", ".join(f"%s::{kind}[]" for kind in _COLUMNS.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO verification_papername ({', '.join(_COLUMNS)})"
            f" SELECT * FROM unnest({arrays})",
            [list(column) for column in columns],
        )


def _rows(lines: Mapping[Paper, Sequence[NameLine]]) -> Iterator[tuple[Any, ...]]:
    for paper, names in lines.items():
        for n in names:
            yield (
                paper.pk, n.number, n.proposal, n.name, n.born, n.occupation, n.area,
                n.outcome, n.reason,
            )  # fmt: skip
