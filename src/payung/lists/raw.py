"""From blocks to one table of raw texts: one row a person, one column a field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from payung.lists.area_names import AreaTable
from payung.lists.coded import decoded_occupations, decoded_sexes
from payung.lists.columns import read_column, read_columns
from payung.lists.fields import NEEDED, PERSON_FIELDS
from payung.lists.heading import AREA_PARTS, Header
from payung.lists.layout import PeopleBlock, find_blocks, titles_above
from payung.lists.rules.dates import split_place_and_date
from payung.lists.rules.rtrw import rt_in_address
from payung.lists.sheet import Sheet

_PROVIDED_BY = {
    "tanggal_lahir": ("tanggal_lahir", "tempat_tanggal_lahir", "tahun_lahir"),
    "tempat_lahir": ("tempat_lahir", "tempat_tanggal_lahir"),
    "nik": ("nik", "nik_nkk", "nkk_nik"),
    "nkk": ("nkk", "nik_nkk", "nkk_nik"),
    "rt": ("rt", "rt_rw"),
    "rw": ("rw", "rt_rw"),
    "jenis_kelamin": ("jenis_kelamin", "kelamin_p", "kelamin_l"),
}
_SHARED = frozenset({"rt", "rw", "kelurahan", "alamat", "nkk", "no_hp", "pekerjaan", "nama_ibu"})
_RT_NAME = re.compile(r"(?i)\b(?:rt|rukun tetangga)(?:\b[\s.:_\-]*|)0*(\d{1,3})\b")
_BETWEEN_NUMBERS = re.compile(r"\s*[/\n;|,&]\s*|\s{2,}|(?<=\d{16})\s+")
_RW_NAME = re.compile(r"(?i)\b(?:rw|rukun warga)(?:\b[\s.:_\-]*|)0*(\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class RawSheet:
    """The people of one sheet as raw texts, and what its headers lack.

    `people` has the person fields, `row` (as Excel shows it), `nik_number` and `nkk_number`
    (the cell was a long number), `table` (the first frame column of the person's table), `area_rt`
    and `area_kelurahan` (from title, sheet or file), and `has_rt`, `has_kelurahan` (the list has
    such a column), and `unseen` (the row or its whole sheet is hidden). `unread` are filled columns
    without a header, by their letters; `lost` says that a part of the sheet could not be read;
    `header` is the last one, for a sheet that goes on without any.
    """

    sheet: str
    people: pl.DataFrame
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    header: Header
    unread: tuple[str, ...] = ()
    lost: bool = False


def column_of(field: str, columns: Mapping[str, int]) -> int | None:
    """The frame column in which a field of the contract was written."""
    for name in _PROVIDED_BY.get(field, (field,)):
        if name in columns:
            return columns[name]
    return columns.get("alamat") if field in ("rt", "rw") else None


def raw_sheet(
    sheet: Sheet,
    stem: str,
    areas: AreaTable,
    memory: Mapping[str, str],
    before: Header | None = None,
) -> RawSheet | None:
    """The people of a sheet; None where it is no list (a summary, instructions, a text).

    `before` is the header of the list on the sheet before.
    """
    blocks = find_blocks(sheet, memory, areas, before)
    if not blocks:
        return None
    titles = titles_above(sheet, blocks[0].header)
    context = _Context.of(sheet.name, stem, titles, areas)
    people = pl.concat([_people(sheet, block, context, areas) for block in blocks])
    if len(blocks) > 1:
        people = people.sort("row", maintain_order=True)
    columns = {name for block in blocks for name in block.header.columns}
    missing = tuple(
        field for field in NEEDED if not columns & set(_PROVIDED_BY.get(field, (field,)))
    )
    if missing and not people.height:
        return None  # instructions or a summary that only looks like a header
    unknown = tuple(dict.fromkeys(label for b in blocks for label in b.header.unknown))
    bare = {int(place) for b in blocks for place in b.header.unread}
    letters = tuple(_letters(place + sheet.first_column) for place in sorted(bare))
    header = blocks[-1].header
    return RawSheet(sheet.name, people, missing, unknown, header, letters, sheet.lost)


def _letters(column: int) -> str:
    """A, B … AA, as Excel shows a column."""
    name = ""
    while column >= 0:
        name = chr(65 + column % 26) + name
        column = column // 26 - 1
    return name


@dataclass(frozen=True, slots=True)
class _Context:
    """RT, RW, kelurahan that stand over the rows: in the title, the sheet's or the file's name."""

    rt: str
    rw: str
    kelurahan: str

    @classmethod
    def of(cls, name: str, stem: str, titles: list[str], areas: AreaTable) -> _Context:
        places = (name, " ".join(titles), stem)
        named = ((rt, _one_rw(text)) for text in places if (rt := _one_rt(text)))
        found = (areas.find_in(text) for text in (*titles, name, stem))
        return cls(*next(named, ("", "")), next((code for code in found if code), ""))


def _one_rt(text: str, pattern: re.Pattern[str] = _RT_NAME) -> str:
    """The one RT that a title speaks of; empty for none or several."""
    numbers = {int(n) for n in pattern.findall(text.replace("_", " "))}
    return f"{numbers.pop():03d}" if len(numbers) == 1 else ""


def _one_rw(text: str) -> str:
    return _one_rt(text, _RW_NAME)


def _people(sheet: Sheet, block: PeopleBlock, context: _Context, areas: AreaTable) -> pl.DataFrame:
    columns = block.header.columns
    positions = pl.Series("position", block.rows, dtype=pl.UInt32)
    texts = _select(sheet.texts, positions)
    raw: dict[str, pl.Series] = {}
    for field in PERSON_FIELDS:
        told = _with_further(field, texts, block.header, _field_texts(field, texts, columns))
        raw[field] = _filled_down(sheet, field, told, columns, block.rows).alias(field)
    raw["jenis_kelamin"] = decoded_sexes(raw["jenis_kelamin"], raw["nik"])
    raw["pekerjaan"] = decoded_occupations(raw["pekerjaan"])
    number = {f: _was_number(sheet, positions, texts, columns.get(f)) for f in ("nik", "nkk")}
    table = pl.DataFrame(raw).with_columns(
        (positions + 1).cast(pl.UInt32).alias("row"),
        number["nik"].alias("nik_number"),
        number["nkk"].alias("nkk_number"),
        _unseen(sheet, positions).alias("unseen"),
        pl.lit(sheet.is_hidden).alias("hidden_sheet"),
        pl.lit(sheet.from_1904).alias("from_1904"),
        pl.lit(context.rt).alias("area_rt"),
        pl.lit(context.rw).alias("area_rw"),
        pl.lit(context.kelurahan).alias("area_kelurahan"),
        pl.lit(min(columns.values()), pl.UInt32).alias("table"),
        pl.lit("rt" in columns or "rt_rw" in columns).alias("has_rt"),
        pl.lit("kelurahan" in columns or set(AREA_PARTS) <= columns.keys()).alias("has_kelurahan"),
    )
    return _with_addresses(_with_sections(table, block, areas), areas)


def _select(texts: pl.DataFrame, positions: pl.Series) -> pl.DataFrame:
    """The rows at the positions; without copying where they follow each other."""
    if not len(positions):
        return texts.clear()
    first = positions[0]
    if positions[-1] - first + 1 == len(positions):
        return texts.slice(first, len(positions))
    return texts[positions]


def _with_sections(table: pl.DataFrame, block: PeopleBlock, areas: AreaTable) -> pl.DataFrame:
    """Rows below a section title `RT 05` belong to that RT."""
    for position, text in block.sections:
        below = pl.col("row") > position + 1
        if rt := _one_rt(text) or rt_in_address(text)[0]:
            rw = _one_rw(text)
            table = table.with_columns(
                area_rt=pl.when(below).then(pl.lit(rt)).otherwise("area_rt"),
                area_rw=pl.when(below).then(pl.lit(rw)).otherwise("area_rw"),
            )
        if code := areas.find_in(text):
            table = table.with_columns(
                area_kelurahan=pl.when(below).then(pl.lit(code)).otherwise("area_kelurahan")
            )
    return table


def _with_addresses(table: pl.DataFrame, areas: AreaTable) -> pl.DataFrame:
    """Where neither a column nor a title names the kelurahan, the addresses may: `Kel. Legok`."""
    if table["has_kelurahan"].any() or (table["area_kelurahan"] != "").any():
        return table
    marked = table["alamat"].str.contains(r"(?i)\b(?:kel|kelurahan|desa)\b").fill_null(False)
    if not marked.any():
        return table
    addresses = table["alamat"].set(~marked, None)
    found = read_column(addresses, areas.find_marked, pl.String).fill_null("")
    named = bool((found != "").any())
    return table.with_columns(area_kelurahan=found, has_kelurahan=pl.lit(named))


def _field_texts(field: str, texts: pl.DataFrame, columns: Mapping[str, int]) -> pl.Series:
    names = texts.columns
    if field in columns:
        return texts[names[columns[field]]]
    if field in ("tempat_lahir", "tanggal_lahir") and "tempat_tanggal_lahir" in columns:
        return _split_birth(texts[names[columns["tempat_tanggal_lahir"]]])[field]
    if field == "tanggal_lahir" and "tahun_lahir" in columns and "bulan_lahir" in columns:
        parts = [columns[f] for f in ("hari_lahir", "bulan_lahir", "tahun_lahir") if f in columns]
        return texts.select(pl.concat_str([pl.col(names[c]) for c in parts], separator="-"))[:, 0]
    if field == "jenis_kelamin" and "kelamin_p" in columns:
        return _ticked(texts, names, columns)
    if field == "rt" and "rt_rw" in columns:
        return texts[names[columns["rt_rw"]]]
    if field in ("nik", "nkk"):
        return _one_of_two_numbers(field, texts, columns)
    if field == "kelurahan" and set(AREA_PARTS) <= columns.keys():
        return _code_in_parts(texts, columns)
    return pl.repeat(None, texts.height, dtype=pl.String, eager=True)


def _code_in_parts(texts: pl.DataFrame, columns: Mapping[str, int]) -> pl.Series:
    """The kelurahan's code from four columns: 15, 71, 10 and 1003."""
    names = texts.columns
    widths = zip(AREA_PARTS, (2, 2, 2, 4), strict=True)
    parts = [pl.col(names[columns[part]]).str.strip_chars().str.zfill(w) for part, w in widths]
    return texts.select(pl.concat_str(parts, separator="."))[:, 0]


def _with_further(field: str, texts: pl.DataFrame, header: Header, told: pl.Series) -> pl.Series:
    """Where the first column of a field says nothing, what another column of it says."""
    for column in header.also.get(field, ()):
        blank = told.is_null() | told.str.strip_chars().is_in(["", "-"]).fill_null(True)
        told = texts[:, column].zip_with(blank, told)
    return told


def _unseen(sheet: Sheet, positions: pl.Series) -> pl.Series:
    """Which rows the sender can't see: hidden, filtered out, or all of a hidden sheet."""
    if sheet.is_hidden or not sheet.hidden_rows:
        return pl.repeat(sheet.is_hidden, len(positions), dtype=pl.Boolean, eager=True)
    return positions.is_in(pl.Series(sorted(sheet.hidden_rows), dtype=pl.UInt32).implode())


def _filled_down(
    sheet: Sheet,
    field: str,
    told: pl.Series,
    columns: Mapping[str, int],
    rows: list[int] | pl.Series,
) -> pl.Series:
    """What a merged cell says is said of each row that it spans; a person's own fields aside."""
    column = columns.get(field, columns.get("rt_rw") if field == "rt" else None)
    spans = [(a, b) for a, b, c in sheet.merged if c == column]
    if column is None or field not in _SHARED or not spans or not len(told):
        return told
    texts = sheet.texts[:, column]
    over = {row: texts[a] for a, b in spans for row in range(a + 1, b + 1) if a < len(texts)}
    filled = [t or over.get(row) for t, row in zip(told, rows, strict=True)]
    return pl.Series(told.name, filled, dtype=pl.String)


def _split_birth(cells: pl.Series) -> dict[str, pl.Series]:
    into = {"tempat_lahir": pl.String, "tanggal_lahir": pl.String}
    return read_columns(cells, split_place_and_date, into)


def _one_of_two_numbers(field: str, texts: pl.DataFrame, columns: Mapping[str, int]) -> pl.Series:
    """NIK or family card from a column that holds both, in the order of its header."""
    for header in ("nik_nkk", "nkk_nik"):
        if header in columns:
            cells = texts[:, columns[header]]
            both = read_columns(cells, _split_numbers, dict.fromkeys(header.split("_"), pl.String))
            return both[field]
    return pl.repeat(None, texts.height, dtype=pl.String, eager=True)


def _split_numbers(text: str) -> tuple[str, str]:
    first, *others = _BETWEEN_NUMBERS.split(text.strip(), maxsplit=1)
    return first, others[0] if others else ""


def _ticked(texts: pl.DataFrame, names: list[str], columns: Mapping[str, int]) -> pl.Series:
    """Sex as a tick in one of two columns, L and P."""
    marks = r"[^\s\-–—_.,0]"  # a dash or a zero says that it isn't ticked
    female = pl.col(names[columns["kelamin_p"]]).str.contains(marks).fill_null(False)
    male = (
        pl.col(names[columns["kelamin_l"]]).str.contains(marks).fill_null(False)
        if "kelamin_l" in columns
        else ~female
    )
    return texts.select(
        pl.when(male & ~female)
        .then(pl.lit("L"))
        .when(female & ~male)
        .then(pl.lit("P"))
        .otherwise(pl.lit(""))
    )[:, 0]


def _was_number(
    sheet: Sheet, positions: pl.Series, texts: pl.DataFrame, column: int | None
) -> pl.Series:
    """Whether the cells of a column were numbers of 15 digits and more."""
    nothing = pl.repeat(False, len(positions), dtype=pl.Boolean, eager=True)
    if column is None:
        return nothing
    rows = [row for row, place in sheet.long_numbers if place == column]
    found = positions.is_in(pl.Series(rows, dtype=pl.UInt32).implode()) if rows else nothing
    if sheet.long_values:
        return found | texts[:, column].is_in(list(sheet.long_values)).fill_null(False)
    return found
