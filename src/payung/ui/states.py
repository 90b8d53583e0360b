"""The words of state: one word, one tone and one mark for each, so that colour is never alone.

Keyed by the codes that the models store; a test finds a model's state that is missing here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Tone(StrEnum):
    """How a state is to be felt; each has a mark that also shows on paper."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


MARKS: dict[Tone, str] = {
    Tone.NEUTRAL: "○",
    Tone.INFO: "→",
    Tone.GOOD: "✓",
    Tone.WARN: "!",
    Tone.BAD: "✕",
}


@dataclass(frozen=True, slots=True)
class StateTag:
    """A state as a page shows it; an empty `mark` means the tone's own."""

    label: str | Promise
    tone: Tone = Tone.NEUTRAL
    mark: str = ""

    @property
    def sign(self) -> str:
        return self.mark or MARKS[self.tone]


STATES: dict[str, StateTag] = {
    # rows of a list
    "ok": StateTag(_("Siap"), Tone.GOOD),
    "periksa": StateTag(_("Perlu diperiksa"), Tone.WARN),
    "tolak": StateTag(_("Belum bisa didaftarkan"), Tone.BAD),
    # background jobs
    "menunggu": StateTag(_("Menunggu")),
    "berjalan": StateTag(_("Sedang berjalan"), Tone.INFO),
    "selesai": StateTag(_("Selesai"), Tone.GOOD),
    "gagal": StateTag(_("Gagal"), Tone.BAD),
    # uploads
    "diterima": StateTag(_("Diterima")),
    "diperiksa": StateTag(_("Sudah diperiksa"), Tone.INFO),
    "tak_terbaca": StateTag(_("Tidak terbaca"), Tone.BAD),
    "dikonfirmasi": StateTag(_("Dikonfirmasi"), Tone.GOOD),
    "dibatalkan": StateTag(_("Dibatalkan"), Tone.NEUTRAL, "–"),
    # proposals, pairs, ranking
    "terverifikasi": StateTag(_("Terverifikasi"), Tone.GOOD),
    "ditolak": StateTag(_("Ditolak"), Tone.BAD),
    "ditarik": StateTag(_("Ditarik"), Tone.NEUTRAL, "–"),
    "terbuka": StateTag(_("Menunggu keputusan"), Tone.WARN, "?"),
    "sama": StateTag(_("Orang yang sama"), Tone.INFO, "="),
    "beda": StateTag(_("Orang yang berbeda"), Tone.INFO, "≠"),
    "ganda": StateTag(_("Sudah di daftar lain"), Tone.NEUTRAL, "="),
    "belum_jelas": StateTag(_("Belum jelas"), Tone.WARN, "?"),
    "masuk": StateTag(_("Terpilih"), Tone.GOOD),
    "cadangan": StateTag(_("Cadangan")),
    "tidak": StateTag(_("Tidak memenuhi syarat"), Tone.BAD),
    # decrees and lists to pay
    "review": StateTag(_("Menunggu persetujuan"), Tone.WARN),
    "approved": StateTag(_("Disetujui"), Tone.GOOD),
    "diusulkan": StateTag(_("Menunggu persetujuan"), Tone.WARN),
    "disetujui": StateTag(_("Disetujui"), Tone.GOOD),
    "beku": StateTag(_("Lampiran dibekukan"), Tone.INFO),
    "ditandatangani": StateTag(_("Ditandatangani"), Tone.GOOD),
    "disiapkan": StateTag(_("Disiapkan")),
    "dijawab": StateTag(_("Dijawab BPJS"), Tone.INFO),
    "dibayar": StateTag(_("Dibayar"), Tone.GOOD),
    "dibukukan": StateTag(_("Dibukukan BPJS"), Tone.GOOD, "●"),
    # life facts and claims
    "dilaporkan": StateTag(_("Dilaporkan"), Tone.WARN),
    "dipastikan": StateTag(_("Dipastikan"), Tone.INFO),
    "berkas": StateTag(_("Melengkapi berkas"), Tone.WARN),
    "diajukan": StateTag(_("Diajukan ke BPJS"), Tone.INFO),
    "dikembalikan": StateTag(_("Diminta melengkapi"), Tone.WARN),
    "diputuskan": StateTag(_("Diputuskan BPJS"), Tone.INFO, "●"),
    "keberatan": StateTag(_("Keberatan"), Tone.WARN),
    "klaim": StateTag(_("Sudah ada klaim"), Tone.GOOD),
    "needs_decision": StateTag(_("Perlu keputusan"), Tone.WARN, "?"),
    # months of a person
    "planned": StateTag(_("Rencana")),
    "submitted": StateTag(_("Diajukan"), Tone.INFO),
    "accepted": StateTag(_("Diterima BPJS"), Tone.INFO, "●"),
    "rejected": StateTag(_("Belum bisa didaftarkan"), Tone.BAD),
    "paid": StateTag(_("Dibayar"), Tone.GOOD),
    "posted": StateTag(_("Dibukukan BPJS"), Tone.GOOD, "●"),
    "withdrawn": StateTag(_("Ditarik"), Tone.NEUTRAL, "–"),
    "refunded": StateTag(_("Dikembalikan"), Tone.NEUTRAL, "↩"),
    "held": StateTag(_("Ditahan"), Tone.WARN, "‖"),
    "gap": StateTag(_("Belum dibayar"), Tone.WARN),
    "none": StateTag(_("Tidak ada"), Tone.NEUTRAL, "–"),
    # membership
    "active": StateTag(_("Terlindungi"), Tone.GOOD),
    "arrears": StateTag(_("Menunggak"), Tone.WARN),
    "inactive": StateTag(_("Nonaktif"), Tone.BAD),
}


def state_of(code: str) -> StateTag:
    """The state of that code; an unknown one is shown as its own word, without a tone."""
    return STATES.get(code) or StateTag(code.replace("_", " ").capitalize())
