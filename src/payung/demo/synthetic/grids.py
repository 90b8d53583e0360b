"""Sheets as grids of cells, with the row in which each person stands; formats come later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from random import Random

from payung.demo.synthetic.cells import (
    Cell,
    date_cell,
    income_cell,
    kelurahan_cell,
    name_cell,
    nik_cell,
    phone_cell,
    place_and_date,
    rt_cell,
    rt_rw_cell,
    rw_cell,
    sex_cell,
)
from payung.demo.synthetic.layouts import GROUP_SIGN, InventedLayout
from payung.demo.synthetic.rows import ListedRow
from payung.demo.synthetic.tables import job_table

Merge = tuple[int, int, int, int]


@dataclass(slots=True)
class Grid:
    """One sheet: `rows[0]` is Excel's row 1. `placed`: (Excel row, person's row)."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    placed: list[tuple[int, ListedRow]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)

    def add(self, cells: list[Cell]) -> int:
        """Appends a row and returns its number as Excel shows it."""
        self.rows.append(cells)
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class ListSender:
    """Who sends the list: its name, its kecamatan's, and the case in which it writes names."""

    kelurahan: str
    kecamatan: str
    case: str

    def fill(self, text: str, part: str = "") -> str:
        """Puts the names into a title or a file name."""
        return text.format(
            kel=self.kelurahan,
            KEL=self.kelurahan.upper(),
            kel_=self.kelurahan.replace(" ", "_"),
            kec=self.kecamatan,
            KEC=self.kecamatan.upper(),
            part=part,
        )


def build_sheets(
    rows: list[ListedRow], layout: InventedLayout, sender: ListSender, chance: Random
) -> list[Grid]:
    """The sheets of one file in order; every row of `rows` stands in exactly one of them."""
    if not layout.by:
        sheets = [_build_sheet(rows, layout, sender, "", chance)]
    else:
        ordered = sorted(rows, key=lambda row: _part(row, layout))
        sheets = [
            _build_sheet(list(part), layout, sender, name, chance)
            for name, part in groupby(ordered, key=lambda row: _part(row, layout))
        ]
    if layout.summary:
        sheets.insert(0 if layout.summary == "first" else len(sheets), _summary(sheets))
    if layout.before:
        sheets.insert(0, _front_sheet(layout.before))
    return sheets


def _part(row: ListedRow, layout: InventedLayout) -> str:
    if layout.by == "kecamatan":
        return str(row.shown["kecamatan"])
    if layout.by == "rw":
        return f"RW {row.shown['rw'][1:]}" if row.shown["rw"] else "TANPA RW"
    return f"RT {row.shown['rt'][1:]}"


def _build_sheet(
    rows: list[ListedRow], layout: InventedLayout, sender: ListSender, part: str, chance: Random
) -> Grid:
    grid = Grid(part or layout.sheet)
    down, across = layout.offset
    grid.rows.extend([] for _ in range(down))
    indent: list[Cell] = [None] * across
    for title in layout.titles:
        grid.add([*indent, sender.fill(title, part)] if title else [])
    _add_header(grid, layout, indent)
    grid.hidden = [across + list(layout.columns).index(name) for name in layout.hidden]
    if layout.numbering:
        grid.add([*indent, *range(1, len(layout.columns) + 1)])
    _add_rows(grid, rows, layout, sender, indent, chance)
    grid.rows.extend(_closing(rows, layout, sender, indent))
    return grid


def _add_header(grid: Grid, layout: InventedLayout, indent: list[Cell]) -> None:
    """One row, or two with the upper one merged over its group and single titles merged down."""
    titles = list(layout.columns.values())
    if not layout.grouped:
        grid.add([*indent, *titles])
        return
    upper = [title.partition(GROUP_SIGN)[0] for title in titles]
    lower = [title.partition(GROUP_SIGN)[2] or None for title in titles]
    seen = [
        name if place == 0 or upper[place - 1] != name else None for place, name in enumerate(upper)
    ]
    top = grid.add([*indent, *seen]) - 1
    grid.add([*indent, *lower])
    for name, places in groupby(range(len(upper)), key=lambda place: upper[place]):
        span = [len(indent) + place for place in places]
        if len(span) > 1:
            grid.merges.append((top, span[0], top, span[-1]))
        elif lower[upper.index(name)] is None:
            grid.merges.append((top, span[0], top + 1, span[0]))


def _add_rows(
    grid: Grid,
    rows: list[ListedRow],
    layout: InventedLayout,
    sender: ListSender,
    indent: list[Cell],
    chance: Random,
) -> None:
    section = ""
    for number, row in enumerate(rows, 1):
        if layout.sections and _rt_title(row) != section:
            section = _rt_title(row)
            grid.add([*indent, section])
        if layout.repeat and number > 1 and number % layout.repeat == 1:
            _add_header(grid, layout, indent)
        if layout.blank_every and number % layout.blank_every == 0:
            grid.add([])
        line = [_cell(name, row, number, layout, sender, chance) for name in layout.columns]
        grid.placed.append((grid.add([*indent, *line]), row))


def _rt_title(row: ListedRow) -> str:
    return f"RT {row.shown['rt'][1:]}"


def _cell(
    name: str,
    row: ListedRow,
    number: int,
    layout: InventedLayout,
    sender: ListSender,
    chance: Random,
) -> Cell:
    if name in row.raw:
        raw: Cell = row.raw[name]
        return raw
    shown = row.shown
    match name:
        case "no":
            return number
        case "nik" | "nkk":
            return nik_cell(shown[name], chance)
        case "nama":
            return name_cell(shown["nama"], row.true["jenis_kelamin"], sender.case, chance)
        case "tanggal_lahir":
            return date_cell(shown["tanggal_lahir"], layout.dates, chance)
        case "ttl":
            return _birth(row, layout, chance)
        case "jenis_kelamin":
            return sex_cell(shown["jenis_kelamin"], layout.sex, chance)
        case "alamat":
            return _address(row, layout)
        case "rt":
            return rt_cell(shown["rt"], chance)
        case "rw":
            return rw_cell(shown["rw"], chance)
        case "rtrw":
            return row.raw.get("rt") or rt_rw_cell(shown["rt"], shown["rw"], chance)
        case "kelurahan":
            return kelurahan_cell(shown["kelurahan"], chance)
        case "pekerjaan":
            return str(chance.choice(job_table()[shown["pekerjaan"]]["words"]))
        case "penghasilan":
            return income_cell(shown["penghasilan"], layout.income, chance)
        case "no_hp":
            return phone_cell(shown["no_hp"], chance) if shown["no_hp"] else None
        case "tempat_lahir" | "nama_ibu" | "kecamatan":
            return str(shown[name])
        case _:
            return _side_cell(name, row, chance)


def _birth(row: ListedRow, layout: InventedLayout, chance: Random) -> str:
    """Place and date in one cell; a planted bad date keeps its place in front."""
    place = str(row.shown["tempat_lahir"])
    if "tanggal_lahir" in row.raw:
        return f"{place}, {row.raw['tanggal_lahir']}"
    return place_and_date(place, row.shown["tanggal_lahir"], layout.dates, chance)


def _address(row: ListedRow, layout: InventedLayout) -> str:
    text = str(row.shown["alamat"])
    return text.replace(" No.", "\nNo.") if layout.wrap_address and text.endswith("7") else text


def _side_cell(name: str, row: ListedRow, chance: Random) -> Cell:
    """Columns that nobody asked for; one note in a hundred looks like a formula."""
    if name == "keterangan":
        return chance.choice((None,) * 6 + ("usulan baru", "aktif", "-", "=aktif", "+1 anak"))
    sides: dict[str, Cell] = {
        "id_dtks": f"SINTETIS-{chance.randrange(10**6):06d}",
        "desil": chance.randint(1, 6),
        "status_kawin": chance.choice(("K", "K", "TK", "C")),
        "kota": "Kota Jambi",
        "panggilan": str(row.shown["nama"]).split()[0].title()[:6],
        "tempat_tugas": chance.choice(
            ("Masjid Al-Ikhlas", "Langgar Nurul Iman", "TPQ Al-Hidayah", "Masjid Raya", None)
        ),
    }
    return sides.get(name)


def _closing(
    rows: list[ListedRow], layout: InventedLayout, sender: ListSender, indent: list[Cell]
) -> Iterator[list[Cell]]:
    """The total and the place for the lurah's signature."""
    if layout.total:
        yield [*indent, "JUMLAH", None, f"{len(rows)} orang"]
    if layout.signature:
        aside: list[Cell] = [*indent, *[None] * (len(layout.columns) - 3)]
        office = f"Lurah {sender.kelurahan}" if sender.kelurahan else "Kepala Bagian Kesra"
        for line in (
            "",
            "Jambi,        April 2025",
            office,
            "",
            "",
            "( SINTETIS )",
        ):
            yield [*aside, line] if line else []
        yield [*aside, "NIP. 19000000 000000 0 000"]


def _summary(sheets: list[Grid]) -> Grid:
    """A first or last sheet that counts the others and names nobody."""
    grid = Grid("REKAP")
    grid.add(["REKAPITULASI"])
    grid.add(["No", "Wilayah", "Jumlah", "Keterangan"])
    for number, sheet in enumerate(sheets, 1):
        grid.add([number, sheet.name, len(sheet.placed), None])
    grid.add([None, "Total", sum(len(sheet.placed) for sheet in sheets), None])
    return grid


def _front_sheet(name: str) -> Grid:
    grid = Grid(name)
    if name == "PETUNJUK":
        for line in (
            "CARA MENGISI",
            "1. Satu baris satu orang",
            "2. NIK 16 angka",
            "3. Kirim kembali",
        ):
            grid.add([line])
    return grid
