"""The sums of a case, and whether it can be paid as it stands.

What is added up is declared by the rules themselves: a new component or open question needs no
line here.
"""

from __future__ import annotations

from payung.law.engine.rule import rule

PAYABLE, NOT_COVERED, NEEDS_DECISION = 0, 1, 2

STATUS_WORDS = {
    PAYABLE: ("dapat dibayar", "payable"),
    NOT_COVERED: ("tidak ditanggung", "not covered"),
    NEEDS_DECISION: ("perlu keputusan", "needs a decision"),
}

EMPTY = -1
"""Stands for an amount that can't be named before someone decides."""


@rule(
    basis="PP44",
    by="event_date",
    label="Santunan",
    label_en="Lump sum",
    cited=False,
    part="cash",
)
def santunan(santunan_jkm: int, santunan_kematian_jkk: int, santunan_cacat_total: int) -> int:
    return santunan_jkm + santunan_kematian_jkk + santunan_cacat_total


@rule(
    basis="PP44",
    by="event_date",
    label="Santunan berkala",
    label_en="Periodic benefit",
    cited=False,
    part="cash",
)
def berkala(berkala_jkm: int, berkala_jkk: int) -> int:
    return berkala_jkm + berkala_jkk


@rule(
    basis="PP44",
    by="event_date",
    label="Uang untuk keluarga",
    label_en="Cash to the family",
    cited=False,
    adds="cash",
)
def cash() -> int:
    """Every component that the family is paid."""
    return 0


@rule(
    basis="PP44",
    by="event_date",
    label="Biaya untuk rumah sakit dan pengangkut",
    label_en="Cost paid to who treated and carried",
    cited=False,
    adds="care",
)
def care() -> int:
    """Every component that is paid to the hospital, or back to who paid it."""
    return 0


@rule(
    basis="PP44",
    by="event_date",
    label="Beasiswa",
    label_en="Scholarship",
    cited=False,
    adds="yearly",
)
def tahunan() -> int:
    """What is paid year by year."""
    return 0


@rule(
    basis="PP44",
    by="event_date",
    label="Jumlah selain beasiswa",
    label_en="Sum without the scholarship",
    cited=False,
)
def jumlah_sekarang(cash: int, care: int) -> int:
    return cash + care


@rule(
    basis="PP44",
    by="event_date",
    label="Jumlah tertinggi",
    label_en="Highest sum",
    cited=False,
)
def total_high(jumlah_sekarang: int, tahunan: int) -> int:
    return jumlah_sekarang + tahunan


@rule(
    basis="PP44",
    by="event_date",
    label="Uang yang bergantung pada pertanyaan terbuka",
    label_en="Cash that rests on open questions",
    cited=False,
    adds="open cash",
)
def cash_terbuka() -> int:
    """What falls away of single components if their questions are answered against the family."""
    return 0


@rule(
    basis="PP44",
    by="event_date",
    label="Biaya yang bergantung pada pertanyaan terbuka",
    label_en="Cost that rests on open questions",
    cited=False,
    adds="open care",
)
def care_terbuka() -> int:
    """The same of what is paid to who treated and carried."""
    return 0


@rule(
    basis="PP44",
    by="event_date",
    label="Uang untuk keluarga, paling sedikit",
    label_en="Cash to the family, at least",
    cited=False,
)
def cash_rendah(tunggakan_terbuka: int, cash: int, cash_terbuka: int) -> int:
    if tunggakan_terbuka == 1:
        return 0
    return cash - cash_terbuka


@rule(
    basis="PP44",
    by="event_date",
    label="Biaya untuk rumah sakit dan pengangkut, paling sedikit",
    label_en="Cost paid to who treated and carried, at least",
    cited=False,
)
def care_rendah(tunggakan_terbuka: int, care: int, care_terbuka: int) -> int:
    if tunggakan_terbuka == 1:
        return 0
    return care - care_terbuka


@rule(
    basis="PP44",
    by="event_date",
    label="Ada yang masih harus diputuskan",
    label_en="Something must be decided",
    unit="",
    words={0: ("tidak", "no"), 1: ("ya", "yes")},
    cited=False,
    adds="asked",
)
def terbuka() -> int:
    """1 where any state holds whose code says that it is open."""
    return 0


@rule(
    basis="PP44",
    by="event_date",
    label="Jumlah terendah",
    label_en="Lowest sum",
    cited=False,
)
def total_low(cash_rendah: int, care_rendah: int, tahunan: int, beasiswa_terbuka: int) -> int:
    """What is certain if every open question is answered against the family."""
    return cash_rendah + care_rendah + tahunan - beasiswa_terbuka


@rule(
    basis="PP44",
    by="event_date",
    label="Status",
    label_en="Status",
    unit="",
    words=STATUS_WORDS,
    cited=False,
)
def status(tertanggung: int, terbuka: int, beasiswa_terbuka: int, belum_diverifikasi: int) -> int:
    if tertanggung == 0:
        return NOT_COVERED
    if terbuka == 1 or belum_diverifikasi == 1 or beasiswa_terbuka > 0:
        return NEEDS_DECISION
    return PAYABLE


@rule(
    basis="PP44",
    by="event_date",
    label="Jumlah selain beasiswa, bila sudah pasti",
    label_en="Sum without the scholarship, if certain",
    cited=False,
)
def total_now(jumlah_sekarang: int, terbuka: int, belum_diverifikasi: int) -> int:
    if terbuka == 1 or belum_diverifikasi == 1:
        return EMPTY
    return jumlah_sekarang


@rule(
    basis="PP44",
    by="event_date",
    label="Jumlah seluruhnya, bila sudah pasti",
    label_en="Sum, if certain",
    cited=False,
)
def total(status: int, total_high: int) -> int:
    if status == NEEDS_DECISION:
        return EMPTY
    return total_high
