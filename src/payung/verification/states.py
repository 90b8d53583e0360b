"""The words of state that this room brings to the pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from payung.ui.states import StateTag, Tone

RECEIVED = _("Usulan diterima, sedang dicocokkan.")
"""What every sender is told, whether the city knows the person or not."""

STATES = {
    "usulan": StateTag(_("Diusulkan")),
    "usang": StateTag(_("Usulan berubah, susun ulang"), Tone.BAD),
}
"""Where a name or a paper stands without a model keeping it so."""
