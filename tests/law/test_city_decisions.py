"""A city settles what is open: with its paper, in the version, revocable, told on each result."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from payung.kernel.errors import BadInput
from payung.law.jamsostek import load
from payung.law.jamsostek.benefits import assess
from payung.law.jamsostek.decisions import (
    DecisionPaper,
    compared,
    read_scan,
    revoke,
    scans,
    settle,
    told,
    unsettled,
    what_if,
)
from payung.law.jamsostek.evidence import read_at
from payung.law.jamsostek.explanation import sentences

PAPER = DecisionPaper("12/BPJS/2026", date(2026, 11, 1), "3", "Lapisan kedua berdasar Rp1.300.000.")
CASE = {"program": "jkk", "event": "death", "event_date": "2025-10-31", "income": 1_250_000}


def test_a_settled_row_is_payable_and_says_who_settled_it(tmp_path: Path) -> None:
    target = tmp_path / "kota.yaml"
    settle(target, "iuran_bpu_lapisan@1099001=1300000", PAPER)
    law = load(target)
    found = assess(CASE, law)
    assert (found.status, found.cash) == ("payable", 48 * 1_300_000 + 22_000_000)
    assert law.version != load().version
    assert assess(CASE).status == "needs_decision"
    said = " ".join(sentences(found))
    assert "menurut keputusan kota 12/BPJS/2026 hlm 3" in said
    assert "belum dipastikan" not in said


def test_a_settled_value_leaves_the_list_and_comes_back_when_revoked(tmp_path: Path) -> None:
    target, name = tmp_path / "kota.yaml", "jkk_batas_kacamata"
    before = [row["name"] for row in unsettled(target)]
    settle(target, f"{name}=1500000", PAPER)
    assert [row["name"] for row in unsettled(target)].count(name) == before.count(name) - 1
    revoke(target, name)
    assert [row["name"] for row in unsettled(target)] == before


@pytest.mark.parametrize(
    ("what", "paper"),
    [
        ("jkk_batas_kacamata=1500000", DecisionPaper("", date(2026, 11, 1), "3", "x")),
        ("jkk_batas_kacamata=banyak", PAPER),
        ("tidak_ada=1", PAPER),
        ("jkm_santunan=1", PAPER),
        ("iuran_bpu_lapisan@5=1", PAPER),
    ],
)
def test_no_decision_without_its_paper_or_on_what_is_not_open(
    what: str, paper: DecisionPaper, tmp_path: Path
) -> None:
    with pytest.raises(BadInput):
        settle(tmp_path / "kota.yaml", what, paper)
    assert not (tmp_path / "kota.yaml").exists()


def test_two_editions_tell_what_differs_and_who_gains(tmp_path: Path) -> None:
    target, cases = tmp_path / "kota.yaml", tmp_path / "kasus.csv"
    settle(target, "iuran_bpu_lapisan@1099001=1300000", PAPER)
    cases.write_text(
        "case_id,program,event,event_date,income\n"
        "a,jkk,death,2025-10-31,1250000\nb,jkk,death,2025-10-31,1000000\n",
        encoding="utf-8",
    )
    found = compared("-", str(target), cases)
    assert [(row["name"], row["a"], row["b"]) for row in found["values"]] == [
        ("iuran_bpu_lapisan@1099001", 1_200_000, 1_300_000)
    ]
    assert found["cases"] == [{"case_id": "a", "rp": 4_800_000}]
    assert list(told(found))[-1] == "2 kasus: 1 naik Rp4.800.000, 0 turun Rp0."


def test_a_second_row_of_a_table_leaves_the_first_decided(tmp_path: Path) -> None:
    target = tmp_path / "kota.yaml"
    rows = [str(row["name"]) for row in unsettled() if "iuran_bpu_lapisan@" in str(row["name"])]
    for row in rows[:2]:
        settle(target, f"{row}=1300000", PAPER)
    left = [row["name"] for row in unsettled(target)]
    assert not set(rows[:2]) & set(left) and rows[2] in left


def test_a_decision_that_is_added_counts_at_once(tmp_path: Path) -> None:
    target = tmp_path / "kota.yaml"
    settle(target, "jkk_batas_kacamata=1500000", PAPER)
    before = load(target).version
    settle(target, "iuran_bpu_lapisan@1099001=1300000", PAPER)
    assert load(target).version != before


def test_a_decision_keeps_its_scan_under_a_digest_and_gives_back_no_other(tmp_path: Path) -> None:
    target, scan = tmp_path / "kota.yaml", b"%PDF-1.7 surat"
    settle(target, "jkk_batas_kacamata=1500000", replace(PAPER, scan=scan))
    ((paper, name),) = scans(target)
    assert paper == "12/BPJS/2026 hlm 3"
    assert read_scan(target, name) == scan
    kept = tmp_path / "kota" / name
    kept.write_bytes(b"%PDF-1.7 lain")
    assert read_scan(target, name) is None
    assert read_scan(target, "../kota.yaml") is None and read_scan(target, "ab") is None
    value = load(target).parameters["jkk_batas_kacamata"].values[-1]
    assert [one.page for one in read_at(value.verified_by)] == ["Keputusan kota"]


def test_a_refused_decision_leaves_no_scan(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        settle(tmp_path / "kota.yaml", "jkm_santunan=1", replace(PAPER, scan=b"%PDF-1.7"))
    assert list(tmp_path.iterdir()) == []


def test_what_if_a_value_changes_lies_over_the_citys_decisions_and_is_not_kept(
    tmp_path: Path,
) -> None:
    target, case = tmp_path / "kota.yaml", {"program": "jkm", "event": "death"}
    settle(target, "iuran_bpu_lapisan@1099001=1300000", PAPER)
    kept = target.read_bytes()
    law = what_if(target, "jkm_santunan=30000000", date(2026, 1, 1))
    days = (date(2025, 12, 31), date(2026, 1, 1))
    sums = [assess(case | {"event_date": day, "paid_months": 9}, law).total_high for day in days]
    assert sums[1] - sums[0] == 10_000_000 and target.read_bytes() == kept
    assert assess(CASE, law).cash == 48 * 1_300_000 + 22_000_000
    tier = what_if(target, "iuran_bpu_lapisan@1099001=1400000", date(2025, 1, 1))
    assert assess(CASE, tier).cash == 48 * 1_400_000 + 22_000_000
