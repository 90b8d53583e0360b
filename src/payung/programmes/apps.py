"""Registers the room with Django, and its words of state with the pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from payung.ui.states import STATES, State, Tone


class ProgrammesConfig(AppConfig):
    name = "payung.programmes"
    label = "programmes"

    def ready(self) -> None:
        STATES.update(
            {
                "masuk": State(_("Masuk"), Tone.GOOD),
                "cadangan": State(_("Cadangan")),
                "tidak": State(_("Tidak memenuhi syarat"), Tone.WARN),
                "beku": State(_("Lampiran dibekukan"), Tone.INFO),
                "ditandatangani": State(_("Ditandatangani"), Tone.GOOD),
            }
        )
