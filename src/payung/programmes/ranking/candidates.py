"""Reads what the rules look at: verified proposals with what is known of each person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Max, Min, QuerySet

from payung.accounts.scope import Actor
from payung.areas.selectors import within
from payung.kernel.month import Month
from payung.kernel.nik import age_on
from payung.kernel.sentence import Sentence, say
from payung.law.jamsostek.membership import UNPAID_MONTHS_TO_LAPSE
from payung.ledger.models import COVERED_STATES, ENDED_STATES
from payung.ledger.selectors import person_months
from payung.programmes.models import Outcome, Programme, Ranked
from payung.programmes.rules.criteria import Candidate
from payung.registry.deaths import last_day
from payung.registry.models import FactKind, FactState
from payung.registry.selectors import facts_of_records, one_person
from payung.registry.services import TOLD
from payung.registry.welfare import deciles
from payung.verification.models import PaperKind, Proposal, ProposalState
from payung.verification.papers.selectors import proposals_under
from payung.verification.selectors import proposals

_LIFE_FACTS: dict[str, Sentence] = {
    FactKind.DEATH: say("sudah meninggal"),
    FactKind.MOVE: say("sudah pindah"),
    FactKind.NEW_JOB: say("bekerja sebagai PU"),
    FactKind.CIVIL_SERVANT: say("menjadi ASN, TNI, atau POLRI"),
}


def verified_proposals(actor: Actor, programme: Programme) -> QuerySet[Proposal]:
    """The verified proposals of the programme's category in its area; one for each person.

    A record that claims somebody's NIK waits until an office has answered whose it is.
    """
    area = programme.area_id
    return (
        proposals(actor)
        .filter(
            category=programme.category,
            state=ProposalState.VERIFIED,
            **within(area),
            person__merged_into=None,
            person__nik_claim=None,
        )
        .order_by("person_id", "id")
        .distinct("person_id")
    )


def candidates_of(
    actor: Actor, programme: Programme, on: date, first: Month | None = None
) -> list[Candidate]:
    """One candidate a person, with a handful of statements however many they are.

    `first` is the month from which a place is given; without it the programme's own first.
    """
    first = first or programme.first_month
    facts_of = _life_facts(actor, on)
    covered = covered_elsewhere(actor, programme, first, programme.last_month)
    covered |= _chosen_elsewhere(programme)
    signed = proposals_under(actor, _papers_needed(programme))
    known_deciles = deciles(actor)
    members = _members_before(actor, programme.segment, first)
    rows = verified_proposals(actor, programme).values_list(
        "id",
        "person_id",
        "area_id",
        "person__area_id",
        "person__birth_date",
        "person__occupation",
        "person__income_rp",
    )
    return [
        Candidate(
            proposal_id=proposal,
            person_id=person,
            area=area,
            home=home,
            age=age_on(born, on) if born else None,
            occupation=occupation,
            income_rp=income,
            decile=known_deciles.get(person),
            life_fact=facts_of.get(person, ""),
            covered_by=covered.get(person, ""),
            signed_for=proposal in signed,
            continuing=person in members,
        )
        for proposal, person, area, home, born, occupation, income in rows
    ]


def _members_before(actor: Actor, segment: str, first: Month) -> set[int]:
    """Whose membership would go on without a break: covered in the months in which it can't have
    lapsed before `first`, on whichever record of the person."""
    rows = person_months(actor).filter(
        segment=segment, component="jkm", state__in=COVERED_STATES,
        month__lt=first, month__gte=first.back(UNPAID_MONTHS_TO_LAPSE),
    )  # fmt: skip
    covered = dict.fromkeys(rows.order_by().values_list("person_id", flat=True), "")
    return set(_shared(actor, covered))


def _papers_needed(programme: Programme) -> tuple[PaperKind, ...]:
    """RT money also needs the minutes of the RT's deliberation."""
    if programme.payer.source == "rt":
        return (PaperKind.MINUTES, PaperKind.VERIFICATION)
    return (PaperKind.VERIFICATION,)


def covered_elsewhere(
    actor: Actor, programme: Programme, first: Month, last: Month
) -> dict[int, str]:
    """Person → who else pays a month of the span from public money, in words with the months;
    of merged records each is told what any of them has."""
    rows = (
        person_months(actor)
        .filter(public=True, segment=programme.segment, month__gte=first, month__lte=last)
        .exclude(state__in=ENDED_STATES)
        .exclude(scheme=programme.code)
        .values_list("person_id", "payer__name")
        .annotate(first=Min("month"), last=Max("month"))
        .order_by("person_id", "payer__name")
    )
    found = {
        person: say("{payer} {first}–{last}", payer=payer, first=begins, last=ends)
        for person, payer, begins, ends in rows
    }
    return _shared(actor, found)


def _shared(actor: Actor, told: Mapping[int, str]) -> dict[int, str]:
    """What is told of one record, told of all records of the same person."""
    known = {
        record: told[other]
        for record, group in one_person(actor).items()
        for other in sorted(group, reverse=True)
        if other in told
    }
    return known | dict(told)


def _life_facts(actor: Actor, on: date) -> dict[int, str]:
    """What has happened to people up to a day; later facts don't touch that day's ranking."""
    told = {"state": FactState.REPORTED, "source": TOLD}  # nobody has confirmed it yet
    rows = facts_of_records(actor).alias(last=last_day()).filter(last__lte=on)
    rows = rows.exclude(state=FactState.WITHDRAWN).exclude(**told).order_by("person_id", "-kind")
    found = {person: _LIFE_FACTS[kind] for person, kind in rows.values_list("person_id", "kind")}
    return _shared(actor, found)


def _chosen_elsewhere(programme: Programme) -> dict[int, str]:
    """Persons whom another programme of the same segment and time has already approved."""
    rows = (
        Ranked.objects.filter(
            outcome=Outcome.IN,
            selection__programme__segment=programme.segment,
            selection__programme__first_month__lte=programme.last_month,
            selection__programme__last_month__gte=programme.first_month,
        )
        .exclude(selection__approved_by="")
        .exclude(selection__programme=programme)
        .values_list("person_id", "selection__programme__name")
    )
    return {person: say("program {name}", name=name) for person, name in rows}
