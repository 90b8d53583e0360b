"""The sender's workbook comes back marked, can't hurt, and goes through once it is mended."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pytest

from payung.kernel.errors import UnreadableFile
from payung.lists.mark import mark_workbook
from payung.lists.marking import mark_apart
from payung.lists.output import write_results
from tests.unit.lists.builders import check, codes, table, worker, write_xlsx

BAD = {"nik": "157110311280901", "no_hp": "123456", "rt": "?"}


def _marked(source: Path) -> Path:
    target = source.with_name(f"perbaikan-{source.stem}.xlsx")
    mark_workbook(source, check(source).findings, target)
    return target


def test_wrong_cells_are_coloured_commented_and_named_in_a_column(tmp_path: Path) -> None:
    rows = [["DAFTAR"], [], *table([worker(1), worker(2, **BAD)])]
    sheet = openpyxl.load_workbook(_marked(write_xlsx(tmp_path / "Legok.xlsx", {"D": rows})))["D"]
    assert sheet["P3"].value == "Perbaikan"
    assert sheet["P4"].value is None
    assert "15 angka" in sheet["P5"].value
    for cell in ("B5", "I5", "N5"):
        assert sheet[cell].comment is not None
        assert sheet[cell].fill.fill_type == "solid"
    assert sheet["B5"].number_format == "@"
    assert sheet["C5"].comment is None


def test_the_looks_of_the_senders_workbook_are_kept(tmp_path: Path) -> None:
    from openpyxl.styles import Font

    path = write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": table([worker(1, **BAD)])})
    book = openpyxl.load_workbook(path)
    book["Daftar"]["D2"].font = Font(name="Georgia", italic=True)
    book["Daftar"].column_dimensions["D"].width = 44
    book.save(path)
    sheet = openpyxl.load_workbook(_marked(path))["Daftar"]
    assert sheet["D2"].font.name == "Georgia"
    assert sheet.column_dimensions["D"].width == 44


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_mended_and_sent_again_it_goes_through(tmp_path: Path, kind: str) -> None:
    rows = table([worker(1), worker(2, **BAD), worker(3)])
    path = tmp_path / f"Legok.{kind}"
    if kind == "xlsx":
        write_xlsx(path, {"Daftar": rows})
    else:
        path.write_text("\n".join(";".join(map(str, row)) for row in rows), encoding="utf-8")
    marked = _marked(path)
    book = openpyxl.load_workbook(marked)
    sheet = book.active
    assert sheet is not None
    good = worker(2)
    sheet["B3"], sheet["I3"], sheet["N3"] = good["nik"], good["rt"], good["no_hp"]
    book.save(marked)
    again = check(marked)
    assert again.findings.height == 0
    assert again.rows["row"].to_list() == [2, 3, 4]
    twice = openpyxl.load_workbook(_marked(marked)).active
    assert twice is not None
    assert [c.value for c in twice[1]].count("Perbaikan") == 1
    assert all(c.comment is None for row in twice.iter_rows() for c in row)


def test_marking_twice_without_mending_says_the_same(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": table([worker(1, **BAD)])})
    once = _marked(path)
    assert codes(check(path)) == codes(check(once))


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_no_cell_leaves_as_a_formula(tmp_path: Path, kind: str) -> None:
    evil = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)"]
    people = [worker(n, nama=text, **BAD) for n, text in enumerate(evil, 1)]
    path = tmp_path / f"Legok.{kind}"
    if kind == "xlsx":
        write_xlsx(path, {"Daftar": table(people)})
        book = openpyxl.load_workbook(path)
        book["Daftar"]["L2"] = "=HYPERLINK(1)"
        book.save(path)
    else:
        path.write_text(
            "\n".join(";".join(map(str, row)) for row in table(people)), encoding="utf-8"
        )
    checked = check(path)
    out = tmp_path / "hasil"
    (marked,) = write_results(checked, [path], out)
    sheet = openpyxl.load_workbook(marked).active
    assert sheet is not None
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert [sheet.cell(row, 4).value for row in range(2, 6)] == evil
    assert checked.rows["nama"].to_list() == evil
    for name in ("rows.csv", "findings.csv"):
        text = (out / name).read_text(encoding="utf-8")
        assert not [f for line in text.splitlines() for f in line.split(",") if f[:1] in ("=", "@")]


def test_results_of_the_contract_are_written(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": table([worker(1, **BAD)])})
    write_results(check(path), [path], tmp_path / "hasil")
    assert sorted(p.name for p in (tmp_path / "hasil").iterdir()) == [
        "findings.csv", "perbaikan-Legok.xlsx", "rows.csv",
    ]  # fmt: skip
    head = (tmp_path / "hasil/rows.csv").read_text(encoding="utf-8").splitlines()[0]
    assert head.startswith("file,sheet,row,nik,nkk,nama,tempat_lahir,tanggal_lahir")


def test_marking_apart_gives_the_same_and_loads_no_workbook_library_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, here, apart = tmp_path / "a.xlsx", tmp_path / "di-sini.xlsx", tmp_path / "lain.xlsx"
    write_xlsx(source, {"D": table([worker(1, **BAD)])})
    found = check(source).findings
    mark_workbook(source, found, here)
    for name in [name for name in sys.modules if name.partition(".")[0] == "openpyxl"]:
        monkeypatch.delitem(sys.modules, name)
    mark_apart(source, found, apart, {})
    assert "openpyxl" not in sys.modules
    assert apart.stat().st_size == pytest.approx(here.stat().st_size, rel=0.01)


def test_what_cannot_be_marked_apart_is_refused_with_the_same_sentence(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    write_xlsx(source, {"D": table([worker(1, **BAD)])})
    found = check(source).findings
    source.write_bytes(b"PK\x03\x04 bukan buku kerja")
    with pytest.raises(UnreadableFile) as refused:
        mark_apart(source, found, tmp_path / "b.xlsx", {})
    assert refused.value.sentence
