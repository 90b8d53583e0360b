"""The room's entry in the menu, and lists that wait for a check or a confirmation."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.audit.clock import days_since
from payung.intake.models import UploadState
from payung.intake.selectors import open_uploads
from payung.intake.services import SENDERS
from payung.ui.parts import NavEntry, TodoItem

GROUP = _("Pekerja")
ENTRIES = (NavEntry(_("Unggahan"), "upload_list", frozenset((*SENDERS, Role.AUDITOR)), order=10),)
_LABELS = {
    UploadState.RECEIVED: _("Daftar yang belum diperiksa"),
    UploadState.CHECKED: _("Daftar yang menunggu konfirmasi"),
}


def todo(actor: Actor) -> list[TodoItem]:
    """Uploads that somebody must check or confirm."""
    if actor.role not in SENDERS:
        return []
    found = open_uploads(actor)
    return [
        TodoItem(label, f"{reverse('upload_list')}?status={state.value}", n, days_since(oldest))
        for state, label in _LABELS.items()
        for n, oldest in [found.get(state, (0, None))]
    ]
