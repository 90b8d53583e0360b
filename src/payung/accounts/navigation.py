"""The room's entry in the menu, and who began to work in an office."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.models import Assignment, Role
from payung.accounts.scope import Actor
from payung.audit import clock
from payung.ui.parts import NavEntry, TodoItem

ENTRIES = (NavEntry(_("Akun"), "profile", order=95),)
SHOWN_DAYS = 30


def todo(actor: Actor) -> list[TodoItem]:
    """To the Inspektorat: new assignments in offices, to be held against their papers.

    Whoever invites could invite an invented colleague as the second pair of eyes; somebody who
    invites nobody is told of each.
    """
    if actor.role != Role.AUDITOR:
        return []
    since = clock.now() - timedelta(days=SHOWN_DAYS)
    begun = Assignment.objects.exclude(role=Role.RT).filter(made_at__gte=since)
    people = begun.exclude(made_by="system").values("user").distinct().count()
    return [
        TodoItem(
            _("Penugasan kantor baru dalam 30 hari"),
            reverse("account_list"),
            people,
            hint=_("Cocokkan dengan surat tugasnya; yang mengundang bisa menjadi orang kedua."),
        )
    ]
