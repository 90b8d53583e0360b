"""A person's place in the rankings, and what decrees and changes have made of it since.

Seen by whoever sees the person: kelurahan and RT read it aloud to the one concerned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.areas.selectors import within
from payung.kernel.errors import NotAllowed
from payung.kernel.sentence import say
from payung.programmes.ground.selectors import decrees
from payung.programmes.models import Change, Decree, DecreeMember, Outcome, Programme, Ranked
from payung.programmes.rules.criteria import read_rules
from payung.programmes.rules.explaining import (
    RuleLine,
    candidate_from,
    criteria_lines,
    priority_lines,
)
from payung.registry.welfare import VIEWERS as DECILE_VIEWERS

READERS = (Role.OPERATOR, Role.VERIFIER, Role.APPROVER, Role.AUDITOR, Role.RT)
_HIDDEN_DECILE = say("Data kesejahteraan dilihat oleh kelurahan.")


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """One approved ranking's answer for one person, rule by rule; points add up to the score."""

    programme: str
    ranked_on: date
    outcome: str
    reason: str
    score: int
    lines: Sequence[RuleLine]


@dataclass(frozen=True, slots=True)
class ResultCount:
    """How an approved ranking went in the actor's area."""

    programme: Programme
    inside: int
    reserve: int
    out: int


def results(actor: Actor) -> list[ResultCount]:
    """Approved rankings in which people of the actor's area stand, by programme."""
    counts = (
        approved_places(actor)
        .order_by()
        .values_list("selection__programme_id")
        .annotate(
            inside=Count("id", filter=Q(outcome=Outcome.IN)),
            reserve=Count("id", filter=Q(outcome=Outcome.RESERVE)),
            out=Count("id", filter=Q(outcome=Outcome.OUT)),
        )
    )
    found: Mapping[str, Programme] = Programme.objects.in_bulk([code for code, *_ in counts])
    return [ResultCount(found[code], *numbers) for code, *numbers in sorted(counts)]


def approved_places(actor: Actor, area: str = "") -> QuerySet[Ranked]:
    """Places of people of an area in approved rankings, best first."""
    if actor.role not in READERS:
        raise NotAllowed(say("Peran Anda tidak melihat hasil seleksi per orang."))
    chosen = area if area and actor.covers(area) else actor.area
    rows = Ranked.objects.filter(**within(chosen)).exclude(selection__approved_by="")
    return rows.select_related("person", "area__parent", "selection__programme").order_by("rank")


def told_places(actor: Actor, records: Sequence[int]) -> list[ToldPlace]:
    """What to tell one person, known under `records`; empty for roles that don't tell it."""
    if actor.role not in READERS:
        return []
    rows = approved_places(actor).filter(person_id__in=records)
    return [told(actor, place) for place in rows.order_by("-selection__approved_at")]


def told(actor: Actor, place: Ranked) -> ToldPlace:
    """One place in words; the decile stays with those who may see it."""
    selection = place.selection
    book = read_rules(selection.criteria, selection.programme.area_id)
    candidate = candidate_from(place.facts, place.area_id)
    lines = [*criteria_lines(book, candidate)]
    if place.outcome != Outcome.OUT:
        lines += priority_lines(book, candidate)
    return ToldPlace(
        programme=selection.programme.name,
        ranked_on=selection.ranked_on,
        outcome=place.outcome,
        reason=told_reason(actor, place.reason),
        score=place.score,
        lines=_discreet(actor, lines),
    )


def told_reason(actor: Actor, reason: str) -> str:
    """The reason as this actor may read it aloud."""
    if reason.startswith("Desil") and actor.role not in DECILE_VIEWERS:
        return say("Data kesejahteraan belum memenuhi syarat. Tanyakan kepada kelurahan.")
    return reason


def later_acts(actor: Actor, records: Sequence[int]) -> list[tuple[date, str]]:
    """Decree and changes that name the person, in order, each as a day and a sentence."""
    if actor.role not in READERS:
        return []
    return sorted([*_decreed(records), *_changed(records)])


def decrees_naming(actor: Actor, records: Sequence[int]) -> list[Decree]:
    """The signed decrees in whose annex the person stands, the newest first."""
    named = DecreeMember.objects.filter(person_id__in=records).values("decree_id")
    return list(decrees(actor).filter(pk__in=named).exclude(number=""))


def _discreet(actor: Actor, lines: Iterable[RuleLine]) -> list[RuleLine]:
    if actor.role in DECILE_VIEWERS:
        return list(lines)
    return [
        RuleLine(line.name, _HIDDEN_DECILE, line.holds, line.basis, line.points)
        if line.name == "desil"
        else line
        for line in lines
    ]


def _decreed(records: Sequence[int]) -> Iterable[tuple[date, str]]:
    rows = DecreeMember.objects.filter(person_id__in=records).exclude(decree__number="")
    for number, decree, dated, programme in rows.values_list(
        "number", "decree__number", "decree__dated", "decree__programme__name"
    ):
        if dated:
            named = {"number": number, "decree": decree, "programme": programme}
            yield dated, say("Nomor {number} di lampiran SK {decree}, {programme}.", **named)


def _changed(records: Sequence[int]) -> Iterable[tuple[date, str]]:
    known = set(records)
    rows = Change.objects.filter(Q(leaver__in=records) | Q(joiner__in=records))
    for change in rows.exclude(amendment__dated=None).select_related("amendment__programme"):
        paper = say(
            "perubahan SK {number}, {programme}",
            number=change.amendment.number,
            programme=change.amendment.programme.name,
        )
        month = change.amendment.first_month
        dated = change.amendment.dated
        if dated and change.leaver_id in known:
            why = f"{change.get_reason_display().lower()} ({change.evidence})"
            left = say(
                "Keluar mulai {month} karena {why}; {paper}.", month=month, why=why, paper=paper
            )
            yield dated, left
        elif dated:
            yield (
                dated,
                say("Masuk mulai {month} dari daftar cadangan; {paper}.", month=month, paper=paper),
            )
