"""The core's sentences in the reader's language: the one place where a refusal is translated."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import get_language, gettext

from payung.kernel.errors import PayungError
from payung.kernel.month import Month
from payung.kernel.sentence import Count, Rp, Sentence, write
from payung.ui.format import write_count, write_date, write_moment, write_month, write_rupiah
from payung.ui.parts import Words
from payung.ui.retold import retold


def shown(said: PayungError | Words) -> str:
    """A refusal or a sentence as the reader reads it; a stored one is read back, data is data."""
    words = said.sentence if isinstance(said, PayungError) else said
    if isinstance(words, Sentence) and words.values:
        return words.said_by(gettext, _write)
    text = str(words)  # a sentence without values may be one that was stored
    known = retold(text) if in_english() else None
    return known.said_by(gettext, _write) if known else text


def in_english() -> bool:
    """Whether the reader reads English, for texts that carry both languages themselves."""
    return (get_language() or "id").startswith("en")


def _write(value: object) -> str:
    match value:
        case Rp(amount):
            return write_rupiah(amount)
        case Count(number):
            return write_count(number)
        case Month():
            return write_month(value)
        case datetime():
            return write_moment(value)
        case date():
            return write_date(value)
        case _:
            return write(value)
