"""Explains a step from its own text: the arithmetic, the basis, and why a zero is zero.

Indonesian (`id`) and English (`en`), as a sentence, as an HTML fragment, as JSON.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from payung.kernel.month_names import MONTH_NAMES_ID
from payung.law.engine.edition import Step
from payung.law.engine.expression import is_number, names_in, number
from payung.law.engine.figures import HUNDREDS, Figures, Language, percent
from payung.law.engine.parameters import CITY, Cited
from payung.law.engine.rule import Heading

__all__ = ["Account", "Language", "account", "as_html", "as_json", "day_text", "sentence"]

_COMPARE: dict[type[ast.AST], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Account:
    """A step in parts, for pages that set them apart.

    `worked` is the arithmetic, empty where the value stands by itself; `reason` says why a zero
    is zero or a state holds, else it is empty. `since` is the day from which all of it holds.
    """

    label: str
    value: str
    worked: str
    reason: str
    basis: tuple[str, ...]
    since: date
    verified: bool


def account(step: Step, language: Language = "id") -> Account:
    """What `sentence` says, in parts."""
    return _Voice(step, language).account()


def sentence(step: Step, language: Language = "id") -> str:
    """One step in one sentence."""
    return _Voice(step, language).sentence()


def as_html(steps: Iterable[Step], language: Language = "id") -> str:
    """The steps as an ordered list, safe to set into a page."""
    items = "".join(f"<li>{escape(sentence(step, language))}</li>" for step in steps)
    return f'<ol class="langkah" lang="{language}">{items}</ol>'


def as_json(step: Step) -> dict[str, Any]:
    """Everything about a step: rule, value, basis, arguments, parameters, and the sentences."""
    heading = step.rule.heading
    return {
        "rule": step.rule.quantity,
        "label": heading.label,
        "value": step.value,
        "unit": heading.unit,
        "basis": list(heading.basis),
        "in_force_from": heading.since.isoformat(),
        "arguments": step.arguments,
        "parameters": [
            {
                "name": name,
                "value": value.value,
                "basis": list(value.basis),
                "in_force_from": value.since.isoformat(),
                "confidence": value.confidence,
                "verified_by": value.verified_by,
                "says": value.says,
            }
            for name, value in step.parameters.items()
        ],
        "sentence": sentence(step),
        "sentence_en": sentence(step, "en"),
    }


def day_text(day: date, language: Language = "id") -> str:
    """`2 Desember 2019` or `2 December 2019`."""
    names = MONTH_NAMES_ID if language == "id" else _MONTHS_EN
    return f"{day.day} {names[day.month - 1]} {day.year}"


class _Voice(Figures):
    """Speaks about one step in one language."""

    def sentence(self) -> str:
        told = self.account()
        if told.reason:
            value = f"{told.value}, {self.word('because')} {told.reason}"
        else:
            value = f"{told.worked} = {told.value}" if told.worked else told.value
        doubt = "" if told.verified else f"; {self.word('unverified')}"
        since = f"{self.word('since')} {day_text(told.since, self.language)}"
        cited = f"{self.word('basis')} {', '.join(told.basis)}"
        city = [basis.partition(" ")[2] for basis in told.basis if basis.partition(" ")[0] == CITY]
        doubt += f"; {self.word('city')} {', '.join(city)}" if city else ""
        return f"{told.label}: {value} ({cited}; {since}{doubt})."

    def account(self) -> Account:
        """The citations are those of the rule and of the values that the amount was made from."""
        step, heading = self.step, self.step.rule.heading
        tests, leaf = step.path
        read = [v for n, v in step.parameters.items() if n in names_in(leaf) and not v.rows]
        rows = self.rows_read(leaf)
        share = HUNDREDS.get(heading.unit, 0)
        written = self.written(step.rule.quantity, step.value)
        value, worked = percent(step.value, share) if share else written, self.equation(leaf)
        why = bool(tests) and (step.value == 0 or heading.unit == "")
        cited: list[Heading | Cited] = [*read, *rows]
        cited += self.grounds() if why and step.value == 0 else []
        return Account(
            label=heading.label if self.language == "id" else heading.label_en,
            value=value,
            worked="" if worked == written or step.value <= 0 or heading.unit == "" else worked,
            reason=self.reason() if why else "",
            basis=tuple(dict.fromkeys([*heading.basis, *(c for one in cited for c in one.basis)])),
            since=max([heading.since, *(getattr(one, "since", date.min) for one in cited)]),
            verified=all(one.verified for one in (*read, *rows)),
        )

    def grounds(self) -> list[Heading]:
        """The rules whose outcome made this one zero, such as a condition not fulfilled."""
        tests, leaf = self.step.path
        headings: list[Heading] = []
        decided = self.deciding(*tests[-1]) if tests and is_number(leaf) else []
        for name in dict.fromkeys(name for part in decided for name in sorted(names_in(part))):
            behind = self.behind(name)
            if behind and not behind.step.rule.heading.cited:
                headings += behind.grounds()
            elif behind and behind.step.value:
                headings.append(behind.step.rule.heading)
        return headings

    def deciding(self, test: ast.expr, held: bool) -> list[ast.expr]:
        """The comparisons in a condition that came out as the condition did."""
        if isinstance(test, ast.UnaryOp):
            return self.deciding(test.operand, not held)
        if isinstance(test, ast.BoolOp):
            parts = [part for part in test.values if self.holds(part) == held]
            return [one for part in parts for one in self.deciding(part, held)]
        return [test]

    def equation(self, leaf: ast.expr) -> str:
        """The arithmetic as it recomputes; a quantity that only passes a sum on is opened."""
        if isinstance(leaf, ast.Name):
            behind = self.behind(leaf.id)
            if behind and not behind.step.rule.heading.cited:
                return behind.equation(behind.step.path[1])
        told = self.amount(leaf)
        return f"{told}, {self.word('rounded')}" if self.loses(leaf) else told

    def behind(self, name: str) -> _Voice | None:
        """The step that made a quantity; None for a fact or a parameter."""
        result = self.step.result
        rule = result.edition.rule_of.get(name)
        if rule is None:
            return None
        number = result.edition.index[name]
        made = Step(result, rule, result.values[number], result.branches[number])
        return _Voice(made, self.language)

    def reason(self) -> str:
        """The last condition on the way says why; a sum that is zero had nothing to count.

        Where two sets of conditions both failed, the figures lie between them.
        """
        tests, leaf = self.step.path
        if not is_number(leaf):
            return self.word("nothing")
        both = [test for test, held in tests[-2:] if isinstance(test, ast.BoolOp) and not held]
        if len(both) == 2 and names_in(both[0]) == names_in(both[1]):
            names = [part.left for part in both[0].values if isinstance(part, ast.Compare)]
            facts = [
                f"{self.label(n.id)} {self.amount(n)}" for n in names if isinstance(n, ast.Name)
            ]
            return f"{self.word('and').join(facts)} {self.word('between')}"
        return self.condition(*tests[-1])

    def condition(self, test: ast.expr, held: bool) -> str:
        if isinstance(test, ast.UnaryOp):
            return self.condition(test.operand, not held)
        if isinstance(test, ast.BoolOp):
            parts = [part for part in test.values if self.holds(part) == held]
            told = [part for part in parts if held or not _asks_whether_known(part)]
            said = [self.condition(part, held) for part in told or parts]
            return self.word("and").join(dict.fromkeys(said))
        assert isinstance(test, ast.Compare)
        left, right = test.left, test.comparators[0]
        if isinstance(left, ast.Name) and (stated := self.stated(left, test)):
            return stated
        sign = _COMPARE[type(test.ops[0])]
        sign = sign if held else _OPPOSITE[sign]
        if isinstance(left, ast.Name) and self.value(left) == self.value(right) == 0:
            return f"{self.word('none')} {self.label(left.id)}"
        name = f"{self.label(left.id)} " if isinstance(left, ast.Name) else ""
        if sign in ("<=", ">=") and self.value(left) == self.value(right):
            return f"{name}{self.amount(left)} {self.word('edge')} {self.amount(right)}"
        return f"{name}{self.amount(left)} {self.word(sign)} {self.amount(right)}"

    def stated(self, left: ast.Name, test: ast.Compare) -> str:
        """A condition on a state, a flag or a missing fact; empty for one on an amount."""
        edition, value = self.step.result.edition, self.value(left)
        if _asks_whether_known(test) and value < 0:
            return f"{self.label(left.id)} {self.word('unknown')}"
        behind = self.behind(left.id)
        if behind and behind.words_of(left.id):
            plain_yes = value == 1 and len(behind.step.rule.heading.words) == 2
            follow = value == 0 or not (plain_yes or behind.step.rule.heading.cited)
            if follow and behind.step.path[0]:
                return behind.reason()
            return self.label(left.id) + ("" if plain_yes else f" {self.amount(left)}")
        if self.words_of(left.id):
            return f"{self.label(left.id)} {self.word('is')} {self.amount(left)}"
        fact = edition.inputs.get(left.id)
        flag = fact is not None and (fact.low, fact.high, fact.unit) == (0, 1, "")
        return self.label(left.id) if flag and value else ""


def _asks_whether_known(test: ast.expr) -> bool:
    """A comparison with the negative number that stands for a fact that nobody gave."""
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq):
        return False
    return is_number(test.comparators[0]) and number(test.comparators[0]) < 0
