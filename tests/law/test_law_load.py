"""The law as loaded: its version, its register, what-if overlays, its ladders of scholarship."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from payung.kernel.errors import LawError
from payung.law.jamsostek import load
from payung.law.jamsostek.benefits import assess, assess_columns, difference
from payung.law.jamsostek.inputs import STAGES

DEATH = {
    "program": "jkm",
    "event": "death",
    "event_date": "2026-03-01",
    "paid_months": 12,
    "membership_months": 12,
}


def write(folder: Path, text: str) -> Path:
    path = folder / "andai.yaml"
    path.write_text(text, encoding="utf-8")
    return path


HIGHER = """
jkm_santunan:
  values:
    - {from: 2026-01-01, value: 25000000, basis: PP82, confidence: derived, verified_by: usulan}
"""


def test_the_law_is_loaded_once() -> None:
    assert load() is load()


def test_every_value_names_its_basis_and_who_verified_it() -> None:
    values = [value for parameter in load().parameters.values() for value in parameter.values]
    assert len(values) > 60
    assert all(value.basis for value in values)
    assert all(value.verified_by for value in values if value.verified)


def test_the_levels_of_the_parameters_are_those_of_the_stages() -> None:
    steps = load().parameters["beasiswa_jenjang"]
    assert ("PRA", *steps.steps) == tuple(STAGES)
    value = steps.at(date(2026, 1, 1))
    assert value is not None
    assert [(row.low, row.high) for row in value.rows][-1] == (14, 18)


def test_a_full_scholarship_is_87_million() -> None:
    assert load().ladders[-1].upto[-1] == 87_000_000
    assert load().ladders[0].upto[-1] == 0


def test_what_if_lays_a_second_file_over_the_first(tmp_path: Path) -> None:
    law = load(write(tmp_path, HIGHER))
    assert assess(DEATH, law).total == 47_000_000
    assert assess(DEATH | {"event_date": "2025-12-31"}, law).total == 42_000_000
    assert assess(DEATH).total == 42_000_000
    assert law.version.startswith(f"{load().version}+")


def test_the_difference_of_two_laws_is_told_by_column(tmp_path: Path) -> None:
    law = load(write(tmp_path, HIGHER))
    columns = {name: [value, value] for name, value in DEATH.items()}
    columns["event_date"] = ["2025-12-31", "2026-01-01"]
    found = difference(columns, load(), law)
    assert found["santunan"].tolist() == [0, 5_000_000]
    assert found["total_high"].tolist() == [0, 5_000_000]
    assert found["berkala"].tolist() == [0, 0]


def test_a_what_if_value_without_basis_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, HIGHER.replace("basis: PP82, ", ""))
    with pytest.raises(LawError, match=r"andai\.yaml:4: nilai tanpa dasar hukum"):
        load(path)


def test_a_what_if_for_an_unknown_parameter_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, HIGHER.replace("jkm_santunan", "jkm_santunam"))
    with pytest.raises(LawError, match=r"andai\.yaml:2: parameter jkm_santunam tidak ada"):
        load(path)


DOUBTFUL = """
beasiswa_jenjang:
  values:
    - from: 2026-01-01
      basis: PP82
      confidence: derived
      verified_by: usulan
      rows:
        - {from: TK1, to: SD6, value: 1500000}
        - {from: SMP1, to: SMP3, value: 2500000, confidence: unverified}
        - {from: SMA1, to: SMA3, value: 3000000}
        - {from: PT1, to: PT5, value: 12000000}
beasiswa_usia:
  values:
    - {from: 2026-01-01, value: 21, basis: PP82, confidence: unverified}
"""
ACCIDENT = {"program": "jkk", "event": "death", "event_date": "2026-03-01", "income": 1_000_000}


@pytest.mark.parametrize(
    ("children", "births", "doubts"),
    [
        ("SD6", "", ["beasiswa_jenjang"]),
        ("SMP3", "", ["beasiswa_jenjang"]),
        ("SMA1", "", []),
        ("SMA1;PT2;SD1", "", ["beasiswa_jenjang"]),
        ("PT1;PT1;SMP1", "2006-03-02;2006-03-02;", ["beasiswa_jenjang", "beasiswa_usia"]),
        ("SMA1", "2012-03-02", []),
        ("PT5", "2005-03-02", []),
        ("PT4", "2005-03-02", ["beasiswa_usia"]),
        ("PT1", "2005-03-01", ["beasiswa_usia"]),
        ("", "", []),
    ],
)
def test_a_value_read_before_the_rules_raises_its_doubt_where_it_counts(
    children: str, births: str, doubts: list[str], tmp_path: Path
) -> None:
    law = load(write(tmp_path, DOUBTFUL))
    case = ACCIDENT | {"children": children, "children_birth": births}
    found = assess(case, law)
    assert found.reasons == [f"BELUM_DIVERIFIKASI:{name}" for name in doubts]
    assert (found.total is None) == bool(doubts)
    assert found.total_low == found.total_high
    columns = assess_columns({name: [value] for name, value in case.items()}, law)
    assert columns["reasons"][0] == ";".join(found.reasons)
    assert columns["total_high"][0] == found.total_high


def test_a_doubtful_age_is_no_doubt_where_no_scholarship_is_due(tmp_path: Path) -> None:
    law = load(write(tmp_path, DOUBTFUL))
    cut = {"children": "PT4", "children_birth": "2005-03-02"}
    assert assess(ACCIDENT | cut | {"event": "injury"}, law).reasons == []
    assert assess(DEATH | cut, law).reasons == []
    lost = {"children": "PT4", "children_birth": "2004-03-02"}
    assert assess(ACCIDENT | lost | {"event": "injury"}, law).reasons == []
    assert assess(DEATH | lost | {"unpaid_months": 5}, law).status == "not_covered"


def test_the_age_limit_of_the_old_time_counts_only_for_a_child_that_it_excludes() -> None:
    old = ACCIDENT | {"event_date": "2018-03-01", "children": "PT5"}
    assert (
        assess(old | {"children_birth": "2000-01-01"}).total == 48_000_000 + 7_800_000 + 12_000_000
    )
    assert assess(old | {"children_birth": "1990-01-01"}).reasons == [
        "BELUM_DIVERIFIKASI:beasiswa_usia"
    ]
