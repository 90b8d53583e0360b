"""The clocks of one person on his page: three months, scholarship, and the day that saves."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.audit import clock as site_clock
from payung.kernel.month import Month
from payung.ledger.models import PAID_STATES
from payung.ledger.payers import payer_names
from payung.ledger.selectors import person_months
from payung.payments.continuity.fiscal import candidates
from payung.payments.ground.selectors import posting_days
from payung.planning.continuity import (
    Clock,
    Hole,
    MembershipStanding,
    clock,
    holes,
    propose_handover,
    rescue,
)
from payung.registry.models import FactKind, FactState
from payung.registry.panels import Panel
from payung.registry.selectors import facts as life_facts
from payung.ui.format import write_count, write_date, write_month
from payung.ui.parts import Fact


def panel(actor: Actor, records: Sequence[int]) -> Panel | None:
    """Nothing for who was never paid for, or has died: no clock runs for them."""
    dead = life_facts(actor).filter(person__in=records, kind=FactKind.DEATH)
    if dead.exclude(state=FactState.WITHDRAWN).exists():
        return None
    today, days = site_clock.today(), posting_days(actor)
    mine = person_months(actor).filter(person__in=records, component="jkm", segment="bpu")
    paid = mine.filter(state__in=PAID_STATES).values_list("month", flat=True)
    found = clock(paid, today, days)
    if found is None:
        return None
    context = {
        "standing": found.standing.value,
        "facts": _facts(found),
        "warning": _warning(found, days),
        "gap": _gap(actor, records, days),
    }
    return Panel("payments/person_panel.html", context, order=18)


def _facts(clock: Clock) -> list[Fact]:
    return [
        Fact(_("Kepesertaan sejak"), write_month(clock.started)),
        Fact(_("Dibayar berturut-turut"), _("%(n)s bulan") % {"n": write_count(clock.in_a_row)}),
        Fact(_("Terakhir dibayar"), write_month(clock.last_paid)),
        Fact(_("Syarat 3 bulan iur dan kepesertaan"), _wait(clock)),
        Fact(_("Hak beasiswa JKM terbuka"), write_month(clock.scholarship_from)),
        Fact(_("Gugur sesudah"), write_month(clock.lapses_after)),
        Fact(_("Hari terakhir mengajukan pembayaran"), write_date(clock.last_day)),
    ]


def _wait(clock: Clock) -> str:
    if Month.containing(site_clock.today()) < clock.full_from:
        return _("pasti penuh mulai %(month)s") % {"month": write_month(clock.full_from)}
    if clock.standing is MembershipStanding.PAID:
        return _("terpenuhi")
    return _("terpenuhi, asal tunggakan dibayar")


def _warning(clock: Clock, days: int) -> str:
    """What to do now, empty while the membership is paid up."""
    if clock.unpaid < 2:
        return ""  # the month that runs is paid in its own time
    plan = rescue(clock.last_paid, site_clock.today(), days)
    if plan.new_spell:
        return _(
            "Kepesertaan tidak bisa diselamatkan lagi. Pembayaran berikutnya adalah kepesertaan"
            " baru dan perlu bukti kerja baru."
        )
    return _("Bayar tunggakan %(first)s – %(last)s, diajukan paling lambat %(day)s.") % {
        "first": write_month(plan.months[0]),
        "last": write_month(plan.months[-1]),
        "day": write_date(clock.last_day),
    }


def _gap(actor: Actor, records: Sequence[int], days: int) -> str:
    """The next planned gap and who could close it, in one sentence."""
    hole = _next_hole(actor, records)
    if hole is None:
        return ""
    last = hole.last or hole.first + 2
    payers = candidates(actor, hole.first, (hole.before, hole.after))
    proposal = propose_handover(hole.first, last, payers, days)
    words = {"first": write_month(hole.first), "last": write_month(last)}
    if proposal is None:
        return _("%(first)s – %(last)s belum direncanakan siapa pun.") % words
    name = payer_names(actor)[proposal.payer]
    return _("%(first)s – %(last)s belum direncanakan siapa pun. %(payer)s bisa membayarnya.") % (
        words | {"payer": name}
    )


def _next_hole(actor: Actor, records: Sequence[int]) -> Hole | None:
    today = Month.containing(site_clock.today())
    rows = person_months(actor).filter(
        person__in=records, component="jkm", segment="bpu", live=True
    )
    covered = sorted(rows.values_list("month", "payer_id"))
    open_holes = holes(covered, frozenset(), Month.of(today.year + 1, 12))
    return next((h for h in open_holes if h.last is None or h.last >= today), None)
