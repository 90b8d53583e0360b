"""The rules over columns: numpy in blocks of rows, grouped by edition and one input.

The rules are folded with what is constant in a group (the edition's values, the input that
groups, columns that are zero throughout), so that it computes only what can differ.
Arrays in, arrays out: it fits `mapInArrow` as it stands.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
        zeros = {name for name in self.law.inputs if name not in facts or not facts[name].any()}
        found: dict[str, Column] = {name: np.zeros(len(days), np.int64) for name in wanted}
        found |= {name: np.empty(len(days), object) for name in self._texts}
        sorted_rows = {name: np.empty(min(BLOCK, len(days)), np.int64) for name in found}
        for start in range(0, len(days), BLOCK):
            part = slice(start, min(start + BLOCK, len(days)))
            split = self.law.split_by if self.law.split_by not in zeros else ""
            groups, order = self._groups(days[part], facts[split][part] if split else None, zeros)
            some: set[str] = set()
            for group in groups:
                rows = None if order is None else order[group.place]
                some |= self._fill(group, facts, part, rows, sorted_rows)
            self._put(found, part, {n: sorted_rows[n] for n in some}, order)
        return found

    def _groups(
        self, days: Column, split: Column | None, zeros: Iterable[str]
    ) -> tuple[list[Group], Column | None]:
        """Each group in a block, and the rows in the groups' order; None for the order they have."""
        key = np.zeros(len(days), np.int8)
        for start in self._starts:
            key += days >= start
        width = 1
        if split is not None:
            width = max(self.law.inputs[self.law.split_by].choices) + 1
            key = key * np.int8(width) + split.astype(np.int8, copy=False)
        counts = np.bincount(key)
        numbers, ends = np.flatnonzero(counts).tolist(), np.cumsum(counts).tolist()
        groups = []
        for group in numbers:
            edition, code = divmod(group, width)
            fixed = dict.fromkeys(zeros, 0) | ({self.law.split_by: code} if width > 1 else {})
            place = slice(ends[group] - int(counts[group]), ends[group])
            groups.append(Group(self.law.editions[edition], fixed, place))
        return groups, None if len(groups) == 1 else np.argsort(key, kind="stable")

    def _fill(
        self,
        group: Group,
        facts: Mapping[str, Column],
        part: slice,
        rows: Column | None,
        sorted_rows: dict[str, Column],
    ) -> set[str]:
        """Computes a group into its place; gives the outputs that aren't zero throughout."""
        wanted = [name for name in sorted_rows if name not in self._texts]
        block = self._block(group, wanted)
        given = (facts[name][part] for name in block.needed)
        values = block.function(*(given if rows is None else (g.take(rows) for g in given)))
        some = set(self._texts)
        for name, value in zip((*wanted, *self._texts), values, strict=True):
            if name in self._texts:
                value = block.flags[name].numbers(value)
            elif value is not NOTHING:
                some.add(name)
            sorted_rows[name][group.place] = 0 if value is NOTHING else value
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
        for name, value in values.items():
            rows, out = value[:size], found[name][part]
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
            scope = dict(SCOPE)
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
            folded = fold(expression, self.known)
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
            if self.known.get(name) == value:
                always |= 1 << bit
            elif name in self.program or name in self.law.inputs and name not in self.known:
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


def _alive(program: Mapping[str, ast.expr], roots: Iterable[str]) -> Iterator[str]:
    """The names on which the roots rest, inputs included."""
    found, todo = set(), list(roots)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            yield name
            todo += names_in(program[name]) if name in program else []
