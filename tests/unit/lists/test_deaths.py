"""Who in a list is dead: remarks in one or two columns, and other people's deaths."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from payung.lists.deaths import read_deaths

if TYPE_CHECKING:
    from pathlib import Path

ON = date(2025, 12, 31)


def test_a_state_and_a_remark_are_read_together(tmp_path: Path) -> None:
    path = tmp_path / "pkh.csv"
    path.write_text(
        "NIK;Nama Pengurus;Status;Keterangan\n"
        "1571010101809001;SITI;Nonaktif;Meninggal 12-05-2025\n"
        "1571010101809002;BUDI;Nonaktif;Pindah\n"
        "1571010101809003;AMIN;Meninggal dunia;\n"
    )
    found = read_deaths(path, ON).people
    assert found["nama"].to_list() == ["SITI", "AMIN"]
    assert found["tanggal_meninggal"].to_list() == ["12-05-2025", ""]


def test_the_widowed_and_the_bereaved_are_not_the_dead(tmp_path: Path) -> None:
    path = tmp_path / "warga.csv"
    path.write_text(
        "NIK;Nama;Status Perkawinan;Keterangan\n"
        "1571010101809001;SITI;Cerai mati;\n"
        "1571010101809002;BUDI;Kawin;istri meninggal 2024\n"
        "1571010101809003;AMIN;Kawin;suaminya sudah meninggal, pindah\n"
        "1571010101809004;ABAS;Cerai mati;meninggal dunia\n"
    )
    assert read_deaths(path, ON).people["nama"].to_list() == ["ABAS"]
