"""The room's entry in the menu."""

from django.utils.translation import gettext_lazy as _

from payung.ui.parts import NavEntry

GROUP = _("Laporan")
ENTRIES = (NavEntry(_("Cakupan"), "coverage", order=80),)
