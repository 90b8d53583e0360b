"""The way from a member's page to his family."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from payung.accounts.scope import Actor
from payung.programmes.family import RECORDERS, covers_of
from payung.registry.panels import Panel


def panel(actor: Actor, records: Sequence[int]) -> Panel | None:
    """A link for those who keep the sheet, on the page of a member only."""
    if actor.role not in RECORDERS or not covers_of(actor, records[0]):
        return None
    context = {
        "family": reverse("family", args=[records[0]]),
        "sheet": reverse("family_sheet", args=[records[0]]),
    }
    return Panel("programmes/person_panel.html", context, order=60)
