"""Scholarship: who has the right to it and what remains to be paid."""

from __future__ import annotations

from payung.law.engine.rule import rule
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
    basis="PP44",
    by="event_date",
    label="Hak beasiswa",
    label_en="Right to the scholarship",
    unit="",
    words=STATES,
    cited=False,
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
)
def beasiswa_pp44(hak_beasiswa: int, beasiswa_sekali: int) -> int:
    """Once, for one child."""
    if hak_beasiswa in (TERPENUHI, TERBUKA):
        return beasiswa_sekali
    return 0


@rule(
    basis="PP82",
    by="event_date",
    since="2019-12-02",
    label="Beasiswa",
    label_en="Scholarship",
)
def beasiswa(hak_beasiswa: int, anak_1: int, anak_2: int) -> int:
    """All remaining years of the two children whose sums are largest."""
    if hak_beasiswa in (TERPENUHI, TERBUKA):
        return anak_1 + anak_2
    return 0


@rule(
    basis="PP44",
    by="event_date",
    until="2025-02-23",
    quantity="anak_bekerja",
    label="Anak yang bekerja mungkin tetap berhak",
    label_en="A working child may keep the right",
    unit="",
    words=YES_NO,
)
def anak_bekerja_sebelum_2025() -> int:
    """A child at work had no right, whatever the work."""
    return 0


@rule(
    basis="PMN1 Ps 103",
    by="event_date",
    since="2025-02-24",
    label="Anak yang bekerja mungkin tetap berhak",
    label_en="A working child may keep the right",
    unit="",
    words=YES_NO,
)
def anak_bekerja(beasiswa: int, anak_ragu: int) -> int:
    """Some kinds of work leave the right untouched; the kind isn't known here."""
    if beasiswa > 0 and anak_ragu > 0:
        return 1
    return 0
