"""Construction cover for RT works: a share of the works' value, slice by slice."""

from __future__ import annotations

from payung.law.engine.rule import rule
from payung.law.engine.table import Table, irisan
from payung.law.jamsostek.inputs import JAKON


@rule(
    basis="PP44",
    by="month",
    label="Iuran JKK Jakon",
    label_en="JKK contribution of construction",
)
def jakon_jkk(segment: int, works_value: int, jakon_jkk_bp: Table) -> int:
    """Without VAT; each slice at its own rate."""
    if segment != JAKON:
        return 0
    return irisan(jakon_jkk_bp, works_value) // 10_000


@rule(
    basis="PP44; PP49-20 Ps 12(1)",
    says="Iuran JKM jasa konstruksi sebesar persen nilai kontrak yang menurun tiap bagian.",
    by="month",
    label="Iuran JKM Jakon",
    label_en="JKM contribution of construction",
)
def jakon_jkm(segment: int, works_value: int, jakon_jkm_bp: Table) -> int:
    """Without VAT; each slice at its own rate."""
    if segment != JAKON:
        return 0
    return irisan(jakon_jkm_bp, works_value) // 10_000
