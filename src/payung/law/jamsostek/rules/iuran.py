"""The contribution of one month: BPU by tier, PU by wage; relief by month, sector and payer."""

from __future__ import annotations

from payung.law.engine.rule import rule
from payung.law.jamsostek.inputs import BAZNAS, BPU, CSR, JAKON, PU, SELF, TRANSPORT
from payung.law.jamsostek.rules.jumlah import EMPTY, NEEDS_DECISION, PAYABLE, STATUS_WORDS
from payung.law.jamsostek.rules.kepesertaan import YES_NO


@rule(
    basis="PP44 Lampiran II",
    by="month",
    label="Dasar iuran BPU",
    label_en="BPU base",
)
def dasar_bpu(
    segment: int,
    income: int,
    iuran_bpu_dasar_min: int,
    iuran_bpu_lapisan_terendah_sampai: int,
    iuran_bpu_titik: int,
    iuran_bpu_lapisan_kecil_dari: int,
    iuran_bpu_lapisan_kecil_lebar: int,
    iuran_bpu_lapisan_besar_dari: int,
    iuran_bpu_lapisan_besar_lebar: int,
    iuran_bpu_dasar_maks: int,
) -> int:
    """The floor, the top and the sourced points are sure; between them tiers by their middle."""
    if segment != BPU:
        return 0
    if income <= iuran_bpu_lapisan_terendah_sampai:
        return iuran_bpu_dasar_min
    if income >= iuran_bpu_dasar_maks:
        return iuran_bpu_dasar_maks
    if income == iuran_bpu_titik:
        return iuran_bpu_titik
    if income < iuran_bpu_lapisan_besar_dari:
        return (
            iuran_bpu_lapisan_kecil_dari
            + max(income - iuran_bpu_lapisan_kecil_dari, 0)
            // iuran_bpu_lapisan_kecil_lebar
            * iuran_bpu_lapisan_kecil_lebar
            + iuran_bpu_lapisan_kecil_lebar // 2
        )
    return (
        iuran_bpu_lapisan_besar_dari
        + max(income - iuran_bpu_lapisan_besar_dari, 0)
        // iuran_bpu_lapisan_besar_lebar
        * iuran_bpu_lapisan_besar_lebar
        + iuran_bpu_lapisan_besar_lebar // 2
    )


@rule(
    basis="PP44",
    by="month",
    label="Iuran JKK penuh",
    label_en="Full JKK contribution",
)
def jkk_penuh(
    segment: int,
    income: int,
    dasar_bpu: int,
    jakon_jkk: int,
    iuran_bpu_jkk_persen: int,
    iuran_pu_jkk_bp: int,
) -> int:
    if segment == BPU:
        return dasar_bpu * iuran_bpu_jkk_persen // 100
    if segment == PU:
        return income * iuran_pu_jkk_bp // 10_000
    return jakon_jkk


@rule(
    basis="PP44",
    by="month",
    label="Iuran JKM penuh",
    label_en="Full JKM contribution",
)
def jkm_penuh(
    segment: int, income: int, jakon_jkm: int, iuran_bpu_jkm: int, iuran_pu_jkm_bp: int
) -> int:
    if segment == BPU:
        return iuran_bpu_jkm
    if segment == PU:
        return income * iuran_pu_jkm_bp // 10_000
    return jakon_jkm


@rule(
    basis="PP49-20",
    by="month",
    label="Keringanan iuran pada masa bencana",
    label_en="Relief of the contribution during the disaster",
    unit="persen",
)
def keringanan_covid(segment: int, iuran_covid_persen: int) -> int:
    """For members who pay month by month."""
    if segment == JAKON:
        return 0
    return iuran_covid_persen


@rule(
    basis="PP44",
    by="month",
    until="2025-12-31",
    quantity="keringanan",
    label="Keringanan iuran",
    label_en="Relief of the contribution",
    unit="persen",
)
def keringanan_sebelum_2026() -> int:
    """Nobody had this relief yet."""
    return 0


@rule(
    basis="PP50 Ps 3; PP50 Ps 4",
    by="month",
    since="2026-01-01",
    label="Keringanan iuran",
    label_en="Relief of the contribution",
    unit="persen",
)
def keringanan(
    segment: int,
    sector: int,
    payer: int,
    iuran_keringanan_transportasi_persen: int,
    iuran_keringanan_lain_persen: int,
) -> int:
    """Never for public money: city, state, RT money from it, province, revenue sharing."""
    if segment != BPU or payer < SELF:
        return 0
    if sector == TRANSPORT:
        return iuran_keringanan_transportasi_persen
    return iuran_keringanan_lain_persen


@rule(
    basis="PP44",
    by="month",
    until="2025-12-31",
    quantity="keringanan_terbuka",
    label="Keringanan untuk pembayar ini belum pasti",
    label_en="The relief for this payer is open",
    unit="",
    words=YES_NO,
)
def keringanan_terbuka_sebelum_2026() -> int:
    """There was no relief to be in doubt about."""
    return 0


@rule(
    basis="PP50 Ps 3",
    by="month",
    since="2026-01-01",
    label="Keringanan untuk pembayar ini belum pasti",
    label_en="The relief for this payer is open",
    unit="",
    words=YES_NO,
)
def keringanan_terbuka(payer: int, keringanan: int) -> int:
    if keringanan > 0 and (payer in (CSR, BAZNAS)):
        return 1
    return 0


@rule(
    basis="PP44",
    by="month",
    label="Iuran JKK terendah",
    label_en="Lowest JKK contribution",
    cited=False,
)
def jkk_rendah(jkk_penuh: int, keringanan_covid: int, keringanan: int) -> int:
    return jkk_penuh * (100 - keringanan_covid) * (100 - keringanan) // 10_000


@rule(
    basis="PP44",
    by="month",
    label="Iuran JKM terendah",
    label_en="Lowest JKM contribution",
    cited=False,
)
def jkm_rendah(jkm_penuh: int, keringanan_covid: int, keringanan: int) -> int:
    return jkm_penuh * (100 - keringanan_covid) * (100 - keringanan) // 10_000


@rule(
    basis="PP44",
    by="month",
    label="Iuran JKK",
    label_en="JKK contribution",
)
def jkk(jkk_penuh: int, jkk_rendah: int, keringanan_covid: int, keringanan_terbuka: int) -> int:
    """Without the relief where it is open whether this payer has it."""
    if keringanan_terbuka == 1:
        return jkk_penuh * (100 - keringanan_covid) // 100
    return jkk_rendah


@rule(
    basis="PP44",
    by="month",
    label="Iuran JKM",
    label_en="JKM contribution",
)
def jkm(jkm_penuh: int, jkm_rendah: int, keringanan_covid: int, keringanan_terbuka: int) -> int:
    """Without the relief where it is open whether this payer has it."""
    if keringanan_terbuka == 1:
        return jkm_penuh * (100 - keringanan_covid) // 100
    return jkm_rendah


@rule(
    basis="PP44",
    by="month",
    label="Iuran JHT",
    label_en="JHT contribution",
)
def iuran_jht(
    segment: int,
    jht: int,
    dasar_bpu: int,
    iuran_bpu_dasar_maks: int,
    iuran_bpu_jht_persen: int,
    iuran_bpu_jht_maks: int,
) -> int:
    """An option of BPU; no relief touches it."""
    if segment != BPU or jht == 0:
        return 0
    if dasar_bpu < iuran_bpu_dasar_maks:
        return dasar_bpu * iuran_bpu_jht_persen // 100
    return min(dasar_bpu * iuran_bpu_jht_persen // 100, iuran_bpu_jht_maks)


@rule(
    basis="PP44",
    by="month",
    label="Iuran tertinggi",
    label_en="Highest contribution",
    cited=False,
)
def total_high(jkk: int, jkm: int, iuran_jht: int) -> int:
    return jkk + jkm + iuran_jht


@rule(
    basis="PP44",
    by="month",
    label="Iuran terendah",
    label_en="Lowest contribution",
    cited=False,
)
def total_low(jkk_rendah: int, jkm_rendah: int, iuran_jht: int) -> int:
    return jkk_rendah + jkm_rendah + iuran_jht


@rule(
    basis="PP44",
    by="month",
    label="Status",
    label_en="Status",
    unit="",
    words=STATUS_WORDS,
    cited=False,
)
def status(keringanan_terbuka: int, belum_diverifikasi: int) -> int:
    if keringanan_terbuka == 1 or belum_diverifikasi == 1:
        return NEEDS_DECISION
    return PAYABLE


@rule(
    basis="PP44",
    by="month",
    label="Iuran sebulan, bila sudah pasti",
    label_en="Contribution of the month, if certain",
    cited=False,
)
def total(status: int, total_high: int) -> int:
    if status == NEEDS_DECISION:
        return EMPTY
    return total_high
