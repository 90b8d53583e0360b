"""The rules over columns: numpy in blocks of 32k rows, grouped by edition and one input.

The rules are folded with what is constant in a group (the edition's values, the input that
groups, columns that are zero throughout), so that it computes only what can differ.
Arrays in, arrays out: it fits `mapInArrow` as it stands.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from payung.law.engine.edition import Edition, doubt_name
from payung.law.engine.expression import fold, names_in, number

if TYPE_CHECKING:
    from payung.law.engine.ruleset import RuleSet

BLOCK = 32_768
NOTES, BASIS = "catatan", "dasar"
"""Outputs beside the quantities: bit masks of note codes and of regulations."""

NOTHING = None
"""What a block gives for a quantity that is zero throughout."""

Column = NDArray[Any]
Block = Callable[..., tuple[Any, ...]]
_SCOPE = {
    "where": np.where,
    "minimum": np.minimum,
    "maximum": np.maximum,
    "negate": np.logical_not,
    "byte": np.int8,
    "mask": np.int32,
}
_SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//", ast.Lt: "<", ast.LtE: "<=",
    ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.And: " & ", ast.Or: " | ",
}  # fmt: skip


class Columns:
    """One rule set's reading of columns; keeps the blocks that it has compiled."""

    def __init__(self, law: RuleSet) -> None:
        self.law = law
        self._starts = np.array(law.starts[1:], dtype="datetime64[D]")
        self._blocks: dict[tuple[object, ...], tuple[list[str], Block]] = {}

    def compute(
        self, days: Column, facts: Mapping[str, Column], wanted: Sequence[str]
    ) -> dict[str, Column]:
        """The `wanted` quantities for each row, int64, with the masks NOTES and BASIS.

        `days` is datetime64[D] and not before the law begins; `facts` holds each input as an
        array of its range (int64; enumerations may be int8); an input left out is 0 throughout.
        """
        outputs = [*wanted, NOTES, BASIS]
        zeros = {name for name in self.law.inputs if name not in facts or not facts[name].any()}
        found = {name: np.zeros(len(days), np.int64) for name in wanted}
        found |= {name: np.zeros(len(days), np.int32) for name in (NOTES, BASIS)}
        for start in range(0, len(days), BLOCK):
            part = slice(start, start + BLOCK)
            for edition, fixed, rows in self._groups(days[part], facts, part, zeros):
                needed, block = self._block(edition, fixed, outputs)
                given = (facts[name][part] for name in needed)
                values = block(*(given if rows is None else (g.take(rows) for g in given)))
                for name, value in zip(outputs, values, strict=True):
                    if value is not NOTHING:
                        found[name][part][... if rows is None else rows] = value
        return found

    def _groups(
        self, days: Column, facts: Mapping[str, Column], part: slice, zeros: set[str]
    ) -> Iterator[tuple[Edition, dict[str, int], Column | None]]:
        """Each group in a block, with its edition and constants; None stands for all rows."""
        key = np.zeros(len(days), np.int8)
        for start in self._starts:
            key += days >= start
        split = self.law.split_by
        width = max(self.law.inputs[split].choices) + 1 if split and split not in zeros else 1
        if width > 1:
            key = key * np.int8(width) + facts[split][part].astype(np.int8, copy=False)
        for group in np.flatnonzero(np.bincount(key)):
            edition, code = divmod(int(group), width)
            fixed = dict.fromkeys(zeros, 0) | ({split: code} if width > 1 else {})
            rows = np.flatnonzero(key == group)
            yield self.law.editions[edition], fixed, None if len(rows) == len(key) else rows

    def _block(
        self, edition: Edition, fixed: dict[str, int], outputs: list[str]
    ) -> tuple[list[str], Block]:
        key = (edition.since, tuple(sorted(fixed.items())), tuple(outputs))
        if key not in self._blocks:
            lines, needed = _lines(self.law, edition, fixed, outputs)
            text = f"def block({', '.join(needed)}):\n" + "\n".join(f"    {x}" for x in lines)
            scope: dict[str, Any] = dict(_SCOPE)
            exec(compile(text, f"<kolom {edition.since}>", "exec"), scope)
            self._blocks[key] = needed, scope["block"]
        return self._blocks[key]


def _lines(
    law: RuleSet, edition: Edition, fixed: Mapping[str, int], outputs: Sequence[str]
) -> tuple[list[str], list[str]]:
    """The block's text for one group, and the inputs that it still needs."""
    known = edition.amounts | dict(fixed)
    program: dict[str, ast.expr] = {}
    for name, expression in edition.program:
        folded = fold(expression, known)
        if isinstance(folded, ast.Constant):
            known[name] = number(folded)
        else:
            program[name] = folded
    masks = {NOTES: _notes(law, edition, known), BASIS: _basis(law, edition, known)}
    roots = {name for name in outputs if name in program}
    roots |= {name for _, names in masks.values() for name in names}
    alive = _alive(program, roots)
    states = {rule.quantity for rule in edition.rules if rule.heading.words}
    small = states | {doubt_name(name) for name in edition.doubts}
    lines = [f"{n} = {text(program[n], n in small)}" for n in program if n in alive]
    constants = {n: str(known[n]) if known[n] else "None" for n in outputs if n in known}
    shown = [masks[n][0] if n in masks else constants.get(n, n) for n in outputs]
    lines.append(f"return ({', '.join(shown)},)")
    return lines, [name for name in law.inputs if name in alive]


def _alive(program: Mapping[str, ast.expr], roots: Iterable[str]) -> set[str]:
    """The names on which the roots rest, inputs included."""
    found, todo = set(), list(roots)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += names_in(program[name]) if name in program else []
    return found


def _notes(law: RuleSet, edition: Edition, known: Mapping[str, int]) -> tuple[str, list[str]]:
    """The mask of note codes, doubts after them, as text; and the names it reads."""
    flags = [(note.quantity, note.value, 1 << bit) for bit, note in enumerate(law.notes)]
    first = len(law.notes)
    for bit, name in enumerate(law.unverified, first):
        if name in edition.doubts:
            flags.append((doubt_name(name), 1, 1 << bit))
    always = sum(bit for name, value, bit in flags if known.get(name) == value)
    open_flags = [flag for flag in flags if flag[0] not in known]
    parts = [f"where({name} == {value}, mask({bit}), mask(0))" for name, value, bit in open_flags]
    return " | ".join([str(always), *parts]), [name for name, _, _ in open_flags]


def _basis(law: RuleSet, edition: Edition, known: Mapping[str, int]) -> tuple[str, list[str]]:
    """The mask of regulations behind every cited quantity that isn't zero."""
    groups: dict[int, list[str]] = {}
    always = 0
    for name, basis in edition.basis_of.items():
        mask = sum(1 << law.regulations.index(regulation) for regulation in basis)
        if name not in known:
            groups.setdefault(mask, []).append(name)
        elif known[name]:
            always |= mask
    parts = [
        f"where(({' | '.join(names)}) != 0, mask({mask}), mask(0))"
        for mask, names in groups.items()
    ]
    return " | ".join([str(always), *parts]), [name for names in groups.values() for name in names]


def text(node: ast.expr, small: bool = False) -> str:
    """The expression as numpy text; `small` keeps a state in one byte."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Constant():
            return f"byte({int(number(node))})" if small else str(int(number(node)))
        case ast.BinOp(left=left, op=op, right=right):
            return f"({text(left)} {_SIGNS[type(op)]} {text(right)})"
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return f"({text(left)} {_SIGNS[type(op)]} {text(right)})"
        case ast.BoolOp(op=op, values=values):
            return f"({_SIGNS[type(op)].join(map(text, values))})"
        case ast.UnaryOp(operand=operand):
            return f"negate({text(operand)})"
        case ast.Call(func=ast.Name(id=name), args=[first, *rest]):
            found = text(first, small)
            for part in rest:
                found = f"{name}imum({found}, {text(part, small)})"
            return found
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return f"where({text(test)}, {text(body, small)}, {text(orelse, small)})"
    raise AssertionError(ast.dump(node))


class Decoder:
    """Turns a bit mask per row into joined codes, each combination's text made once."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.number = np.full(1 << len(words), -1, np.int16)
        self.texts: list[str] = []

    def decode(self, masks: Column) -> Column:
        """An object array of texts such as `MASA_TUNGGU;BULAN_BELUM_BAYAR`."""
        numbers = self.number.take(masks)
        if len(numbers) and numbers.min() < 0:
            for mask in np.unique(masks[numbers < 0]).tolist():
                self.number[mask] = len(self.texts)
                self.texts.append(joined(mask, self.words))
            numbers = self.number.take(masks)
        return np.array(self.texts or [""], dtype=object).take(numbers)


def joined(mask: int, words: Sequence[str]) -> str:
    return ";".join(word for bit, word in enumerate(words) if mask >> bit & 1)
