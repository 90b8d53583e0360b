"""What a verification needs of this room: a list that was confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor
from payung.intake.models import Upload, UploadState
from payung.office.readiness import FirstAct, Need


def needs(actor: Actor) -> Sequence[Need]:
    there = Upload.objects.filter(state=UploadState.CONFIRMED).exists()
    return [
        Need(FirstAct.VERIFICATION, _("Daftar pertama dikonfirmasi"), there, reverse("upload_new"))
    ]
