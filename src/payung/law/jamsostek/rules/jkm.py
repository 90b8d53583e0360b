"""JKM: what a family is due at a death that work did not cause."""

from __future__ import annotations

from payung.law.engine.rule import rule
from payung.law.jamsostek.inputs import DEATH, JKM
from payung.law.jamsostek.rules.kepesertaan import BELUM, TERBUKA, YES_NO

_AT_ONCE = ("Dibayar sekaligus kepada ahli waris.", "Paid at once to the heirs.")
_PERIODIC = (
    "Santunan bulanan yang dibayar sekaligus di depan.",
    "A monthly benefit, paid at once and in advance.",
)


@rule(
    basis="PP44 Ps 34",
    by="event_date",
    label="JKM dibayar penuh",
    label_en="JKM is paid in full",
    unit="",
    words=YES_NO,
    cited=False,
)
def jkm_penuh(tertanggung: int, program: int, masa_tunggu: int) -> int:
    """Within the waiting period only the funeral is paid."""
    if tertanggung == 0 or program != JKM or masa_tunggu == BELUM:
        return 0
    return 1


@rule(
    basis="PP44 Ps 34",
    says="Ahli waris peserta yang meninggal bukan karena kecelakaan kerja mendapat santunan "
    "sekaligus.",
    by="event_date",
    label="Santunan kematian JKM",
    label_en="JKM death benefit",
    meaning=_AT_ONCE,
)
def santunan_jkm(jkm_penuh: int, jkm_santunan: int) -> int:
    if jkm_penuh == 0:
        return 0
    return jkm_santunan


@rule(
    basis="PP44 Ps 34",
    says="Santunan berkala untuk 24 bulan dibayar sekaligus.",
    by="event_date",
    label="Santunan berkala JKM",
    label_en="JKM periodic benefit",
    meaning=_PERIODIC,
)
def berkala_jkm(jkm_penuh: int, jkm_berkala: int) -> int:
    if jkm_penuh == 0:
        return 0
    return jkm_berkala


@rule(
    basis="PP44 Ps 34",
    says="Biaya pemakaman dibayar kepada ahli waris atau yang mengurus pemakaman.",
    by="event_date",
    label="Biaya pemakaman",
    label_en="Funeral cost",
    part="cash",
    meaning=("Untuk yang mengurus pemakaman.", "For who arranges the funeral."),
)
def pemakaman(tertanggung: int, event: int, dua_kepesertaan: int, pemakaman_biaya: int) -> int:
    """The same at both kinds of death, and once for a person with two memberships."""
    if tertanggung == 0 or event != DEATH or dua_kepesertaan == 1:
        return 0
    return pemakaman_biaya


@rule(
    basis="PP44",
    by="event_date",
    label="Pemakaman yang masih terbuka",
    label_en="Funeral that is open",
    cited=False,
    opens="pemakaman",
)
def pemakaman_terbuka(dua_kepesertaan: int, pemakaman: int) -> int:
    if dua_kepesertaan == TERBUKA:
        return pemakaman
    return 0


@rule(
    basis="PP44",
    by="event_date",
    label="JKM yang bergantung pada syarat 3 bulan",
    label_en="JKM that rests on the three-month condition",
    cited=False,
    opens="santunan",
)
def jkm_terbuka(masa_tunggu: int, santunan_jkm: int, berkala_jkm: int) -> int:
    if masa_tunggu == TERBUKA:
        return santunan_jkm + berkala_jkm
    return 0
