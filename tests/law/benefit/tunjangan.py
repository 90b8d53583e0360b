"""A made-up benefit: a monthly allowance for a year after a death at work, paid as a component."""

from __future__ import annotations

from payung.law.engine.rule import Code, rule
from payung.law.jamsostek.inputs import DEATH

YES_NO = {0: ("tidak", "no"), 1: ("ya", "yes")}


@rule(
    basis="PP82 Lampiran III",
    says="Contoh: tunjangan bulanan bagi keluarga peserta yang meninggal karena kecelakaan kerja.",
    by="event_date",
    since="2026-01-01",
    before=0,
    label="Tunjangan bulanan",
    label_en="Monthly allowance",
    part="cash",
    meaning=("Dibayar tiap bulan selama setahun.", "Paid monthly for a year."),
)
def tunjangan(ditanggung_jkk: int, event: int, tunjangan_sebulan: int, tunjangan_bulan: int) -> int:
    if ditanggung_jkk == 0 or event != DEATH:
        return 0
    return tunjangan_sebulan * tunjangan_bulan


@rule(
    basis="PP82 Lampiran III",
    by="event_date",
    since="2026-01-01",
    before=0,
    label="Tunjangan pada dua kepesertaan",
    label_en="Allowance under two memberships",
    unit="",
    words=YES_NO,
    cited=False,
    codes={
        1: Code(
            "TUNJANGAN_GANDA",
            (
                "Belum jelas apakah tunjangan dibayar dua kali. Tanyakan ke BPJS.",
                "It is open whether the allowance is paid twice. Ask BPJS.",
            ),
            open="now",
        )
    },
)
def tunjangan_ganda(tunjangan: int, other_membership: int) -> int:
    if tunjangan > 0 and other_membership == 1:
        return 1
    return 0


@rule(
    basis="PP82 Lampiran III",
    by="event_date",
    label="Tunjangan yang masih terbuka",
    label_en="Allowance that is open",
    cited=False,
    opens="tunjangan",
)
def tunjangan_terbuka(tunjangan_ganda: int, tunjangan: int) -> int:
    if tunjangan_ganda == 1:
        return tunjangan
    return 0
