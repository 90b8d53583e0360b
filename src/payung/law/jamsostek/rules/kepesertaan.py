"""Whether the membership covers the event at all, and the waiting period of JKM."""

from __future__ import annotations

from payung.law.engine.rule import rule
from payung.law.jamsostek.inputs import BPU, DEATH, JKK, JKM, UNKNOWN

TIDAK_BERLAKU = 0
TERPENUHI = 1
BELUM = 2
TERBUKA = 3

AKTIF = 0
MENUNGGAK = 1
NONAKTIF = 2

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
}
YES_NO = {0: ("tidak", "no"), 1: ("ya", "yes")}


@rule(
    basis="PP44",
    by="event_date",
    label="Peristiwa di luar program",
    label_en="Event outside the programme",
    unit="",
    words=YES_NO,
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
)
def keaktifan(
    di_luar_program: int, segment: int, unpaid_months: int, menunggak_maks_bulan: int
) -> int:
    """Only BPU goes inactive; an event in the first unpaid months is settled in no source."""
    if di_luar_program == 1 or segment != BPU:
        return AKTIF
    if unpaid_months > menunggak_maks_bulan:
        return NONAKTIF
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
    basis="PP44",
    by="event_date",
    until="2025-02-23",
    quantity="masa_tunggu",
    label="Syarat 3 bulan iur dan kepesertaan",
    label_en="Condition of three months paid and of membership",
    unit="",
    words=STATES,
)
def masa_tunggu_sebelum_2025() -> int:
    """The full amount was due from the first day."""
    return TIDAK_BERLAKU


@rule(
    basis="PMN1 Ps 97A",
    by="event_date",
    since="2025-02-24",
    label="Syarat 3 bulan iur dan kepesertaan",
    label_en="Condition of three months paid and of membership",
    unit="",
    words=STATES,
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
    until="2025-02-23",
    quantity="dua_kepesertaan",
    label="Pemakaman ditanggung kepesertaan lain (disimpulkan; tertulis sejak 24 Februari 2025)",
    label_en="Funeral paid by another membership (inferred; in words since 24 February 2025)",
    unit="",
    words=YES_NO,
)
def dua_kepesertaan_sebelum_2025(tertanggung: int, event: int, other_membership: int) -> int:
    """A funeral is one cost; no text said so in words yet."""
    if tertanggung == 1 and event == DEATH and other_membership == 1:
        return 1
    return 0


@rule(
    basis="PMN1 Ps 101",
    by="event_date",
    since="2025-02-24",
    label="Pemakaman ditanggung kepesertaan lain",
    label_en="Funeral paid by another membership",
    unit="",
    words=YES_NO,
)
def dua_kepesertaan(tertanggung: int, event: int, other_membership: int) -> int:
    if tertanggung == 1 and event == DEATH and other_membership == 1:
        return 1
    return 0
