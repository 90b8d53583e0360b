"""Scholarship: who has the right to it and what remains to be paid."""

from __future__ import annotations

from payung.law.engine.rule import Code, rule
from payung.law.jamsostek.inputs import DEATH, JKK, TOTAL_DISABILITY, UNKNOWN
from payung.law.jamsostek.rules.kepesertaan import (
    BELUM,
    STATES,
    TERBUKA,
    TERPENUHI,
    TIDAK_BERLAKU,
    YES_NO,
)


@rule(
    basis="PP44 Ps 34",
    says="Beasiswa JKM untuk anak peserta yang sudah mengiur paling singkat 3 tahun.",
    by="event_date",
    label="Hak beasiswa",
    label_en="Right to the scholarship",
    unit="",
    words=STATES,
    cited=False,
    codes={
        TERBUKA: Code(
            "MASA_IUR_BEASISWA",
            (
                "Iurannya cukup bila semua bulan dijumlah, tetapi pernah terputus. Belum jelas "
                "apakah harus berturut-turut. Ajukan beasiswa dan minta keputusan BPJS.",
                "The months suffice if all are counted, but there was a gap. It is open whether "
                "they must be consecutive. Claim the scholarship and ask BPJS to decide.",
            ),
            open="yearly",
        )
    },
)
def hak_beasiswa(
    tertanggung: int,
    program: int,
    event: int,
    anak: int,
    masa_tunggu: int,
    paid_months: int,
    paid_months_total: int,
    jkm_beasiswa_iur_bulan: int,
) -> int:
    """JKK needs no paid months; for JKM it is open whether they must be consecutive."""
    if tertanggung == 0 or anak == 0 or masa_tunggu == BELUM:
        return TIDAK_BERLAKU
    if program == JKK:
        if event in (DEATH, TOTAL_DISABILITY):
            return TERPENUHI
        return TIDAK_BERLAKU
    if paid_months >= jkm_beasiswa_iur_bulan:
        return TERPENUHI
    if paid_months_total >= jkm_beasiswa_iur_bulan or paid_months_total == UNKNOWN:
        return TERBUKA
    return BELUM


@rule(
    basis="PP44",
    by="event_date",
    label="Beasiswa bergantung pada keadaan anak",
    label_en="The scholarship rests on the children",
    unit="",
    words=YES_NO,
    cited=False,
)
def beasiswa_dari_anak(
    tertanggung: int, program: int, event: int, anak: int, masa_tunggu: int, hak_beasiswa: int
) -> int:
    """Where it does, a doubt about what was read of the children is a doubt about the case.

    A family without an entitled child may have lost the right by the very value in doubt.
    """
    if anak > 0 and (hak_beasiswa in (TERPENUHI, TERBUKA)):
        return 1
    if anak > 0 or tertanggung == 0 or masa_tunggu == BELUM:
        return 0
    if program == JKK and not (event in (DEATH, TOTAL_DISABILITY)):  # noqa: E713
        return 0
    return 1


@rule(
    basis="PP44",
    by="event_date",
    until="2019-12-01",
    quantity="beasiswa",
    label="Beasiswa",
    label_en="Scholarship",
    part="yearly",
)
def beasiswa_pp44(hak_beasiswa: int, beasiswa_sekali: int) -> int:
    """Once, for one child."""
    if hak_beasiswa in (TERPENUHI, TERBUKA):
        return beasiswa_sekali
    return 0


@rule(
    basis="PP82 Ps 34",
    says="Beasiswa untuk paling banyak 2 anak, dibayar tiap tahun menurut jenjang sekolahnya.",
    by="event_date",
    since="2019-12-02",
    label="Beasiswa",
    label_en="Scholarship",
    part="yearly",
)
def beasiswa(hak_beasiswa: int, anak_1: int, anak_2: int) -> int:
    """All remaining years of the two children whose sums are largest."""
    if hak_beasiswa in (TERPENUHI, TERBUKA):
        return anak_1 + anak_2
    return 0


@rule(
    basis="PMN1 Ps 103(3a)",
    says="Anak yang masih sekolah tetap berhak walau bekerja sebagai PU paling lama 6 bulan, "
    "peserta BPU, atau magang.",
    by="event_date",
    since="2025-02-24",
    before=0,
    label="Anak yang bekerja mungkin tetap berhak",
    label_en="A working child may keep the right",
    unit="",
    words=YES_NO,
    codes={
        1: Code(
            "ANAK_BEKERJA",
            (
                "Ada anak yang bekerja. Sebagian jenis kerja tidak menghapus hak beasiswa. "
                "Sebutkan jenis kerjanya kepada BPJS.",
                "A child works. Some kinds of work leave the scholarship untouched. Tell BPJS "
                "what kind of work it is.",
            ),
            open="yearly",
        )
    },
)
def anak_bekerja(beasiswa: int, anak_ragu: int) -> int:
    """Some kinds of work leave the right untouched; the kind isn't known here."""
    if beasiswa > 0 and anak_ragu > 0:
        return 1
    return 0


@rule(
    basis="PP44",
    by="event_date",
    label="Bagian beasiswa yang masih terbuka",
    label_en="Part of the scholarship that is open",
    cited=False,
)
def beasiswa_terbuka(
    tunggakan_terbuka: int, masa_tunggu: int, hak_beasiswa: int, beasiswa: int, anak_ragu: int
) -> int:
    if tunggakan_terbuka == 1 or masa_tunggu == TERBUKA or hak_beasiswa == TERBUKA:
        return beasiswa
    return min(anak_ragu, beasiswa)
