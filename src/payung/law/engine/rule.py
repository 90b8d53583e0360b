"""What a rule and an input are, and the decorator that gives a function its legal basis."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from payung.kernel.errors import LawError
from payung.kernel.sentence import Sentence, say

FIRST_DAY = date(2015, 7, 1)
"""The law of JKK and JKM as this engine holds it begins here."""

LAST_DAY = date(9999, 12, 31)
"""Stands for "until further notice"."""

UNVERIFIED = "belum_diverifikasi"
"""The quantity that the engine gives: 1 where a case rests on an unverified value."""

READ_BEFORE = "dibaca__"
"""Stands before a parameter's name: the input that is 1 where the reader of lists used it."""

RuleFunction = Callable[..., int]


@dataclass(frozen=True, slots=True)
class Input:
    """One fact of a case: its range (both ends allowed), its words and its unit.

    `choices` names the codes of an enumeration in (Indonesian, English); such an input may only
    be compared, never counted with, so that columns may hold it in one byte.
    """

    name: str
    low: int
    high: int
    label: str
    label_en: str
    unit: str = ""
    choices: Mapping[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Code:
    """What people read where a state holds: a code, and the sentence in (Indonesian, English).

    `open` names the part of the sum that someone must decide first, `now` or `yearly`; empty
    where the code only tells.
    """

    code: str
    words: tuple[str, str]
    open: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the decorator says of a rule."""

    basis: tuple[str, ...]
    by: str
    since: date
    until: date
    quantity: str
    label: str
    label_en: str
    unit: str
    cited: bool
    words: Mapping[int, tuple[str, str]]
    says: str
    part: str
    meaning: tuple[str, str]
    opens: str
    codes: Mapping[int, Code]
    adds: str
    before: int | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated version of one quantity: its heading and its text as one expression."""

    heading: Heading
    arguments: tuple[str, ...]
    expression: ast.expr
    place: str

    @property
    def quantity(self) -> str:
        return self.heading.quantity

    def refuse(self, why: Sentence) -> LawError:
        return LawError(
            say("{place}: {quantity}: {why}", place=self.place, quantity=self.quantity, why=why)
        )


def rule(
    *,
    basis: str = "",
    by: str,
    label: str,
    label_en: str,
    since: str = FIRST_DAY.isoformat(),
    until: str = "",
    quantity: str = "",
    unit: str = "rupiah",
    cited: bool = True,
    words: Mapping[int, tuple[str, str]] | None = None,
    says: str = "",
    part: str = "",
    meaning: tuple[str, str] = ("", ""),
    opens: str = "",
    codes: Mapping[int, Code] | None = None,
    adds: str = "",
    before: int | None = None,
) -> Callable[[RuleFunction], RuleFunction]:
    """Marks a function as a rule; the function itself stays an ordinary one.

    `basis` holds regulation ids with their articles, joined by `;`. `by` is the reference date.
    Two versions of one quantity share `quantity` and tile the calendar by `since` and `until`
    (last day, both included). `cited` is off for plain sums, which need no citation of their own.
    `words` names the values of a state in (Indonesian, English), `codes` what people are told
    where it holds. `says` is the text's content in one sentence of ours. `before` is the neutral
    value until `since`, so that no rule need return it.

    `part` makes a component of the case: `cash` to the family, `care` paid to who treated and
    carried, `yearly`; `meaning` tells the family what it is. `opens` names the component of which
    this amount falls away if its open question is answered against the family. `adds` makes a
    plain sum of all parts of a kind, of what is `open` of it, or asks whether anything is `asked`.
    """

    def mark(function: RuleFunction) -> RuleFunction:
        function.__dict__["heading"] = Heading(
            basis=split_basis(basis),
            by=by,
            since=date.fromisoformat(since),
            until=date.fromisoformat(until) if until else LAST_DAY,
            quantity=quantity or function.__name__,
            label=label,
            label_en=label_en,
            unit=unit,
            cited=cited,
            words=words or {},
            says=says,
            part=part,
            meaning=meaning,
            opens=opens,
            codes=codes or {},
            adds=adds,
            before=before,
        )
        return function

    return mark


def split_basis(text: str) -> tuple[str, ...]:
    """`PP82 Ps 34; PMN1` is two citations; the first word of each is the regulation's id."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def regulation_ids(basis: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(citation.split()[0] for citation in basis)
