"""`payung link` from outside: files in and out, JSON, and sentences for what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from payung.cli.main import main

HEAD = "id,nik,nama,tanggal_lahir,jenis_kelamin,nama_ibu,no_hp,kode_kelurahan,rt"
ROWS = """
1,,Budi Santoso,1980-02-03,L,Sumarni,+6281200009001,15.71.07.1006,001
2,,BOEDI SANTOSO,1980-02-03,L,Sumarni,+6281200009001,15.71.07.1006,001
,,Halimah,1975-11-30,P,,,15.71.07.1006,002
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return path


def test_pairs_are_written_and_counted(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["link", str(source), str(tmp_path / "out.csv"), "--json"]) == 0
    said = capsys.readouterr()
    summary = json.loads(said.out)
    assert (summary["rows"], summary["pairs"], summary["engine"]) == (3, 1, "duckdb")
    assert {"seconds", "peak_rss_mb"} <= set(summary)
    found = pl.read_csv(tmp_path / "out.csv", infer_schema=False)
    assert found.select("id_l", "id_r").rows() == [("1", "2")]
    assert "1 baris tanpa id dinamai baris-N: baris 3." in said.err


def test_semicolons_capitals_and_old_encodings_are_read(tmp_path: Path) -> None:
    text = "ID;Nama;Tanggal_Lahir\n1;Café Budi;1980-02-03\n2;Cafe Budi;1980-02-03\n"
    (tmp_path / "in.csv").write_bytes(text.encode("cp1252"))
    assert main(["link", str(tmp_path / "in.csv"), str(tmp_path / "out.csv")]) == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Berkas kosong."),
        (b"a,b\n1,2\n", "Kolom nama tidak ada."),
        (b"id,nama\n", "tidak berisi baris data"),
        (b"PK\x03\x04", "bukan CSV"),
        (b'id,nama\n1,"Budi\n', "bukan CSV yang utuh"),
    ],
)
def test_an_unusable_file_is_refused_with_a_sentence(
    content: bytes, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in.csv").write_bytes(content)
    assert main(["link", str(tmp_path / "in.csv"), str(tmp_path / "out.csv")]) == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_a_missing_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["link", str(tmp_path / "x.csv"), str(tmp_path / "out.csv")]) == 1
    assert "tidak bisa dibuka" in capsys.readouterr().err
