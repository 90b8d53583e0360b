"""Worker lists: file to findings in memory, for XLSX and CSV; similar people; writing; memory."""

from __future__ import annotations

import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from bench.harness import Benchmark, best_seconds

_ON = date(2026, 11, 22)
_SEED = 20261122
_SENT_ON = date(2025, 5, 12)
_LISTED = 15_000
_XLSX_ROWS = 50_000
_CSV_ROWS = 1_000_000
_MEMORY_GOAL_MB = 2000.0
_HEADERS = (
    "No", "NIK", "No. KK", "Nama Lengkap", "Tempat Lahir", "Tgl Lahir", "JK", "Alamat", "RT", "RW",
    "Kelurahan", "Pekerjaan", "Penghasilan", "No HP", "Nama Ibu Kandung",
)  # fmt: skip
_FIRST = ("SITI", "AHMAD", "NUR", "RINA", "BUDI", "SLAMET", "DEWI", "YUSUF", "HERMAN", "SRI")
_LAST = ("WAHYUNI", "SANTOSO", "HIDAYAT", "LESTARI", "SAPUTRA", "AMINAH", "FAUZI", "RAHMAN")
_JOBS = ("Buruh harian lepas", "Tukang ojek", "Pedagang kecil", "Juru parkir", "Penjahit")


def run() -> list[Benchmark]:
    """All figures about lists; the peer is the same check, one Python row after the other."""
    with tempfile.TemporaryDirectory() as folder:
        xlsx, text = Path(folder) / "Legok.xlsx", Path(folder) / "Legok.csv"
        _write_xlsx(xlsx, _XLSX_ROWS)
        _write_csv(text, _CSV_ROWS)
        return [
            _speed("lists.xlsx", xlsx, _XLSX_ROWS, 25_000),
            _speed("lists.csv", text, _CSV_ROWS, 250_000),
            _similar(text, _CSV_ROWS),
            _write(xlsx, _XLSX_ROWS),
            _memory(text),
            _false(Path(folder) / "kiriman"),
        ]


def people(rows: int) -> Iterator[tuple[str, ...]]:
    """Synthetic workers (serials 9xxx), with the dirt of practice: one row in twelve."""
    chance = random.Random(_SEED)
    for number in range(1, rows + 1):
        birth = date(1963, 1, 1) + timedelta(days=chance.randrange(15_000))
        female = chance.random() < 0.4
        stem = f"1571{chance.randrange(1, 12):02d}{birth.day + 40 * female:02d}{birth:%m%y}"
        nik = f"{stem}{9000 + number % 1000}"
        if chance.random() < 0.08:
            nik = chance.choice((nik[:-1], nik[:4] + "O" + nik[5:], "-", f"{nik[:6]} {nik[6:]}"))
        card = f"1571{chance.randrange(1, 12):02d}01{number % 12 + 1:02d}109{number % 1000:03d}"
        name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)} {chance.choice(_LAST)}"
        mother = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
        address = f"Lrg. Damai No. {chance.randrange(1, 180)}"
        yield (
            str(number), nik, card, name, "Jambi", f"{birth:%d-%m-%Y}", "P" if female else "L",
            address, f"{chance.randrange(1, 40):03d}", f"{chance.randrange(1, 12):03d}", "Legok",
            chance.choice(_JOBS), f"{chance.randrange(12, 50) * 50_000}",
            f"0812{chance.randrange(10**7, 10**8)}", mother,
        )  # fmt: skip


def _write_xlsx(path: Path, rows: int) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": False})
    sheet = book.add_worksheet("Daftar")
    sheet.write_row(0, 0, _HEADERS)
    for number, person in enumerate(people(rows), 1):
        for column, text in enumerate(person):
            sheet.write_string(number, column, text)
    book.close()


def _write_csv(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, delimiter=";")
        writer.writerow(_HEADERS)
        writer.writerows(people(rows))


def _check(path: Path, *, similar: bool) -> object:
    from payung.lists.check import check_files

    return check_files([path], on=_ON, areas=_areas(), similar=similar)


def _areas() -> object:
    import payung
    from payung.lists.area_names import AreaTable

    return AreaTable.load(Path(payung.__file__).parent / "areas/data/kota-jambi.csv")


def _rate(work: Callable[[], object], rows: int) -> float:
    return rows / best_seconds(work)


def _speed(name: str, path: Path, rows: int, goal: float) -> Benchmark:
    return Benchmark(
        name=name,
        what=f"{rows} baris, berkas sampai temuan di memori, tanpa ORANG_MIRIP",
        value=_rate(lambda: _check(path, similar=False), rows),
        unit="rows/s",
        better="higher",
        goal=goal,
        floor=_rate(lambda: _bare_read(path), rows),
        peer=_peer_rate(path, rows),
        peer_name="the same scalar rules, row by row in Python",
    )


def _bare_read(path: Path) -> object:
    """The parser alone, in this process: no guard, no layout, no rule."""
    import polars as pl

    if path.suffix == ".csv":
        return pl.read_csv(path, separator=";", infer_schema=False)
    import fastexcel

    sheet = fastexcel.read_excel(path).load_sheet(0, header_row=None, skip_rows=0, dtypes="string")
    return sheet.to_polars()


def _peer_rate(path: Path, rows: int) -> float:
    """Reads with the same parser and checks each row by the scalar form of the rules."""
    from payung.lists.forms import check_worker

    fields = ("nik", "nkk", "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "alamat",
              "rt", "rw", "kelurahan", "pekerjaan", "penghasilan", "no_hp", "nama_ibu")  # fmt: skip
    areas = _areas()
    start = time.perf_counter()
    table = _bare_read(path)
    read = time.perf_counter() - start
    sample = table.tail(20_000)  # type: ignore[attr-defined]
    start = time.perf_counter()
    for row in sample.iter_rows():
        check_worker(dict(zip(fields, row[1:], strict=True)), on=_ON, areas=areas)
    checked = (time.perf_counter() - start) * rows / sample.height
    return rows / (read + checked)


def _similar(path: Path, rows: int) -> Benchmark:
    with_similar = best_seconds(lambda: _check(path, similar=True), rounds=1)
    without = best_seconds(lambda: _check(path, similar=False), rounds=1)
    return Benchmark(
        name="lists.similar",
        what=f"ORANG_MIRIP atas {rows} baris, di luar pemeriksaan lain",
        value=rows / max(with_similar - without, 0.001),
        unit="rows/s",
        better="higher",
    )


def _write(path: Path, rows: int) -> Benchmark:
    from payung.lists.output import write_results

    checked = _check(path, similar=False)
    with tempfile.TemporaryDirectory() as out:
        seconds = best_seconds(
            lambda: write_results(checked, [path], Path(out)),  # type: ignore[arg-type]
            rounds=1,
        )
    return Benchmark(
        name="lists.write",
        what=f"rows.csv, findings.csv dan perbaikan.xlsx dari {rows} baris",
        value=rows / seconds,
        unit="rows/s",
        better="higher",
    )


def _memory(path: Path) -> Benchmark:
    """Peak resident memory of a fresh process (and its child) that checks a million rows."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.bench_lists", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    return Benchmark(
        name="lists.memory_1m",
        what="1.000.000 baris CSV, puncak memori proses dan anaknya",
        value=float(done.stdout.split()[-1]),
        unit="MB",
        better="lower",
        goal=_MEMORY_GOAL_MB,
    )


def _false(folder: Path) -> Benchmark:
    """Findings that the truth of the sample generator doesn't know, on rows without any fault."""
    import polars as pl

    from payung.demo.synthetic.city import generate_areas
    from payung.demo.synthetic.people import generate_people
    from payung.demo.synthetic.workbooks import TRUTH_NAME, write_lists
    from payung.lists.check import check_files

    areas = generate_areas(_SEED)
    sent = write_lists(generate_people(areas, _SEED, _LISTED), areas, folder, _SEED)
    checked = check_files([one.path for one in sent], on=_SENT_ON, areas=_areas())  # type: ignore[arg-type]
    place = ["file", "sheet", "row"]
    truth = pl.read_csv(folder / TRUTH_NAME, infer_schema=False).with_columns(
        pl.col("row").cast(pl.UInt32), pl.col("sheet", "defects").fill_null("")
    )
    clean = truth.filter(pl.col("defects") == "")
    false = checked.findings.join(clean, on=place, how="semi").height
    about_sheets = checked.findings.filter(pl.col("row") == 0).height
    return Benchmark(
        name="lists.false",
        what=f"temuan palsu per 1.000 dari {clean.height} baris tanpa cela, contoh yang dibuat",
        value=1000 * (false + about_sheets) / clean.height,
        unit="per 1000",
        better="lower",
        goal=1.0,
    )


def _own_peak_kilobytes() -> int:
    """Peak of this program alone; `ru_maxrss` would count what its starter held before it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line[:6] == "VmHWM:")


def _print_peak(path: Path) -> None:
    start = time.perf_counter()
    _check(path, similar=False)
    seconds = time.perf_counter() - start
    own = _own_peak_kilobytes()
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{seconds:.2f} s, {own // 1024} MB, child {child // 1024} MB", file=sys.stderr)
    print(max(own, child) / 1024)


if __name__ == "__main__":
    _print_peak(Path(sys.argv[1]))
