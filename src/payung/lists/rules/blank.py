"""Cells that say nothing: empty, a dash, "belum ada"; and texts without stray spaces."""

from __future__ import annotations

import re

import polars as pl

_BLANKS = r"(?i)^(?:[-–—_.,'`\s]*|0|null|none|nihil|nil|n/?a|#n/a|nan|kosong|\(?kosong\)?|(?:belum|tidak|tdk|blm|tak|ga|gak|nggak) ?ada|belum punya|tidak punya|tdk punya|blm punya|belum memiliki|tidak memiliki|menyusul|xxx+)$"  # noqa: E501
_BLANK = re.compile(_BLANKS)
_SPACES = re.compile(r"[\s  ​﻿]+")
_SPACE_RUN = r"[\s\x{00A0}\x{202F}\x{200B}\x{FEFF}]+"


def clean(text: str) -> str:
    """The text with single spaces; empty where it says nothing."""
    tidy = _SPACES.sub(" ", text).strip()
    return "" if _BLANK.fullmatch(tidy) else tidy


def clean_expr(column: str) -> pl.Expr:
    """`clean` for a column; null becomes the empty text."""
    tidy = pl.col(column).fill_null("").str.replace_all(_SPACE_RUN, " ").str.strip_chars(" ")
    return pl.when(tidy.str.contains(_BLANKS)).then(pl.lit("")).otherwise(tidy).alias(column)
