"""Sentences that were stored as text, read back into template and values: see ADR 68.

A reason, a place in a ranking, a job's message is kept as the Indonesian sentence that was said.
Whoever reads it in English gets the sentence of the same template; a text of no template is data.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

from payung.kernel.month import Month
from payung.kernel.month_names import MONTH_NAMES_ID
from payung.kernel.sentence import Rp, Sentence

_CATALOGUE = Path(__file__).resolve().parent.parent / "locale/en/LC_MESSAGES/django.mo"
_FIELD = re.compile(r"\{(\w+)(?:![rs])?\}")
_MONEY = re.compile(r"-?Rp[\d.]+")
_MONTH_WORDS = "|".join(MONTH_NAMES_ID)
_MONTH = re.compile(rf"({_MONTH_WORDS}) (\d{{4}})")
_DAY = re.compile(rf"(\d{{1,2}}) ({_MONTH_WORDS}) (\d{{4}})")
_SPANS = {"first", "last"}


def retold(text: str) -> Sentence | None:
    """The sentence that reads like this, with its values; None if no template does."""
    if text in _plain():
        return Sentence(text)
    for pattern, template in _templates():
        if match := pattern.fullmatch(text):
            return Sentence(template, {k: _value(v) for k, v in match.groupdict().items()})
    return None


def _value(text: str) -> object:
    """What stands in a sentence: a day, a month, an amount, a sentence of its own, or a word."""
    if day := _DAY.fullmatch(text):
        return date(int(day[3]), MONTH_NAMES_ID.index(day[2]) + 1, int(day[1]))
    if month := _MONTH.fullmatch(text):
        return Month.of(int(month[2]), MONTH_NAMES_ID.index(month[1]) + 1)
    if _MONEY.fullmatch(text):
        return Rp(int(text.replace("Rp", "").replace(".", "")))
    return retold(text) or text


@cache
def _plain() -> frozenset[str]:
    return frozenset(text for text in _known() if "{" not in text and "%" not in text)


@cache
def _templates() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Templates with fields; those that say most of the sentence themselves are tried first."""
    fielded = [text for text in _known() if _FIELD.search(text)]
    fielded.sort(key=lambda text: len(_FIELD.sub("", text)), reverse=True)
    return tuple(
        (_pattern(text, months=months), text) for text in fielded for months in (True, False)
    )


def _pattern(template: str, *, months: bool) -> re.Pattern[str]:
    """How the template's sentences look; with `months`, only those whose spans are months."""
    seen: set[str] = set()

    def one(part: str) -> str:
        field = _FIELD.fullmatch(part)
        if field is None:
            return re.escape(part)
        if field[1] in seen:
            return f"(?P={field[1]})"
        seen.add(field[1])
        if months and field[1] in _SPANS:
            return f"(?P<{field[1]}>(?:{_MONTH_WORDS}) [0-9]{{4}})"
        quote = "['\"]" if part.endswith("!r}") else ""
        return f"{quote}(?P<{field[1]}>.+?){quote}"

    parts = re.split(r"(\{\w+(?:![rs])?\})", template)
    end = "" if template.endswith(".") else r"(?<!\.)"  # a closing point is another template's
    return re.compile("".join(one(part) for part in parts if part) + end, re.DOTALL)


@cache
def _known() -> tuple[str, ...]:
    from babel.messages.mofile import read_mo  # late: only a page with a stored sentence needs it

    with _CATALOGUE.open("rb") as file:
        return tuple(m.id for m in read_mo(file) if m.id and isinstance(m.id, str))
