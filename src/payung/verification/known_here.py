"""What a NIK answers at once: who it is, if he is of one's own area; else nothing at all.

Known elsewhere and known nowhere are the same here, in words and in what the database is asked
(docs/adr/0065).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.audit.clock import today
from payung.kernel.month import Month
from payung.ledger.cover import cover_of, cover_words
from payung.registry.people import person_with_nik, records_of
from payung.registry.selectors import deaths_of
from payung.ui.format import write_moment
from payung.ui.forms import NikField
from payung.verification.models import Proposal, ProposalState
from payung.verification.queue import proposals_of


@dataclass(frozen=True, slots=True)
class NikAnswer:
    """What is told about a NIK that was typed; without a `name` nobody here has it."""

    name: str = ""
    href: str = ""
    report: str = ""
    words: tuple[str, ...] = ()


def answer_of(actor: Actor, typed: Mapping[str, str]) -> NikAnswer | None:
    """The answer to the NIK among what was typed; None while it is no NIK."""
    try:
        nik = NikField().clean(typed.get("nik", ""))
    except ValidationError:
        return None
    person = person_with_nik(actor, nik)
    if person is None:
        return NikAnswer()
    records = records_of(actor, person)
    return NikAnswer(
        person.name,
        reverse("person", args=[person.pk]),
        reverse("claim_report_kind", args=[person.pk]),
        (*_life(actor, records), *_cover(actor, records), *_proposed(actor, records)),
    )


def _life(actor: Actor, records: list[int]) -> list[str]:
    dead = deaths_of(actor, records).exists()
    return [_("Sudah dilaporkan meninggal. Jangan diusulkan lagi.")] if dead else []


def _cover(actor: Actor, records: list[int]) -> list[str]:
    covers = cover_of(actor, records)
    never = Month(0)
    longest = max(
        covers.values(),
        key=lambda cover: (cover.paid_to or never, cover.planned_to or never),
        default=None,
    )
    return cover_words(longest, Month.containing(today()))


def _proposed(actor: Actor, records: list[int]) -> list[str]:
    return [
        _("Diusulkan %(day)s: %(state)s.")
        % {
            "day": write_moment(proposal.proposed_at),
            "state": _state(proposal),
        }
        for proposal in proposals_of(actor, records).exclude(state=ProposalState.WITHDRAWN)
    ]


def _state(proposal: Proposal) -> str:
    waits = proposal.state == ProposalState.WAITING
    return _("sedang dicocokkan") if waits else str(proposal.get_state_display()).lower()
