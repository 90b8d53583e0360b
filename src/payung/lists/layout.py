"""Where the persons of a sheet stand: headers, their columns, and the rows that are people.

A sheet may hold titles, two-row headers, headers again in the middle (also in another order),
numbering rows, section titles, subtotals and a signature block. Rows whose NIK cell looks like
one are people; only the few others are judged one by one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import polars as pl

from payung.lists.apart import NEXT, PAIRS, told_apart
from payung.lists.headers import IGNORED, field_under, field_with_memory, normalise
from payung.lists.sheet import Sheet

Cells = Sequence[str | None]

_NOT_PERSON = frozenset({IGNORED, "nomor"})
_ANCHORS = frozenset({"nik", "nama"})
_LOOKS_LIKE_NIK = r"^['’`\s]*\d[\d\s.\-oOlI]{8,26}$"
_SMALL_NUMBER = re.compile(r"\(?\d{1,2}[a-z]?[.)]?(?:\.0)?")
_TOTAL = re.compile(
    r"(?i)^\W*(?:(?:grand|sub)[\s-]*)?"
    r"(?:total|jumlah|jml|subtotal|rekapitulasi|terbilang|pindahan|dipindahkan)\b"
)
_SIGNATURE = re.compile(
    r"(?i)mengetahui|menyetujui|disetujui|diketahui oleh|dibuat oleh|disusun oleh|\bnip\b|\bttd\b"
    r"|tanda tangan|hormat (?:kami|saya)|^\W*(?:plt\.?\s*)?(?:lurah|camat|sekretaris|kepala|kasi"
    r"|ketua rt|ketua rw)\b"
)
_PLACE_AND_DAY = re.compile(
    r"(?i)^\s*[a-z ]{3,25},\s*(?:\d{1,2}[\s-]+[a-z]+[\s-]+\d{4}|[.…_ ]{3,}|tanggal)"
)
_NOTE = re.compile(r"(?i)^\W*(?:catatan|keterangan|ket|nb|note|sumber)\b\s*[:.]")
_SURELY_PERSON = 7  # totals, signatures and section titles fill fewer fields
_SEARCHED_ROWS = 400
_SAMPLE_ROWS = 200
_HEADER_SHARE = 0.5
_LONGEST_LABEL = 160
_HAS_DIGITS = re.compile(r"\d{3}")


@dataclass(frozen=True, slots=True)
class Header:
    """A header of one or more rows: the frame column of each field, and labels nobody knows.

    `starts` are the columns at which further tables stand beside the first one.
    """

    first: int
    last: int
    columns: Mapping[str, int]
    unknown: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()


@dataclass(slots=True)
class Block:
    """The people under one header: frame rows, and section titles as (row, text)."""

    header: Header
    rows: list[int] | pl.Series = field(default_factory=list)
    sections: list[tuple[int, str]] = field(default_factory=list)


def find_blocks(sheet: Sheet, memory: Mapping[str, str]) -> list[Block]:
    """All blocks of people of a sheet; empty for a summary sheet or no list at all."""
    header = _first_header(sheet, memory)
    if header is not None and header.starts:
        parts = _apart(sheet, header.starts)
        return [block for part in parts for block in _part_blocks(part, memory)]
    blocks: list[Block] = []
    while header is not None:
        block, header = _read_block(sheet, header, memory)
        if blocks:
            block.sections = blocks[-1].sections + block.sections
        blocks.append(block)
    return blocks


def _apart(sheet: Sheet, starts: Sequence[int]) -> list[Sheet]:
    """One sheet for each of the tables that stand beside each other, every cell in its place."""
    edges = [0, *starts, sheet.texts.width]
    parts = []
    for first, end in pairwise(edges):
        others = [c for i, c in enumerate(sheet.texts.columns) if not first <= i < end]
        blank = sheet.texts.with_columns(pl.lit(None, pl.String).alias(c) for c in others)
        parts.append(replace(sheet, texts=blank))
    return parts


def _part_blocks(part: Sheet, memory: Mapping[str, str]) -> list[Block]:
    """The blocks of one of several tables; what stands over it speaks for its rows only."""
    blocks = find_blocks(part, memory)
    for block in blocks:
        rows = part.texts.head(min(blocks[0].header.first, _SEARCHED_ROWS)).rows()
        titles = [(row, " ".join(c for c in cells if c)) for row, cells in enumerate(rows)]
        block.sections = [(row, text) for row, text in titles if text] + block.sections
    return blocks


def titles_above(sheet: Sheet, header: Header) -> list[str]:
    """What is written over the first header, row by row."""
    above = sheet.texts.head(min(header.first, _SEARCHED_ROWS)).rows()
    return [text for row in above if (text := " ".join(c.strip() for c in row if c))]


def _first_header(sheet: Sheet, memory: Mapping[str, str]) -> Header | None:
    rows = sheet.texts.head(_SEARCHED_ROWS).rows()
    for strict in (True, False):
        for position in range(len(rows)):
            header = _header_at(rows, position, 0, sheet.hidden, memory, strict=strict)
            if header is not None:
                return header
    return None


def _header_at(
    rows: Sequence[Cells],
    position: int,
    offset: int,
    hidden: frozenset[int],
    memory: Mapping[str, str],
    *,
    strict: bool = True,
) -> Header | None:
    """The header that begins at `position`, its sub-rows included."""
    cells = rows[position]
    filled = [c for c in cells if c and c.strip()]
    if len(filled) < 2 or any(len(c) > _LONGEST_LABEL for c in filled):
        return None
    last = position
    fields = {i: field_with_memory(c, memory) for i, c in enumerate(cells) if c and c.strip()}
    labels = {i: c.strip() for i, c in enumerate(cells) if c and c.strip()}
    while last + 1 < len(rows) and last - position < 2 and _is_sub_header(rows[last + 1], labels):
        last += 1
        _merge_sub_row(rows[last], fields, labels)
    if not _is_header(fields, strict=strict):
        return None
    columns = _one_column_each(fields, labels, hidden)
    columns |= _unlabelled(columns, fields, len(cells))
    unknown = tuple(labels[i] for i, f in fields.items() if f is None)
    starts = _further_tables(fields, hidden)
    return Header(position + offset, last + offset, columns, unknown, starts)


def _further_tables(fields: Mapping[int, str | None], hidden: frozenset[int]) -> tuple[int, ...]:
    """The columns at which a second table, with NIK and name of its own, begins."""
    starts: list[int] = []
    seen: set[str] = set()
    for column in sorted(fields.keys() - hidden):
        name = fields[column] or IGNORED
        if name in seen and name in _ANCHORS | {"nomor"} and seen >= _ANCHORS:
            starts.append(column)
            seen = set()
        seen.add(name)
    return tuple(starts) if seen >= _ANCHORS else ()


def _is_header(fields: Mapping[int, str | None], *, strict: bool) -> bool:
    known = [f for f in fields.values() if f]
    persons = set(known) - _NOT_PERSON
    if len(known) < _HEADER_SHARE * len(fields):
        return False
    if strict:
        return bool(persons & _ANCHORS) and (len(persons) >= 3 or persons >= _ANCHORS)
    return len(persons) >= 4 or (bool(persons & _ANCHORS) and len(persons) >= 2)


def _is_sub_header(cells: Cells, upper: Mapping[int, str]) -> bool:
    """A second header row: short words that name fields, some under an empty or merged cell."""
    filled = {i: c.strip() for i, c in enumerate(cells) if c and c.strip()}
    if not filled or any(len(c) > 40 or _HAS_DIGITS.search(c) for c in filled.values()):
        return False
    if not any(i not in upper or i + 1 not in upper for i in filled):
        return False
    if all(_SMALL_NUMBER.fullmatch(c) for c in filled.values()):
        return False
    known = [i for i, c in filled.items() if field_under(_carried(upper, i), c)]
    under_gap = [i for i in filled if i not in upper]
    return len(known) >= 0.6 * len(filled) and (bool(under_gap) or len(filled) <= len(upper) / 2)


def _carried(upper: Mapping[int, str], column: int) -> str:
    """The label over a column: a merged cell speaks for the columns to its right."""
    while column >= 0:
        if column in upper:
            return upper[column]
        column -= 1
    return ""


def _merge_sub_row(cells: Cells, fields: dict[int, str | None], labels: dict[int, str]) -> None:
    upper = dict(labels)
    for column, cell in enumerate(cells):
        if cell and cell.strip():
            over = _carried(upper, column)
            fields[column] = field_under(over, cell.strip())
            labels[column] = f"{over} {cell.strip()}".strip()


def _one_column_each(
    fields: Mapping[int, str | None], labels: Mapping[int, str], hidden: frozenset[int]
) -> dict[str, int]:
    """One column per field: a visible one before a hidden one, "lahir" before a bare "tanggal"."""
    chosen: dict[str, int] = {}
    for column in sorted(
        fields, key=lambda c: (c in hidden, "lahir" not in normalise(labels[c]), c)
    ):
        name = fields[column]
        if name and name != IGNORED:
            chosen.setdefault(name, column)
    day = chosen.get("tanggal_lahir", -9)
    if (chosen.get("bulan_lahir"), chosen.get("tahun_lahir")) == (day + 1, day + 2):
        chosen["hari_lahir"] = chosen.pop("tanggal_lahir")
    if "nama_lain" in chosen:
        chosen.setdefault("nama", chosen.pop("nama_lain"))
    if "kelamin_l" in chosen and "kelamin_p" not in chosen:
        chosen["jenis_kelamin"] = chosen.pop("kelamin_l")
    return chosen


def _unlabelled(
    columns: Mapping[str, int], fields: Mapping[int, str | None], width: int
) -> dict[str, int]:
    """Columns without a header beside one with two parts, which may hold the second part."""
    after = {whole + NEXT: columns[whole] + 1 for whole in PAIRS.keys() & columns.keys()}
    return {name: c for name, c in after.items() if c not in fields and c < width}


def _read_block(
    sheet: Sheet, header: Header, memory: Mapping[str, str]
) -> tuple[Block, Header | None]:
    """The people under a header, up to a header of another layout, which is returned."""
    start = header.last + 1
    block = Block(header)
    below = sheet.texts.slice(start)
    certain, empty = _certain_rows(below, header.columns)
    doubtful = (~(certain | empty)).arg_true().to_list()
    rows = below[doubtful].rows() if doubtful else []
    judge = _Judge(header, block, start, certain)
    ends, following = below.height, None
    skip_to = -1
    for place, position in enumerate(doubtful):
        if position < skip_to:
            continue
        run = _run_of(doubtful, rows, place)
        again = None
        if not any(c and _HAS_DIGITS.search(c) for c in rows[place]):
            again = _header_at(run, 0, start + position, sheet.hidden, memory)
        if again is None:
            judge.row(position, rows[place])
            continue
        skip_to = again.last + 1 - start
        judge.signed_at = None
        if dict(again.columns) != dict(header.columns):
            ends, following = position, again
            break
    people = certain.head(ends).arg_true()
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
    texts = [c for f, c in columns.items() if f not in _NOT_PERSON and f != "nik"]
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
        pl.col(names[c]).is_not_null() for f, c in columns.items() if f not in _NOT_PERSON
    )
    digits = pl.col(names[columns[telling]]).str.contains(r"[0-9].*[0-9]").fill_null(False)
    return blank & digits & (filled >= _SURELY_PERSON)


class _Judge:
    """Judges the rows of a block that aren't people for sure, from top to bottom."""

    def __init__(self, header: Header, block: Block, start: int, certain: pl.Series) -> None:
        self.certain = certain
        self.columns = {f: c for f, c in header.columns.items() if f not in _NOT_PERSON}
        self.number = header.columns.get("nomor")
        self.block = block
        self.start = start
        self.people: list[int] = []
        self.signed_at: int | None = None

    def row(self, position: int, cells: Cells) -> None:
        """Takes a row as a person, a section title, or nothing."""
        texts = [c.strip() for c in cells if c and c.strip()]
        said = {f: cells[c] for f, c in self.columns.items() if (cells[c] or "").strip()}
        if not texts or all(_SMALL_NUMBER.fullmatch(t) for t in texts):
            return
        if len(said) >= _SURELY_PERSON:
            self.people.append(position)
            return
        if any(_TOTAL.match(t) for t in texts[:3]) or _NOTE.match(texts[0]):
            return
        if self._is_signature(cells, texts, said):
            self.signed_at = position
        elif self._is_section(texts, said):
            self.block.sections.append((self.start + position, " ".join(texts)))
        elif not self._is_below_signature(position) and self._is_person(cells, said):
            self.people.append(position)

    def _is_signature(self, cells: Cells, texts: list[str], said: Mapping[str, object]) -> bool:
        if len(said) > 3 or self._is_numbered(cells):
            return False
        if len(texts) <= 2 and any(_PLACE_AND_DAY.match(t) for t in texts):
            return True
        return any(_SIGNATURE.search(t) for t in texts)

    def _is_below_signature(self, position: int) -> bool:
        """Whether a signature stands above, with no person for sure between."""
        if self.signed_at is None:
            return False
        return not self.certain.slice(self.signed_at, position - self.signed_at).any()

    def _is_numbered(self, cells: Cells) -> bool:
        return self.number is not None and (cells[self.number] or "").strip(" .").isdigit()

    def _is_section(self, texts: list[str], said: Mapping[str, str | None]) -> bool:
        """`RT 05` or `Kelurahan Legok` alone in a row: it speaks for the rows below."""
        marked = re.search(r"(?i)\b(?:rt|kel|kelurahan)\b", " ".join(texts))
        return bool(marked) and len(texts) <= 2 and len(said) <= 2

    def _is_person(self, cells: Cells, said: Mapping[str, str | None]) -> bool:
        telling = said.keys() & {
            "nik", "nama", "tanggal_lahir", "tempat_tanggal_lahir", "alamat", "no_hp", "nama_ibu",
        }  # fmt: skip
        if not telling:
            return False
        numbered = self._is_numbered(cells)
        return (
            len(said) >= 3
            or (len(said) == 2 and numbered)
            or (len(said) == 1 and numbered and "nama" in said)
        )
