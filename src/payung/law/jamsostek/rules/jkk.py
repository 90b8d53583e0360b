"""JKK: what is due after a work accident or an occupational disease; there is no waiting."""

from __future__ import annotations

from payung.law.engine.rule import rule
from payung.law.jamsostek.inputs import DEATH, PARTIAL_DISABILITY, TOTAL_DISABILITY


@rule(
    basis="PP44",
    by="event_date",
    label="Santunan kematian JKK",
    label_en="JKK death benefit",
)
def santunan_kematian_jkk(
    ditanggung_jkk: int,
    event: int,
    income: int,
    jkk_kematian_persen: int,
    jkk_upah_kali: int,
    jkm_santunan: int,
) -> int:
    """60 % of 80 months of the base, never less than the JKM death benefit."""
    if ditanggung_jkk == 0 or event != DEATH:
        return 0
    return max(income * jkk_upah_kali * jkk_kematian_persen // 100, jkm_santunan)


@rule(
    basis="PP44",
    by="event_date",
    label="Santunan cacat total tetap",
    label_en="Total permanent disability benefit",
)
def santunan_cacat_total(
    ditanggung_jkk: int,
    event: int,
    income: int,
    jkk_cacat_total_persen: int,
    jkk_upah_kali: int,
) -> int:
    if ditanggung_jkk == 0 or event != TOTAL_DISABILITY:
        return 0
    return income * jkk_upah_kali * jkk_cacat_total_persen // 100


@rule(
    basis="PP44",
    by="event_date",
    label="Santunan berkala JKK",
    label_en="JKK periodic benefit",
)
def berkala_jkk(
    ditanggung_jkk: int, event: int, jkk_berkala_kematian: int, jkk_berkala_cacat_total: int
) -> int:
    if ditanggung_jkk == 0:
        return 0
    if event == DEATH:
        return jkk_berkala_kematian
    if event == TOTAL_DISABILITY:
        return jkk_berkala_cacat_total
    return 0


@rule(
    basis="PP44 Lampiran III",
    by="event_date",
    label="Santunan cacat sebagian",
    label_en="Partial disability benefit",
)
def cacat(
    ditanggung_jkk: int,
    event: int,
    income: int,
    disability_permille: int,
    function_loss_bp: int,
    jkk_upah_kali: int,
) -> int:
    """Schedule percentage × 80 × base; for a loss of function times the loss as well."""
    if ditanggung_jkk == 0 or event != PARTIAL_DISABILITY:
        return 0
    if function_loss_bp > 0:
        return income * jkk_upah_kali * disability_permille * function_loss_bp // 10_000_000
    return income * jkk_upah_kali * disability_permille // 1000


@rule(
    basis="PP44",
    by="event_date",
    until="2019-12-01",
    quantity="stmb",
    label="Santunan sementara tidak mampu bekerja",
    label_en="Temporary incapacity benefit",
)
def stmb_pp44(
    ditanggung_jkk: int,
    income: int,
    incapacity_months: int,
    jkk_stmb_persen_awal: int,
    jkk_stmb_bulan_awal: int,
    jkk_stmb_persen_tengah: int,
    jkk_stmb_bulan_tengah: int,
    jkk_stmb_persen_lanjut: int,
) -> int:
    """Three periods, each with its own percentage of the base."""
    if ditanggung_jkk == 0 or incapacity_months == 0:
        return 0
    if incapacity_months <= jkk_stmb_bulan_awal:
        return income * incapacity_months * jkk_stmb_persen_awal // 100
    return (
        income
        * (
            jkk_stmb_bulan_awal * jkk_stmb_persen_awal
            + min(incapacity_months - jkk_stmb_bulan_awal, jkk_stmb_bulan_tengah)
            * jkk_stmb_persen_tengah
            + max(incapacity_months - jkk_stmb_bulan_awal - jkk_stmb_bulan_tengah, 0)
            * jkk_stmb_persen_lanjut
        )
        // 100
    )


@rule(
    basis="PP82",
    by="event_date",
    since="2019-12-02",
    label="Santunan sementara tidak mampu bekerja",
    label_en="Temporary incapacity benefit",
)
def stmb(
    ditanggung_jkk: int,
    income: int,
    incapacity_months: int,
    jkk_stmb_persen_awal: int,
    jkk_stmb_bulan_awal: int,
    jkk_stmb_persen_lanjut: int,
) -> int:
    """The full base for twelve months, half of it from the thirteenth until healed."""
    if ditanggung_jkk == 0 or incapacity_months == 0:
        return 0
    return (
        income
        * (
            min(incapacity_months, jkk_stmb_bulan_awal) * jkk_stmb_persen_awal
            + max(incapacity_months - jkk_stmb_bulan_awal, 0) * jkk_stmb_persen_lanjut
        )
        // 100
    )
