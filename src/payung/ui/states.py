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
class State:
    """A state as a page shows it; an empty `mark` means the tone's own."""

    label: str | Promise
    tone: Tone = Tone.NEUTRAL
    mark: str = ""

    @property
    def sign(self) -> str:
        return self.mark or MARKS[self.tone]


STATES: dict[str, State] = {
    # rows of a list
    "ok": State(_("Siap"), Tone.GOOD),
    "periksa": State(_("Perlu diperiksa"), Tone.WARN),
    "tolak": State(_("Belum bisa didaftarkan"), Tone.BAD),
    # background jobs
    "menunggu": State(_("Menunggu")),
    "berjalan": State(_("Sedang berjalan"), Tone.INFO),
    "selesai": State(_("Selesai"), Tone.GOOD),
    "gagal": State(_("Gagal"), Tone.BAD),
    # uploads
    "diterima": State(_("Diterima")),
    "diperiksa": State(_("Sudah diperiksa"), Tone.INFO),
    "tak_terbaca": State(_("Tidak terbaca"), Tone.BAD),
    "dikonfirmasi": State(_("Dikonfirmasi"), Tone.GOOD),
    "dibatalkan": State(_("Dibatalkan"), Tone.NEUTRAL, "–"),
    # proposals, pairs, ranking
    "terverifikasi": State(_("Terverifikasi"), Tone.GOOD),
    "ditolak": State(_("Ditolak"), Tone.BAD),
    "ditarik": State(_("Ditarik"), Tone.NEUTRAL, "–"),
    "terbuka": State(_("Menunggu keputusan"), Tone.WARN, "?"),
    "sama": State(_("Orang yang sama"), Tone.INFO, "="),
    "beda": State(_("Orang yang berbeda"), Tone.INFO, "≠"),
    "ganda": State(_("Sudah di daftar lain"), Tone.NEUTRAL, "="),
    "belum_jelas": State(_("Belum jelas"), Tone.WARN, "?"),
    "masuk": State(_("Terpilih"), Tone.GOOD),
    "cadangan": State(_("Cadangan")),
    "tidak": State(_("Tidak memenuhi syarat"), Tone.BAD),
    # decrees and lists to pay
    "review": State(_("Menunggu persetujuan"), Tone.WARN),
    "approved": State(_("Disetujui"), Tone.GOOD),
    "diusulkan": State(_("Menunggu persetujuan"), Tone.WARN),
    "disetujui": State(_("Disetujui"), Tone.GOOD),
    "beku": State(_("Lampiran dibekukan"), Tone.INFO),
    "ditandatangani": State(_("Ditandatangani"), Tone.GOOD),
    "disiapkan": State(_("Disiapkan")),
    "dijawab": State(_("Dijawab BPJS"), Tone.INFO),
    "dibayar": State(_("Dibayar"), Tone.GOOD),
    "dibukukan": State(_("Dibukukan BPJS"), Tone.GOOD, "●"),
    # life facts and claims
    "dilaporkan": State(_("Dilaporkan"), Tone.WARN),
    "dipastikan": State(_("Dipastikan"), Tone.INFO),
    "berkas": State(_("Melengkapi berkas"), Tone.WARN),
    "diajukan": State(_("Diajukan ke BPJS"), Tone.INFO),
    "dikembalikan": State(_("Diminta melengkapi"), Tone.WARN),
    "diputuskan": State(_("Diputuskan BPJS"), Tone.INFO, "●"),
    "keberatan": State(_("Keberatan"), Tone.WARN),
    "klaim": State(_("Sudah ada klaim"), Tone.GOOD),
    "needs_decision": State(_("Perlu keputusan"), Tone.WARN, "?"),
    # months of a person
    "planned": State(_("Rencana")),
    "submitted": State(_("Diajukan"), Tone.INFO),
    "accepted": State(_("Diterima BPJS"), Tone.INFO, "●"),
    "rejected": State(_("Belum bisa didaftarkan"), Tone.BAD),
    "paid": State(_("Dibayar"), Tone.GOOD),
    "posted": State(_("Dibukukan BPJS"), Tone.GOOD, "●"),
    "withdrawn": State(_("Ditarik"), Tone.NEUTRAL, "–"),
    "refunded": State(_("Dikembalikan"), Tone.NEUTRAL, "↩"),
    "held": State(_("Ditahan"), Tone.WARN, "‖"),
    "gap": State(_("Belum dibayar"), Tone.WARN),
    "none": State(_("Tidak ada"), Tone.NEUTRAL, "–"),
    # membership
    "active": State(_("Terlindungi"), Tone.GOOD),
    "arrears": State(_("Menunggak"), Tone.WARN),
    "inactive": State(_("Nonaktif"), Tone.BAD),
}


def state_of(code: str) -> State:
    """The state of that code; an unknown one is shown as its own word, without a tone."""
    return STATES.get(code) or State(code.replace("_", " ").capitalize())
