"""A set of rules by one reference date: checked, cut into editions, read in three ways."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.law.engine import check
from payung.law.engine.edition import Edition, Result, Shared
from payung.law.engine.parameters import Parameter, Source
from payung.law.engine.rule import FIRST_DAY, Input, Rule

if TYPE_CHECKING:
    from payung.law.engine.columns import Columns


@dataclass(frozen=True, slots=True)
class RuleNote:
    """A code for people: it applies where `quantity` has `value`."""

    code: str
    quantity: str
    value: int


def notes_of(rules: Iterable[Rule]) -> list[RuleNote]:
    """The codes that the rules declare of their states, each once."""
    return list(
        dict.fromkeys(
            RuleNote(code.code, rule.quantity, value)
            for rule in rules
            for value, code in rule.heading.codes.items()
        )
    )


@dataclass(frozen=True)
class RuleSet:
    """Rules that go by the same reference date `by`, with all their dated versions.

    `split_by` names the enumerations by which columns are grouped; `doubt_code` is the code that
    stands before the name of an unverified parameter. `read_before` names the parameters that the
    reader of lists uses before the rules, each with the quantity that is 1 where it matters.
    """

    by: str
    inputs: Mapping[str, Input]
    rules: Sequence[Rule]
    parameters: Mapping[str, Parameter]
    sources: Mapping[str, Source]
    notes: Sequence[RuleNote] = ()
    split_by: Sequence[str] = ()
    doubt_code: str = "BELUM_DIVERIFIKASI"
    read_before: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check.check_names(self.rules, self.by, self.inputs, self.parameters, self.sources)
        check.check_calendar(self.rules, self.parameters)
        for edition in self.editions:
            check.check_ranges(edition.rules, self.inputs, edition.amounts, edition.tables)

    @cached_property
    def used_parameters(self) -> dict[str, Parameter]:
        names = {name for rule in self.rules for name in rule.arguments} | set(self.read_before)
        return {name: self.parameters[name] for name in self.parameters if name in names}

    @cached_property
    def unverified(self) -> tuple[str, ...]:
        """Parameters with a value that nobody has checked; the order of their bits."""
        return tuple(
            name
            for name, parameter in self.used_parameters.items()
            if not all(value.verified for value in parameter.values)
        )

    @cached_property
    def regulations(self) -> tuple[str, ...]:
        """All regulation ids in the register's order; the order of their bits."""
        return tuple(self.sources)

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """The law between two changes of any rule or value, oldest first."""
        shared = Shared()
        days = {FIRST_DAY} | {rule.heading.since for rule in self.rules}
        for parameter in self.used_parameters.values():
            days |= {value.since for value in parameter.values if value.since > FIRST_DAY}
        return tuple(self._edition(day, shared) for day in sorted(days))

    def _edition(self, day: date, shared: Shared) -> Edition:
        rules = [rule for rule in self.rules if rule.heading.since <= day <= rule.heading.until]
        values = {name: p.at(day) for name, p in self.used_parameters.items()}
        return Edition(
            since=day,
            rules=tuple(check.in_order(rules)),
            inputs=self.inputs,
            parameters=self.used_parameters,
            values={name: value for name, value in values.items() if value is not None},
            shared=shared,
            read_before=self.read_before,
        )

    @cached_property
    def starts(self) -> list[date]:
        return [edition.since for edition in self.editions]

    def edition_at(self, day: date) -> Edition:
        """The edition in force on `day`; `BadInput` before the law begins."""
        number = bisect_right(self.starts, day) - 1
        if number < 0:
            raise BadInput(
                say(
                    "Peraturan dihitung sejak {first}. Yang diisi {day}.",
                    first=FIRST_DAY.isoformat(),
                    day=day.isoformat(),
                )
            )
        return self.editions[number]

    def case(self, day: date, facts: Mapping[str, int]) -> Result:
        """One case with its trace; `facts` holds every input by name."""
        return self.edition_at(day).case(facts)

    def reasons(self, result: Result) -> list[str]:
        """The codes of what decided or is open in a case, the unverified parameters last."""
        codes = [note.code for note in self.notes if result[note.quantity] == note.value]
        doubts = set(result.doubts)
        return codes + [f"{self.doubt_code}:{name}" for name in self.unverified if name in doubts]

    def basis(self, result: Result) -> list[str]:
        """The regulations on which a case rests, in the register's order."""
        cited = result.regulations
        return [regulation for regulation in self.regulations if regulation in cited]

    @cached_property
    def columns(self) -> Columns:
        """The reading of many cases at once."""
        from payung.law.engine.columns import Columns

        return Columns(self)

    def words_of(self, result: Result, code: str) -> tuple[str, str]:
        """What people are told of a code in this case, in (Indonesian, English)."""
        for rule in result.edition.rules:
            for value, told in rule.heading.codes.items():
                if told.code == code and result[rule.quantity] == value:
                    return told.words
        return next(c.words for r in self.rules for c in r.heading.codes.values() if c.code == code)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The note codes in the order of their bits: the rules' own, then the doubts."""
        doubts = (f"{self.doubt_code}:{name}" for name in self.unverified)
        return (*(note.code for note in self.notes), *doubts)


def digest(parts: Iterable[bytes]) -> str:
    """Twelve hexadecimal digits that change with any byte of the law's text."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()[:12]
