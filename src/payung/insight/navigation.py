"""The room's entries in the menu."""

from django.utils.translation import gettext_lazy as _

from payung.ui.parts import NavEntry

ENTRIES = (
    NavEntry(_("RT saya"), "rt_page", order=1),
    NavEntry(_("Ringkasan"), "leader_page", order=79),
    NavEntry(_("Cakupan"), "coverage", order=80),
)
