"""The components of a case, their sums, and whether the case can be paid as it stands."""

from __future__ import annotations

from payung.law.engine.rule import rule
from payung.law.jamsostek.rules.kepesertaan import MENUNGGAK, TERBUKA

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
)
def santunan(santunan_jkm: int, santunan_kematian_jkk: int, santunan_cacat_total: int) -> int:
    return santunan_jkm + santunan_kematian_jkk + santunan_cacat_total


@rule(
    basis="PP44",
    by="event_date",
    label="Santunan berkala",
    label_en="Periodic benefit",
    cited=False,
)
def berkala(berkala_jkm: int, berkala_jkk: int) -> int:
    return berkala_jkm + berkala_jkk


@rule(
    basis="PP44",
    by="event_date",
    label="Jumlah selain beasiswa",
    label_en="Sum without the scholarship",
    cited=False,
)
def jumlah_sekarang(
    santunan: int,
    berkala: int,
    pemakaman: int,
    stmb: int,
    cacat: int,
    perawatan: int,
    transport: int,
) -> int:
    return santunan + berkala + pemakaman + stmb + cacat + perawatan + transport


@rule(
    basis="PP44",
    by="event_date",
    label="Jumlah tertinggi",
    label_en="Highest sum",
    cited=False,
)
def total_high(jumlah_sekarang: int, beasiswa: int) -> int:
    return jumlah_sekarang + beasiswa


@rule(
    basis="PP44",
    by="event_date",
    label="Bagian selain beasiswa yang masih terbuka",
    label_en="Part without the scholarship that is open",
    cited=False,
)
def sekarang_terbuka(
    keaktifan: int, masa_tunggu: int, jumlah_sekarang: int, santunan: int, berkala: int
) -> int:
    """What falls away if every open question is answered against the family."""
    if keaktifan == MENUNGGAK:
        return jumlah_sekarang
    if masa_tunggu == TERBUKA:
        return santunan + berkala
    return 0


@rule(
    basis="PP44",
    by="event_date",
    label="Bagian beasiswa yang masih terbuka",
    label_en="Part of the scholarship that is open",
    cited=False,
)
def beasiswa_terbuka(
    keaktifan: int, masa_tunggu: int, hak_beasiswa: int, beasiswa: int, anak_ragu: int
) -> int:
    if keaktifan == MENUNGGAK or masa_tunggu == TERBUKA or hak_beasiswa == TERBUKA:
        return beasiswa
    if anak_ragu == 0:
        return 0
    return min(anak_ragu, beasiswa)


@rule(
    basis="PP44",
    by="event_date",
    label="Jumlah terendah",
    label_en="Lowest sum",
    cited=False,
)
def total_low(total_high: int, sekarang_terbuka: int, beasiswa_terbuka: int) -> int:
    return total_high - sekarang_terbuka - beasiswa_terbuka


@rule(
    basis="PP44",
    by="event_date",
    label="Status",
    label_en="Status",
    unit="",
    words=STATUS_WORDS,
    cited=False,
)
def status(
    tertanggung: int,
    keaktifan: int,
    masa_tunggu: int,
    beasiswa_terbuka: int,
    belum_diverifikasi: int,
) -> int:
    if tertanggung == 0:
        return NOT_COVERED
    if belum_diverifikasi == 1 or beasiswa_terbuka > 0:
        return NEEDS_DECISION
    if keaktifan == MENUNGGAK or masa_tunggu == TERBUKA:
        return NEEDS_DECISION
    return PAYABLE


@rule(
    basis="PP44",
    by="event_date",
    label="Jumlah selain beasiswa, bila sudah pasti",
    label_en="Sum without the scholarship, if certain",
    cited=False,
)
def total_now(
    jumlah_sekarang: int, keaktifan: int, masa_tunggu: int, belum_diverifikasi: int
) -> int:
    if belum_diverifikasi == 1 or keaktifan == MENUNGGAK or masa_tunggu == TERBUKA:
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
