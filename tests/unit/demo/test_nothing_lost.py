"""People in are rows out or rows told, and no row is `ok` that lost a column of its sender."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import payung
from payung.lists.area_names import AreaTable
from payung.lists.check import Checked, check_files
from tests.unit.demo.conftest import Sent
from tests.unit.lists.builders import rewrite_sheets

ON = date(2025, 5, 12)
PLACE = ["file", "sheet", "row"]
FIELDS = ("nik", "nkk", "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "alamat", "rt",
          "rw", "kode_kelurahan", "pekerjaan", "no_hp", "nama_ibu")  # fmt: skip
LEFT_EMPTY = {"no_hp": "HP_KOSONG|HP_BERSAMA|SAMA_ORANG|KEMBAR", "nama_ibu": "IBU_KOSONG"}
"""Whose cell the generator may have left empty."""

AREAS = AreaTable.load(Path(payung.__file__).parent / "areas/data/kota-jambi.csv")


def _read(*paths: Path) -> Checked:
    return check_files(list(paths), on=ON, areas=AREAS, similar=False)


@pytest.fixture(scope="module")
def checked(sent: Sent) -> Checked:
    return _read(*(one.path for one in sent.lists))


def _truth(sent: Sent) -> pl.DataFrame:
    return sent.truth.with_columns(
        pl.col("row").cast(pl.UInt32), pl.col("sheet", "traits", "defects").fill_null("")
    )


def test_everyone_on_a_list_is_a_row_of_the_result(sent: Sent, checked: Checked) -> None:
    assert _truth(sent).join(checked.rows, on=PLACE, how="anti").height == 0
    assert checked.rows.height == sent.truth.height


@pytest.mark.parametrize("field", FIELDS)
def test_no_row_is_ok_that_lost_a_column(sent: Sent, checked: Checked, field: str) -> None:
    both = _truth(sent).join(checked.rows, on=PLACE, suffix="_read")
    read = pl.col(f"{field}_read").fill_null("")
    has_it = both.group_by("file").agg(has_it=(read != "").any())
    lost = both.join(has_it, on="file").filter(
        pl.col("has_it") & (read == "") & (pl.col("status") == "ok")
    )
    empty = LEFT_EMPTY.get(field)
    kept = lost if empty is None else lost.filter(~pl.col("traits").str.contains(empty))
    told = checked.findings.filter(pl.col("column") == field)
    said = kept.filter(~pl.col("defects").str.contains("HP_TIDAK_SAH"))  # "tidak punya WA": none
    assert said.join(told, on=PLACE, how="anti").height == 0


def test_a_wrong_dimension_takes_nobody_away(sent: Sent, tmp_path: Path) -> None:
    books = [one.path for one in sent.lists if one.path.suffix == ".xlsx"][:6]
    copies = [Path(shutil.copy(book, tmp_path / book.name)) for book in books]
    for copy in copies:
        rewrite_sheets(copy, lambda xml: re.sub(rb'(<dimension ref=")[^"]*', rb"\1A0:C3", xml))
    columns = [*PLACE, *FIELDS, "status"]
    assert _read(*copies).rows.select(columns).equals(_read(*books).rows.select(columns))
