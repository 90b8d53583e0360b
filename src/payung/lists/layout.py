"""Where the persons of a sheet stand: headers, their columns, and the rows that are people.

A sheet may hold titles, two-row headers, headers again in the middle (also in another order),
numbering rows, section titles, subtotals and a signature block. Rows whose NIK cell looks like
one are people; only the few others are judged one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import polars as pl

from payung.lists.apart import told_apart
from payung.lists.area_names import AreaTable
from payung.lists.bycells import header_by_cells
from payung.lists.heading import HAS_DIGITS, NOT_PERSON, Cells, Header, header_at
from payung.lists.persons import SURELY_PERSON, RowJudge
from payung.lists.settle import settled
from payung.lists.sheet import Sheet

_LOOKS_LIKE_NIK = r"^['’`\s]*\d[\d\s.\-oOlI]{8,26}$"
_SEARCHED_ROWS = 400
_SAMPLE_ROWS = 200


@dataclass(slots=True)
class PeopleBlock:
    """The people under one header: frame rows, and section titles as (row, text)."""

    header: Header
    rows: list[int] | pl.Series = field(default_factory=list)
    sections: list[tuple[int, str]] = field(default_factory=list)


def find_blocks(
    sheet: Sheet,
    memory: Mapping[str, str],
    areas: AreaTable | None = None,
    before: Header | None = None,
) -> list[PeopleBlock]:
    """All blocks of people of a sheet; empty for a summary sheet or no list at all.

    `before` is the header of the sheet before, for one that goes on without repeating it.
    """
    header = _first_header(sheet, memory)
    if header is None:
        return _blocks_by_cells(sheet, memory, areas, before)
    if header.starts:
        parts = _apart(sheet, header.starts)
        return [block for part in parts for block in _part_blocks(part, memory, areas)]
    blocks: list[PeopleBlock] = []
    following: Header | None = header
    while following is not None:
        block, following = _read_block(sheet, following, memory, areas)
        if blocks:
            block.sections = blocks[-1].sections + block.sections
        blocks.append(block)
    return blocks


def _blocks_by_cells(
    sheet: Sheet, memory: Mapping[str, str], areas: AreaTable | None, before: Header | None
) -> list[PeopleBlock]:
    """People under headers that say nothing: NIK and name or birth date, told by their cells."""
    header = header_by_cells(sheet)
    if header is None:
        return []
    if before is not None and not header.labels and _fits(sheet, header, before):
        header = replace(before, first=header.first, last=header.last)
    block, _ = _read_block(sheet, header, memory, areas)
    others = block.header.columns.keys() & {"nama", "tanggal_lahir", "tempat_tanggal_lahir"}
    return [block] if others else []


def _fits(sheet: Sheet, header: Header, before: Header) -> bool:
    """Whether the columns of the sheet before can be those of this one."""
    same_nik = header.columns["nik"] == before.columns.get("nik")
    return same_nik and max(before.columns.values()) < sheet.texts.width


def _apart(sheet: Sheet, starts: Sequence[int]) -> list[Sheet]:
    """One sheet for each of the tables that stand beside each other, every cell in its place."""
    edges = [0, *starts, sheet.texts.width]
    parts = []
    for first, end in pairwise(edges):
        others = [c for i, c in enumerate(sheet.texts.columns) if not first <= i < end]
        blank = sheet.texts.with_columns(pl.lit(None, pl.String).alias(c) for c in others)
        parts.append(replace(sheet, texts=blank))
    return parts


def _part_blocks(
    part: Sheet, memory: Mapping[str, str], areas: AreaTable | None
) -> list[PeopleBlock]:
    """The blocks of one of several tables; what stands over it speaks for its rows only."""
    blocks = find_blocks(part, memory, areas)
    for block in blocks:
        rows = part.texts.head(max(min(blocks[0].header.first, _SEARCHED_ROWS), 0)).rows()
        titles = [(row, " ".join(c for c in cells if c)) for row, cells in enumerate(rows)]
        block.sections = [(row, text) for row, text in titles if text] + block.sections
    return blocks


def titles_above(sheet: Sheet, header: Header) -> list[str]:
    """What is written over the first header, row by row."""
    above = sheet.texts.head(max(min(header.first, _SEARCHED_ROWS), 0)).rows()
    return [text for row in above if (text := " ".join(c.strip() for c in row if c))]


def _first_header(sheet: Sheet, memory: Mapping[str, str]) -> Header | None:
    rows = sheet.texts.head(_SEARCHED_ROWS).rows()
    for strict in (True, False):
        for position in range(len(rows)):
            header = header_at(rows, position, 0, sheet.hidden, memory, strict=strict)
            if header is not None:
                return header
    return None


def _read_block(
    sheet: Sheet, worded: Header, memory: Mapping[str, str], areas: AreaTable | None
) -> tuple[PeopleBlock, Header | None]:
    """The people under a header, up to a header of another layout, which is returned."""
    start = worded.last + 1
    below = sheet.texts.slice(start)
    header = settled(worded, below, areas, memory)
    block = PeopleBlock(header)
    certain, empty = _certain_rows(below, header.columns)
    doubtful = (~(certain | empty)).arg_true().to_list()
    rows = below[doubtful].rows() if doubtful else []
    judge = RowJudge(header, start, certain)
    ends, following = below.height, None
    skip_to = -1
    for place, position in enumerate(doubtful):
        if position < skip_to:
            continue
        run = _run_of(doubtful, rows, place)
        again = None
        if not any(c and HAS_DIGITS.search(c) for c in rows[place]):
            again = header_at(run, 0, start + position, sheet.hidden, memory)
        if again is None:
            judge.row(position, rows[place])
            continue
        skip_to = again.last + 1 - start
        judge.begin_anew()
        if dict(again.columns) != dict(worded.columns):
            ends, following = position, again
            break
    people = certain.head(ends).arg_true()
    block.sections = judge.sections
    extra = pl.Series(judge.people, dtype=people.dtype)
    block.rows = pl.concat([people, extra]).sort() + start if len(extra) else people + start
    sample = sheet.texts[block.rows.head(_SAMPLE_ROWS)]
    block.header = replace(header, columns=told_apart(header.columns, sample))
    return block, following


def _run_of(positions: Sequence[int], rows: Sequence[Cells], place: int) -> list[Cells]:
    """A doubtful row and up to two right below it, for a header of several rows."""
    run = [rows[place]]
    for ahead in (1, 2):
        if place + ahead < len(rows) and positions[place + ahead] == positions[place] + ahead:
            run.append(rows[place + ahead])
        else:
            break
    return run


def _certain_rows(below: pl.DataFrame, columns: Mapping[str, int]) -> tuple[pl.Series, pl.Series]:
    """Rows that are people for sure (their NIK cell says so), and rows without any text."""
    names = below.columns
    texts = [c for f, c in columns.items() if f not in NOT_PERSON and f != "nik"]
    others = pl.any_horizontal([pl.col(names[c]).is_not_null() for c in texts] or [pl.lit(False)])
    empty = pl.all_horizontal([pl.col(c).is_null() for c in names])
    if not below.height:
        nothing = pl.Series([], dtype=pl.Boolean)
        return nothing, nothing
    told = below.select(others.alias("others"), empty.alias("empty"))
    if "nik" not in columns:
        return pl.repeat(False, below.height, dtype=pl.Boolean, eager=True), told["empty"]
    certain = _is_plain_nik(below.to_series(columns["nik"])) & told["others"]
    left = (~certain).arg_true()
    nik = pl.col(names[columns["nik"]]).str.contains(_LOOKS_LIKE_NIK).fill_null(False)
    also = below[left].select((nik & others) | _full_without_nik(names, columns)).to_series()
    return certain.scatter(left.filter(also), True), told["empty"]


def _is_plain_nik(cells: pl.Series) -> pl.Series:
    """Sixteen digits and nothing else, without a pattern: nearly all rows of a good list."""
    digits = cells.cast(pl.UInt64, strict=False) >= 10**15
    return (digits & (cells.str.len_bytes() == 16)).fill_null(False)


def _full_without_nik(names: Sequence[str], columns: Mapping[str, int]) -> pl.Expr:
    """Rows that fill nearly every field but the NIK, with a date or telephone among them."""
    telling = next(
        (f for f in ("tanggal_lahir", "tempat_tanggal_lahir", "no_hp") if f in columns), ""
    )
    if not telling:
        return pl.lit(False)
    blank = pl.col(names[columns["nik"]]).fill_null("").str.strip_chars(" -") == ""
    filled = pl.sum_horizontal(
        pl.col(names[c]).is_not_null() for f, c in columns.items() if f not in NOT_PERSON
    )
    digits = pl.col(names[columns[telling]]).str.contains(r"[0-9].*[0-9]").fill_null(False)
    return blank & digits & (filled >= SURELY_PERSON)
