"""The room's entry in the menu, and what a city still lacks before its next first act."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.office.readiness import FirstAct, all_needs
from payung.ui.parts import NavEntry, TodoItem

ENTRIES = (NavEntry(gettext_lazy("Kesiapan"), "readiness", order=92),)
_ASKED = (Role.ADMIN, Role.OPERATOR)


def todo(actor: Actor) -> list[TodoItem]:
    """What is missing before each first act: whoever begins finds here where to go on."""
    if actor.role not in _ASKED:
        return []
    missing = [need for need in all_needs(actor) if not need.met and need.act != FirstAct.ALWAYS]
    items = []
    for act in dict.fromkeys(need.act for need in missing):
        lacking = [str(need.what) for need in missing if need.act == act]
        label = _("%(act)s: belum siap") % {"act": str(act.value)}
        items.append(TodoItem(label, reverse("readiness"), len(lacking), hint=", ".join(lacking)))
    return items
