"""One cause is said once: exchanged days and months, days from 1904, cards in the NIK column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from payung.lists.output import write_results
from tests.unit.lists.builders import check, check_people, codes, nik, table, worker, write_xlsx


def _born(number: int) -> date:
    """Days of all kinds: some that leave both readings, some that leave one."""
    return date(1965 + number % 25, number * 5 % 12 + 1, number * 7 % 28 + 1)


def _people(write: Callable[[date], str], count: int = 24, **changed: str) -> list[dict[str, str]]:
    people = []
    for n in range(1, count + 1):
        born = _born(n)
        person = worker(n, tanggal_lahir=write(born), jenis_kelamin="L", **changed)
        people.append({**person, **({} if "nik" in changed else {"nik": nik(born, "L", 9000 + n)})})
    return people


def _days(checked_rows: pl.DataFrame) -> list[str]:
    return list(checked_rows["tanggal_lahir"])


RIGHT = [_born(n).isoformat() for n in range(1, 25)]


@pytest.mark.parametrize(
    "write",
    [
        lambda d: f"{d.month}/{d.day}/{d.year}",
        lambda d: f"{d:%m-%d-%Y}",
        lambda d: f"{d:%Y-%d-%m}",
        lambda d: f"{d:%m/%d/%y}",
    ],
)
def test_a_column_with_the_month_first_is_read_so_and_told_once(
    tmp_path: Path, write: Callable[[date], str]
) -> None:
    checked = check_people(tmp_path, *_people(write))
    assert checked.finding_counts == {"TANGGAL_TERTUKAR": 1}
    assert checked.findings["row"].to_list() == [0]
    assert checked.findings["severity"].to_list() == ["peringatan"]
    assert _days(checked.rows) == RIGHT
    assert set(checked.rows["status"]) == {"ok"}


def test_days_that_a_spreadsheet_exchanged_are_turned_back(tmp_path: Path) -> None:
    """It takes 02/05 for 5 February, and leaves 23/11 as the text that it is."""

    def spoilt(day: date) -> str:
        if day.day > 12:
            return f"{day:%d/%m/%Y}"
        return f"{day.year}-{day.day:02d}-{day.month:02d}"

    checked = check_people(tmp_path, *_people(spoilt))
    assert checked.finding_counts == {"TANGGAL_TERTUKAR": 1}
    assert _days(checked.rows) == RIGHT


def test_the_right_date_stands_in_the_senders_workbook(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "Legok.xlsx", {"Daftar": table(_people(lambda d: f"{d.month}/{d.day}/{d.year}"))}
    )
    marked = write_results(check(path), [path], tmp_path / "hasil")[0]
    sheet = openpyxl.load_workbook(marked)["Daftar"]
    assert f"dibaca {_born(2):%d-%m-%Y}" in str(sheet.cell(3, 16).value)


def test_months_first_are_seen_without_any_nik(tmp_path: Path) -> None:
    checked = check_people(
        tmp_path, *_people(lambda d: f"{d.month}/{d.day}/{d.year}", nik="belum ada")
    )
    assert checked.finding_counts["TANGGAL_TERTUKAR"] == 1
    assert _days(checked.rows) == RIGHT


def test_single_exchanged_days_stay_single_findings(tmp_path: Path) -> None:
    people = _people(lambda d: f"{d:%d-%m-%Y}")
    people[2]["tanggal_lahir"] = f"{_born(3):%m-%d-%Y}"
    checked = check_people(tmp_path, *people)
    assert "TANGGAL_TERTUKAR" not in checked.finding_counts


def test_where_both_orders_stand_the_nik_decides_and_the_rest_is_asked_once(tmp_path: Path) -> None:
    people = _people(lambda d: f"{d:%d-%m-%Y}")
    for n in range(0, 24, 2):
        people[n]["tanggal_lahir"] = f"{_born(n + 1):%m-%d-%Y}"
    unclear = next(n for n in range(0, 24, 2) if _born(n + 1).day <= 12 != _born(n + 1).month)
    people[unclear]["nik"] = "menyusul"
    checked = check_people(tmp_path, *people)
    assert checked.finding_counts["TANGGAL_TERTUKAR"] == 1
    assert "NIK_BEDA_TGL_LAHIR" not in checked.finding_counts
    right = [day for n, day in enumerate(RIGHT) if n != unclear]
    assert [day for n, day in enumerate(_days(checked.rows)) if n != unclear] == right
    assert "Belum pasti" in checked.findings.filter(code="TANGGAL_TERTUKAR")["message"][0]


def test_dates_from_1904_are_told_once(tmp_path: Path) -> None:
    people = _people(lambda d: f"{d - timedelta(days=1462):%Y-%m-%d}")
    checked = check_people(tmp_path, *people)
    assert checked.finding_counts == {"TANGGAL_1904": 1}
    assert _days(checked.rows) == RIGHT


def test_bare_numbers_of_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "Legok.xlsx"
    book = xlsxwriter.Workbook(str(path), {"date_1904": True})
    sheet = book.add_worksheet("Daftar")
    for r, row in enumerate(table(_people(lambda d: str((d - date(1904, 1, 1)).days), 3))):
        for c, value in enumerate(row):
            if r and c == 5:
                sheet.write_number(r, c, float(value))
            else:
                sheet.write(r, c, value)
    book.close()
    checked = check(path)
    assert checked.finding_counts == {"TANGGAL_1904": 1}
    assert _days(checked.rows) == RIGHT[:3]


def test_family_cards_in_the_nik_column_are_one_finding(tmp_path: Path) -> None:
    people = [
        worker(n, nik=f"15711012{n // 3 % 12 + 1:02d}10{9000 + n // 3}", nkk="") for n in range(12)
    ]
    checked = check_people(tmp_path, *people)
    assert checked.finding_counts == {"KOLOM_NIK_BERISI_KK": 1}
    assert checked.findings["severity"].to_list() == ["galat"]
    assert "ok" not in set(checked.rows["status"])


def test_a_copied_family_card_column_is_one_finding(tmp_path: Path) -> None:
    people = [worker(n) for n in range(10)]
    checked = check_people(tmp_path, *({**p, "nik": p["nkk"]} for p in people))
    assert checked.finding_counts == {"KOLOM_NIK_BERISI_KK": 1}


def test_niks_with_wrong_birth_dates_are_no_family_cards(tmp_path: Path) -> None:
    people = [worker(n, tanggal_lahir="01-01-1980") for n in range(12)]
    found = codes(check_people(tmp_path, *people))
    assert "KOLOM_NIK_BERISI_KK" not in {c for row in found.values() for c in row}
