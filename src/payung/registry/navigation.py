"""The room's entry in the menu."""

from django.utils.translation import gettext_lazy as _

from payung.accounts.models import Role
from payung.ui.parts import NavEntry

_READERS = frozenset(set(Role) - {Role.BPJS, Role.LEADER, Role.ADMIN, Role.SYSTEM})
GROUP = _("Pekerja")
ENTRIES = (NavEntry(_("Orang"), "person_list", _READERS, order=30),)
