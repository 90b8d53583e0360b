"""JKK in kind: treatment and transport, as amounts that a reimbursement may reach."""

from __future__ import annotations

from payung.law.engine.rule import Code, rule
from payung.law.jamsostek.rules.kepesertaan import YES_NO


@rule(
    basis="PP82 Lampiran III A.1",
    says="Perawatan di rumah bagi peserta yang tidak mungkin ke rumah sakit: paling lama 1 tahun "
    "dan paling banyak Rp20.000.000.",
    by="event_date",
    since="2019-12-02",
    before=0,
    label="Perawatan di rumah",
    label_en="Home care",
)
def perawatan_rumah(ditanggung_jkk: int, home_care: int, jkk_batas_perawatan_rumah: int) -> int:
    if ditanggung_jkk == 0:
        return 0
    return min(home_care, jkk_batas_perawatan_rumah)


@rule(
    basis="PP44 Lampiran III",
    by="event_date",
    label="Alat bantu dengar",
    label_en="Hearing aid",
)
def alat_dengar(ditanggung_jkk: int, hearing: int, jkk_batas_alat_dengar: int) -> int:
    if ditanggung_jkk == 0 or hearing == 0:
        return 0
    return min(hearing, jkk_batas_alat_dengar)


@rule(
    basis="PP44 Lampiran III",
    by="event_date",
    label="Kacamata",
    label_en="Glasses",
)
def kacamata(ditanggung_jkk: int, glasses: int, jkk_batas_kacamata: int) -> int:
    if ditanggung_jkk == 0 or glasses == 0:
        return 0
    return min(glasses, jkk_batas_kacamata)


@rule(
    basis="PP44 Lampiran III",
    by="event_date",
    label="Gigi tiruan",
    label_en="Dental prosthesis",
)
def gigi_tiruan(ditanggung_jkk: int, dental: int, jkk_batas_gigi_tiruan: int) -> int:
    if ditanggung_jkk == 0 or dental == 0:
        return 0
    return min(dental, jkk_batas_gigi_tiruan)


@rule(
    basis="PP44 Lampiran III",
    by="event_date",
    label="Alat ganti dinilai dengan harga patokan rumah sakit",
    label_en="Prosthesis is judged by the hospital's reference price",
    unit="",
    words=YES_NO,
    codes={
        1: Code(
            "HARGA_PATOKAN",
            (
                "Alat ganti dan alat bantu dibayar sampai harga patokan rumah sakit ditambah "
                "40 %. Harganya belum diketahui: minta keputusan tertulis dari BPJS.",
                "A prosthesis is paid up to the hospital's reference price plus 40 %. That price "
                "isn't known: ask BPJS for a written decision.",
            ),
            open="now",
        )
    },
)
def harga_patokan(ditanggung_jkk: int, prosthesis: int) -> int:
    """The ceiling is a hospital's own price plus 40 %, which no parameter can hold."""
    if ditanggung_jkk == 1 and prosthesis > 0:
        return 1
    return 0


@rule(
    basis="PP44 Lampiran III",
    says="Pelayanan kesehatan menurut kebutuhan medis, di kelas I rumah sakit pemerintah atau yang "
    "setara.",
    by="event_date",
    label="Perawatan dan pengobatan",
    label_en="Treatment",
    part="care",
    meaning=(
        "Semua biaya yang perlu secara medis. Di rumah sakit PLKK tidak membayar dulu.",
        "Every cost that is medically needed. At a PLKK hospital nothing is paid first.",
    ),
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
    basis="PP44 Lampiran III",
    says="Biaya angkutan ke rumah sakit atau ke rumah, termasuk pertolongan pertama dan rujukan, "
    "dengan batas tiap jenis angkutan.",
    by="event_date",
    label="Biaya angkutan",
    label_en="Transport",
    part="care",
    meaning=(
        "Biaya angkutan ke rumah sakit. Tiap jenis angkutan punya batas sendiri.",
        "Transport to the hospital. Each mode has its own cap.",
    ),
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


@rule(
    basis="PP44 Lampiran III",
    by="event_date",
    label="Alat ganti yang masih terbuka",
    label_en="Prosthesis that is open",
    cited=False,
    opens="perawatan",
)
def prostesis_terbuka(harga_patokan: int, prosthesis: int) -> int:
    if harga_patokan == 1:
        return prosthesis
    return 0


@rule(
    basis="BPJS-TK",
    by="event_date",
    label="Bagian Jasa Raharja",
    label_en="Jasa Raharja's part",
    cited=False,
    meaning=(
        "Kecelakaan lalu lintas: Jasa Raharja membayar pengobatan lebih dulu, BPJS kelebihannya. "
        "Bagian dari biaya perawatan, bukan tambahan.",
        "Traffic accident: Jasa Raharja pays the treatment first, BPJS what exceeds it. A part of "
        "the treatment, not beside it.",
    ),
)
def jasa_raharja(traffic: int, perawatan: int, jasa_raharja_batas: int) -> int:
    if traffic == 0:
        return 0
    return min(perawatan, jasa_raharja_batas)
