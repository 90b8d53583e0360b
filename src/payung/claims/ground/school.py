"""School classes in words: families speak of `SMP kelas 7`, the law's columns of `SMP1`."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.law.jamsostek.inputs import STAGES
from payung.law.jamsostek.scholarship_course import level_of

_FIRST_CLASS = {"SD": 1, "SMP": 7, "SMA": 10}


def class_words(stage: str) -> str:
    """A class as a family says it; an empty code is no school."""
    if not stage:
        return _("Tidak sekolah")
    if stage == "PRA":
        return _("Belum sekolah")
    level, year = level_of(stage), int(stage[-1])
    if level == "TK":
        return _("TK A") if year == 1 else _("TK B")
    if level == "PT":
        return _("Kuliah tahun %(n)d") % {"n": year}
    number = _FIRST_CLASS[level] + year - 1
    return _("%(level)s kelas %(n)d") % {"level": level, "n": number}


def class_choices(*, with_none: bool = False) -> list[tuple[str, str]]:
    """All classes from below school age to university, for a form."""
    none = [("", class_words(""))] if with_none else []
    return [*none, *((stage, class_words(stage)) for stage in STAGES)]


def school_year_words(year: int) -> str:
    """`2025/2026`."""
    return f"{year}/{year + 1}"


END_WORDS = {
    "usia 23": gettext_lazy("berusia 23 tahun"),
    "menikah": gettext_lazy("menikah"),
    "bekerja": gettext_lazy("bekerja"),
    "lulus": gettext_lazy("lulus"),
    "meninggal": gettext_lazy("meninggal"),
    "berhenti sekolah": gettext_lazy("berhenti sekolah"),
}
"""Why a child's right ends; the keys are what the case keeps."""
