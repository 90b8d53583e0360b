"""The rules over columns: numpy in blocks of rows, grouped by edition and one input.

The rules are folded with what is constant in a group (the edition's values, the input that
groups, columns that are zero throughout), so that it computes only what can differ.
Arrays in, arrays out: it fits `mapInArrow` as it stands.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from payung.law.engine.column_text import SCOPE, Column, Writer
from payung.law.engine.edition import Edition, doubt_name
from payung.law.engine.expression import fold, names_in, number
from payung.law.engine.flags import Flags, Texts

if TYPE_CHECKING:
    from payung.law.engine.ruleset import RuleSet

BLOCK = 65_536
NOTES, BASIS = "catatan", "dasar"
"""Outputs beside the quantities: note codes and regulations, joined by `;`."""

NOTHING = None
"""What a block gives for a quantity that is zero throughout."""


@dataclass(frozen=True, slots=True)
class Block:
    """The rules folded for one group: the inputs they still need, the function, its flags."""

    needed: list[str]
    function: Callable[..., tuple[Any, ...]]
    flags: Mapping[str, Flags]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of a block that share an edition and what else is constant."""

    edition: Edition
    fixed: dict[str, int]
    place: slice


class Columns:
    """One rule set's reading of columns; keeps the blocks that it has compiled."""

    def __init__(self, law: RuleSet) -> None:
        self.law = law
        self._starts = np.array(law.starts[1:], dtype="datetime64[D]")
        self._blocks: dict[tuple[object, ...], Block] = {}
        self._texts = {NOTES: Texts(law.codes), BASIS: Texts(law.regulations)}

    def compute(
        self, days: Column, facts: Mapping[str, Column], wanted: Sequence[str]
    ) -> dict[str, Column]:
        """The `wanted` quantities for each row, int64, with the texts NOTES and BASIS.

        `days` is datetime64[D] and not before the law begins; `facts` holds each input as an
        array of its range (int64; enumerations may be int8); an input left out is 0 throughout.
        """
        zeros = {name for name in self.law.inputs if name not in facts or _is_zero(facts[name])}
        # One table of all columns: large pages hold it, where each page costs a fault.
        found = dict(zip(wanted, np.empty((len(wanted), len(days)), np.int64), strict=True))
        found |= dict(
            zip(self._texts, np.empty((len(self._texts), len(days)), object), strict=True)
        )
        in_groups = {name: np.empty(min(BLOCK, len(days)), np.int64) for name in found}
        for start in range(0, len(days), BLOCK):
            part = slice(start, min(start + BLOCK, len(days)))
            there = {name: column[part] for name, column in facts.items()}
            groups, order = self._groups(days[part], there, zeros)
            blocks = [(group.place, self._block(group, wanted)) for group in groups]
            given = _gathered(there, blocks, order)
            some = {name for place, block in blocks
                    for name in self._fill(block, place, given, in_groups)}  # fmt: skip
            self._put(found, part, {name: in_groups[name] for name in some}, order)
        return found

    def _groups(
        self, days: Column, facts: Mapping[str, Column], zeros: Set[str]
    ) -> tuple[list[Group], Column | None]:
        """The groups of a block, and the rows in the groups' order; None if that is their own."""
        split = [name for name in self.law.split_by if name not in zeros]
        widths = [max(self.law.inputs[name].choices) + 1 for name in split]
        widths.append(len(self.law.editions))
        key = np.zeros(len(days), np.min_scalar_type(prod(widths)))
        for name, width in zip(split, widths, strict=False):
            key *= key.dtype.type(width)
            key += facts[name].astype(key.dtype, copy=False)
        key *= key.dtype.type(widths[-1])
        for start in self._starts:
            key += days >= start
        counts = np.bincount(key)
        ends = np.cumsum(counts).tolist()
        groups = []
        for group in np.flatnonzero(counts).tolist():
            *codes, edition = (int(code) for code in np.unravel_index(group, widths))
            fixed = dict.fromkeys(zeros, 0) | dict(zip(split, codes, strict=True))
            place = slice(ends[group] - int(counts[group]), ends[group])
            groups.append(Group(self.law.editions[edition], fixed, place))
        return groups, None if len(groups) == 1 else np.argsort(key, kind="stable")

    def _fill(
        self,
        block: Block,
        place: slice,
        given: Mapping[str, tuple[int, Column]],
        in_groups: Mapping[str, Column],
    ) -> set[str]:
        """Computes a group into its place; gives the outputs that aren't zero throughout."""
        spans = (given[name] for name in block.needed)
        values = block.function(*(c[place.start - s : place.stop - s] for s, c in spans))
        some = set(self._texts)
        for (name, column), value in zip(in_groups.items(), values, strict=True):
            if name in self._texts:
                value = block.flags[name].numbers(value)
            elif value is not NOTHING:
                some.add(name)
            column[place] = 0 if value is NOTHING else value
        return some

    def _put(
        self,
        found: Mapping[str, Column],
        part: slice,
        values: Mapping[str, Column],
        order: Column | None,
    ) -> None:
        """Brings a block's values back into the order of its rows."""
        size = part.stop - part.start
        if order is not None:
            back = np.empty(size, np.intp)
            back[order] = np.arange(size)
        for name, column in found.items():
            out = column[part]
            if name not in values:
                out[:] = 0
                continue
            rows = values[name][:size]
            if name in self._texts:
                texts = self._texts[name].texts
                np.take(texts, rows if order is None else rows.take(back), out=out, mode="clip")
            elif order is None:
                out[:] = rows
            else:
                np.take(rows, back, out=out, mode="clip")

    def _block(self, group: Group, wanted: Sequence[str]) -> Block:
        key = (group.edition.since, tuple(sorted(group.fixed.items())), tuple(wanted))
        if key not in self._blocks:
            folded = _Folded(self.law, group.edition, group.fixed)
            flags = {
                NOTES: Flags(self._texts[NOTES], *folded.notes()),
                BASIS: Flags(self._texts[BASIS], *folded.basis()),
            }
            lines, needed = folded.lines(wanted, flags)
            text = f"def block({', '.join(needed)}):\n" + "\n".join(f"    {x}" for x in lines)
            scope = SCOPE | group.edition.tables
            exec(compile(text, f"<kolom {group.edition.since}>", "exec"), scope)
            self._blocks[key] = Block(needed, scope["block"], flags)
        return self._blocks[key]


class _Folded:
    """An edition's program with a group's constants filled in: what is known, what is left."""

    def __init__(self, law: RuleSet, edition: Edition, fixed: Mapping[str, int]) -> None:
        self.law, self.edition = law, edition
        self.known = edition.amounts | dict(fixed)
        self.program: dict[str, ast.expr] = {}
        for name, expression in edition.program:
            folded = fold(expression, {**self.known, **edition.tables})
            if isinstance(folded, ast.Constant):
                self.known[name] = number(folded)
            else:
                self.program[name] = folded
        self.states = {rule.quantity for rule in edition.rules if rule.heading.words}
        self.states |= {doubt_name(name) for name in edition.doubts}
        self.states |= {name for name, field in law.inputs.items() if field.choices}

    def notes(self) -> tuple[int, dict[int, str]]:
        """The note codes that always apply, and a test for each of the others, by bit."""
        flags = [(note.quantity, note.value) for note in self.law.notes]
        flags += [(doubt_name(name), 1) for name in self.law.unverified]
        always, tests = 0, {}
        for bit, (name, value) in enumerate(flags):
            if name in self.known:
                always |= (1 << bit) * (self.known[name] == value)
            elif name in self.program or name in self.law.inputs:
                tests[1 << bit] = f"({name} == {value})"
        return always, tests

    def basis(self) -> tuple[int, dict[int, str]]:
        """The same for the regulations behind every cited quantity that isn't zero."""
        groups: dict[int, list[str]] = {}
        always = 0
        for name, basis in self.edition.basis_of.items():
            mask = sum(1 << self.law.regulations.index(regulation) for regulation in basis)
            if name not in self.known:
                groups.setdefault(mask, []).append(name)
            elif self.known[name]:
                always |= mask
        return always, {mask: self._any(names) for mask, names in groups.items()}

    def _any(self, names: Iterable[str]) -> str:
        """Where one of the quantities isn't zero; bytes and rupiah apart, to widen nothing."""
        widths: dict[bool, list[str]] = {}
        for name in names:
            widths.setdefault(name in self.states, []).append(name)
        return " | ".join(f"(({' | '.join(group)}) != 0)" for group in widths.values())

    def lines(
        self, wanted: Sequence[str], flags: Mapping[str, Flags]
    ) -> tuple[list[str], list[str]]:
        """The block's text, and the inputs that it needs."""
        tests = [test for kind in flags.values() for test in kind.tests]
        roots = {name for name in wanted if name in self.program}
        roots |= {name for test in tests for name in names_in(ast.parse(test, mode="eval").body)}
        alive = set(_alive(self.program, roots))
        writer = Writer(self.states)
        lines = [writer.line(name, self.program[name]) for name in self.program if name in alive]
        shown = [name if name in self.program else self._constant(name) for name in wanted]
        for kind in flags.values():
            shown.append(f"packed({', '.join(kind.tests)})" if kind.tests else "None")
        lines.append(f"return ({', '.join(shown)},)")
        return lines, [name for name in self.law.inputs if name in alive]

    def _constant(self, name: str) -> str:
        return str(int(self.known[name])) if self.known[name] else "None"


def _is_zero(column: Column) -> bool:
    """Whether a column is zero throughout; most that aren't say so in their first rows."""
    return not (column[:1000].any() or column.any())


def _gathered(
    facts: Mapping[str, Column], blocks: Sequence[tuple[slice, Block]], order: Column | None
) -> dict[str, tuple[int, Column]]:
    """Each needed input in the groups' order, from the first row that a group needs it for."""
    spans: dict[str, tuple[int, int]] = {}
    for place, block in blocks:
        for name in block.needed:
            start = spans[name][0] if name in spans else place.start
            spans[name] = start, place.stop
    if order is None:
        return {name: (0, facts[name]) for name in spans}
    taken: dict[tuple[int, int, int], Column] = {}
    found = {}
    for name, (start, stop) in spans.items():
        # One column may stand for two facts, such as paid months in a row and in all.
        key = (facts[name].ctypes.data, start, stop)
        if key not in taken:
            taken[key] = facts[name].take(order[start:stop])
        found[name] = start, taken[key]
    return found


def _alive(program: Mapping[str, ast.expr], roots: Iterable[str]) -> Iterator[str]:
    """The names on which the roots rest, inputs included."""
    found, todo = set(), list(roots)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            yield name
            todo += names_in(program[name]) if name in program else []
