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

Language = Literal["id", "en"]

_WORDS: dict[str, dict[str, str]] = {
    "id": {
        "because": "karena", "is": "adalah", "min": "terkecil dari", "max": "terbesar dari",
        "since": "berlaku sejak", "basis": "dasar", "and": " dan ", "or": " atau ",
        "unverified": "belum diverifikasi", "none": "tidak ada",
        "nothing": "tidak ada yang dihitung",
        "<": "kurang dari", "<=": "paling banyak", ">": "lebih dari", ">=": "paling sedikit",
        "==": "sama dengan", "!=": "tidak sama dengan",
    },
    "en": {
        "because": "because", "is": "is", "min": "smallest of", "max": "largest of",
        "since": "in force since", "basis": "basis", "and": " and ", "or": " or ",
        "unverified": "not verified", "none": "no",
        "nothing": "nothing to count",
        "<": "below", "<=": "at most", ">": "above", ">=": "at least",
        "==": "equal to", "!=": "not equal to",
    },
}  # fmt: skip
_SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.FloorDiv: "÷"}
_COMPARE: dict[type[ast.AST], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


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

    def say(self, word: str) -> str:
        return _WORDS[self.language][word]

    def sentence(self) -> str:
        step, heading = self.step, self.step.rule.heading
        label = heading.label if self.language == "id" else heading.label_en
        tests, leaf = step.path
        worked = self.amount(leaf)
        value = self.written(step.rule.quantity, step.value)
        if step.value == 0 or heading.unit == "":
            told = f"{value}, {self.say('because')} {self.reason(tests, leaf)}"
            return f"{label}: {told if tests else value}{self.sources(leaf)}."
        equation = value if worked == value else f"{worked} = {value}"
        return f"{label}: {equation}{self.sources(leaf)}."

    def sources(self, leaf: ast.expr) -> str:
        """The citations of the rule and of the values that the amount was made from."""
        read = [v for n, v in self.step.parameters.items() if n in names_in(leaf)]
        cited = dict.fromkeys(self.step.rule.heading.basis)
        newest = max((value.since for value in read), default=self.step.rule.heading.since)
        for value in read:
            cited |= dict.fromkeys(value.basis)
        doubt = "" if all(v.verified for v in read) else f"; {self.say('unverified')}"
        day = day_text(newest, self.language)
        return f" ({self.say('basis')} {', '.join(cited)}; {self.say('since')} {day}{doubt})"

    def reason(self, tests: list[tuple[ast.expr, bool]], leaf: ast.expr) -> str:
        """The last condition on the way says why; a sum that is zero had nothing to count."""
        return self.condition(*tests[-1]) if is_number(leaf) else self.say("nothing")

    def condition(self, test: ast.expr, held: bool) -> str:
        if isinstance(test, ast.UnaryOp):
            return self.condition(test.operand, not held)
        if isinstance(test, ast.BoolOp):
            parts = [part for part in test.values if self.holds(part) == held]
            return self.say("and").join(dict.fromkeys(self.condition(p, held) for p in parts))
        assert isinstance(test, ast.Compare)
        left, right = test.left, test.comparators[0]
        if isinstance(left, ast.Name) and self.words_of(left.id):
            said = self.say("is") if left.id in self.step.result.edition.inputs else ":"
            return f"{self.label(left.id)} {said} {self.amount(left)}".replace(" :", ":")
        sign = _COMPARE[type(test.ops[0])]
        sign = sign if held else _OPPOSITE[sign]
        if isinstance(left, ast.Name) and self.value(left) == self.value(right) == 0:
            return f"{self.say('none')} {self.label(left.id)}"
        name = f"{self.label(left.id)} " if isinstance(left, ast.Name) else ""
        return f"{name}{self.amount(left)} {self.say(sign)} {self.amount(right)}"

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

    def amount(self, node: ast.expr) -> str:
        """An expression with its figures filled in."""
        if isinstance(node, ast.Name):
            return self.written(node.id, self.value(node))
        if isinstance(node, ast.BinOp):
            if isinstance(node.op, ast.Add) and not self.value(node.left):
                return self.amount(node.right)
            if isinstance(node.op, ast.Add) and not self.value(node.right):
                return self.amount(node.left)
            left, right = self.amount(node.left), self.amount(node.right)
            if isinstance(node.op, ast.Mult | ast.FloorDiv):
                left, right = self.grouped(node.left, left), self.grouped(node.right, right)
            return f"{left} {_SIGNS[type(node.op)]} {right}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            parts = "; ".join(map(self.amount, node.args))
            return f"{self.say(node.func.id)} ({parts})"
        return format_count(number(node))

    def grouped(self, node: ast.expr, text: str) -> str:
        inner = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
        return f"({text})" if inner else text

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
