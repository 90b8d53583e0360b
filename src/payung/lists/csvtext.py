"""CSV as offices save it: encoding, separator, ragged rows; every record keeps its number."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl

from payung.kernel.errors import UnreadableFile
from payung.kernel.sentence import say
from payung.lists.headers import field_of
from payung.lists.sheet import Sheet

_SEPARATORS = ";,\t|"
_SAMPLE_BYTES = 65_536
_MOST_COLUMNS = 500
_GUARDED = r'^="([^"]*)"$'  # how some programs keep Excel from reading digits as a number
NO_LIST = say("Berkas ini bukan daftar. Kirim berkas Excel atau CSV yang berisi nama dan NIK.")


def read_csv(path: Path) -> Sheet:
    """The one sheet of a CSV, all cells as text. `UnreadableFile` if it isn't text."""
    data = _as_utf8(path.read_bytes())
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
    """With polars, under a made-up header line; None where its strict reading refuses."""
    head = separator.join(_names(width)).encode() + b"\n"
    try:
        return pl.read_csv(
            head + data,
            separator=separator,
            infer_schema=False,
            truncate_ragged_lines=True,
        )
    except pl.exceptions.PolarsError:
        return None


def _read_patiently(data: bytes, separator: str, width: int) -> pl.DataFrame:
    """With Python's csv, which forgives stray quotes."""
    source = io.TextIOWrapper(io.BytesIO(data), "utf-8", errors="replace", newline="")
    try:
        records = [(row + [""] * width)[:width] for row in csv.reader(source, delimiter=separator)]
    except csv.Error as error:
        raise UnreadableFile(NO_LIST) from error
    texts = pl.DataFrame(records, schema=dict.fromkeys(_names(width), pl.String), orient="row")
    return texts.with_columns(pl.when(pl.all() == "").then(None).otherwise(pl.all()).name.keep())
