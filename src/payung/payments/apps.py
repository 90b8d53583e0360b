"""Registers the room with Django, and its words of state with the pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from payung.ui.states import STATES, StateTag, Tone


class PaymentsConfig(AppConfig):
    name = "payung.payments"
    label = "payments"

    def ready(self) -> None:
        STATES.update(
            {
                "temuan_baru": StateTag(_("Menunggu tanggapan"), Tone.WARN),
                "ditanggapi": StateTag(_("Sudah ditanggapi"), Tone.INFO),
                "ditutup": StateTag(_("Ditutup Inspektorat"), Tone.GOOD),
                "kartu_dicetak": StateTag(_("Belum diserahkan"), Tone.WARN),
                "kartu_diserahkan": StateTag(_("Diserahkan"), Tone.GOOD),
                "kartu_kembali": StateTag(_("Tidak tersampaikan"), Tone.BAD),
                "disiapkan": StateTag(_("Menunggu jawaban BPJS"), Tone.WARN),
                "dijawab": StateTag(_("Sudah dijawab BPJS"), Tone.INFO),
                "dibayar": StateTag(_("Dibayar"), Tone.GOOD),
                "dibukukan": StateTag(_("Sudah dibukukan BPJS"), Tone.GOOD),
                "serah_terima": StateTag(_("Serah terima"), Tone.GOOD),
            }
        )
