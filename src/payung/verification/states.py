"""The words of state that this room brings to the pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from payung.ui.states import State, Tone

RECEIVED = _("Usulan diterima, sedang dicocokkan.")
"""What every sender is told, whether the city knows the person or not."""

STATES = {
    "disusun": State(_("Disusun")),
    "dicetak": State(_("Dicetak, menunggu tanda tangan"), Tone.WARN),
    "usulan": State(_("Diusulkan")),
    "usang": State(_("Usulan berubah, susun ulang"), Tone.BAD),
    "cocok": State(_("Cocok"), Tone.GOOD),
    "beda_nama": State(_("Nama berbeda"), Tone.WARN, "≠"),
    "beda_tanggal_lahir": State(_("Tanggal lahir berbeda"), Tone.WARN, "≠"),
    "beda_jenis_kelamin": State(_("Jenis kelamin berbeda"), Tone.WARN, "≠"),
    "tidak_aktif": State(_("NIK tidak aktif"), Tone.WARN),
    "tidak_ditemukan": State(_("NIK tidak ditemukan"), Tone.WARN, "?"),
    "meninggal": State(_("Tercatat meninggal"), Tone.WARN),
    "pindah": State(_("Tercatat pindah"), Tone.WARN),
}
