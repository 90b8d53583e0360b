"""The words of the calculator: choices of the form, components, open questions, notes."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from payung.law.engine.explain import Language
from payung.law.jamsostek import load
from payung.law.jamsostek.inputs import STAGES
from payung.ui.parts import Words
from payung.ui.words import in_english

CAUSES: tuple[tuple[str, Words], ...] = (
    ("jkm", _("Bukan karena pekerjaan, misalnya sakit (JKM)")),
    ("jkk", _("Kecelakaan kerja atau penyakit karena kerja (JKK)")),
    ("belum", _("Belum tahu")),
)
EVENTS: tuple[tuple[str, Words], ...] = (
    ("death", _("Meninggal")),
    ("total_disability", _("Cacat total tetap")),
    ("partial_disability", _("Cacat sebagian")),
    ("injury", _("Cedera atau sakit, masih bisa sembuh")),
)
SEGMENTS: tuple[tuple[str, Words], ...] = (
    ("bpu", _("Bekerja sendiri (BPU)")),
    ("pu", _("Menerima upah (PU)")),
    ("jakon", _("Pekerja bangunan (Jakon)")),
)
STAGE_WORDS = {
    "PRA": _("Belum sekolah"), "TK": _("TK tahun ke-%d"), "SD": _("SD kelas %d"),
    "SMP": _("SMP kelas %d"), "SMA": _("SMA kelas %d"), "PT": _("Kuliah tahun ke-%d"),
}  # fmt: skip
FIRST_CLASS = {"SMP": 6, "SMA": 9}
"""Classes below the level: people say class 7 for the first year of SMP."""

CHILD_STATES: tuple[tuple[str, Words], ...] = (
    ("biasa", _("Hanya sekolah")),
    ("menikah", _("Sudah menikah")),
    ("ya", _("Bekerja, jenisnya belum jelas")),
    ("bpu", _("Bekerja sendiri (BPU)")),
    ("magang", _("Magang")),
    ("pu_6_bulan", _("Karyawan paling lama 6 bulan")),
)
HEIRS: tuple[tuple[str, Words], ...] = (
    ("belum", _("Belum tahu")),
    ("spouse", _("Suami atau istri")),
    ("child", _("Anak")),
    ("parent", _("Orang tua, kakek, nenek, atau cucu")),
    ("sibling", _("Saudara kandung")),
    ("parent_in_law", _("Mertua")),
    ("named_in_will", _("Orang yang ditunjuk dalam wasiat")),
    ("none", _("Tidak ada ahli waris")),
)
SECTORS: tuple[tuple[str, Words], ...] = (
    ("other", _("Selain transportasi")),
    ("transport", _("Transportasi: ojek, sopir, kurir")),
)
PAYERS: tuple[tuple[str, Words], ...] = (
    ("apbd", _("Kota, dari APBD")),
    ("provinsi", _("Provinsi, dari APBD provinsi")),
    ("apbn", _("Negara, dari APBN")),
    ("rt", _("RT, dari dana kota")),
    ("dbh", _("Dana bagi hasil")),
    ("self", _("Pekerja sendiri")),
    ("csr", _("Perusahaan (CSR)")),
    ("baznas", _("Baznas")),
)
CASE_PAYERS: tuple[tuple[str, Words], ...] = (("unknown", _("Tidak tahu")), *PAYERS)
CONTRIBUTION_SEGMENTS = SEGMENTS[:2]

OWNERS: dict[str, Words] = {
    "keluarga": _("keluarga"), "kelurahan": _("kelurahan"), "pendamping": _("pendamping"),
    "rumah sakit": _("rumah sakit"), "RT": _("RT"), "sekolah": _("sekolah"),
}  # fmt: skip
UNVERIFIED = "BELUM_DIVERIFIKASI"


def language() -> Language:
    """The page's language as the law's own texts know it."""
    return "en" if in_english() else "id"


def stage_words(stage: str) -> str:
    """`SD3` as `SD kelas 3`, `SMP1` as `SMP kelas 7`."""
    level = stage.rstrip("0123456789")
    year = stage[len(level) :]
    words = str(STAGE_WORDS[level])
    return words % (int(year) + FIRST_CLASS.get(level, 0)) if year else words


def stage_choices() -> list[tuple[str, str]]:
    return [(stage, stage_words(stage)) for stage in STAGES]


def citation(text: str) -> str:
    """`PMN1 Ps 97A` as `Permenaker 1/2025 Ps 97A`."""
    name, space, article = text.partition(" ")
    source = load().sources.get(name)
    return f"{source.number if source else name}{space}{article}"


def figures(text: str) -> str:
    """The law's figures in the reader's language: 42.000.000 and 4,5 as 42,000,000 and 4.5."""
    if language() == "id":
        return text
    swapped = {".": ",", ",": "."}
    return re.sub(r"(?<=\d)[.,](?=\d)", lambda sign: swapped[sign[0]], text)


def decimal(text: str) -> str:
    """A number with the decimal sign of the reader's language."""
    return text.replace(".", ",") if language() == "id" else text
