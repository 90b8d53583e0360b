"""Registers the room with Django, and its words of state with the pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from payung.ui.states import STATES, StateTag, Tone


class ProgrammesConfig(AppConfig):
    name = "payung.programmes"
    label = "programmes"

    def ready(self) -> None:
        STATES.update(
            {
                "masuk": StateTag(_("Masuk"), Tone.GOOD),
                "cadangan": StateTag(_("Cadangan")),
                "tidak": StateTag(_("Tidak memenuhi syarat"), Tone.WARN),
                "beku": StateTag(_("Lampiran dibekukan"), Tone.INFO),
                "ditandatangani": StateTag(_("Ditandatangani"), Tone.GOOD),
            }
        )
