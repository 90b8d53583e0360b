"""JKM: what a family is due at a death that work did not cause."""

from __future__ import annotations

from payung.law.engine.rule import rule
from payung.law.jamsostek.inputs import DEATH, JKM
from payung.law.jamsostek.rules.kepesertaan import BELUM, YES_NO


@rule(
    basis="PP44",
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
    basis="PP44",
    by="event_date",
    label="Santunan kematian JKM",
    label_en="JKM death benefit",
)
def santunan_jkm(jkm_penuh: int, jkm_santunan: int) -> int:
    if jkm_penuh == 0:
        return 0
    return jkm_santunan


@rule(
    basis="PP44",
    by="event_date",
    label="Santunan berkala JKM",
    label_en="JKM periodic benefit",
)
def berkala_jkm(jkm_penuh: int, jkm_berkala: int) -> int:
    if jkm_penuh == 0:
        return 0
    return jkm_berkala


@rule(
    basis="PP44",
    by="event_date",
    label="Biaya pemakaman",
    label_en="Funeral cost",
)
def pemakaman(tertanggung: int, event: int, dua_kepesertaan: int, pemakaman_biaya: int) -> int:
    """The same at both kinds of death, and once for a person with two memberships."""
    if tertanggung == 0 or event != DEATH or dua_kepesertaan == 1:
        return 0
    return pemakaman_biaya
