"""The words of state: one word, one tone and one mark for each, so that colour is never alone.

A room adds its own with `STATES.update(...)` in its `apps.py`, or hands the label to the tag.
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
    # uploads and jobs
    "waiting": State(_("Menunggu giliran")),
    "running": State(_("Sedang berjalan"), Tone.INFO),
    "checked": State(_("Selesai diperiksa"), Tone.INFO),
    "confirmed": State(_("Sudah masuk"), Tone.GOOD),
    "done": State(_("Selesai"), Tone.GOOD),
    "failed": State(_("Gagal"), Tone.BAD),
    "undone": State(_("Dibatalkan"), Tone.NEUTRAL, "–"),
    # proposals and ranking
    "proposed": State(_("Diusulkan"), Tone.INFO),
    "verified": State(_("Terverifikasi"), Tone.GOOD),
    "refused": State(_("Ditolak"), Tone.BAD),
    "selected": State(_("Terpilih"), Tone.GOOD),
    "reserve": State(_("Cadangan")),
    # decrees, lists to pay, claims
    "draft": State(_("Draf")),
    "review": State(_("Menunggu persetujuan"), Tone.WARN),
    "approved": State(_("Disetujui"), Tone.INFO),
    "issued": State(_("Sudah ditetapkan"), Tone.GOOD),
    "sent": State(_("Terkirim"), Tone.INFO),
    "answered": State(_("Sudah dijawab BPJS"), Tone.INFO),
    "posted": State(_("Sudah dibukukan BPJS"), Tone.GOOD),
    "reported": State(_("Dilaporkan"), Tone.WARN),
    "incomplete": State(_("Berkas belum lengkap"), Tone.WARN),
    "complete": State(_("Berkas lengkap"), Tone.INFO),
    "filed": State(_("Sudah diajukan"), Tone.INFO),
    "needs_decision": State(_("Perlu keputusan"), Tone.WARN, "?"),
    # months of a person
    "planned": State(_("Direncanakan")),
    "submitted": State(_("Diajukan ke BPJS"), Tone.INFO),
    "accepted": State(_("Diterima BPJS"), Tone.INFO, "●"),
    "rejected": State(_("Ditolak BPJS"), Tone.BAD),
    "paid": State(_("Dibayar"), Tone.GOOD),
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
