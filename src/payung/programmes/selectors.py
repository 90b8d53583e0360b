"""Reading programmes, selections and decrees, limited to what the actor may see."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.accounts.scope import Actor
from payung.kernel.errors import BadInput
from payung.programmes.models import Decree, Programme, Ranked, Selection
from payung.registry.selectors import require_actor


def programmes(actor: Actor | None) -> QuerySet[Programme]:
    """Programmes of the actor's area, and of the areas that contain it."""
    area = require_actor(actor).area
    above = [area[:end] for end, sign in enumerate(area) if sign == "."]
    found = Programme.objects.filter(area_id__gte=area, area_id__lt=f"{area}/")
    return (found | Programme.objects.filter(area_id__in=above)).select_related("payer")


def get_programme(actor: Actor | None, code: str) -> Programme:
    """One programme; `BadInput` if there is none of that code in sight."""
    found = programmes(actor).filter(code=code).first()
    if found is None:
        raise BadInput(f"Program {code!r} tidak ada. Pilih program dari daftar.")
    return found


def selections(actor: Actor | None) -> QuerySet[Selection]:
    require_actor(actor)
    return Selection.objects.select_related("programme")


def ranked(actor: Actor | None, selection_id: int) -> QuerySet[Ranked]:
    """The places of one selection that the actor may see, best first."""
    require_actor(actor)
    return Ranked.objects.filter(selection_id=selection_id).select_related("person", "area")


def decrees(actor: Actor | None) -> QuerySet[Decree]:
    """Decrees of the programmes that the actor may see, the newest first."""
    return (
        Decree.objects.filter(programme__in=programmes(actor))
        .select_related("programme", "selection")
        .order_by("-frozen_at")
    )


def get_decree(actor: Actor | None, decree_id: int) -> Decree:
    found = decrees(actor).filter(pk=decree_id).first()
    if found is None:
        raise BadInput("SK ini tidak ada di wilayah Anda.")
    return found
