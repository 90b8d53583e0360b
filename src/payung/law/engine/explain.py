"""Explains a step from its own text: the arithmetic, the basis, and why a zero is zero.

Indonesian (`id`) and English (`en`), as a sentence, as an HTML fragment, as JSON.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Literal

from payung.kernel.month import MONTH_NAMES_ID
from payung.kernel.rupiah import format_count, format_rupiah
from payung.law.engine.edition import Step
from payung.law.engine.expression import OPERATIONS, is_number, names_in, number
from payung.law.engine.parameters import Value
from payung.law.engine.rule import Heading

Language = Literal["id", "en"]

_WORDS: dict[str, dict[str, str]] = {
    "id": {
        "because": "karena", "is": "adalah", "min": "terkecil dari", "max": "terbesar dari",
        "since": "berlaku sejak", "basis": "dasar", "and": " dan ", "or": " atau ",
        "unverified": "belum diverifikasi", "none": "tidak ada",
        "nothing": "tidak ada yang dihitung", "unknown": "tidak diketahui",
        "<": "kurang dari", "<=": "paling banyak", ">": "lebih dari", ">=": "paling sedikit",
        "==": "sama dengan", "!=": "tidak sama dengan",
    },
    "en": {
        "because": "because", "is": "is", "min": "smallest of", "max": "largest of",
        "since": "in force since", "basis": "basis", "and": " and ", "or": " or ",
        "unverified": "not verified", "none": "no",
        "nothing": "nothing to count", "unknown": "is not known",
        "<": "below", "<=": "at most", ">": "above", ">=": "at least",
        "==": "equal to", "!=": "not equal to",
    },
}  # fmt: skip
_SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.FloorDiv: "÷"}
_COMPARE: dict[type[ast.AST], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_HUNDREDS = {"persen": 100, "permil": 1000, "perseratus persen": 10_000}
"""By how much a unit of percentages is larger than the share that it stands for."""

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


@dataclass(frozen=True)
class _Voice:
    """Speaks about one step in one language."""

    step: Step
    language: Language

    def word(self, word: str) -> str:
        return _WORDS[self.language][word]

    def sentence(self) -> str:
        told = self.account()
        if told.reason:
            value = f"{told.value}, {self.word('because')} {told.reason}"
        else:
            value = f"{told.worked} = {told.value}" if told.worked else told.value
        doubt = "" if told.verified else f"; {self.word('unverified')}"
        since = f"{self.word('since')} {day_text(told.since, self.language)}"
        cited = f"{self.word('basis')} {', '.join(told.basis)}"
        return f"{told.label}: {value} ({cited}; {since}{doubt})."

    def account(self) -> Account:
        """The citations are those of the rule and of the values that the amount was made from."""
        step, heading = self.step, self.step.rule.heading
        tests, leaf = step.path
        read = [v for n, v in step.parameters.items() if n in names_in(leaf)]
        share = _HUNDREDS.get(heading.unit, 0)
        written = self.written(step.rule.quantity, step.value)
        value, worked = _percent(step.value, share) if share else written, self.equation(leaf)
        why = bool(tests) and (step.value == 0 or heading.unit == "")
        cited: list[Heading | Value] = [*read]
        cited += self.grounds() if why and step.value == 0 else []
        return Account(
            label=heading.label if self.language == "id" else heading.label_en,
            value=value,
            worked="" if worked == written or step.value == 0 or heading.unit == "" else worked,
            reason=self.reason() if why else "",
            basis=tuple(dict.fromkeys([*heading.basis, *(c for one in cited for c in one.basis)])),
            since=max([heading.since, *(one.since for one in cited)]),
            verified=all(v.verified for v in read),
        )

    def grounds(self) -> list[Heading]:
        """The rules whose outcome made this one zero, such as a condition not fulfilled."""
        tests, leaf = self.step.path
        found: list[Heading] = []
        decided = self.deciding(*tests[-1]) if tests and is_number(leaf) else []
        for name in dict.fromkeys(name for part in decided for name in sorted(names_in(part))):
            behind = self.behind(name)
            if behind and not behind.step.rule.heading.cited:
                found += behind.grounds()
            elif behind and behind.step.value:
                found.append(behind.step.rule.heading)
        return found

    def deciding(self, test: ast.expr, held: bool) -> list[ast.expr]:
        """The comparisons in a condition that came out as the condition did."""
        if isinstance(test, ast.UnaryOp):
            return self.deciding(test.operand, not held)
        if isinstance(test, ast.BoolOp):
            parts = [part for part in test.values if self.holds(part) == held]
            return [one for part in parts for one in self.deciding(part, held)]
        return [test]

    def equation(self, leaf: ast.expr) -> str:
        """The arithmetic; a quantity that only passes a sum on is opened."""
        if isinstance(leaf, ast.Name):
            behind = self.behind(leaf.id)
            if behind and not behind.step.rule.heading.cited:
                return behind.equation(behind.step.path[1])
        return self.amount(leaf)

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
        """The last condition on the way says why; a sum that is zero had nothing to count."""
        tests, leaf = self.step.path
        return self.condition(*tests[-1]) if is_number(leaf) else self.word("nothing")

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

    def holds(self, test: ast.expr) -> bool:
        if isinstance(test, ast.BoolOp):
            every = all if isinstance(test.op, ast.And) else any
            return every(self.holds(part) for part in test.values)
        if isinstance(test, ast.UnaryOp):
            return not self.holds(test.operand)
        assert isinstance(test, ast.Compare)
        sides = [self.value(test.left), self.value(test.comparators[0])]
        return bool(OPERATIONS[type(test.ops[0])](*sides))

    def value(self, node: ast.expr) -> int:
        if isinstance(node, ast.Name):
            return self.step.result[node.id]
        if isinstance(node, ast.BinOp):
            operation = OPERATIONS[type(node.op)]
            return int(operation(self.value(node.left), self.value(node.right)))
        if isinstance(node, ast.Call):
            best = min if isinstance(node.func, ast.Name) and node.func.id == "min" else max
            return best(map(self.value, node.args))
        return number(node)

    def amount(self, node: ast.expr, shares: bool = False) -> str:
        """An expression with its figures filled in; with `shares`, percentages as such."""
        if isinstance(node, ast.Name):
            unit = _HUNDREDS.get(self.unit(node.id), 0) if shares else 0
            value = self.value(node)
            return _percent(value, unit) if unit else self.written(node.id, value)
        if isinstance(node, ast.BinOp):
            return self.combined(node, shares)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if len(counting := [part for part in node.args if not is_number(part)]) == 1:
                return self.amount(counting[0])
            return f"{self.word(node.func.id)} ({'; '.join(map(self.amount, node.args))})"
        return _percent(number(node), 100) if shares else format_count(number(node))

    def combined(self, node: ast.BinOp, shares: bool) -> str:
        left, right, operation = node.left, node.right, type(node.op)
        if operation is ast.FloorDiv and is_number(right) and self.blown_up(left) == number(right):
            return self.amount(left, shares=True)
        if operation is ast.Add and not self.value(left):
            return self.amount(right, shares)
        if operation in (ast.Add, ast.Sub) and not self.value(right):
            return self.amount(left, shares)
        if operation is ast.Mult and shares and _is_whole_share(right, self.value(right)):
            return self.amount(left, shares)
        told = [self.amount(left, shares), self.amount(right, shares)]
        if operation in (ast.Mult, ast.FloorDiv):
            told = [self.grouped(left, told[0]), self.grouped(right, told[1])]
        return f"{told[0]} {_SIGNS[operation]} {told[1]}"

    def blown_up(self, node: ast.expr) -> int:
        """By how much percentages enlarge the expression; 0 where its parts don't agree."""
        if isinstance(node, ast.Name):
            return _HUNDREDS.get(self.unit(node.id), 1)
        if not isinstance(node, ast.BinOp):
            return 1
        if isinstance(node.op, ast.Mult):
            return self.blown_up(node.left) * self.blown_up(node.right)
        sides = {self.blown_up(side) for side in (node.left, node.right) if not is_number(side)}
        return sides.pop() if len(sides) == 1 else 0

    def grouped(self, node: ast.expr, text: str) -> str:
        inner = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
        opened = isinstance(node, ast.Call) and not text.endswith(")")
        return f"({text})" if (inner or opened) and (" + " in text or " − " in text) else text

    def written(self, name: str, value: int) -> str:
        words = self.words_of(name)
        if words:
            return words.get(value, (str(value), str(value)))[0 if self.language == "id" else 1]
        return format_rupiah(value) if self.unit(name) == "rupiah" else format_count(value)

    def words_of(self, name: str) -> dict[int, tuple[str, str]]:
        edition = self.step.result.edition
        if name in edition.inputs:
            return dict(edition.inputs[name].choices)
        if name in edition.rule_of:
            return dict(edition.rule_of[name].heading.words)
        return {}

    def unit(self, name: str) -> str:
        edition = self.step.result.edition
        if name in edition.rule_of:
            return edition.rule_of[name].heading.unit
        known = edition.inputs.get(name) or edition.parameters.get(name)
        return known.unit if known else ""

    def label(self, name: str) -> str:
        edition = self.step.result.edition
        named = edition.inputs.get(name) or edition.parameters.get(name)
        if name in edition.rule_of:
            heading = edition.rule_of[name].heading
            label = heading.label if self.language == "id" else heading.label_en
            return label if label[1].isupper() else label[0].lower() + label[1:]
        if named is None:
            return name
        return named.label if self.language == "id" else named.label_en


def _asks_whether_known(test: ast.expr) -> bool:
    """A comparison with the negative number that stands for a fact that nobody gave."""
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq):
        return False
    return is_number(test.comparators[0]) and number(test.comparators[0]) < 0


def _is_whole_share(node: ast.expr, value: int) -> bool:
    """What is left of 100 % when nothing is taken away."""
    whole = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub) and is_number(node.left)
    return whole and isinstance(node, ast.BinOp) and value == number(node.left)


def _percent(value: int, hundreds: int) -> str:
    """`4,5 %`; `hundreds` is what makes the whole."""
    whole, rest = divmod(value * 10_000 // hundreds, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",") + " %"
