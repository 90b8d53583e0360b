"""Headers: which row is one, its second and third row, and the column of each field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from payung.lists.apart import NEXT, PAIRS
from payung.lists.grouped import fields_of_row
from payung.lists.headers import IGNORED, field_under, field_with_memory, normalise

Cells = Sequence[str | None]

AREA_PARTS = ("nomor_provinsi", "nomor_kabupaten", "nomor_kecamatan", "nomor_kelurahan")
"""Parts of the area's code in columns of their own, as a register exports them."""

NOT_PERSON = frozenset({IGNORED, "nomor", *AREA_PARTS})
"""Fields of a header that say nothing about a person."""

SMALL_NUMBER = re.compile(r"\(?\d{1,2}[a-z]?[.)]?(?:\.0)?")
HAS_DIGITS = re.compile(r"\d{3}")
_ANCHORS = frozenset({"nik", "nama"})
_INSTEAD = {
    "nama_lain": "nama",
    "nik_lain": "nik",
    "kelurahan_kode": "kelurahan",
    "pekerjaan_kode": "pekerjaan",
}
_HEADER_SHARE = 0.5
_LONG_DIGITS = re.compile(r"\d{15}")
_SEARCHED_BELOW = 12
_LONGEST_LABEL = 160


@dataclass(frozen=True, slots=True)
class Header:
    """A header of one or more rows: the frame column of each field, and labels nobody knows.

    `columns` are what the words say until `settle` has looked at the cells; `labels` and `fields`
    hold every label and the field that it names. `also` are further columns of a field, read where
    the first says nothing. `starts` are the columns at which further tables stand beside the first
    one. `unread` names filled columns that no header speaks for.
    """

    first: int
    last: int
    columns: Mapping[str, int]
    unknown: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    labels: Mapping[int, str] = field(default_factory=dict)
    fields: Mapping[int, str | None] = field(default_factory=dict)
    also: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


def header_at(
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
    labels = {i: c.strip() for i, c in enumerate(cells) if c and c.strip()}
    fields = fields_of_row(labels, memory)
    while last + 1 < len(rows) and last - position < 2 and _is_sub_header(rows[last + 1], labels):
        last += 1
        _merge_sub_row(rows[last], fields, labels)
    fields |= {i: memory[told] for i, c in labels.items() if (told := normalise(c)) in memory}
    is_one = _is_header(fields, strict=strict) or _is_wide_header(fields, rows[last + 1 :])
    if not is_one or (last > position and _says_it_all(rows[position + 1], fields, memory)):
        return None
    columns = _one_column_each(fields, labels, hidden)
    columns |= _unlabelled(columns, fields, len(cells))
    nobodys = (i for i, f in fields.items() if f is None and i != columns.get("nama"))
    unknown = tuple(" ".join(labels[i].split()) for i in nobodys)
    starts = _further_tables(fields, hidden)
    first = position + offset
    return Header(first, last + offset, columns, unknown, starts, labels, fields)


def _says_it_all(cells: Cells, both: Mapping[int, str | None], memory: Mapping[str, str]) -> bool:
    """Whether a row is the header without the row above it, which is a title or a total."""
    alone = {i: field_with_memory(c, memory) for i, c in enumerate(cells) if c and c.strip()}
    named = [f for f in alone.values() if f and f not in NOT_PERSON]
    wanted = {f for f in both.values() if f} - NOT_PERSON
    return wanted <= set(named) and len(set(named)) == len(named) and _is_header(alone, strict=True)


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
    persons = set(known) - NOT_PERSON
    if len(known) < _HEADER_SHARE * len(fields):
        return False
    if strict:
        return bool(persons & _ANCHORS) and (len(persons) >= 3 or persons >= _ANCHORS)
    return len(persons) >= 4 or (bool(persons & _ANCHORS) and len(persons) >= 2)


def _is_wide_header(fields: Mapping[int, str | None], below: Sequence[Cells]) -> bool:
    """A list among many columns: NIK and name or birth date, and NIKs where the NIK should be."""
    persons = {f: column for column, f in fields.items() if f and f not in NOT_PERSON}
    column = persons.get("nik")
    if column is None or not persons.keys() & {"nama", "tanggal_lahir", "tempat_tanggal_lahir"}:
        return False
    return any(_LONG_DIGITS.search(row[column] or "") for row in below[:_SEARCHED_BELOW])


def _is_sub_header(cells: Cells, upper: Mapping[int, str]) -> bool:
    """A second header row: short words that name fields, some under an empty or merged cell."""
    filled = {i: c.strip() for i, c in enumerate(cells) if c and c.strip()}
    if not filled or any(len(c) > 40 or HAS_DIGITS.search(c) for c in filled.values()):
        return False
    if not any(i not in upper or i + 1 not in upper for i in filled):
        return False
    if all(SMALL_NUMBER.fullmatch(c) for c in filled.values()):
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
            labels[column] = f"{over}\n{cell.strip()}".strip()


def _one_column_each(
    fields: Mapping[int, str | None], labels: Mapping[int, str], hidden: frozenset[int]
) -> dict[str, int]:
    """One column per field: a visible one before a hidden one, one that says the field's own word.

    So "Tanggal Lahir" comes before a bare "Tanggal", and "NIK" before "No. KTP".
    """
    chosen: dict[str, int] = {}
    named = {column: name for column, name in fields.items() if name and name != IGNORED}

    def rank(column: int) -> tuple[bool, bool, int]:
        own_word = named[column].rpartition("_")[2]
        return column in hidden, own_word not in normalise(labels[column]).split(), column

    for column in sorted(named, key=rank):
        chosen.setdefault(named[column], column)
    day = chosen.get("tanggal_lahir", -9)
    if (chosen.get("bulan_lahir"), chosen.get("tahun_lahir")) == (day + 1, day + 2):
        chosen["hari_lahir"] = chosen.pop("tanggal_lahir")
    for other, name in _INSTEAD.items():
        if other in chosen:
            chosen.setdefault(name, chosen.pop(other))
    if "nama" not in chosen and (others := _names_of_somebody(fields, labels)):
        chosen["nama"] = others[0]
    if "kelamin_l" in chosen and "kelamin_p" not in chosen:
        chosen["jenis_kelamin"] = chosen.pop("kelamin_l")
    return chosen


def _names_of_somebody(fields: Mapping[int, str | None], labels: Mapping[int, str]) -> list[int]:
    """Columns that nobody knows and that begin with "Nama": `Nama Driver`, `Nama Kuli`."""
    unknown = (column for column, name in fields.items() if name is None)
    return sorted(c for c in unknown if normalise(labels[c]).startswith("nama "))


def _unlabelled(
    columns: Mapping[str, int], fields: Mapping[int, str | None], width: int
) -> dict[str, int]:
    """Columns without a header beside one with two parts, which may hold the second part."""
    after = {whole + NEXT: columns[whole] + 1 for whole in PAIRS.keys() & columns.keys()}
    return {name: c for name, c in after.items() if c not in fields and c < width}
