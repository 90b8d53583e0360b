"""The written lists: their layouts, their dirt, and a truth that points at the right rows."""

from __future__ import annotations

import csv
import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from payung.demo.synthetic.city import Areas
from payung.demo.synthetic.layouts import layouts
from payung.demo.synthetic.people import generate_people
from payung.demo.synthetic.workbooks import TRUTH_NAME, write_lists

from .conftest import LISTED, SEED, Sent


def _sheet_rows(path: Path, sheet: str) -> list[tuple[str | None, ...]]:
    if path.suffix == ".csv":
        text = path.read_text(encoding="utf-8-sig")
        delimiter = ";" if text.startswith("no;") else ","
        return [tuple(row) for row in csv.reader(text.splitlines(True), delimiter=delimiter)]
    book = fastexcel.read_excel(path)
    frame = book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string").to_polars()
    return frame.rows()


def _truth_by_sheet(sent: Sent) -> Iterator[tuple[list[tuple[str | None, ...]], pl.DataFrame]]:
    for (file, sheet), rows in sent.truth.group_by("file", "sheet", maintain_order=True):
        yield _sheet_rows(sent.folder / str(file), str(sheet)), rows


def test_each_kelurahan_and_kesra_send_one_file(sent: Sent, areas: Areas) -> None:
    assert {one.sender for one in sent.lists} == {*areas.kelurahan["code"], "kesra"}
    assert len({one.path for one in sent.lists}) == 69
    assert all(one.path.is_file() for one in sent.lists)


def test_the_lists_hold_as_many_rows_as_were_asked_for(sent: Sent) -> None:
    assert sum(one.rows for one in sent.lists) == sent.truth.height == LISTED


def test_every_layout_occurs_and_no_two_have_the_same_headers(sent: Sent) -> None:
    assert {one.layout for one in sent.lists} == set(layouts())
    headers = {tuple(layout.columns.values()) for layout in layouts().values()}
    assert len(headers) == len(layouts()) >= 12


def test_truth_points_at_the_row_that_holds_the_person(sent: Sent) -> None:
    for rows, truth in _truth_by_sheet(sent):
        for one in truth.iter_rows(named=True):
            cells = " ".join(cell or "" for cell in rows[int(one["row"]) - 1]).upper()
            assert one["alamat"].split(" No.")[0].upper() in cells, one


def test_no_other_row_holds_a_nik(sent: Sent) -> None:
    for rows, truth in _truth_by_sheet(sent):
        placed = {int(row) for row in truth["row"]}
        for number, cells in enumerate(rows, 1):
            if number not in placed:
                assert not any(cell and cell.isdigit() and len(cell) == 16 for cell in cells)


def test_every_number_that_looks_like_a_nik_is_marked_as_invented(sent: Sent) -> None:
    seen = 0
    for rows, _ in _truth_by_sheet(sent):
        for cells in rows:
            for cell in cells:
                if cell and cell.isdigit() and len(cell) == 16:
                    seen += 1
                    assert cell[12] == "9" or cell.endswith("0000"), cell
    assert seen > LISTED


def test_clean_rows_show_the_true_nik(sent: Sent) -> None:
    shown = 0
    for rows, truth in _truth_by_sheet(sent):
        clean = truth.filter(
            (pl.col("defects") == "") & ~pl.col("traits").str.contains("HURUF|NIK_LAIN")
        )
        for one in clean.iter_rows(named=True):
            cells = {"".join(filter(str.isdigit, c or "")) for c in rows[int(one["row"]) - 1]}
            assert one["nik"] in cells, one
            shown += 1
    assert shown > LISTED * 0.7


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [
        ("NIK_PANJANG", 9, 21),
        ("NIK_RUSAK_EXCEL", 10, 32),
        ("NIK_BEDA_TGL_LAHIR", 8, 24),
        ("NIK_BEDA_JK", 3, 12),
        ("USIA_DI_LUAR", 9, 21),
        ("NIK_GANDA", 20, 60),
        ("ORANG_MIRIP", 8, 35),
        ("NIK_ISI_SERET", 1, 10),
        ("NIK_KOSONG", 1, 9),
        ("WILAYAH_TIDAK_DIKENAL", 3, 16),
        ("TGL_LAHIR_TIDAK_SAH", 3, 12),
    ],
)
def test_defects_come_at_the_rates_of_the_field(
    sent: Sent, code: str, least: float, most: float
) -> None:
    per_thousand = 1000 * sent.truth["defects"].str.split(";").list.contains(code).sum() / LISTED
    assert least <= per_thousand <= most


@pytest.mark.parametrize(
    ("trait", "least", "most"),
    [
        ("HP_KOSONG", 220, 280),
        ("IBU_KOSONG", 80, 130),
        ("HP_BERSAMA", 45, 75),
        ("PU", 18, 33),
        ("PEMBAYAR_LAIN", 22, 39),
        ("SAMA_ORANG", 26, 26),
    ],
)
def test_traits_come_at_the_rates_of_the_field(
    sent: Sent, trait: str, least: float, most: float
) -> None:
    per_thousand = 1000 * sent.truth["traits"].str.split(";").list.contains(trait).sum() / LISTED
    assert least <= per_thousand <= most


def test_the_same_person_twice_keeps_one_id_and_two_people_never_share_one(sent: Sent) -> None:
    by_person = sent.truth.group_by("person_id").agg(pl.col("nik").n_unique(), pl.len())
    assert (by_person["nik"] == 1).all()
    assert (by_person["len"] == 2).sum() == round(LISTED * 0.026)


def test_same_arguments_give_the_same_bytes(
    sent: Sent, people: pl.DataFrame, areas: Areas, tmp_path: Path
) -> None:
    write_lists(people, areas, tmp_path, SEED)
    for path in sent.folder.iterdir():
        first, second = path.read_bytes(), (tmp_path / path.name).read_bytes()
        assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest(), path.name


def test_no_cell_is_a_formula(sent: Sent) -> None:
    for one in sent.lists:
        if one.path.suffix == ".xlsx":
            with zipfile.ZipFile(one.path) as book:
                for name in book.namelist():
                    assert b"<f>" not in book.read(name)


def test_another_seed_leaves_no_file_of_the_first(areas: Areas, tmp_path: Path) -> None:
    for seed in (1, 2):
        lists = write_lists(generate_people(areas, seed, listed=400), areas, tmp_path, seed)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {one.path.name for one in lists} | {TRUTH_NAME}
