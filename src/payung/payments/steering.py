"""The month's main act of who makes, answers, pays and examines lists, on his first page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.audit import clock
from payung.kernel.month import Month
from payung.ledger.models import State
from payung.ledger.selectors import person_months
from payung.payments.ground.selectors import payment_lists
from payung.payments.models import ListState, PaymentList
from payung.payments.money.chain import running_of
from payung.payments.partnerships.selectors import valid_partnership
from payung.programmes.ground.selectors import programmes
from payung.ui.format import write_count, write_month, write_rupiah
from payung.ui.parts import MainAct

MOST = 4


def steer(actor: Actor) -> list[MainAct]:
    """What this role does for the lists of the month, the most urgent first."""
    asked = _ASKED.get(actor.role)
    return asked(actor) if asked else []


def _lists_to_make(actor: Actor) -> list[MainAct]:
    """Programmes whose people of this month or an earlier chosen are on no list yet."""
    this = Month.containing(clock.today())
    rows = person_months(actor).filter(state=State.PLANNED, component="jkm", month__lte=this)
    waiting = {
        row["scheme"]: row["first"]
        for row in rows.order_by().values("scheme").annotate(first=Min("month"))
    }
    acts = []
    for programme in programmes(actor).filter(code__in=waiting)[:MOST]:
        month = waiting[programme.code]
        people = rows.filter(scheme=programme.code, month=month).aggregate(
            n=Count("person_id", distinct=True)
        )["n"]
        words = {"month": write_month(month), "name": programme.name, "n": write_count(people)}
        address = reverse("new_payment_list", args=[programme.code])
        acts.append(
            MainAct(
                label=_("Belum ada daftar bayar %(month)s") % words,
                why=_("%(name)s: %(n)s orang sudah direncanakan, belum diajukan ke BPJS.") % words,
                button=_("Periksa dan ajukan"),
                href=f"{address}?{urlencode({'bulan': month})}",
                last_day=_cutoff(actor, programme.code, month),
            )
        )
    return acts


def _cutoff(actor: Actor, programme: str, month: Month) -> date | None:
    """The branch's last day for the month's list; none without a PKS."""
    pks = valid_partnership(actor, programme, clock.today())
    last = month.last_day
    return last.replace(day=min(pks.cutoff_day, last.day)) if pks else None


def _answers_to_give(actor: Actor) -> list[MainAct]:
    waiting = payment_lists(actor).filter(state=ListState.PREPARED).order_by("month")[:MOST]
    return [
        MainAct(
            label=_("Jawab daftar %(month)s") % {"month": write_month(chosen.month)},
            why=_told(chosen),
            button=_("Buka daftar dan baca jawaban"),
            href=reverse("payment_list", args=[chosen.pk]),
            last_day=_cutoff(actor, chosen.programme_id, chosen.month),
        )
        for chosen in waiting
    ]


def _papers_to_note(actor: Actor) -> list[MainAct]:
    """The next paper of each list whose money is on its way."""
    lists = payment_lists(actor).filter(state__in=(ListState.ANSWERED, ListState.PAID))
    acts = []
    for chosen in lists.prefetch_related("documents").order_by("month")[:MOST]:
        if running := running_of(actor, chosen, clock.today()):
            words = {"paper": running.label, "month": write_month(chosen.month)}
            acts.append(
                MainAct(
                    label=_("%(paper)s daftar %(month)s") % words,
                    why=_told(chosen),
                    button=_("Catat kertasnya"),
                    href=reverse("payment_list", args=[chosen.pk]),
                )
            )
    return acts


def _money_to_examine(actor: Actor) -> list[MainAct]:
    """The latest lists that were paid: from their SP2D the way goes to names, SK and minutes."""
    paid = payment_lists(actor).filter(state__in=(ListState.PAID, ListState.POSTED))
    return [
        MainAct(
            label=_("Periksa pembayaran %(month)s") % {"month": write_month(chosen.month)},
            why=_told(chosen),
            button=_("Buka SP2D dan namanya"),
            href=reverse("payment_list", args=[chosen.pk]),
        )
        for chosen in paid.order_by("-month", "programme_id")[:MOST]
    ]


def _told(chosen: PaymentList) -> str:
    amount = write_rupiah(chosen.paid_rp or chosen.asked_rp)
    return f"{chosen.programme.name}: {write_count(chosen.people)} {_('orang')}, {amount}."


_ASKED: dict[Role, Callable[[Actor], list[MainAct]]] = {
    Role.OPERATOR: _lists_to_make,
    Role.BPJS: _answers_to_give,
    Role.FINANCE: _papers_to_note,
    Role.AUDITOR: _money_to_examine,
}
