"""The fiscal calendar of each payer, the office's own dates over the usual ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.audit.services import note
from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.payers import payers
from payung.payments.ground.selectors import posting_days
from payung.payments.models.continuity import FiscalDate
from payung.planning.continuity import PossiblePayer
from payung.planning.fiscal import FiscalYear, fiscal_year, payers_with_calendar, steps_of


def calendar(actor: Actor, source: str, year: int) -> FiscalYear | None:
    """The dates of one source of money in one year; None where it follows no calendar."""
    require_scope(actor)
    own = FiscalDate.objects.filter(source=source, year=year).values_list("step", "dated")
    return fiscal_year(source, year, dict(own))


def calendars(actor: Actor, year: int) -> list[FiscalYear]:
    """The calendars of all sources that follow one."""
    found = (calendar(actor, source, year) for source in payers_with_calendar())
    return [one for one in found if one is not None]


@business_action("payments.set_fiscal_dates", Role.OPERATOR, Role.FINANCE)
def set_fiscal_dates(
    *, actor: Actor, source: str, year: int, dates: Mapping[str, date], document: str
) -> int:
    """Sets the office's own dates of a year by step, in order of time; returns how many changed.

    A repeat changes nothing.
    """
    known = steps_of(source)
    if not known or set(dates) - set(known):
        raise BadInput(say("Langkah ini tidak ada di kalender anggaran pembayar itu."))
    merged = fiscal_year(source, year, {**_own(source, year), **dates})
    days = [m.day for m in merged.milestones] if merged else []
    if days != sorted(days):
        raise BadInput(
            say("Urutan tanggal terbalik. Tiap langkah tidak boleh mendahului yang di atasnya.")
        )
    before, changed = _own(source, year), 0
    for step, dated in dates.items():
        if before.get(step) == dated:
            continue
        FiscalDate.objects.update_or_create(
            source=source,
            year=year,
            step=step,
            defaults={
                "dated": dated,
                "document": document,
                "set_by": actor.id,
                "set_at": timezone.now(),
            },
        )
        changed += 1
    note(f"{source}:{year}", steps=sorted(dates), changed=changed, document=document)
    return changed


def _own(source: str, year: int) -> dict[str, date]:
    return dict(FiscalDate.objects.filter(source=source, year=year).values_list("step", "dated"))


def candidates(actor: Actor, month: Month, first_asked: Sequence[str] = ()) -> list[PossiblePayer]:
    """All payers with the first month that their money of the month's year pays, and their rate.

    Those of `first_asked` lead, by their codes: who has paid until then or will pay after. The
    person himself is left out: nobody can plan his money for him.
    """
    days, year = posting_days(actor), month.year
    found = []
    for payer in payers(actor).exclude(source="self").order_by("-public", "code"):
        own = calendar(actor, payer.source, year)
        earliest = own.earliest_month(days) if own else None
        found.append(PossiblePayer(payer.code, earliest, monthly_rp(payer.source, month)))
    return sorted(found, key=lambda candidate: candidate.payer not in first_asked)


def monthly_rp(source: str, month: Month) -> int:
    """What one BPU month at the floor costs a source of money; the higher where the law is open."""
    from payung.law.jamsostek.iuran import contribution, lowest_base

    return contribution(month, lowest_base(), "other", source).known_high
