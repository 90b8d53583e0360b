"""The contract's columns and settled readings, line by line, against one case and columns alike."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from payung.cli.main import main
from payung.law.jamsostek import load
from payung.law.jamsostek.benefits import COMPONENTS, EMPTY, InvalidCase, assess, assess_columns

JKM = {"program": "jkm", "event": "death", "event_date": "2025-10-31", "segment": "bpu"}
JKM |= {"paid_months": "4", "membership_months": "3"}
JKK = {"program": "jkk", "event": "death", "event_date": "2025-10-31", "income": "1000000"}
OLD = {"event_date": "2019-12-01"}
INJURY = JKK | {"event": "injury"}


def both(case: dict[str, str]) -> dict[str, Any]:
    """What the case is due, after both readings have said the same."""
    columns = {name: values[0] for name, values in assess_columns(_one_row(case), load()).items()}
    try:
        one = assess(case)
    except InvalidCase as refusal:
        assert (columns["status"], columns["reasons"]) == ("invalid", refusal.code)
        return columns
    told = one.components | {"status": one.status, "reasons": ";".join(one.reasons)}
    for name in ("total_now", "total", "total_low", "total_high"):
        value = getattr(one, name)
        told[name] = EMPTY if value is None else value
    assert {name: columns[name] for name in told} == told
    return columns


def _one_row(case: dict[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in case.items()}


def due(case: dict[str, str], **changes: str) -> tuple[str, int, int, int]:
    found = both(case | changes)
    return found["status"], found["total"], found["total_low"], found["total_high"]


def payable(amount: int) -> tuple[str, int, int, int]:
    return "payable", amount, amount, amount


@pytest.mark.parametrize(
    ("day", "funeral", "all_of_it"),
    [
        ("2015-07-01", 3_000_000, 24_000_000),
        ("2015-07-02", 3_000_000, 24_000_000),
        ("2019-12-01", 3_000_000, 24_000_000),
        ("2019-12-02", 10_000_000, 42_000_000),
        ("2019-12-03", 10_000_000, 42_000_000),
        ("2025-02-23", 10_000_000, 42_000_000),
    ],
)
def test_before_the_waiting_period_the_first_day_pays_in_full(
    day: str, funeral: int, all_of_it: int
) -> None:
    case = JKM | {"event_date": day, "paid_months": "1", "membership_months": "0"}
    assert due(case) == payable(all_of_it)
    once = all_of_it - funeral
    second = payable(once)
    if day >= "2019-12-02":
        second = ("needs_decision", EMPTY, once, all_of_it)
    assert due(case, other_membership="1") == second


@pytest.mark.parametrize("day", ["2025-02-24", "2025-02-25"])
def test_from_the_waiting_period_on_the_first_months_pay_the_funeral(day: str) -> None:
    case = JKM | {"event_date": day, "paid_months": "2", "membership_months": "2"}
    assert due(case) == payable(10_000_000)
    assert due(case, other_membership="1") == payable(0)
    assert both(case | {"other_membership": "1"})["reasons"] == "DUA_KEPESERTAAN"


@pytest.mark.parametrize(("paid", "member"), [("2", "3"), ("3", "2"), ("3", "3"), ("4", "2")])
def test_the_boundary_of_the_waiting_period_is_open_with_both_amounts(
    paid: str, member: str
) -> None:
    found = both(JKM | {"paid_months": paid, "membership_months": member})
    assert (found["status"], found["reasons"]) == ("needs_decision", "MASA_TUNGGU")
    assert (found["total"], found["total_low"], found["total_high"]) == (
        EMPTY,
        10_000_000,
        42_000_000,
    )


@pytest.mark.parametrize("segment", ["pu", "jakon"])
def test_only_bpu_waits_and_only_bpu_goes_inactive(segment: str) -> None:
    case = JKM | {"segment": segment, "paid_months": "0", "membership_months": "0"}
    assert due(case) == payable(42_000_000)
    arrears = ("needs_decision", EMPTY, 0, 42_000_000) if segment == "pu" else payable(42_000_000)
    assert due(case, unpaid_months="9") == arrears
    assert due(case, unpaid_months="2") == payable(42_000_000)
    assert due(JKK, segment=segment, unpaid_months="2") == payable(70_000_000)


@pytest.mark.parametrize("months", ["1", "2", "3"])
@pytest.mark.parametrize(("case", "high"), [(JKM, 42_000_000), (JKK, 70_000_000)])
def test_an_event_in_unpaid_months_is_open_in_both_programmes(
    case: dict[str, str], high: int, months: str
) -> None:
    found = both(case | {"unpaid_months": months})
    assert (found["status"], found["reasons"]) == ("needs_decision", "BULAN_BELUM_BAYAR")
    assert (found["total"], found["total_low"], found["total_high"]) == (EMPTY, 0, high)


@pytest.mark.parametrize("case", [JKM, JKK])
def test_four_unpaid_months_are_not_covered(case: dict[str, str]) -> None:
    found = both(case | {"unpaid_months": "4", "children": "SD1", "medical_cost": "5"})
    assert found["status"] == "not_covered"
    assert {found[name] for name in (*COMPONENTS, "total_now", "total", "total_high")} == {0}


@pytest.mark.parametrize("event", ["total_disability", "partial_disability", "injury"])
def test_jkm_knows_no_event_but_death(event: str) -> None:
    found = both(JKM | {"event": event, "medical_cost": "9", "disability_percent": "5"})
    assert (found["status"], found["reasons"], found["total"]) == (
        "not_covered",
        "DI_LUAR_PROGRAM",
        0,
    )


def test_a_second_membership_takes_the_funeral_of_jkk_too() -> None:
    assert due(JKK, other_membership="1") == payable(60_000_000)
    assert both(JKK | {"other_membership": "1"})["reasons"] == "DUA_KEPESERTAAN"
    disabled = JKK | {"event": "total_disability", "other_membership": "1"}
    assert both(disabled)["reasons"] == ""


def test_total_disability_stands_in_the_lump_sum() -> None:
    found = both(JKK | {"event": "total_disability", "income": "2600000"})
    assert (found["santunan"], found["cacat"], found["berkala"]) == (145_600_000, 0, 12_000_000)
    assert found["pemakaman"] == 0


@pytest.mark.parametrize(
    ("months", "new", "old"),
    [("0", 0, 0), ("1", 100, 100), ("6", 600, 600), ("7", 700, 675), ("12", 1200, 1050),
     ("13", 1250, 1100), ("24", 1800, 1650)],
)  # fmt: skip
def test_temporary_incapacity_month_by_month_in_both_times(months: str, new: int, old: int) -> None:
    case = INJURY | {"incapacity_months": months}
    assert due(case) == payable(new * 10_000)
    found = both(case | OLD)
    assert (found["stmb"], found["total_low"]) == (old * 10_000, old * 10_000)
    assert found["status"] == ("needs_decision" if old else "payable")


@pytest.mark.parametrize(
    ("costs", "new", "old"),
    [
        ({"transport_land": "5000001"}, 5_000_000, 1_000_000),
        ({"transport_sea": "2000001"}, 2_000_000, 1_500_000),
        ({"transport_air": "10000001"}, 10_000_000, 2_500_000),
        ({"transport_land": "9999999", "transport_air": "1"}, 5_000_001, 1_000_001),
        (dict.fromkeys(("transport_land", "transport_sea", "transport_air"), "20000000"),
         17_000_000, 5_000_000),
    ],
)  # fmt: skip
def test_each_mode_of_transport_has_its_own_cap(costs: dict[str, str], new: int, old: int) -> None:
    assert due(INJURY, **costs) == payable(new)
    assert due(INJURY | OLD, **costs) == payable(old)


def test_home_care_is_capped_and_was_nothing_before() -> None:
    assert due(INJURY, home_care="20000001", medical_cost="1") == payable(20_000_001)
    assert due(INJURY | OLD, home_care="20000001", medical_cost="1") == payable(1)


@pytest.mark.parametrize(
    ("column", "parameter", "new", "old"),
    [
        ("dental", "jkk_batas_gigi_tiruan", 5_000_000, 3_000_000),
        ("hearing", "jkk_batas_alat_dengar", 2_500_000, 2_500_000),
        ("glasses", "jkk_batas_kacamata", 1_000_000, 1_000_000),
    ],
)
def test_an_unverified_cap_leaves_the_total_empty(
    column: str, parameter: str, new: int, old: int
) -> None:
    for case, cap in ((INJURY, new), (INJURY | OLD, old)):
        found = both(case | {column: "9000000"})
        assert (found["reasons"], found["perawatan"]) == (f"BELUM_DIVERIFIKASI:{parameter}", cap)
        assert due(case, **{column: "9000000"}) == ("needs_decision", EMPTY, cap, cap)
        assert due(case, **{column: "0"}) == payable(0)


def test_all_paid_months_stand_in_for_consecutive_ones_only_where_given() -> None:
    case = JKM | {"children": "SMA3", "membership_months": "40"}
    assert due(case, paid_months="36") == payable(42_000_000 + 63_000_000)
    assert due(case, paid_months="35") == payable(42_000_000)
    assert due(case, paid_months="35", paid_months_total="35") == payable(42_000_000)
    found = both(case | {"paid_months": "35", "paid_months_total": "36"})
    assert (found["reasons"], found["total_now"]) == ("MASA_IUR_BEASISWA", 42_000_000)
    assert (found["total_low"], found["total_high"]) == (42_000_000, 105_000_000)


@pytest.mark.parametrize(
    ("children", "births", "amount"),
    [
        ("PT1", "", 60_000_000),
        ("PT5", "", 12_000_000),
        ("TK1;TK2;PRA", "", 174_000_000),
        ("PT5;SD6;PT4", "", 76_500_000 + 24_000_000),
        ("TK1", "2020-10-31", 87_000_000),
        ("TK1", "2020-06-30", 75_000_000),
        ("TK1", "2021-10-31", 87_000_000),
        ("PT1", "2002-10-31", 0),
        ("PT1", "2002-11-01", 12_000_000),
        ("PT1;SD1", "2002-10-31;", 84_000_000),
        ("sd1 ; sma3", "", 84_000_000 + 63_000_000),
    ],
)
def test_the_two_children_whose_remaining_years_pay_most(
    children: str, births: str, amount: int
) -> None:
    found = both(JKK | {"children": children, "children_birth": births})
    assert found["beasiswa"] == amount
    assert found["total_now"] == 70_000_000


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"children": "SD1;SD2", "children_birth": "2015-01-01"}, "ANAK_TIDAK_COCOK"),
        ({"children": "SD1", "children_birth": "2015-01-01;2016-01-01"}, "ANAK_TIDAK_COCOK"),
        ({"children": "", "children_birth": "2015-01-01"}, "ANAK_TIDAK_COCOK"),
        ({"children": "SD1", "children_birth": "2015-02-29"}, "TGL_LAHIR_TIDAK_SAH"),
        ({"children": "SD1", "children_birth": "2025-11-01"}, "TGL_LAHIR_TIDAK_SAH"),
        ({"children": "SD7"}, "JENJANG_TIDAK_DIKENAL"),
        ({"children": "PT6"}, "JENJANG_TIDAK_DIKENAL"),
        ({"children": "TK3"}, "JENJANG_TIDAK_DIKENAL"),
        ({"income": "-1"}, "ANGKA_TIDAK_SAH:income"),
        ({"income": "sejuta"}, "ANGKA_TIDAK_SAH:income"),
        ({"income": "1e6"}, "ANGKA_TIDAK_SAH:income"),
        ({"income": "1000000.5"}, "ANGKA_TIDAK_SAH:income"),
        ({"income": "٣"}, "ANGKA_TIDAK_SAH:income"),
        ({"income": ""}, "DATA_KOSONG:income"),
        ({"medical_cost": "-5"}, "ANGKA_TIDAK_SAH:medical_cost"),
        ({"unpaid_months": "-1"}, "ANGKA_TIDAK_SAH:unpaid_months"),
        ({"other_membership": "2"}, "ANGKA_TIDAK_SAH:other_membership"),
        ({"event_date": "2015-06-30"}, "TANGGAL_SEBELUM_2015"),
        ({"event_date": "31-10-2025"}, "TANGGAL_TIDAK_SAH"),
        ({"event_date": "2025-02-29"}, "TANGGAL_TIDAK_SAH"),
        ({"event_date": ""}, "TANGGAL_TIDAK_SAH"),
        ({"event": ""}, "PERISTIWA_TIDAK_DIKENAL"),
        ({"segment": "tki"}, "SEGMEN_TIDAK_DIKENAL"),
        ({"event": "partial_disability"}, "DATA_KOSONG:disability_percent"),
        ({"disability_percent": "100.1"}, "ANGKA_TIDAK_SAH:disability_percent"),
        ({"function_loss_percent": "-1"}, "ANGKA_TIDAK_SAH:function_loss_percent"),
    ],
)
def test_what_cannot_be_read_is_invalid_with_its_reason(changes: dict[str, str], code: str) -> None:
    found = both(JKK | changes)
    assert (found["status"], found["reasons"]) == ("invalid", code)
    assert {found[name] for name in (*COMPONENTS, "total", "total_low")} == {EMPTY}


@pytest.mark.parametrize(
    ("child", "low", "high"),
    [
        ({"married": True}, 0, 0),
        ({"working": "bpu"}, 12_000_000, 12_000_000),
        ({"working": "magang"}, 12_000_000, 12_000_000),
        ({"working": True}, 0, 12_000_000),
        ({"working": False, "married": False}, 12_000_000, 12_000_000),
        ({"birth_date": "2002-10-31"}, 0, 0),
    ],
)
def test_children_may_be_objects(child: dict[str, object], low: int, high: int) -> None:
    found = assess(JKK | {"children": [{"stage": "PT5"} | child]})
    assert (found.total_low, found.total_high) == (70_000_000 + low, 70_000_000 + high)
    assert (found.reasons == ["ANAK_BEKERJA"]) == (low != high)


def test_before_2025_a_working_child_had_no_right_whatever_the_work() -> None:
    case = JKK | {"event_date": "2025-02-23", "children": [{"stage": "PT5", "working": "bpu"}]}
    assert assess(case).components["beasiswa"] == 0


def batch(folder: Path, text: str | bytes) -> tuple[int, list[str], list[dict[str, str]]]:
    source, target = folder / "masuk.csv", folder / "keluar.csv"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    status = main(["law", "batch", str(source), str(target)])
    if not target.exists():
        return status, [], []
    with target.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines)
        return status, list(table.fieldnames or []), list(table)


HEAD = "case_id,program,event,event_date"


def test_unknown_columns_keep_their_order_and_results_follow(tmp_path: Path) -> None:
    text = "z,case_id,a,program,event,event_date,m\n1,2,3,jkm,death,2020-01-01,4\n"
    _, names, rows = batch(tmp_path, text)
    assert names[:7] == ["z", "case_id", "a", "program", "event", "event_date", "m"]
    assert [rows[0][name] for name in "zam"] == ["1", "3", "4"]
    assert names[-1] == "law_version"


def test_a_result_column_that_comes_in_is_written_anew(tmp_path: Path) -> None:
    _, names, rows = batch(tmp_path, f"{HEAD},total,status\n1,jkm,death,2020-01-01,7,lama\n")
    assert len(names) == len(set(names))
    assert (rows[0]["total"], rows[0]["status"]) == ("42000000", "payable")


@pytest.mark.parametrize(
    "text", ["", "\n\n", f"{HEAD}\n", "program,event\njkm,death\n", bytes(range(256))]
)
def test_a_file_without_cases_or_needed_columns_is_refused_in_one_sentence(
    text: str | bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert batch(tmp_path, text) == (1, [], [])
    printed = capsys.readouterr()
    assert (printed.out, len(printed.err.strip().splitlines())) == ("", 1)


def test_a_missing_column_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch(tmp_path, "case_id,event\n1,death\n")
    assert "tidak punya kolom program, event_date" in capsys.readouterr().err


def test_blank_lines_are_no_cases_and_lines_of_commas_are(tmp_path: Path) -> None:
    text = f"{HEAD}\n\n1,jkm,death,2020-01-01\n\n,,,\n2,jkm,death,2020-01-01\n\n"
    status, _, rows = batch(tmp_path, text)
    assert (status, [row["status"] for row in rows]) == (0, ["payable", "invalid", "payable"])


def test_a_header_may_name_a_column_twice_among_blank_lines(tmp_path: Path) -> None:
    _, names, rows = batch(tmp_path, f"{HEAD},x,x\n\n1,jkm,death,2020-01-01,a,b\n")
    assert names[4:6] == ["x", "x_duplicated_0"]
    assert (rows[0]["x"], rows[0]["x_duplicated_0"]) == ("a", "b")


def test_windows_text_is_copied_through_as_its_letters(tmp_path: Path) -> None:
    _, _, rows = batch(tmp_path, f"{HEAD},n\n1,jkm,death,2020-01-01,Andr\u00e9\n".encode("cp1252"))
    assert rows[0]["n"] == "Andr\u00e9"
