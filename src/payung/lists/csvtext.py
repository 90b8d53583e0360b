"""CSV as offices save it: encoding, separator, ragged rows; every record keeps its number."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from payung.kernel.errors import UnreadableFile
from payung.kernel.sentence import say
from payung.lists.headers import field_of
from payung.lists.sheet import Sheet

_SEPARATORS = ";,\t|"
_SAMPLE_BYTES = 65_536
_MOST_COLUMNS = 500
_WRAPPED_LINES = 20
_MOST_LINES_IN_A_CELL = 20
_GUARDED = r'^="([^"]*)"$'  # how some programs keep Excel from reading digits as a number
NO_LIST = say("Berkas ini bukan daftar. Kirim berkas Excel atau CSV yang berisi nama dan NIK.")


def read_csv(path: Path) -> Sheet:
    """The one sheet of a CSV, all cells as text. `UnreadableFile` if it isn't text."""
    data = _unwrapped(_as_utf8(path.read_bytes()))
    sample = data[:_SAMPLE_BYTES].decode("utf-8", errors="replace")
    separator = _separator(sample)
    width = _width(sample, separator)
    if width > _MOST_COLUMNS:
        raise UnreadableFile(
            say("Berkas berisi terlalu banyak kolom. Hapus kolom yang tidak dipakai.")
        )
    texts = _read_fast(data, separator, width)
    if texts is None:
        texts = _read_patiently(data, separator, width)
    if b'="' in data:
        texts = texts.with_columns(pl.all().str.replace(_GUARDED, "$1"))
    return Sheet("", _without_blank_end(texts))


def _without_blank_end(texts: pl.DataFrame) -> pl.DataFrame:
    """The columns up to the last one that holds anything: what is empty isn't handed over."""
    while texts.width > 1 and texts[:, -1].null_count() == texts.height:
        texts = texts.drop(texts.columns[-1])
    return texts


def _as_utf8(data: bytes) -> bytes:
    """UTF-8 without mark and with lines that end as polars knows, from UTF-8, UTF-16, cp1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", errors="replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\x00" in data[:_SAMPLE_BYTES]:
        raise UnreadableFile(NO_LIST)
    if not (data.isascii() or _is_utf8(data)):
        data = data.decode("cp1252", errors="replace").encode()
    sample = data[:_SAMPLE_BYTES]
    if sample.count(b"\r") > 2 * sample.count(b"\r\n"):  # lines of an old Mac
        data = data.replace(b"\r", b"\n")
    return data


def _unwrapped(data: bytes) -> bytes:
    """Without the quotes around whole lines, as a list in one column of Excel is saved again."""
    head = data[:_SAMPLE_BYTES].decode("utf-8", errors="replace").split("\n")[:_WRAPPED_LINES]
    lines = [line.strip() for line in head if line.strip()]
    if not lines or not all(_one_cell(line) for line in lines):
        return data
    records = csv.reader(io.StringIO(data.decode("utf-8", errors="replace")))
    return "\n".join(row[0] if row else "" for row in records).encode()


def _one_cell(line: str) -> bool:
    """Whether a line is one quoted cell that holds several."""
    if not (line.startswith('"') and line.endswith('"')):
        return False
    inside = all(len(next(csv.reader([line], delimiter=s), [])) == 1 for s in _SEPARATORS)
    return inside and max(line.count(s) for s in _SEPARATORS) >= 2


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _separator(sample: str) -> str:
    """The separator under which most header words are recognised, then the most frequent one."""
    return max(_SEPARATORS, key=lambda s: (_known_headers(sample, s), sample.count(s)))


def _known_headers(sample: str, separator: str) -> int:
    rows = _sample_rows(sample, separator)[:60]
    return max((sum(1 for cell in row if _known(cell)) for row in rows), default=0)


def _known(cell: str) -> bool:
    return 0 < len(cell) < 40 and not cell.isdigit() and field_of(cell) is not None


def _sample_rows(sample: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(sample), delimiter=separator))
    except csv.Error:
        return []


def _width(sample: str, separator: str) -> int:
    return max((len(row) for row in _sample_rows(sample, separator)), default=1) + 2


def _names(width: int) -> list[str]:
    return [f"c{i}" for i in range(width)]


def _read_fast(data: bytes, separator: str, width: int) -> pl.DataFrame | None:
    """With polars, under a made-up header line; None where its strict reading refuses, and where
    a quote that nobody closed has taken whole lines into one cell."""
    head = separator.join(_names(width)).encode() + b"\n"
    try:
        texts = pl.read_csv(
            head + data,
            separator=separator,
            infer_schema=False,
            truncate_ragged_lines=True,
        )
    except pl.exceptions.PolarsError:
        return None
    return None if b'"' in data and _swallowed(texts, separator, width) else texts


def _swallowed(texts: pl.DataFrame, separator: str, width: int) -> bool:
    for column in texts.iter_columns():
        cells = column.filter(column.str.contains("\n", literal=True).fill_null(False))
        if any(_is_record(line, separator, width) for cell in cells for line in cell.split("\n")):
            return True
    return False


def _is_record(line: str, separator: str, width: int) -> bool:
    """Whether a line inside a cell has as many separators as a record of its own."""
    return 2 * line.count(separator) >= max(width - 3, 2)


def _read_patiently(data: bytes, separator: str, width: int) -> pl.DataFrame:
    """With Python's csv, which forgives stray quotes; one that is never closed costs its line's
    quotes, not the lines below."""
    lines = data.decode("utf-8", errors="replace").splitlines(keepends=True)
    try:
        records = [(row + [""] * width)[:width] for row in _records(lines, separator, width)]
    except csv.Error as error:
        raise UnreadableFile(NO_LIST) from error
    texts = pl.DataFrame(records, schema=dict.fromkeys(_names(width), pl.String), orient="row")
    return texts.with_columns(pl.when(pl.all() == "").then(None).otherwise(pl.all()).name.keep())


def _records(lines: list[str], separator: str, width: int) -> Iterator[list[str]]:
    number = 0
    while number < len(lines):
        end = _last_line(lines, number, separator, width)
        if end is None:
            row = lines[number].rstrip("\r\n").split(separator)
            yield [cell.strip().strip('"') for cell in row]
            number += 1
            continue
        yield from csv.reader(["".join(lines[number : end + 1])], delimiter=separator)
        number = end + 1


def _last_line(lines: list[str], first: int, separator: str, width: int) -> int | None:
    """The line on which a record that begins at `first` ends; None where its quote stays open."""
    quotes = lines[first].count('"')
    last = first
    while quotes % 2:
        last += 1
        if last == len(lines) or last - first > _MOST_LINES_IN_A_CELL:
            return None
        if _is_record(lines[last].partition('"')[0], separator, width):
            return None
        quotes += lines[last].count('"')
    return last
