"""The room's entry in the menu."""

from django.utils.translation import gettext_lazy as _

from payung.ui.parts import NavEntry

ENTRIES = (NavEntry(_("Kesiapan"), "readiness", order=92),)
