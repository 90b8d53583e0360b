"""`payung law explain | batch | iuran`, to the letter of the contract."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from payung.cli.main import main

COMPONENTS = (
    "santunan", "berkala", "pemakaman", "beasiswa", "stmb", "cacat", "perawatan", "transport",
)  # fmt: skip
OUT = [*COMPONENTS, "total_now", "total", "status", "reasons", "basis"]
DEATH = {
    "program": "jkm",
    "event": "death",
    "event_date": "2025-10-31",
    "paid_months": 4,
    "membership_months": 3,
}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["law", *arguments])
    printed = capsys.readouterr()
    return status, printed.out + ("" if status == 0 else printed.err)


def explain(
    capsys: pytest.CaptureFixture[str], folder: Path, case: object, *options: str
) -> tuple[int, str]:
    path = folder / "kasus.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    return run(capsys, "explain", str(path), *options)


def test_explain_gives_one_json_document(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, printed = explain(capsys, tmp_path, DEATH, "--json")
    found = json.loads(printed)
    assert status == 0
    assert found["total"] == 42_000_000
    assert {*COMPONENTS, "total_now", "status", "basis", "law_version"} <= found.keys()
    step = next(step for step in found["steps"] if step["rule"] == "santunan_jkm")
    assert step["parameters"][0]["basis"] == ["PP82 Ps 34"]


def test_explain_speaks_indonesian_and_english(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "Uang untuk keluarga: Rp42.000.000." in explain(capsys, tmp_path, DEATH)[1]
    assert "Cash to the family: Rp42.000.000." in explain(capsys, tmp_path, DEATH, "--english")[1]


def test_explain_never_adds_the_scholarship_to_the_sum(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = DEATH | {"program": "jkk", "income": 1_000_000, "children": [{"stage": "TK1"}]}
    _, printed = explain(capsys, tmp_path, case)
    assert "Uang untuk keluarga: Rp70.000.000." in printed
    assert "Beasiswa paling banyak: Rp87.000.000, dibayar per tahun." in printed
    assert "157.000.000" not in printed


@pytest.mark.parametrize(
    "case",
    [
        DEATH | {"event": "pensiun"},
        DEATH | {"event_date": "2015-06-30"},
        DEATH | {"income": -1},
        DEATH | {"income": "banyak"},
        DEATH | {"children": "SD7"},
        ["bukan", "objek"],
    ],
)
def test_explain_refuses_bad_input_with_one_sentence(
    case: object, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, printed = explain(capsys, tmp_path, case)
    assert status == 1
    assert len(printed.strip().splitlines()) == 1


def test_explain_refuses_a_file_that_is_no_json(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "rusak.json"
    path.write_text("{", encoding="utf-8")
    assert run(capsys, "explain", str(path))[0] == 1
    assert run(capsys, "explain", str(tmp_path / "tidak-ada.json"))[0] == 1


def batch(
    capsys: pytest.CaptureFixture[str], folder: Path, text: str
) -> tuple[int, list[dict[str, str]]]:
    source, target = folder / "masuk.csv", folder / "keluar.csv"
    source.write_text(text, encoding="utf-8")
    status = run(capsys, "batch", str(source), str(target))[0]
    if not target.exists():
        return status, []
    with target.open(encoding="utf-8", newline="") as lines:
        return status, list(csv.DictReader(lines))


def test_batch_keeps_unknown_columns_and_adds_its_own(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, rows = batch(
        capsys,
        tmp_path,
        "case_id,catatan,program,event,event_date,segment,paid_months,membership_months\n"
        'A1,"koma, ""kutip""",jkm,death,2025-10-31,bpu,4,3\n'
        "A2,=1+1,jkm,death,2025-10-31,bpu,3,3\n",
    )
    assert status == 0
    assert [row["catatan"] for row in rows] == ['koma, "kutip"', "=1+1"]
    assert set(OUT) <= rows[0].keys()
    assert (rows[0]["total"], rows[0]["status"], rows[0]["basis"]) == (
        "42000000",
        "payable",
        "PP44;PP82;PMN1",
    )
    assert (rows[1]["total"], rows[1]["total_low"], rows[1]["total_high"]) == (
        "",
        "10000000",
        "42000000",
    )
    assert (rows[1]["status"], rows[1]["reasons"]) == ("needs_decision", "MASA_TUNGGU")


def test_batch_writes_an_unreadable_row_as_invalid_and_computes_the_others(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    head = "case_id,program,event,event_date,segment,income,children\n"
    lines = {
        "PERISTIWA_TIDAK_DIKENAL": "jkm,pensiun,2025-10-31,bpu,,",
        "PROGRAM_TIDAK_DIKENAL": "jht,death,2025-10-31,bpu,,",
        "SEGMEN_TIDAK_DIKENAL": "jkm,death,2025-10-31,ppu,,",
        "TANGGAL_TIDAK_SAH": "jkm,death,31-10-2025,bpu,,",
        "TANGGAL_SEBELUM_2015": "jkm,death,2015-06-30,bpu,,",
        "ANGKA_TIDAK_SAH:income": "jkk,death,2025-10-31,bpu,-5,",
        "DATA_KOSONG:income": "jkk,death,2025-10-31,bpu,,",
        "JENJANG_TIDAK_DIKENAL": "jkk,death,2025-10-31,bpu,1000000,SD7",
        "": "jkk,death,2025-10-31,bpu,1000000,SD6",
    }
    body = "".join(f"{number},{line}\n" for number, line in enumerate(lines.values()))
    status, rows = batch(capsys, tmp_path, head + body)
    assert status == 0
    assert [row["reasons"] for row in rows] == list(lines)
    assert [row["status"] for row in rows] == ["invalid"] * 8 + ["payable"]
    assert {rows[0][name] for name in (*COMPONENTS, "total", "total_low", "basis")} == {""}
    assert rows[-1]["total"] == "146500000"


def test_batch_exits_1_when_nothing_could_be_judged(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert batch(capsys, tmp_path, "a,b\n1,2\n")[0] == 1
    assert batch(capsys, tmp_path, "program,event,event_date\n")[0] == 1
    assert run(capsys, "batch", str(tmp_path / "tidak-ada.csv"), str(tmp_path / "x.csv"))[0] == 1


def test_batch_reads_a_byte_order_mark_and_ragged_lines(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = (
        "\ufeffprogram,event,event_date,paid_months\r\n"
        "jkm,death,2020-01-01,1\r\n"
        "jkm,death\r\n"
        "jkm,death,2020-01-01,1,lebih\r\n"
    )
    status, rows = batch(capsys, tmp_path, text)
    assert status == 0
    assert [row["status"] for row in rows] == ["payable", "invalid", "invalid"]
    assert rows[2]["reasons"] == "BARIS_TIDAK_TERBACA"


def iuran(capsys: pytest.CaptureFixture[str], **options: str) -> dict[str, object]:
    named = {"month": "2026-06", "income": "1000000", "sector": "other", "payer": "apbd"} | options
    flags = [part for name, value in named.items() for part in (f"--{name}", value)]
    status, printed = run(capsys, "iuran", *flags, "--json")
    assert status == 0
    found: dict[str, object] = json.loads(printed)
    return found


def test_iuran_gives_the_documented_keys(capsys: pytest.CaptureFixture[str]) -> None:
    found = iuran(capsys)
    assert (found["jkk"], found["jkm"], found["total"]) == (10_000, 6_800, 16_800)
    assert (found["status"], found["total_low"], found["total_high"]) == (
        "payable",
        16_800,
        16_800,
    )
    assert {"basis", "steps"} <= found.keys()


def test_iuran_halves_for_who_pays_himself_and_asks_about_csr(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert iuran(capsys, payer="self")["total"] == 8_400
    asked = iuran(capsys, payer="csr")
    assert (asked["total"], asked["total_low"], asked["total_high"]) == (None, 8_400, 16_800)


def test_iuran_refuses_input_by_status_1_and_usage_by_2(
    capsys: pytest.CaptureFixture[str],
) -> None:
    fixed = ["--sector", "other", "--payer", "apbd"]
    assert run(capsys, "iuran", "--month", "2026-13", "--income", "1", *fixed)[0] == 1
    assert run(capsys, "iuran", "--month", "2015-06", "--income", "1", *fixed)[0] == 1
    assert run(capsys, "iuran", "--month", "2026-01", "--income", "-1", *fixed)[0] == 1
    assert run(capsys, "iuran", "--month", "2026-01", "--income", "x", *fixed)[0] == 2
