"""Deciles in the forms of the social office and of the welfare system's own export."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from payung.kernel.errors import BadInput
from payung.lists.deciles import read_decile, read_deciles, vintage_in

if TYPE_CHECKING:
    from pathlib import Path

ON = date(2025, 11, 3)
NIK, HEAD, CARD = "1571010101809001", "1571010101809002", "1571010101209003"


@pytest.mark.parametrize(
    ("text", "decile"),
    [
        ("4", 4), ("4.0", 4), ("Desil 4", 4), ("IV", 4), ("D10", 10), ("1 - Sangat miskin", 1),
        ("Desil 6-10", None), ("6 sd 10", None), ("", None), ("-", None), ("belum", None),
    ],
)  # fmt: skip
def test_a_decile_is_read_as_offices_write_it_and_a_range_is_none(
    text: str, decile: int | None
) -> None:
    assert read_decile(text) == decile


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Data DTSEN Triwulan III 2025", date(2025, 9, 30)),
        ("dtsen tw 2 tahun 2025", date(2025, 6, 30)),
        ("Keadaan per 10 Oktober 2025", date(2025, 10, 10)),
        ("Peringkat Agustus 2025", date(2025, 8, 31)),
        ("dtsen Q4 2025", ON),
        ("Daftar keluarga", None),
    ],
)
def test_the_vintage_of_a_title(title: str, day: date | None) -> None:
    assert vintage_in(title, ON) == day


def test_the_systems_own_export_names_heads_and_cards(tmp_path: Path) -> None:
    path = tmp_path / "DTSEN TW III 2025.csv"
    path.write_text(
        "ID_KELUARGA;NO_KK;NIK_KEPALA_KELUARGA;NAMA_KK;DESIL_NASIONAL;PROVINSI\n"
        f"K-1;{CARD};{HEAD};BUDI;3;JAMBI\nK-2;;{HEAD};SITI;Desil 6-10;JAMBI\n"
    )
    (first, second) = read_deciles(path, ON).iter_rows(named=True)
    assert (first["nik"], first["nik_kepala"], first["nkk"]) == ("", HEAD, CARD)
    assert (first["id_keluarga"], first["desil"]) == ("K-1", 3)
    assert first["tanggal"] == date(2025, 9, 30)
    assert second["desil"] is None


def test_a_day_is_told_by_the_column_then_the_title_then_the_sender(tmp_path: Path) -> None:
    path = tmp_path / "desil.csv"
    path.write_text(f"Nama;NIK;Desil\nBUDI;{NIK};2\n")
    assert read_deciles(path, ON)["tanggal"].to_list() == [None]
    assert read_deciles(path, ON, date(2025, 7, 1))["tanggal"].to_list() == [date(2025, 7, 1)]


def test_a_list_without_deciles_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(f"Nama;NIK\nBUDI;{NIK}\n")
    with pytest.raises(BadInput, match="desil"):
        read_deciles(path, ON)
