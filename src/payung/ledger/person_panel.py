"""The months of one person on his page: who paid which, and how each came about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor, require_scope
from payung.kernel.month import Month
from payung.ledger.models import Entry, PersonMonth
from payung.ledger.selectors import person_months
from payung.registry.panels import Panel
from payung.ui.format import write_date, write_months
from payung.ui.parts import Happening, MonthCalendar, PayerMonths
from payung.ui.states import state_of
from payung.ui.words import shown

_Group = tuple[date, str, str, str, str]


def panel(actor: Actor, records: Sequence[int]) -> Panel:
    """A calendar for each year with months by payer, and the history in order."""
    months = list(
        person_months(actor).filter(person__in=records, component="jkm").select_related("payer")
    )
    context = {"calendars": _calendars(months), "history": _history(actor, records)}
    return Panel("ledger/person_panel.html", context, order=20)


def _calendars(months: Sequence[PersonMonth]) -> list[tuple[int, MonthCalendar]]:
    """One calendar a year; a row for each payer and scheme."""
    calendars = []
    for year in sorted({row.month.year for row in months}):
        span = list(Month.of(year, 1).through(Month.of(year, 12)))
        rows: dict[tuple[str, str], dict[Month, str]] = {}
        for row in months:
            if row.month.year == year:
                rows.setdefault((row.payer.name, row.scheme), {})[row.month] = row.state
        payers = [PayerMonths(f"{name} · {scheme}", s) for (name, scheme), s in rows.items()]
        calendars.append((year, MonthCalendar(span, payers)))
    return calendars


def _history(actor: Actor, records: Sequence[int]) -> list[Happening]:
    """The entries, those of one day, state, cause and paper told as one."""
    require_scope(actor)
    groups: dict[_Group, set[Month]] = {}
    entries = Entry.objects.filter(person__in=records).order_by("id").select_related("payer")
    for entry in entries:
        paper = f"{shown(entry.cause)} · {entry.document}" if entry.document else shown(entry.cause)
        key = (localdate(entry.at), entry.state, paper, entry.payer.name, entry.decision)
        groups.setdefault(key, set()).add(entry.month)
    return [
        Happening(
            write_date(day),
            f"{state_of(state).label}: {_span(months)}",
            payer,
            _("%(paper)s · Keputusan: %(decision)s") % {"paper": paper, "decision": decision}
            if decision
            else paper,
        )
        for (day, state, paper, payer, decision), months in groups.items()
    ]


def _span(months: set[Month]) -> str:
    return write_months(min(months), max(months))
