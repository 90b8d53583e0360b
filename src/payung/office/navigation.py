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
    """What is missing before the nearest first act: whoever begins finds here where to go on."""
    if actor.role not in _ASKED:
        return []
    missing = [need for need in all_needs(actor) if not need.met and need.act != FirstAct.ALWAYS]
    nearest = [need for need in missing if need.act == missing[0].act]
    if not nearest:
        return []
    label = _("Kesiapan: belum ada sebelum %(act)s") % {"act": str(nearest[0].act.value).lower()}
    hint = ", ".join(str(need.what) for need in nearest)
    return [TodoItem(label, reverse("readiness"), len(nearest), hint=hint)]
