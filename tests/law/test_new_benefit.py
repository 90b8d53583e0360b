"""A benefit is added by three files: a rule, its values, its cases; nothing else knows of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from payung.law.engine.explain import account
from payung.law.jamsostek.benefit_columns import assess_columns, outputs
from payung.law.jamsostek.benefits import assess
from payung.law.jamsostek.explanation import benefit_json, is_open, sentences
from payung.law.jamsostek.law import HERE, Law, build
from tests.law.sourced import failures

BENEFIT = Path(__file__).parent / "benefit"
CASES = yaml.safe_load((BENEFIT / "cases.yaml").read_text(encoding="utf-8"))
DEATH = CASES["defaults"]


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Law:
    """The law with the three files laid into its folders, as docs/how-to/benefit.md says."""
    home = tmp_path_factory.mktemp("hukum") / "law"
    shutil.copytree(HERE, home)
    shutil.copy(BENEFIT / "tunjangan.py", home / "rules")
    shutil.copy(BENEFIT / "tunjangan.yaml", home / "parameters")
    return build(home=home)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_its_cases_come_out(case: dict[str, dict[str, object]], law: Law) -> None:
    assert failures("manfaat", case | {"in": DEATH | case["in"]}, law) == []


def test_it_is_a_component_a_column_and_part_of_the_sums(law: Law) -> None:
    assert law.components[-1] == "tunjangan"
    assert "tunjangan" in outputs(law)
    columns = assess_columns({name: [value] for name, value in DEATH.items()}, law)
    assert columns["tunjangan"].tolist() == [4_800_000]
    assert columns["cash"].tolist() == columns["total"].tolist() == [74_800_000]


def test_it_is_told_with_its_arithmetic_its_meaning_and_its_question(law: Law) -> None:
    found = assess(DEATH | {"other_membership": 1}, law)
    step = next(step for step in found.steps if step.rule.quantity == "tunjangan")
    assert account(step).worked == "Rp400.000 × 12"
    assert step.rule.heading.meaning[0] == "Dibayar tiap bulan selama setahun."
    assert is_open("TUNJANGAN_GANDA", found)
    assert "Belum jelas apakah tunjangan dibayar dua kali" in " ".join(sentences(found))
    assert "Tunjangan bulanan: Rp400.000 × 12 = Rp4.800.000" in " ".join(sentences(found))
    assert benefit_json(found)["tunjangan"] == 4_800_000


def test_the_law_without_it_does_not_know_it(law: Law) -> None:
    assert "tunjangan" not in build().components
    assert law.version != build().version
