"""Lists that come from outside (deaths, answers of Dukcapil and BPJS, deciles), under any headers.

One reader for all: it opens what a worker list may be (XLSX, XLS, XLSB, ODS, CSV in any encoding),
looks in every sheet for the row that names what is asked for, and hands over rows as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from payung.lists.grouped import fields_of_row
from payung.lists.headers import normalise
from payung.lists.rules.blank import clean

if TYPE_CHECKING:
    from payung.lists.sheet import Sheet

_SEARCHED_ROWS = 60
_LONGEST_LABEL = 120

Naming = Callable[[str], str]
"""What a normalised header names, empty for nothing that is asked for."""


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """One row: its number as Excel shows it, and its cells by field, tidied.

    `said` is what all its cells say, those of no field too; `numbers` are the fields whose cells
    were numbers too long to be trusted.
    """

    sheet: str
    number: int
    cells: Mapping[str, str]
    said: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()

    def __getitem__(self, field: str) -> str:
        return self.cells.get(field, "")


@dataclass(frozen=True, slots=True)
class OutsideTable:
    """The rows under one header; `title` is what is written above it and on its sheet."""

    title: str
    labels: Mapping[str, str]
    rows: Sequence[OutsideRow]


def tables(
    path: Path, naming: Naming, is_one: Callable[[set[str]], bool]
) -> Iterator[OutsideTable]:
    """Each sheet's table: under the first row whose fields make it one.

    `naming` comes before what worker lists know of headers. `UnreadableFile` for no file at all.
    """
    from payung.lists.sandbox import read_guarded

    for _, sheets in read_guarded([path]):
        if isinstance(sheets, Exception):
            raise sheets
        for sheet in sheets:
            found = _table(sheet, path.stem, naming, is_one)
            if found is not None:
                yield found


def _table(
    sheet: Sheet, stem: str, naming: Naming, is_one: Callable[[set[str]], bool]
) -> OutsideTable | None:
    for position, cells in enumerate(sheet.texts.head(_SEARCHED_ROWS).iter_rows()):
        labels = {i: c.strip() for i, c in enumerate(cells) if c and c.strip()}
        if any(len(label) > _LONGEST_LABEL for label in labels.values()):
            continue
        places = _places(labels, naming)
        if is_one(set(places)):
            above = sheet.texts.head(position).rows()
            title = " ".join(c for row in above for c in row if c)
            named = {field: normalise(labels[place]) for field, place in places.items()}
            rows = list(_rows(sheet, position + 1, places))
            return OutsideTable(f"{stem} {sheet.name} {title}", named, rows)
    return None


def _places(labels: Mapping[int, str], naming: Naming) -> dict[str, int]:
    """The column of each field; the first where two say the same."""
    usual = fields_of_row(labels, {})
    places: dict[str, int] = {}
    for place, label in labels.items():
        field = naming(normalise(label)) or usual[place] or ""
        if field and field != "-":
            places.setdefault(field, place)
    return places


def _rows(sheet: Sheet, start: int, places: Mapping[str, int]) -> Iterator[OutsideRow]:
    for number, cells in enumerate(sheet.texts.slice(start).iter_rows(), start + 1):
        read = {field: clean(cells[place] or "") for field, place in places.items()}
        said = tuple(text for cell in cells if cell and (text := clean(cell)))
        if said:
            yield OutsideRow(sheet.name, number, read, said, _numbers(sheet, number, cells, places))


def _numbers(
    sheet: Sheet, number: int, cells: Sequence[str | None], places: Mapping[str, int]
) -> frozenset[str]:
    if not (sheet.long_numbers or sheet.long_values):
        return frozenset()
    return frozenset(
        field
        for field, place in places.items()
        if (number - 1, place) in sheet.long_numbers or cells[place] in sheet.long_values
    )
