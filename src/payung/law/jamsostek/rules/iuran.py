"""The contribution of one month: BPU by tier, PU by wage; relief by month, sector and payer."""

from __future__ import annotations

from payung.law.engine.rule import Code, rule
from payung.law.engine.table import Table, baris
from payung.law.jamsostek.inputs import BAZNAS, BPU, CSR, JAKON, PU, SELF, TRANSPORT
from payung.law.jamsostek.rules.jumlah import EMPTY, NEEDS_DECISION, PAYABLE, STATUS_WORDS
from payung.law.jamsostek.rules.kepesertaan import YES_NO


@rule(
    basis="PP44 Lampiran II",
    says="Iuran BPU dihitung dari dasar pada baris lapisan penghasilan peserta.",
    by="month",
    label="Dasar iuran BPU",
    label_en="BPU base",
)
def dasar_bpu(segment: int, income: int, iuran_bpu_lapisan: Table) -> int:
    """The base of the tier that holds the declared income."""
    if segment != BPU:
        return 0
    return baris(iuran_bpu_lapisan, income)


@rule(
    basis="PP44 Lampiran II",
    says="Iuran JKK BPU 1 % dari dasar lapisan; PU menurut upah; Jakon menurut nilai pekerjaan.",
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
    basis="PP49-20 Ps 9",
    says="Keringanan iuran pada masa bencana sehingga iuran menjadi 1 % dari iuran semula.",
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
    basis="PP50 Ps 3; PP50 Ps 4",
    says="Iuran JKK dan JKM peserta BPU dikurangi 50 %, kecuali yang dibayar dari APBN atau APBD.",
    by="month",
    since="2026-01-01",
    before=0,
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
    basis="PP50 Ps 3",
    says="Keringanan tidak berlaku bagi peserta yang iurannya dibayar dari APBN atau APBD.",
    by="month",
    since="2026-01-01",
    before=0,
    label="Keringanan untuk pembayar ini belum pasti",
    label_en="The relief for this payer is open",
    unit="",
    words=YES_NO,
    codes={
        1: Code(
            "KERINGANAN_PEMBAYAR",
            (
                "Belum jelas apakah pembayar ini mendapat keringanan iuran. Tanyakan ke cabang "
                "BPJS.",
                "It is open whether this payer has the relief. Ask the branch of BPJS.",
            ),
            open="now",
        )
    },
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
    basis="PP46",
    by="month",
    label="Iuran JHT",
    label_en="JHT contribution",
)
def iuran_jht(segment: int, jht: int, dasar_bpu: int, iuran_bpu_jht_persen: int) -> int:
    """An option of BPU; no relief touches it."""
    if segment != BPU or jht == 0:
        return 0
    return dasar_bpu * iuran_bpu_jht_persen // 100


@rule(
    basis="PP44",
    by="month",
    label="Kelompok risiko pemberi kerja belum diketahui",
    label_en="The employer's risk group isn't known",
    unit="",
    words=YES_NO,
    cited=False,
    codes={
        1: Code(
            "KELOMPOK_RISIKO",
            (
                "Iuran JKK pekerja penerima upah menurut salah satu dari lima kelompok risiko. "
                "0,24 % adalah yang terendah, pasti hanya untuk pegawai non-ASN. Tanyakan "
                "kelompok pemberi kerja ke BPJS.",
                "The JKK rate of wage earners goes by one of five risk groups. 0.24 % is the "
                "lowest, sure only for public non-ASN. Ask BPJS for the employer's group.",
            ),
            open="now",
        )
    },
)
def kelompok_risiko(segment: int, payer: int) -> int:
    if segment == PU and payer >= SELF:
        return 1
    return 0


@rule(
    basis="PP44",
    by="month",
    label="Iuran tertinggi",
    label_en="Highest contribution",
    cited=False,
)
def total_high(jkk: int, jkm: int, iuran_jht: int, kelompok_risiko: int) -> int:
    """Nobody knows the highest where the risk group isn't known."""
    if kelompok_risiko == 1:
        return EMPTY
    return jkk + jkm + iuran_jht


@rule(
    basis="PP44",
    by="month",
    label="Ada yang masih harus diputuskan",
    label_en="Something must be decided",
    unit="",
    words=YES_NO,
    cited=False,
    adds="asked",
)
def terbuka() -> int:
    """1 where any state holds whose code says that it is open."""
    return 0


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
def status(terbuka: int, belum_diverifikasi: int) -> int:
    if terbuka == 1 or belum_diverifikasi == 1:
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
