"""STMB: what stands in for the income while a person can't work after an accident."""

from __future__ import annotations

from payung.law.engine.rule import Code, rule
from payung.law.jamsostek.rules.kepesertaan import YES_NO

_MEANING = (
    "Pengganti penghasilan selama belum mampu bekerja.",
    "Stands in for the income while the worker can't work.",
)
_LABEL = "Santunan sementara tidak mampu bekerja"
_LABEL_EN = "Temporary incapacity benefit"


@rule(
    basis="PP44 Lampiran III",
    by="event_date",
    label="STMB untuk hari di luar bulan penuh",
    label_en="Temporary incapacity beyond whole months",
    unit="",
    words=YES_NO,
    cited=False,
    codes={
        1: Code(
            "STMB_HARIAN",
            (
                "Belum ada naskah yang terbaca tentang hari di luar bulan penuh. Dipakai "
                "sepertiga puluh bulan tiap hari; bisa jadi tidak dihitung. Tanyakan ke BPJS.",
                "No text was found on days beyond whole months. A thirtieth of the month is "
                "reckoned a day; it may be that they don't count. Ask BPJS.",
            ),
            open="now",
        )
    },
)
def stmb_harian(ditanggung_jkk: int, incapacity_days: int) -> int:
    if ditanggung_jkk == 1 and incapacity_days > 0:
        return 1
    return 0


@rule(
    basis="PP44 Lampiran III",
    by="event_date",
    until="2019-12-01",
    quantity="stmb_hari",
    label="STMB untuk hari",
    label_en="Temporary incapacity, the days",
    cited=False,
    opens="stmb",
)
def stmb_hari_pp44(
    stmb_harian: int,
    dasar: int,
    incapacity_days: int,
    incapacity_months: int,
    jkk_stmb_persen_awal: int,
    jkk_stmb_bulan_awal: int,
    jkk_stmb_persen_tengah: int,
    jkk_stmb_bulan_tengah: int,
    jkk_stmb_persen_lanjut: int,
) -> int:
    """Days by thirtieths of the month into which they fall."""
    if stmb_harian == 0:
        return 0
    if incapacity_months < jkk_stmb_bulan_awal:
        return dasar * jkk_stmb_persen_awal * incapacity_days // 3000
    if incapacity_months < jkk_stmb_bulan_awal + jkk_stmb_bulan_tengah:
        return dasar * jkk_stmb_persen_tengah * incapacity_days // 3000
    return dasar * jkk_stmb_persen_lanjut * incapacity_days // 3000


@rule(
    basis="PP82 Lampiran III",
    by="event_date",
    since="2019-12-02",
    label="STMB untuk hari",
    label_en="Temporary incapacity, the days",
    cited=False,
    opens="stmb",
)
def stmb_hari(
    stmb_harian: int,
    dasar: int,
    incapacity_days: int,
    incapacity_months: int,
    jkk_stmb_persen_awal: int,
    jkk_stmb_bulan_awal: int,
    jkk_stmb_persen_lanjut: int,
) -> int:
    """Days by thirtieths of the month into which they fall."""
    if stmb_harian == 0:
        return 0
    if incapacity_months < jkk_stmb_bulan_awal:
        return dasar * jkk_stmb_persen_awal * incapacity_days // 3000
    return dasar * jkk_stmb_persen_lanjut * incapacity_days // 3000


@rule(
    basis="PP44 Lampiran III",
    says="STMB dibayar dalam tiga masa, masing-masing dengan persen upahnya sendiri.",
    by="event_date",
    until="2019-12-01",
    quantity="stmb",
    label=_LABEL,
    label_en=_LABEL_EN,
    part="cash",
    meaning=_MEANING,
)
def stmb_pp44(
    ditanggung_jkk: int,
    dasar: int,
    incapacity_months: int,
    stmb_hari: int,
    jkk_stmb_persen_awal: int,
    jkk_stmb_bulan_awal: int,
    jkk_stmb_persen_tengah: int,
    jkk_stmb_bulan_tengah: int,
    jkk_stmb_persen_lanjut: int,
) -> int:
    """Three periods, each with its own percentage of the base."""
    if ditanggung_jkk == 0:
        return 0
    if incapacity_months == 0:
        return stmb_hari
    if incapacity_months <= jkk_stmb_bulan_awal:
        return dasar * incapacity_months * jkk_stmb_persen_awal // 100 + stmb_hari
    return (
        dasar
        * (
            jkk_stmb_bulan_awal * jkk_stmb_persen_awal
            + min(incapacity_months - jkk_stmb_bulan_awal, jkk_stmb_bulan_tengah)
            * jkk_stmb_persen_tengah
            + max(incapacity_months - jkk_stmb_bulan_awal - jkk_stmb_bulan_tengah, 0)
            * jkk_stmb_persen_lanjut
        )
        // 100
        + stmb_hari
    )


@rule(
    basis="PP82 Lampiran III",
    says="STMB 12 bulan pertama sebesar upah penuh, sesudahnya setengah upah sampai sembuh.",
    by="event_date",
    since="2019-12-02",
    label=_LABEL,
    label_en=_LABEL_EN,
    part="cash",
    meaning=_MEANING,
)
def stmb(
    ditanggung_jkk: int,
    dasar: int,
    incapacity_months: int,
    stmb_hari: int,
    jkk_stmb_persen_awal: int,
    jkk_stmb_bulan_awal: int,
    jkk_stmb_persen_lanjut: int,
) -> int:
    """The full base for twelve months, half of it from the thirteenth until healed."""
    if ditanggung_jkk == 0:
        return 0
    if incapacity_months == 0:
        return stmb_hari
    return (
        dasar
        * (
            min(incapacity_months, jkk_stmb_bulan_awal) * jkk_stmb_persen_awal
            + max(incapacity_months - jkk_stmb_bulan_awal, 0) * jkk_stmb_persen_lanjut
        )
        // 100
        + stmb_hari
    )
