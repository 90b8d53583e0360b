"""Construction cover for RT works: a share of the works' value, slice by slice."""

from __future__ import annotations

from payung.law.engine.rule import rule
from payung.law.jamsostek.inputs import JAKON


@rule(
    basis="PP44",
    by="month",
    label="Iuran JKK Jakon",
    label_en="JKK contribution of construction",
)
def jakon_jkk(
    segment: int,
    works_value: int,
    jakon_batas_1: int,
    jakon_batas_2: int,
    jakon_batas_3: int,
    jakon_batas_4: int,
    jakon_jkk_bp_1: int,
    jakon_jkk_bp_2: int,
    jakon_jkk_bp_3: int,
    jakon_jkk_bp_4: int,
    jakon_jkk_bp_5: int,
) -> int:
    if segment != JAKON:
        return 0
    if works_value <= jakon_batas_1:
        return works_value * jakon_jkk_bp_1 // 10_000
    return (
        jakon_batas_1 * jakon_jkk_bp_1
        + min(max(works_value - jakon_batas_1, 0), jakon_batas_2 - jakon_batas_1) * jakon_jkk_bp_2
        + min(max(works_value - jakon_batas_2, 0), jakon_batas_3 - jakon_batas_2) * jakon_jkk_bp_3
        + min(max(works_value - jakon_batas_3, 0), jakon_batas_4 - jakon_batas_3) * jakon_jkk_bp_4
        + max(works_value - jakon_batas_4, 0) * jakon_jkk_bp_5
    ) // 10_000


@rule(
    basis="PP44",
    by="month",
    label="Iuran JKM Jakon",
    label_en="JKM contribution of construction",
)
def jakon_jkm(
    segment: int,
    works_value: int,
    jakon_batas_1: int,
    jakon_batas_2: int,
    jakon_batas_3: int,
    jakon_batas_4: int,
    jakon_jkm_bp_1: int,
    jakon_jkm_bp_2: int,
    jakon_jkm_bp_3: int,
    jakon_jkm_bp_4: int,
    jakon_jkm_bp_5: int,
) -> int:
    if segment != JAKON:
        return 0
    if works_value <= jakon_batas_1:
        return works_value * jakon_jkm_bp_1 // 10_000
    return (
        jakon_batas_1 * jakon_jkm_bp_1
        + min(max(works_value - jakon_batas_1, 0), jakon_batas_2 - jakon_batas_1) * jakon_jkm_bp_2
        + min(max(works_value - jakon_batas_2, 0), jakon_batas_3 - jakon_batas_2) * jakon_jkm_bp_3
        + min(max(works_value - jakon_batas_3, 0), jakon_batas_4 - jakon_batas_3) * jakon_jkm_bp_4
        + max(works_value - jakon_batas_4, 0) * jakon_jkm_bp_5
    ) // 10_000
