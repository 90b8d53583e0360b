"""The room's entries in the menu, and what waits for people here."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.audit.clock import days_since, today
from payung.claims.complaints.selectors import READERS, open_complaints
from payung.claims.ground.obligations import todo_list
from payung.claims.ground.selectors import CASE_PEOPLE
from payung.claims.named.selectors import OFFICES, to_match
from payung.claims.unclaimed.days import without_day
from payung.claims.unclaimed.selectors import work_list
from payung.claims.unclaimed.settling import DAY_TELLERS
from payung.ui.parts import NavEntry, TodoItem

GROUP = _("Klaim")
ENTRIES = (
    NavEntry(
        _("Lapor kejadian"),
        "claim_report_who",
        order=5,
        alone=True,
    ),
    NavEntry(_("Klaim"), "claims", order=60),
    NavEntry(_("Kabar warga"), "claims_changes", order=61),
    NavEntry(_("Pengaduan"), "complaint_list", order=64),
    NavEntry(_("Pola kematian"), "claims_patterns", order=65),
)
SOON_DAYS = 2


def todo(actor: Actor) -> list[TodoItem]:
    """Obligations that the actor owes, those that are due at once, and families to visit."""
    if actor.role not in CASE_PEOPLE:
        return _complaints(actor)
    mine = todo_list(actor).order_by()
    all_ = mine.aggregate(n=Count("pk"), oldest=Min("opened_at"))
    soon = mine.filter(due__date__lte=today() + timedelta(days=SOON_DAYS))
    near = soon.aggregate(n=Count("pk"), oldest=Min("opened_at"))
    address = reverse("claims_todo")
    items = [
        TodoItem(_("Klaim: tugas saya"), address, all_["n"], days_since(all_["oldest"])),
        TodoItem(_("Klaim: batas dalam 2 hari"), address, near["n"], days_since(near["oldest"])),
    ]
    if actor.role in (Role.OPERATOR, Role.VERIFIER, Role.COMPANION):
        count = work_list(actor).count()
        items.append(TodoItem(_("Keluarga belum mengajukan"), reverse("claims_unclaimed"), count))
    if actor.role in OFFICES:
        named = to_match(actor).order_by().aggregate(n=Count("pk"), oldest=Min("reported_at"))
        items.append(
            TodoItem(
                _("Laporan dengan nama: cocokkan"),
                reverse("claim_named_list"),
                named["n"],
                days_since(named["oldest"]),
            )
        )
    items += _complaints(actor)
    if actor.role in DAY_TELLERS and (waiting := without_day(actor).count()):
        items.append(TodoItem(_("Kematian tanpa hari"), reverse("claims_days"), waiting))
    return items


def _complaints(actor: Actor) -> list[TodoItem]:
    """Complaints that this reader must still answer or close."""
    if actor.role not in READERS:
        return []
    waiting = open_complaints(actor).order_by().aggregate(n=Count("pk"), oldest=Min("received_at"))
    since = days_since(waiting["oldest"])
    return [TodoItem(_("Pengaduan: jawab"), reverse("complaint_list"), waiting["n"], since)]
