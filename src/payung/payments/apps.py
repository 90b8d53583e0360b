"""Registers the room with Django, and its words of state with the pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from payung.ui.states import STATES, State, Tone


class PaymentsConfig(AppConfig):
    name = "payung.payments"
    label = "payments"

    def ready(self) -> None:
        STATES.update(
            {
                "temuan_baru": State(_("Menunggu tanggapan"), Tone.WARN),
                "ditanggapi": State(_("Sudah ditanggapi"), Tone.INFO),
                "ditutup": State(_("Ditutup Inspektorat"), Tone.GOOD),
                "kartu_dicetak": State(_("Belum diserahkan"), Tone.WARN),
                "kartu_diserahkan": State(_("Diserahkan"), Tone.GOOD),
                "kartu_kembali": State(_("Tidak tersampaikan"), Tone.BAD),
                "disiapkan": State(_("Menunggu jawaban BPJS"), Tone.WARN),
                "dijawab": State(_("Sudah dijawab BPJS"), Tone.INFO),
                "dibayar": State(_("Dibayar"), Tone.GOOD),
                "dibukukan": State(_("Sudah dibukukan BPJS"), Tone.GOOD),
                "serah_terima": State(_("Serah terima"), Tone.GOOD),
            }
        )
