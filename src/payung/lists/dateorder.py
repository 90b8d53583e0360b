"""Birth dates of a whole column that are wrong for one cause: month before day, day and month
exchanged by a spreadsheet, days counted from 1904.

The cells and the NIKs' own dates decide together, per column and per form of writing. Where it is
sure the dates are read so and it is said once; rows that stay open are left as they stand, and a
person must look at them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import polars as pl

from payung.lists.messages import message
from payung.lists.rules.dates import Readings, readings_of

_FROM_1904 = timedelta(days=1462)
_ENOUGH = 3
_NEARLY_ALL = 0.8
_SOME = 0.1
_SUSPECT_SHARE = 0.01

About = tuple[str, str, str, str, str]
"""File, sheet, column, code and sentence of a finding about a sheet."""


@dataclass(slots=True)
class Decided:
    """What was decided: the right dates by row, rows that stay open, what is said of sheets."""

    dates: dict[int, date] = field(default_factory=dict)
    open_rows: set[int] = field(default_factory=set)
    about: list[About] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A date cell: its row, both readings, and the birth part of the NIK beside it, if any."""

    row_id: int
    readings: Readings
    nik: tuple[int, int, int] | None

    def agrees(self, day: date | None) -> bool:
        """Whether the NIK names this day."""
        return day is not None and self.nik == (day.day, day.month, day.year % 100)


def decide_dates(table: pl.DataFrame, on: date, orders: Mapping[str, str] | None = None) -> Decided:
    """Looks at each sheet whose dates disagree with its NIKs too often to be single mistakes.

    `orders`: by file what its sender answered, `hari` or `bulan` first; it settles open rows.
    `table` has row_id, file, sheet, group, tanggal_lahir (as said), birth, from_1904, and the NIK's
    birth part (usable, nik_is_date, nik_day, nik_month, nik_year).
    """
    decided = Decided()
    for group in _suspects(table):
        rows = table.filter(pl.col("group") == group)
        _decide(rows, on, decided, (orders or {}).get(rows["file"][0], ""))
    return decided


def _suspects(table: pl.DataFrame) -> list[int]:
    """Sheets with several dates that can't be read or that their NIKs belie."""
    told = pl.col("tanggal_lahir") != ""
    same = (
        (pl.col("nik_day") == pl.col("birth").dt.day())
        & (pl.col("nik_month") == pl.col("birth").dt.month())
        & (pl.col("nik_year") == pl.col("birth").dt.year() % 100)
    )
    belied = pl.col("usable") & pl.col("nik_is_date") & ~same.fill_null(True)
    wrong = told & (pl.col("birth").is_null() | belied)
    counted = table.group_by("group").agg(
        wrong=wrong.sum(), all=pl.len(), flagged=pl.col("from_1904").any()
    )
    many = (pl.col("wrong") >= 2) & (pl.col("wrong") >= _SUSPECT_SHARE * pl.col("all"))
    return sorted(counted.filter(many | pl.col("flagged"))["group"].to_list())


def _decide(rows: pl.DataFrame, on: date, decided: Decided, order: str) -> None:
    cells = list(_cells(rows, on))
    file, sheet, flagged = rows.select("file", "sheet", "from_1904").row(0)
    turned, still_open = 0, 0
    for form in ("numbers", "cell", "serial"):
        own = [cell for cell in cells if cell.readings.form == form]
        if form != "numbers" and (shifted := _shifted(own, flagged=flagged and form == "serial")):
            decided.dates |= shifted
            sentence = message("TANGGAL_1904", str(len(shifted)))
            decided.about.append((file, sheet, "tanggal_lahir", "TANGGAL_1904", sentence))
            continue
        right, doubtful = _settled(own, *_exchanged(own), order)
        decided.dates |= right
        decided.open_rows |= doubtful
        turned, still_open = turned + len(right), still_open + len(doubtful)
    if turned or still_open:
        sentence = message("TANGGAL_TERTUKAR", str(turned), str(still_open))
        decided.about.append((file, sheet, "tanggal_lahir", "TANGGAL_TERTUKAR", sentence))


def _cells(rows: pl.DataFrame, on: date) -> Iterator[_Cell]:
    seen: dict[str, Readings | None] = {}
    columns = (
        "row_id",
        "tanggal_lahir",
        "usable",
        "nik_is_date",
        "nik_day",
        "nik_month",
        "nik_year",
    )
    for row_id, text, usable, is_date, *parts in rows.select(columns).iter_rows():
        if text not in seen:
            seen[text] = readings_of(text, on) if text else None
        if (readings := seen[text]) is not None:
            day, month, year = parts
            yield _Cell(row_id, readings, (day, month, year) if usable and is_date else None)


def _shifted(cells: list[_Cell], *, flagged: bool) -> dict[int, date]:
    """The days of a column that counts from 1904 where it is read from 1900, or the other way."""
    plain = sum(cell.agrees(cell.readings.plain) for cell in cells)
    for step in (_FROM_1904, -_FROM_1904):
        moved = {c.row_id: _moved(c.readings.plain, step) for c in cells}
        agreed = sum(cell.agrees(moved[cell.row_id]) for cell in cells)
        by_niks = agreed >= _ENOUGH and agreed >= _NEARLY_ALL * (agreed + plain)
        by_flag = flagged and step == _FROM_1904 and agreed >= plain
        if by_niks or by_flag:
            return {
                c.row_id: day
                for c in cells
                if (day := moved[c.row_id]) and not c.agrees(c.readings.plain)
            }
    return {}


def _moved(day: date | None, step: timedelta) -> date | None:
    return day + step if day is not None else None


def _exchanged(cells: list[_Cell]) -> tuple[dict[int, date], set[int]]:
    """Rows whose day and month are exchanged for sure, with the right date; rows that stay open."""
    either = [c for c in cells if c.readings.plain and c.readings.turned and _differ(c)]
    only_turned = [c for c in cells if not c.readings.plain and c.readings.turned]
    only_plain = sum(1 for c in cells if c.readings.plain and not c.readings.turned)
    plain = sum(c.agrees(c.readings.plain) for c in either)
    swapped = sum(c.agrees(c.readings.turned) for c in either)
    impossible = sum(c.agrees(c.readings.turned) for c in only_turned)
    all_of_them = _all_exchanged(len(only_turned), only_plain, swapped, plain, impossible)
    some = swapped + impossible
    if not all_of_them and (some < _ENOUGH or some < _SOME * len(cells)):
        return {}, set()
    is_turned: Callable[[_Cell], bool] = lambda c: c.agrees(c.readings.turned)  # noqa: E731
    right: dict[int, date] = {}
    doubtful: set[int] = set()
    for cell in (*either, *only_turned):
        day = cell.readings.turned
        if cell.agrees(cell.readings.plain) or day is None:
            continue
        if is_turned(cell) or all_of_them:
            right[cell.row_id] = day
        elif cell.nik is None:
            doubtful.add(cell.row_id)
    return right, doubtful


def _settled(
    cells: list[_Cell], right: dict[int, date], doubtful: set[int], order: str
) -> tuple[dict[int, date], set[int]]:
    """Open rows as the sender said that his dates are written."""
    if not order:
        return right, doubtful
    if order == "bulan":
        turned = {c.row_id: day for c in cells if (day := c.readings.turned)}
        right = right | {row: turned[row] for row in doubtful if row in turned}
    return right, set()


def _all_exchanged(
    only_turned: int, only_plain: int, swapped: int, plain: int, impossible: int
) -> bool:
    """Whether the whole column is exchanged, also where no NIK tells.

    NIKs say so for nearly all rows that leave both readings; or cells that can be no other date
    (5/30/1978) stand against none of the usual order, and the NIKs don't object.
    """
    by_niks = swapped >= _ENOUGH and swapped >= _NEARLY_ALL * (swapped + plain)
    months_first = only_turned >= 2 or (only_turned == 1 and impossible == 1)
    by_cells = months_first and not only_plain and swapped >= plain
    return by_niks or by_cells


def _differ(cell: _Cell) -> bool:
    return cell.readings.plain != cell.readings.turned
