"""What an event did to the person: every word of a case follows from it, and from its program.

Somebody who was hurt speaks, signs and is paid himself; heirs stand in only for the dead.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.claims.entitlement.words import between
from payung.claims.models import Case, EventKind, Obligation, Program, Task
from payung.ui.parts import Words


@dataclass(frozen=True, slots=True)
class Voice:
    """How letters and messages speak of one kind of harm; Indonesian, whoever prints them."""

    greeting: str
    covered: str
    entitled: str
    free: str
    account: str
    sender: str
    money: str
    cash: str


DEAD = Voice(
    greeting="Bapak/Ibu, kami turut berduka cita.",
    covered="Keluarga ini terlindungi BPJS Ketenagakerjaan.",
    entitled="Keluarga berhak atas manfaat di bawah ini. Kami bantu mengurusnya sampai selesai.",
    free="Pendampingan ini gratis. Uang hanya masuk ke rekening ahli waris.",
    account="Rekening ahli waris",
    sender="Ahli waris",
    money="Uang akan masuk langsung ke rekening ahli waris.",
    cash="Uang untuk keluarga",
)
HURT = Voice(
    greeting="Bapak/Ibu, semoga lekas pulih.",
    covered="Bapak/Ibu terlindungi BPJS Ketenagakerjaan.",
    entitled="Bapak/Ibu berhak atas manfaat di bawah ini. Kami bantu mengurusnya sampai selesai.",
    free="Pendampingan ini gratis. Uang hanya masuk ke rekening peserta sendiri.",
    account="Rekening peserta",
    sender="Peserta",
    money="Uang akan masuk langsung ke rekening Bapak/Ibu.",
    cash="Uang untuk peserta",
)


def voice_of(case: Case) -> Voice:
    return DEAD if case.fatal else HURT


_FREE = {
    True: gettext_lazy("Pendampingan gratis. Uang hanya masuk ke rekening ahli waris."),
    False: gettext_lazy("Pendampingan gratis. Uang hanya masuk ke rekening peserta sendiri."),
}


def free_of_charge(case: Case) -> Words:
    """What stands below every page of a case: help costs nothing, and whose account is paid."""
    return _FREE[case.fatal]


_ALIVE = {
    Program.JKK: gettext_lazy("JKK"),
    Program.JKM: gettext_lazy("bukan kecelakaan kerja"),
    Program.UNDECIDED: gettext_lazy("JKK, bila dipastikan kecelakaan kerja"),
}


def program_words(case: Case, program: str = "") -> Words:
    """The program of a case; JKM pays nothing to the living, so it isn't named to them."""
    known = Program(program or case.program)
    return known.label if case.fatal else _ALIVE[known]


_TASKS_OF_ACCIDENT = {Task.CONFIRM: gettext_lazy("Pastikan laporan kecelakaan")}
_TASKS_OF_THE_LIVING = {Task.CLASSIFY: gettext_lazy("Putuskan kecelakaan kerja atau bukan")}


def task_words(task: Obligation) -> Words:
    """What is to be done, in the words of what happened."""
    kind, case = Task(task.task), task.case
    words: Words = kind.label
    if case is not None and case.event.kind == EventKind.ACCIDENT:
        words = _TASKS_OF_ACCIDENT.get(kind, words)
    if case is not None and not case.fatal:
        words = _TASKS_OF_THE_LIVING.get(kind, words)
    return words


def nothing_words(case: Case, program: str = "") -> str:
    """Why no rupiah stands there (yet), where a bare Rp0 would frighten."""
    if case.fatal:
        return _("tidak ada, menurut hitungan")
    if Program(program or case.program) == Program.JKM:
        return _("tidak ada: bukan kecelakaan kerja")
    return _("belum bisa dihitung; menunggu biaya dan keterangan dokter")


def now_words(case: Case, low: int, high: int) -> str:
    """What is paid now: one amount, a range, or why there is none."""
    return between(low, high) if high else nothing_words(case)
