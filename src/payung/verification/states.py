"""The words of state that this room brings to the pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from payung.ui.states import StateTag, Tone

RECEIVED = _("Usulan diterima, sedang dicocokkan.")
"""What every sender is told, whether the city knows the person or not."""

STATES = {
    "disusun": StateTag(_("Disusun")),
    "dicetak": StateTag(_("Dicetak, menunggu tanda tangan"), Tone.WARN),
    "usulan": StateTag(_("Diusulkan")),
    "usang": StateTag(_("Usulan berubah, susun ulang"), Tone.BAD),
    "cocok": StateTag(_("Cocok"), Tone.GOOD),
    "beda_nama": StateTag(_("Nama berbeda"), Tone.WARN, "≠"),
    "beda_tanggal_lahir": StateTag(_("Tanggal lahir berbeda"), Tone.WARN, "≠"),
    "beda_jenis_kelamin": StateTag(_("Jenis kelamin berbeda"), Tone.WARN, "≠"),
    "tidak_aktif": StateTag(_("NIK tidak aktif"), Tone.WARN),
    "tidak_ditemukan": StateTag(_("NIK tidak ditemukan"), Tone.WARN, "?"),
    "meninggal": StateTag(_("Tercatat meninggal"), Tone.WARN),
    "pindah": StateTag(_("Tercatat pindah"), Tone.WARN),
}
