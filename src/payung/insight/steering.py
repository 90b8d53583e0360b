"""What the leader came for: the city on one page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.ui.parts import MainAct


def steer(actor: Actor) -> list[MainAct]:
    """The two pages of the leader, whatever else waits."""
    if actor.role != Role.LEADER:
        return []
    return [
        MainAct(
            label=_("Kota bulan ini dalam satu halaman"),
            why=_("Siapa terlindungi, apa yang dibayar, keluarga mana yang menunggu."),
            button=_("Buka ringkasan"),
            href=reverse("leader_page"),
        ),
        MainAct(
            label=_("Sasaran perlindungan"),
            why=_("Sejauh mana kota dari sasaran tahun ini."),
            button=_("Buka sasaran"),
            href=reverse("coverage_targets"),
        ),
    ]
