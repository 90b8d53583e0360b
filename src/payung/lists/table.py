"""Tables that other offices send: the columns that are wanted, found by their headers, as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from payung.kernel.errors import BadInput
from payung.kernel.sentence import Sentence

if TYPE_CHECKING:
    from payung.lists.sheet import Sheet

_HEADER_ROWS_SEARCHED = 40


def read_table(
    path: Path,
    headers: Mapping[str, Sequence[str]],
    *,
    needed: Sequence[str],
    refusal: Sentence,
) -> pl.DataFrame:
    """The columns of `headers` (field → how its header may be written) as stripped text.

    Headers are compared in small letters with `_` and `.` as spaces. A field that no header names
    is an empty column; of several sheets the first that has all that is `needed` counts.
    `BadInput` with `refusal` if none has.
    """
    sheet, start, places = next(found_tables(path, headers, needed, refusal))
    return _columns(sheet.texts.slice(start), places, headers)


def found_tables(
    path: Path, headers: Mapping[str, Sequence[str]], needed: Sequence[str], refusal: Sentence
) -> Iterator[tuple[Sheet, int, dict[str, int]]]:
    """Each sheet that has all that is `needed`: the sheet, where its rows begin, field → column.

    `BadInput` with `refusal` if there is none.
    """
    from payung.lists.sandbox import read_guarded

    found = False
    for _, sheets in read_guarded([path]):
        if isinstance(sheets, Exception):
            raise sheets
        for sheet in sheets:
            for position, row in enumerate(sheet.texts.head(_HEADER_ROWS_SEARCHED).iter_rows()):
                places = _places(row, headers)
                if set(needed) <= places.keys():
                    found = True
                    yield sheet, position + 1, places
                    break
    if not found:
        raise BadInput(refusal)


def _places(row: Sequence[str | None], headers: Mapping[str, Sequence[str]]) -> dict[str, int]:
    labels = [
        " ".join((cell or "").lower().replace("_", " ").replace(".", " ").split()) for cell in row
    ]
    return {
        field: place
        for field, names in headers.items()
        if (place := next((i for i, label in enumerate(labels) if label in names), -1)) >= 0
    }


def _columns(
    texts: pl.DataFrame, places: Mapping[str, int], headers: Mapping[str, Sequence[str]]
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            field: texts[:, places[field]].str.strip_chars().fill_null("")
            if field in places
            else pl.repeat("", texts.height, dtype=pl.String, eager=True)
            for field in headers
        }
    )
