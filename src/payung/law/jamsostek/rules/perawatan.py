"""JKK in kind: treatment and transport, as amounts that a reimbursement may reach."""

from __future__ import annotations

from payung.law.engine.rule import rule
from payung.law.jamsostek.rules.kepesertaan import YES_NO


@rule(
    basis="PP44",
    by="event_date",
    label="Perawatan di rumah",
    label_en="Home care",
)
def perawatan_rumah(ditanggung_jkk: int, home_care: int, jkk_batas_perawatan_rumah: int) -> int:
    if ditanggung_jkk == 0:
        return 0
    return min(home_care, jkk_batas_perawatan_rumah)


@rule(
    basis="PP44",
    by="event_date",
    label="Alat bantu dengar",
    label_en="Hearing aid",
)
def alat_dengar(ditanggung_jkk: int, hearing: int, jkk_batas_alat_dengar: int) -> int:
    if ditanggung_jkk == 0 or hearing == 0:
        return 0
    return min(hearing, jkk_batas_alat_dengar)


@rule(
    basis="PP44",
    by="event_date",
    label="Kacamata",
    label_en="Glasses",
)
def kacamata(ditanggung_jkk: int, glasses: int, jkk_batas_kacamata: int) -> int:
    if ditanggung_jkk == 0 or glasses == 0:
        return 0
    return min(glasses, jkk_batas_kacamata)


@rule(
    basis="PP44",
    by="event_date",
    label="Gigi tiruan",
    label_en="Dental prosthesis",
)
def gigi_tiruan(ditanggung_jkk: int, dental: int, jkk_batas_gigi_tiruan: int) -> int:
    if ditanggung_jkk == 0 or dental == 0:
        return 0
    return min(dental, jkk_batas_gigi_tiruan)


@rule(
    basis="PP44",
    by="event_date",
    label="Alat ganti dinilai dengan harga patokan rumah sakit",
    label_en="Prosthesis is judged by the hospital's reference price",
    unit="",
    words=YES_NO,
)
def harga_patokan(ditanggung_jkk: int, prosthesis: int) -> int:
    """The ceiling is a hospital's own price plus 40 %, which no parameter can hold."""
    if ditanggung_jkk == 1 and prosthesis > 0:
        return 1
    return 0


@rule(
    basis="PP44",
    by="event_date",
    label="Perawatan dan pengobatan",
    label_en="Treatment",
)
def perawatan(
    ditanggung_jkk: int,
    medical_cost: int,
    rehabilitation: int,
    prosthesis: int,
    perawatan_rumah: int,
    alat_dengar: int,
    kacamata: int,
    gigi_tiruan: int,
) -> int:
    """Medical need has no ceiling; what has one was cut before."""
    if ditanggung_jkk == 0:
        return 0
    return (
        medical_cost
        + rehabilitation
        + prosthesis
        + perawatan_rumah
        + alat_dengar
        + kacamata
        + gigi_tiruan
    )


@rule(
    basis="PP44",
    by="event_date",
    label="Biaya angkutan",
    label_en="Transport",
)
def transport(
    ditanggung_jkk: int,
    transport_land: int,
    transport_sea: int,
    transport_air: int,
    jkk_batas_angkutan_darat: int,
    jkk_batas_angkutan_laut: int,
    jkk_batas_angkutan_udara: int,
) -> int:
    """Several modes: each under its own cap, then added."""
    if ditanggung_jkk == 0:
        return 0
    return (
        min(transport_land, jkk_batas_angkutan_darat)
        + min(transport_sea, jkk_batas_angkutan_laut)
        + min(transport_air, jkk_batas_angkutan_udara)
    )
