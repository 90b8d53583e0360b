"""The core's sentences in the reader's language: the one place where a refusal is translated."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext

from payung.kernel.errors import PayungError
from payung.kernel.month import Month
from payung.kernel.sentence import Count, Rp, Sentence, write
from payung.ui.format import write_count, write_date, write_moment, write_month, write_rupiah


def shown(said: PayungError | str) -> str:
    """A refusal or a sentence as the reader reads it; plain text stays as it is."""
    sentence = said.sentence if isinstance(said, PayungError) else said
    return sentence.said_by(gettext, _write) if isinstance(sentence, Sentence) else str(sentence)


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
