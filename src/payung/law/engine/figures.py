"""Writes the figures of a step: amounts, shares, rows of a table, in the unit they stand for."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Literal

from payung.kernel.rupiah import format_count, format_rupiah
from payung.law.engine.edition import Step
from payung.law.engine.expression import OPERATIONS, is_number, number, parts_of
from payung.law.engine.parameters import TableRow
from payung.law.engine.table import LOOKUPS

Language = Literal["id", "en"]

WORDS: dict[str, dict[str, str]] = {
    "id": {
        "because": "karena", "is": "adalah", "min": "terkecil dari", "max": "terbesar dari",
        "since": "berlaku sejak", "basis": "dasar", "and": " dan ", "or": " atau ",
        "unverified": "belum dipastikan", "none": "tidak ada",
        "nothing": "tidak ada yang dihitung", "unknown": "tidak diketahui",
        "city": "menurut keputusan kota",
        "row": "baris", "to": "sampai", "above": "ke atas", "rounded": "dibulatkan ke bawah",
        "edge": "tepat di batas", "between": "berada di antara kedua syarat",
        "<": "kurang dari", "<=": "paling banyak", ">": "lebih dari", ">=": "paling sedikit",
        "==": "sama dengan", "!=": "tidak sama dengan",
    },
    "en": {
        "because": "because", "is": "is", "min": "smallest of", "max": "largest of",
        "since": "in force since", "basis": "basis", "and": " and ", "or": " or ",
        "unverified": "not verified", "none": "no",
        "nothing": "nothing to count", "unknown": "is not known",
        "city": "as the city decided",
        "row": "row", "to": "to", "above": "and more", "rounded": "rounded down",
        "edge": "exactly at the bound of", "between": "lie between the two conditions",
        "<": "below", "<=": "at most", ">": "above", ">=": "at least",
        "==": "equal to", "!=": "not equal to",
    },
}  # fmt: skip
_SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.FloorDiv: "÷"}
HUNDREDS = {"persen": 100, "permil": 1000, "perseratus persen": 10_000}
"""By how much a unit of percentages is larger than the share that it stands for."""


@dataclass(frozen=True)
class Figures:
    """The figures of one step in one language."""

    step: Step
    language: Language

    def word(self, word: str) -> str:
        return WORDS[self.language][word]

    def loses(self, node: ast.expr) -> bool:
        """Whether a division at the top of an expression leaves something over."""
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.FloorDiv):
            return False
        return self.value(node.left) % self.value(node.right) > 0

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
        if (look := look_of(node)) and isinstance(node, ast.Call):
            return LOOKUPS[look[0]](self.step.result.edition.tables[look[1]], self.value(look[2]))
        if isinstance(node, ast.Call):
            best = min if isinstance(node.func, ast.Name) and node.func.id == "min" else max
            return best(map(self.value, node.args))
        return number(node)

    def amount(self, node: ast.expr, shares: bool = False) -> str:
        """An expression with its figures filled in; with `shares`, percentages as such."""
        if isinstance(node, ast.Name):
            unit = HUNDREDS.get(self.unit(node.id), 0) if shares else 0
            value = self.value(node)
            return percent(value, unit) if unit else self.written(node.id, value)
        if isinstance(node, ast.BinOp):
            return self.combined(node, shares)
        if look := look_of(node):
            return self.looked_up(*look)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if len(counting := [part for part in node.args if not is_number(part)]) == 1:
                met = self.value(counting[0]) == self.value(node)
                return self.amount(counting[0]) if met else format_count(self.value(node))
            return f"{self.word(node.func.id)} ({'; '.join(map(self.amount, node.args))})"
        return percent(number(node), 100) if shares else format_count(number(node))

    def combined(self, node: ast.BinOp, shares: bool) -> str:
        left, right, operation = node.left, node.right, type(node.op)
        if operation is ast.FloorDiv and self.loses(node) and node is not self.step.path[1]:
            return self.plain(self.value(node))
        blown = self.blown_up(left)
        if operation is ast.FloorDiv and is_number(right) and not number(right) % max(blown, 2):
            share = self.amount(left, shares=True)
            rest = number(right) // blown
            return share if rest == 1 else f"{self.grouped(left, share)} ÷ {format_count(rest)}"
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

    def looked_up(self, word: str, table: str, asked: ast.expr) -> str:
        """The row that was read, or each slice at its own rate."""
        edition, x = self.step.result.edition, self.value(asked)
        if word == "irisan":
            share = HUNDREDS.get(self.unit(table), 0)
            parts = edition.tables[table].slices(x)
            told = [f"{self.plain(part)} × {percent(rate, share)}" for part, rate in parts]
            return " + ".join(told) or self.plain(0)
        row = edition.values[table].rows[edition.tables[table].row(x)]
        if row.high is None:
            return f"{self.word('row')} {self.plain(row.low)} {self.word('above')}"
        return f"{self.word('row')} {self.plain(row.low)} {self.word('to')} {self.plain(row.high)}"

    def rows_read(self, node: ast.expr) -> list[TableRow]:
        """The rows of tables on which an expression's figure rests."""
        if look := look_of(node):
            word, table, asked = look
            rows, x = self.step.result.edition.values[table].rows, self.value(asked)
            reached = [row for row in rows if row.low <= max(x, 1)]
            return reached if word == "irisan" else [row for row in rows if row.holds(x)]
        return [row for part in parts_of(node) for row in self.rows_read(part)]

    def plain(self, value: int) -> str:
        """A number in the unit of this step."""
        rupiah = self.step.rule.heading.unit == "rupiah"
        return format_rupiah(value) if rupiah else format_count(value)

    def blown_up(self, node: ast.expr) -> int:
        """By how much percentages enlarge the expression; 0 where its parts don't agree."""
        if look := look_of(node):
            return HUNDREDS.get(self.unit(look[1]), 1)
        if isinstance(node, ast.Name):
            return HUNDREDS.get(self.unit(node.id), 1)
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
        if value < 0:
            return self.word("unknown")
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


def look_of(node: ast.expr) -> tuple[str, str, ast.expr] | None:
    """The word, the table and the number of a look into a table."""
    match node:
        case ast.Call(func=ast.Name(id=word), args=[ast.Name(id=table), x]) if word in LOOKUPS:
            return word, table, x
    return None


def _is_whole_share(node: ast.expr, value: int) -> bool:
    """What is left of 100 % when nothing is taken away."""
    whole = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub) and is_number(node.left)
    return whole and isinstance(node, ast.BinOp) and value == number(node.left)


def percent(value: int, hundreds: int) -> str:
    """`4,5 %`; `hundreds` is what makes the whole."""
    whole, rest = divmod(value * 10_000 // hundreds, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",") + " %"
