"""What a family reads: the arithmetic, why nothing is due, and a basis that was in force."""

from __future__ import annotations

from datetime import date

import pytest

from payung.kernel.month import Month
from payung.law.engine.explain import account, sentence
from payung.law.engine.rule import Rule, regulation_ids
from payung.law.jamsostek import load
from payung.law.jamsostek.benefits import Assessment, assess
from payung.law.jamsostek.explanation import reason_sentence, sentences
from payung.law.jamsostek.iuran import contribution

DEATH = {"program": "jkm", "event": "death", "event_date": "2025-10-31"}
ACCIDENT = {"program": "jkk", "event_date": "2025-10-31", "income": 1_000_000}


def told(found: Assessment, quantity: str, language: str = "id") -> str:
    step = next(step for step in found.steps if step.rule.quantity == quantity)
    return sentence(step, language)  # type: ignore[arg-type]


def rules() -> list[Rule]:
    law = load()
    found = {}
    for rule_set in (law.benefits, law.contributions):
        for edition in rule_set.editions:
            found |= {(r.quantity, r.heading.since): r for r in edition.rules}
    return list(found.values())


def in_force(basis: tuple[str, ...], day: date) -> bool:
    sources = load().sources
    return any(sources[name].in_force_from <= day.isoformat() for name in regulation_ids(basis))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.quantity}-{rule.heading.since}")
def test_a_rule_rests_on_a_regulation_that_was_in_force(rule: Rule) -> None:
    relief = rule.quantity == "keringanan_covid"  # dated by its value, zero outside it
    neutral = not rule.heading.basis  # nothing was written yet
    assert relief or neutral or in_force(rule.heading.basis, rule.heading.since)


def test_a_value_rests_on_a_regulation_that_was_in_force() -> None:
    early = [
        (parameter.name, value.since)
        for parameter in load().parameters.values()
        for value in parameter.values
        if not in_force(value.basis, value.since)
    ]
    # The relief of September 2020 reaches back to contribution months before its text.
    assert early == [("iuran_covid_persen", date(2020, 8, 1))]


def test_two_memberships_are_settled_by_the_ministry_from_its_day_on() -> None:
    case = DEATH | {"other_membership": 1, "paid_months": 9, "membership_months": 9}
    later = told(assess(case), "dua_kepesertaan")
    assert "PMN1 Ps 101; berlaku sejak 24 Februari 2025" in later
    before = told(assess(case | {"event_date": "2025-02-23"}), "dua_kepesertaan")
    assert "PMN1" not in before


def test_percentages_read_as_percentages() -> None:
    partial = {"event": "partial_disability", "disability_percent": "4.5"}
    found = assess(ACCIDENT | partial | {"function_loss_percent": "50", "incapacity_months": 14})
    assert "Rp1.000.000 × 80 × 4,5 % × 50 % = Rp1.800.000" in told(found, "cacat")
    assert "(terkecil dari (14; 12) × 100 % + (14 − 12) × 50 %)" in told(found, "stmb")


def test_a_sum_that_is_only_passed_on_is_opened() -> None:
    found = contribution(Month.parse("2026-05"), 1_000_000, "other", "self")
    step = next(step for step in found.steps if step.rule.quantity == "jkk")
    assert account(step).worked == "Rp10.000 × (100 % − 50 %)"


@pytest.mark.parametrize(
    ("facts", "quantity", "why"),
    [
        (
            {"paid_months": 2, "membership_months": 2},
            "santunan_jkm",
            "karena syarat 3 bulan iur dan kepesertaan belum terpenuhi",
        ),
        ({"unpaid_months": 5}, "pemakaman", "karena keadaan kepesertaan nonaktif"),
        (
            {"paid_months": 12, "membership_months": 12, "children": "SD1"},
            "beasiswa",
            "karena bulan iur seluruhnya 12 kurang dari 36",
        ),
        ({"event": "injury"}, "santunan_jkm", "karena peristiwa di luar program"),
        ({}, "masa_tunggu", "karena bulan iur berturut-turut tidak diketahui"),
        (
            {"paid_months": 9, "membership_months": 9, "children": ""},
            "beasiswa",
            "karena tidak ada anak yang berhak",
        ),
    ],
)
def test_a_zero_names_the_cause_not_the_state_in_between(
    facts: dict[str, object], quantity: str, why: str
) -> None:
    assert why in told(assess(DEATH | facts), quantity)


def test_an_unverified_value_is_named_by_its_label() -> None:
    said = reason_sentence("BELUM_DIVERIFIKASI:jkk_batas_kacamata")
    assert said == "Nilai “Batas kacamata” belum dipastikan pada naskah resmi."
    assert "“Cap on glasses”" in reason_sentence("BELUM_DIVERIFIKASI:jkk_batas_kacamata", "en")


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_code_that_a_case_can_carry_has_plain_words(language: str) -> None:
    law = load()
    codes = {note.code for note in (*law.benefits.notes, *law.contributions.notes)}
    codes |= {f"BELUM_DIVERIFIKASI:{name}" for name in law.parameters}
    for code in codes:
        said = reason_sentence(code, language)  # type: ignore[arg-type]
        assert code.partition(":")[0] not in said
        assert "_" not in said
        assert said.endswith(".")


def test_no_screen_speaks_of_a_waiting_period() -> None:
    found = assess(DEATH | {"paid_months": 3, "membership_months": 3})
    for language in ("id", "en"):
        text = " ".join(sentences(found, language)).lower()  # type: ignore[arg-type]
        assert "masa tunggu" not in text
        assert "wait" not in text


def test_a_funeral_not_paid_twice_cites_the_article_that_says_so() -> None:
    case = DEATH | {"other_membership": 1, "paid_months": 9, "membership_months": 9}
    assert "PMN1 Ps 101; berlaku sejak 24 Februari 2025" in told(assess(case), "pemakaman")
    before = told(assess(case | {"event_date": "2025-02-23"}), "pemakaman")
    assert "PMN1" not in before
    assert "disimpulkan" in told(assess(case | {"event_date": "2019-12-01"}), "pemakaman")
    waiting = assess(case | {"paid_months": 1, "membership_months": 1})
    assert "PMN1 Ps 97A(2); berlaku sejak 24 Februari 2025" in told(waiting, "santunan_jkm")
    assert "PMN1" not in told(assess(case), "beasiswa")
