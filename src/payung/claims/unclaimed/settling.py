"""What a person answers: the same or another, and the day of a death that came without one."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.claims.deathlists.keeping import SOUGHT, origin_of
from payung.claims.ground.holding import free_months
from payung.claims.ground.reporting import refuse_impossible_day
from payung.claims.models import Case, DeathMatch, EventKind, MatchState, ReportSource
from payung.claims.telling.services import Report, report
from payung.claims.unclaimed.days import get_without_day
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.selectors import paid_months_of
from payung.ledger.services import hold_after_death
from payung.payments.lists.checks import let_go_before_deaths
from payung.registry.deaths import When, when
from payung.registry.models import FactKind
from payung.registry.services import add_fact, lock_fact, tell_day, withdraw_fact

SETTLERS = (Role.OPERATOR, Role.VERIFIER, Role.COMPANION)
_ALIVE = "Masih hidup"
_DAY_OF = UUID("5b0c7c1e-6a0f-4c55-9d5e-1f2e5b6a7c01")
"""Names the report that a told day makes of a fact: the same day told twice is one report."""
DAY_TELLERS = (Role.OPERATOR, Role.VERIFIER)


@business_action("claims.settle_match", *SETTLERS)
def settle_match(
    *,
    actor: Actor,
    match_id: int,
    same: bool,
    today: date,
    died_on: date | None = None,
    told_by: str = "",
) -> Case | None:
    """A person's answer: the same, and a case is opened; or another person.

    A death that came without its day needs `died_on` with who told it. Without them it is noted:
    the months that are surely after it are held, the family stays to be helped.
    """
    match = (
        DeathMatch.objects.select_for_update(of=("self",))
        .select_related("row__list", "person")
        .filter(pk=match_id)
        .first()
    )
    if match is None or match.state not in SOUGHT:
        raise Conflict(say("Pasangan ini sudah diputuskan. Muat ulang halaman."))
    match.decided_by = actor.id
    day = match.happened_on
    if same and day is None and died_on is not None:
        day = _told(match, died_on, told_by, today)
    if same:
        _is_the_same(actor, match, day, told_by, today)
    else:
        match.state = MatchState.NOT_THE_SAME
    match.save()
    known = day is not None
    note(f"person:{match.person_id}", same=same, match=match.pk, day_known=known, told_by=told_by)
    return match.case


def _told(match: DeathMatch, died_on: date, told_by: str, today: date) -> date:
    refuse_impossible_day(died_on, match.person, today)
    _refuse_day_without_source(told_by)
    if died_on > when(match).last:
        raise BadInput(
            say(
                "Pada {last} sudah diketahui bahwa ia meninggal. Periksa tanggalnya.",
                last=when(match).last,
            )
        )
    match.happened_on = died_on
    return died_on


def _refuse_day_without_source(told_by: str) -> None:
    if len(told_by.strip()) < 5:
        raise BadInput(
            say("Tulis siapa atau surat apa yang menyebut harinya, paling sedikit 5 huruf.")
        )


def _is_the_same(
    actor: Actor, match: DeathMatch, day: date | None, told_by: str, today: date
) -> None:
    if day is None:
        match.state = MatchState.NO_DAY
        _note_without_day(actor, match)
        return
    if told_by:
        tell_day(actor=actor, person_id=match.person_id, day=day, source=told_by)
    match.case = report(
        actor=actor,
        today=today,
        report=Report(
            id=uuid5(match.row.list_id, f"{match.row.number}-{match.person_id}"),
            person_id=match.person_id,
            kind=EventKind.DEATH,
            happened_on=day,
            source=ReportSource.OFFICE if told_by else ReportSource.LIST,
        ),
    )
    match.state = MatchState.CLAIMED


def _note_without_day(actor: Actor, match: DeathMatch) -> None:
    """The fact with its bounds; what is surely after it is held at once."""
    bounds = When(match.not_before, when(match).last)
    fact = add_fact(
        actor=actor,
        person_id=match.person_id,
        kind=FactKind.DEATH,
        happened_on=bounds,
        source=match.row.list.source,
        origin=origin_of(match.row.list_id),
    )
    hold_after_death(
        actor=actor,
        person_id=match.person_id,
        month=Month.containing(when(fact).last),
        cause=say("Kematian tanpa hari"),
        document=f"fakta {fact.pk}",
    )


@business_action("claims.give_day", *DAY_TELLERS)
def give_day(*, actor: Actor, fact_id: int, day: date, source: str, today: date) -> Case | None:
    """The kelurahan tells the day of a death that came without one, and who told it.

    Then everything follows: the months after it are held, those before it go on, and the family
    of a person who was ever covered has its case.
    """
    fact = get_without_day(actor, fact_id)
    lock_fact(actor, fact_id)
    refuse_impossible_day(day, fact.person, today)
    _refuse_day_without_source(source)
    tell_day(actor=actor, person_id=fact.person_id, day=day, source=source)
    case = None
    if paid_months_of(actor, fact.person_id):
        case = report(
            actor=actor,
            today=today,
            report=Report(
                id=uuid5(_DAY_OF, str(fact.pk)),
                person_id=fact.person_id,
                kind=EventKind.DEATH,
                happened_on=day,
                source=ReportSource.OFFICE,
            ),
        )
    else:
        owed = {fact.person_id: Month.containing(day)}
        let_go_before_deaths(actor=actor, through=owed, why="Hari kematian diketahui")
    note(f"person:{fact.person_id}", day=day.isoformat(), source=source, fact=fact.pk)
    return case


@business_action("claims.is_alive", *DAY_TELLERS)
def is_alive(*, actor: Actor, fact_id: int, reason: str) -> None:
    """The kelurahan has met somebody who was told to be dead: the fact and its holds go."""
    fact = get_without_day(actor, fact_id)
    lock_fact(actor, fact_id)
    if len(reason.strip()) < 5:
        raise BadInput(say("Tulis siapa yang menemuinya dan kapan, paling sedikit 5 huruf."))
    withdraw_fact(actor=actor, fact_id=fact_id)
    matches = DeathMatch.objects.filter(person=fact.person_id, state__in=SOUGHT)
    matches.update(state=MatchState.NOT_THE_SAME, decided_by=actor.id)
    document = f"fakta {fact.pk}"
    whole_life = {fact.person_id: Month.of(9999, 12)}
    let_go_before_deaths(actor=actor, through=whole_life, why=_ALIVE)
    free_months(actor, fact.person_id, cause=f"{_ALIVE}: {reason}", document=document)
    note(f"person:{fact.person_id}", reason=reason, fact=fact.pk)
