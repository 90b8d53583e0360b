"""Cells that say nothing: empty, a dash, "belum ada"; and texts without stray spaces."""

from __future__ import annotations

import re

import polars as pl

_BLANK = re.compile(
    r"(?i)[-–—_.,'`\s]*|0|null|none|nihil|nil|n/?a|nan|\(?kosong\)?|menyusul|xxx+"
    r"|(?:belum|tidak|tdk|blm|tak|ga|gak|nggak) ?(?:ada|punya|memiliki|mempunyai)"
    r"(?: (?:e-?ktp|ktp|nik|kk|hp|wa|telp|telepon|(?:no\.?|nomor)(?: ?(?:hp|wa|ktp|kk))?))?"
)
ERROR_CELL = r"^#(?:N/[AB]|GETTING_DATA|[A-Z][A-Z/0-9_]{1,18}[!?])$|^Err:\d{3}$"
NOT_RECKONED = "#RUMUS!"
"""What stands for a formula that no program has reckoned yet: its cell holds no result."""
"""What a cell shows whose formula failed, in Excel and LibreOffice."""
_IS_ERROR = re.compile(ERROR_CELL)
_UNSEEN = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_SPACES = re.compile(rf"[\s\u00a0\u202f{_UNSEEN}]+")
_NUMBER_LIKE = r"^[0-9][0-9/.:-]*[0-9]$"
_TIDY = r"^[0-9A-Za-z][!-~]{15,}$|^[0-9A-Za-z][!-~]*(?: [!-~]+)+$"
_LONGER_THAN_BLANKS = 16
_SAMPLE = 4000
_REPEATS = 4  # a text that comes so often in the sample is worth reading once


def is_error(text: str) -> bool:
    """Whether a cell shows that its formula failed."""
    return bool(_IS_ERROR.match(text))


def clean(text: str) -> str:
    """The text with single spaces; empty where it says nothing."""
    tidy = _SPACES.sub(" ", text).strip()
    return "" if _BLANK.fullmatch(tidy) else tidy


def clean_column(texts: pl.Series) -> pl.Series:
    """`clean` for a column; null becomes the empty text. Plain texts are taken as they are."""
    from payung.lists.columns import read_column

    if texts.null_count() == len(texts):
        return pl.repeat("", len(texts), dtype=pl.String, eager=True).alias(texts.name)
    if texts.head(_SAMPLE).n_unique() < min(_SAMPLE, len(texts)) // _REPEATS:
        return _clean_repeated(texts)
    plain = texts.str.contains(_NUMBER_LIKE).fill_null(False)
    if plain.all():
        return texts
    if not plain.head(_SAMPLE).any():
        tidy = (texts.str.len_bytes() >= _LONGER_THAN_BLANKS) & texts.str.contains(_TIDY)
        plain = plain | tidy.fill_null(False)
    odd = (~plain).arg_true()
    return texts.scatter(odd, read_column(texts.gather(odd), clean, pl.String).fill_null(""))


def _clean_repeated(texts: pl.Series) -> pl.Series:
    """`clean` where few texts stand in many rows: only those that change are replaced."""
    distinct = texts.drop_nulls().unique().to_list()
    changed = {text: tidy for text in distinct if (tidy := clean(text)) != text}
    if texts.null_count():
        texts = texts.fill_null("")
    return texts.replace(list(changed), list(changed.values())) if changed else texts
