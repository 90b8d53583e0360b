"""Every printed step recomputes to its result, in both languages, for cases nobody chose."""

from __future__ import annotations

import re
from fractions import Fraction
from math import floor
from random import Random

import pytest
from random_cases import random_cases

from payung.kernel.month import Month
from payung.law.engine.edition import Step
from payung.law.engine.explain import Account, account
from payung.law.jamsostek.benefits import InvalidCase, assess
from payung.law.jamsostek.inputs import PAYERS
from payung.law.jamsostek.iuran import contribution, jakon_contribution

ROUNDED = re.compile(r", (dibulatkan ke bawah|rounded down)$")
ROW = re.compile(r"(?:baris|row) Rp([\d.]+) (?:sampai Rp|to Rp|ke atas|and more)([\d.]*)")
NUMBER = re.compile(r"(?:Rp)?(\d[\d.]*)(?:,(\d+))?( %)?")
WORDS = {
    "terkecil dari": "min", "smallest of": "min", "terbesar dari": "max", "largest of": "max",
    "×": "*", "÷": "/", "−": "-", ";": ",",
}  # fmt: skip


def recomputed(worked: str) -> Fraction:
    """The value of a printed equation's left side."""
    text = worked
    for word, sign in WORDS.items():
        text = text.replace(word, sign)
    return eval(NUMBER.sub(_figure, text), {"min": min, "max": max, "F": Fraction})


def _figure(found: re.Match[str]) -> str:
    whole, decimals, percent = found.groups()
    text = f'F("{whole.replace(".", "")}.{decimals or 0}")'
    return f"({text} / 100)" if percent else text


def steps() -> list[Step]:
    chance = Random(14)
    found: list[Step] = []
    for case in random_cases(1500, seed=14):
        case["income"] = case["income"] or str(chance.randrange(10**7))
        try:
            found += assess(case).steps
        except InvalidCase:
            continue
    for _ in range(300):
        month = Month.parse("2015-07") + chance.randrange(145)
        payer = chance.choice(list(PAYERS))
        segment = chance.choice(("bpu", "pu"))
        paid = contribution(month, chance.randrange(3 * 10**7), "other", payer, segment, jht=True)
        found += paid.steps
        found += jakon_contribution(month, chance.randrange(10**10)).steps
    return found


STEPS = steps()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_left_side_of_every_printed_equation_gives_its_right_side(language: str) -> None:
    printed = 0
    for step in STEPS:
        told = account(step, language)  # type: ignore[arg-type]
        if told.worked:
            printed += 1
            assert holds(step, told), f"{step.rule.quantity}: {told.worked} = {told.value}"
    assert printed > 4000


def holds(step: Step, told: Account) -> bool:
    if row := ROW.fullmatch(told.worked):
        low, high = (int(end.replace(".", "") or 10**12) for end in row.groups())
        return low <= step.result["income"] <= high
    exact = recomputed(ROUNDED.sub("", told.worked))
    rounded = bool(ROUNDED.search(told.worked))
    return floor(exact) == step.value and rounded == (exact.denominator > 1)


@pytest.mark.parametrize(
    ("worked", "value"),
    [
        ("Rp1.000.000 × 80 × 4,5 % × 50 %", 1_800_000),
        ("terbesar dari (Rp48.000.000; Rp20.000.000) + 2", 48_000_002),
        ("smallest of (14; 12) × 100 % − 3 ÷ 2", Fraction(21, 2)),
    ],
)
def test_the_reader_of_equations_itself_reckons(worked: str, value: Fraction) -> None:
    assert recomputed(worked) == value


def test_no_reason_calls_a_number_a_bound_against_itself() -> None:
    for step in STEPS:
        for language in ("id", "en"):
            said = account(step, language).reason  # type: ignore[arg-type]
            assert not re.search(
                r"(\d[\d.]*) (?:paling (?:sedikit|banyak)|at (?:least|most)) \1\b", said
            )
