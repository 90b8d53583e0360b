"""What a claim needs of this room: where to bring somebody who has had an accident."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor
from payung.claims.models import Care
from payung.office.readiness import FirstAct, Need


def needs(actor: Actor) -> Sequence[Need]:
    there = Care.objects.exists()
    return [Need(FirstAct.CLAIM, _("Daftar PLKK"), there, reverse("claims_care"))]
