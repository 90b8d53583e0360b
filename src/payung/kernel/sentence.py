"""A sentence that can still be said in another language: its template and what is filled in.

The core speaks Indonesian and knows no catalogue. `say` marks each sentence for it; whoever shows
the sentence to a reader says it in the reader's language (`payung.ui.words.shown`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.kernel.month_names import MONTH_NAMES_ID
from payung.kernel.rupiah import format_count, format_rupiah


@dataclass(frozen=True, slots=True)
class Rp:
    """An amount inside a sentence; each language has its own separators."""

    amount: int


@dataclass(frozen=True, slots=True)
class Count:
    """A number with separators inside a sentence; a bare `int` (a year, a row) is left alone."""

    number: int


class Sentence(str):
    """Indonesian text that keeps its template and its values, so that it can be said anew.

    Whatever is made of it by adding or cutting is plain text again.
    """

    __slots__ = ("template", "values")
    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, values: dict[str, Any] | None = None) -> Sentence:
        if isinstance(template, Sentence) and values is None:
            return template
        said = super().__new__(cls, _fill(template, values or {}, write))
        said.template = template
        said.values = values or {}
        return said

    def __reduce__(self) -> tuple[type[Sentence], tuple[str, dict[str, Any]]]:
        return Sentence, (self.template, self.values)

    def said_by(self, translate: Callable[[str], str], write_value: Callable[[object], str]) -> str:
        """The sentence with another template for each sentence in it, and values written anew."""

        def inner(value: object) -> str:
            if isinstance(value, Sentence):
                return value.said_by(translate, write_value)
            return write_value(value)

        return _fill(translate(self.template), self.values, inner)


def say(template: str, /, **values: Any) -> Sentence:
    """Marks a sentence for the catalogue: `say("Sisa {free}.", free=Rp(5000))`.

    Values are filled in by name; months, dates, `Rp`, `Count`, things with a label and other
    sentences are written in the reader's language, a tuple with commas, all else as it stands.
    """
    return Sentence(template, values)


def write(value: object) -> str:
    """How a value stands in an Indonesian sentence."""
    if isinstance(value, Rp):
        return format_rupiah(value.amount)
    if isinstance(value, Count):
        return format_count(value.number)
    if isinstance(value, date):
        return f"{value.day} {MONTH_NAMES_ID[value.month - 1]} {value.year}"
    return str(getattr(value, "label", value))


def _fill(template: str, values: dict[str, Any], write_value: Callable[[object], str]) -> str:
    """A template without values is no template: braces in it are braces."""
    if not values:
        return template
    filled = {
        name: value if type(value) in _AS_THEY_STAND else _written(value, write_value)
        for name, value in values.items()
    }
    return template.format_map(filled)


_AS_THEY_STAND = frozenset({str, int})
"""Asked first: a ranking says some hundred thousand sentences."""


def _written(value: object, write_value: Callable[[object], str]) -> str:
    if isinstance(value, tuple):
        return ", ".join(write_value(one) for one in value)
    return write_value(value)
