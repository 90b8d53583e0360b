"""Whether the membership covers the event at all, and the waiting period of JKM."""

from __future__ import annotations

from payung.law.engine.rule import Code, rule
from payung.law.jamsostek.inputs import (
    BPU,
    DEATH,
    JAKON,
    JKK,
    JKM,
    NOT_STATED,
    PU,
    SELF,
    UNKNOWN,
)

TIDAK_BERLAKU = 0
TERPENUHI = 1
BELUM = 2
TERBUKA = 3

AKTIF = 0
MENUNGGAK = 1
NONAKTIF = 2
MENUNGGAK_DANA = 3
MENUNGGAK_PU = 4

STATES = {
    TIDAK_BERLAKU: ("tidak berlaku", "does not apply"),
    TERPENUHI: ("terpenuhi", "fulfilled"),
    BELUM: ("belum terpenuhi", "not fulfilled"),
    TERBUKA: ("perlu keputusan BPJS", "needs a decision of BPJS"),
}
MEMBERSHIPS = {
    AKTIF: ("tidak menghalangi", "no obstacle"),
    MENUNGGAK: ("menunggak", "in arrears"),
    NONAKTIF: ("nonaktif", "inactive"),
    MENUNGGAK_DANA: ("menunggak karena dana terlambat", "in arrears, the money came late"),
    MENUNGGAK_PU: ("pemberi kerja menunggak", "the employer is in arrears"),
}
YES_NO = {0: ("tidak", "no"), 1: ("ya", "yes")}

_SECOND_FUNERAL = Code(
    "DUA_KEPESERTAAN",
    (
        "Pemakaman dibayar sekali saja, dari kepesertaan yang lain. Santunan dibayar dari "
        "keduanya.",
        "The funeral is paid once, by the other membership. The lump sums are paid by both.",
    ),
)


@rule(
    basis="PP44 Ps 34",
    says="JKM dibayar bila peserta meninggal bukan akibat kecelakaan kerja.",
    by="event_date",
    label="Peristiwa di luar program",
    label_en="Event outside the programme",
    unit="",
    words=YES_NO,
    codes={
        1: Code(
            "DI_LUAR_PROGRAM",
            (
                "JKM hanya untuk kematian. Bila karena pekerjaan, hitung sebagai kecelakaan kerja "
                "(JKK).",
                "JKM covers deaths only. If work was the cause, reckon it as a work accident "
                "(JKK).",
            ),
        )
    },
)
def di_luar_program(program: int, event: int) -> int:
    """JKM knows no event but death."""
    if program == JKM and event != DEATH:
        return 1
    return 0


@rule(
    basis="PP44",
    by="event_date",
    label="Keadaan kepesertaan",
    label_en="State of the membership",
    unit="",
    words=MEMBERSHIPS,
    codes={
        NONAKTIF: Code(
            "KEPESERTAAN_NONAKTIF",
            (
                "Iuran tidak dibayar lebih dari 3 bulan, jadi kepesertaan berhenti sebelum "
                "peristiwa.",
                "More than three months were unpaid, so the membership ended before the event.",
            ),
        ),
        MENUNGGAK: Code(
            "BULAN_BELUM_BAYAR",
            (
                "Peristiwa terjadi saat iuran belum dibayar 1 sampai 3 bulan. Tidak ada naskah "
                "yang mengaturnya untuk pekerja BPU: bisa dibayar penuh, bisa tidak sama sekali. "
                "Ajukan klaim dan minta keputusan tertulis dari BPJS.",
                "The event fell into one to three unpaid months. No text says what follows for "
                "BPU: it may be paid in full or not at all. File the claim and ask BPJS for a "
                "written decision.",
            ),
            open="now",
        ),
        MENUNGGAK_DANA: Code(
            "MENUNGGAK_DANA_PEMERINTAH",
            (
                "Iuran lebih dari 3 bulan belum dibayar karena dana pemerintah atau donatur "
                "terlambat. BPJS punya pengecualian untuk itu: minta kantor cabang dan kantor "
                "wilayah memproses tunggakannya, lalu minta keputusan tertulis.",
                "More than three months are unpaid because public or donor money came late. BPJS "
                "has an exception for that: ask the branch and the regional office to process the "
                "arrears, and for a written decision.",
            ),
            open="now",
        ),
        MENUNGGAK_PU: Code(
            "MENUNGGAK_PU",
            (
                "Pemberi kerja menunggak 3 bulan atau lebih. Bisa jadi pemberi kerja yang membayar "
                "dulu, bukan BPJS. Ajukan klaim dan minta keputusan tertulis dari BPJS.",
                "The employer is three months or more in arrears. The employer may have to pay "
                "first, not BPJS. File the claim and ask BPJS for a written decision.",
            ),
            open="now",
        ),
    },
)
def keaktifan(
    di_luar_program: int,
    segment: int,
    unpaid_months: int,
    payer: int,
    menunggak_maks_bulan: int,
    menunggak_pu_bulan: int,
) -> int:
    """An event in the first unpaid months is settled in no source; late public money is excused."""
    if di_luar_program == 1 or segment == JAKON:
        return AKTIF
    if segment == PU:
        if unpaid_months >= menunggak_pu_bulan:
            return MENUNGGAK_PU
        return AKTIF
    if unpaid_months > menunggak_maks_bulan:
        if payer in (NOT_STATED, SELF):
            return NONAKTIF
        return MENUNGGAK_DANA
    if unpaid_months > 0:
        return MENUNGGAK
    return AKTIF


@rule(
    basis="PP44",
    by="event_date",
    label="Peristiwa ditanggung",
    label_en="The event is covered",
    unit="",
    words=YES_NO,
    cited=False,
)
def tertanggung(keaktifan: int, di_luar_program: int) -> int:
    if keaktifan == NONAKTIF or di_luar_program == 1:
        return 0
    return 1


@rule(
    basis="PP44",
    by="event_date",
    label="Seluruh kasus bergantung pada tunggakan",
    label_en="The whole case rests on the arrears",
    unit="",
    words=YES_NO,
    cited=False,
)
def tunggakan_terbuka(keaktifan: int) -> int:
    if keaktifan in (MENUNGGAK, MENUNGGAK_DANA, MENUNGGAK_PU):
        return 1
    return 0


@rule(
    basis="PP44 Ps 25",
    says="Peserta yang mengalami kecelakaan kerja atau penyakit akibat kerja berhak atas JKK.",
    by="event_date",
    label="Ditanggung JKK",
    label_en="Covered by JKK",
    unit="",
    words=YES_NO,
)
def ditanggung_jkk(tertanggung: int, program: int) -> int:
    if tertanggung == 1 and program == JKK:
        return 1
    return 0


@rule(
    basis="PMN1 Ps 97A(2)",
    says="Peserta BPU yang meninggal sebelum 3 bulan iur dan kepesertaan hanya mendapat biaya "
    "pemakaman.",
    by="event_date",
    since="2025-02-24",
    before=TIDAK_BERLAKU,
    label="Syarat 3 bulan iur dan kepesertaan",
    label_en="Condition of three months paid and of membership",
    unit="",
    words=STATES,
    codes={
        TERBUKA: Code(
            "MASA_TUNGGU",
            (
                "Iuran atau kepesertaannya tepat di batas 3 bulan. Naskah yang terbaca belum "
                "jelas: bisa dibayar penuh, bisa pemakaman saja. Minta keputusan tertulis dari "
                "BPJS.",
                "The months paid or of membership stand at the edge of three. The texts that "
                "could be read leave it open: all of it or the funeral alone. Ask BPJS for a "
                "written decision.",
            ),
            open="now",
        )
    },
)
def masa_tunggu(
    tertanggung: int,
    program: int,
    segment: int,
    paid_months: int,
    membership_months: int,
    jkm_tunggu_bulan: int,
) -> int:
    """BPU needs three months of contribution and of membership; the boundary is open."""
    if tertanggung == 0 or program != JKM or segment != BPU:
        return TIDAK_BERLAKU
    if paid_months == UNKNOWN or membership_months == UNKNOWN:
        return TERBUKA
    if paid_months > jkm_tunggu_bulan and membership_months >= jkm_tunggu_bulan:
        return TERPENUHI
    if paid_months < jkm_tunggu_bulan and membership_months < jkm_tunggu_bulan:
        return BELUM
    return TERBUKA


@rule(
    basis="PP44",
    by="event_date",
    until="2019-12-01",
    quantity="dua_kepesertaan",
    label="Pemakaman ditanggung kepesertaan lain (disimpulkan dari pembayaran yang diberitakan)",
    label_en="Funeral paid by another membership (inferred from a published payout)",
    unit="",
    words=YES_NO,
    codes={1: _SECOND_FUNERAL},
)
def dua_kepesertaan_pp44(tertanggung: int, event: int, other_membership: int) -> int:
    """A published payout of 24 and 21 million: the funeral once."""
    if tertanggung == 1 and event == DEATH and other_membership == 1:
        return 1
    return 0


@rule(
    basis="PP82",
    by="event_date",
    since="2019-12-02",
    until="2025-02-23",
    quantity="dua_kepesertaan",
    label="Pemakaman dari dua kepesertaan",
    label_en="Funeral of two memberships",
    unit="",
    words=STATES,
    codes={
        TERBUKA: Code(
            "DUA_KEPESERTAAN",
            (
                "Ada dua kepesertaan, dan belum ada naskah waktu itu tentang biaya pemakamannya. "
                "Satu pembayaran yang diberitakan memuatnya dua kali. Minta keputusan tertulis "
                "dari BPJS.",
                "There are two memberships, and no text of that time speaks of the funeral. A "
                "published payout held it twice. Ask BPJS for a written decision.",
            ),
            open="now",
        )
    },
)
def dua_kepesertaan_pp82(tertanggung: int, event: int, other_membership: int) -> int:
    """A published payout of 84 million held the funeral twice; no text said so in words."""
    if tertanggung == 1 and event == DEATH and other_membership == 1:
        return TERBUKA
    return TIDAK_BERLAKU


@rule(
    basis="PMN1 Ps 101",
    says="Peserta dengan lebih dari satu kepesertaan mendapat JKM dari tiap kepesertaan, tetapi "
    "biaya pemakaman sekali saja.",
    by="event_date",
    since="2025-02-24",
    label="Pemakaman ditanggung kepesertaan lain",
    label_en="Funeral paid by another membership",
    unit="",
    words=YES_NO,
    codes={1: _SECOND_FUNERAL},
)
def dua_kepesertaan(tertanggung: int, event: int, other_membership: int) -> int:
    if tertanggung == 1 and event == DEATH and other_membership == 1:
        return 1
    return 0
