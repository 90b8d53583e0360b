"""`payung lists check` as contract.md fixes it."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from payung.cli.main import main
from payung.lists.fields import FINDING_COLUMNS, ROW_COLUMNS
from tests.unit.lists.builders import table, worker, write_xlsx
from tests.unit.lists.hostile import write


def test_one_json_document_and_the_files_of_the_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write_xlsx(
        tmp_path / "Legok.xlsx", {"Daftar": table([worker(1), worker(2, nik="", nama="=1+1")])}
    )
    bad = write(tmp_path, "web-page.xls")
    out = tmp_path / "hasil"
    arguments = ["lists", "check", str(good), str(bad), "--out", str(out), "--json"]
    assert main([*arguments, "--date", "2026-11-22"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert {k: said[k] for k in ("files", "rows", "ok", "periksa", "tolak", "findings")} == {
        "files": 2, "rows": 2, "ok": 1, "periksa": 0, "tolak": 1,
        "findings": {"BERKAS_RUSAK": 1, "NIK_KOSONG": 1},
    }  # fmt: skip
    rows = pl.read_csv(out / "rows.csv", infer_schema=False)
    assert rows.columns == list(ROW_COLUMNS)
    assert rows["no_hp"][0] == "+6281210000001"
    assert rows["nama"][1] == "'=1+1"
    findings = pl.read_csv(out / "findings.csv", infer_schema=False)
    assert findings.columns == list(FINDING_COLUMNS)
    assert (out / "perbaikan-Legok.xlsx").exists()
    assert not (out / "perbaikan-web-page.xlsx").exists()


def test_the_exit_status_is_one_when_nothing_could_be_judged(tmp_path: Path) -> None:
    bad = write(tmp_path, "web-page.xls")
    assert main(["lists", "check", str(bad), "--out", str(tmp_path / "hasil")]) == 1


def test_the_age_window_and_the_day_are_options(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_xlsx(tmp_path / "Legok.xlsx", {"Daftar": table([worker(1)])})
    arguments = ["lists", "check", str(path), "--out", str(tmp_path / "hasil"), "--json"]
    assert main([*arguments, "--date", "2026-11-22", "--age", "18-50"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == {"USIA_DI_LUAR": 1}
    assert main([*arguments, "--age", "tua"]) == 1


def test_the_samples_of_the_offices_hold_the_rows_they_say(tmp_path: Path) -> None:
    """Runs where the samples lie beside the checkout; their README names the counts."""
    from tests.unit.lists.builders import check

    samples = Path(__file__).resolve().parents[4] / "shared" / "samples"
    if not samples.is_dir():
        pytest.skip("no samples beside the checkout")
    readme = (samples / "README.md").read_text(encoding="utf-8")
    counts = {
        cells[1].strip(): int(cells[2])
        for line in readme.splitlines()
        if len(cells := line.split("|")) == 4 and cells[2].strip().isdigit()
    }
    checked = check(*(samples / name for name in counts))
    assert dict(checked.rows.group_by("file").len().iter_rows()) == counts
