"""The law between two changes, compiled for one case: values, branches taken, steps."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from payung.law.engine.expression import either, reading_of, source
from payung.law.engine.parameters import Parameter, Value
from payung.law.engine.rule import READ_BEFORE, UNVERIFIED, Input, Rule, regulation_ids
from payung.law.engine.table import LOOKUPS, Table

Amounts = tuple[int, ...]
Evaluate = Callable[..., tuple[Amounts, Amounts]]


@dataclass(frozen=True, slots=True)
class Shared:
    """What the editions of one rule set have in common, made once: a value may change alone."""

    readings: dict[tuple[str, str], ast.expr] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    makers: dict[str, Callable[..., Evaluate]] = field(default_factory=dict)

    def reading(self, rule: Rule, name: str) -> ast.expr:
        """1 where evaluating the rule reads `name`."""
        if (rule.place, name) not in self.readings:
            self.readings[rule.place, name] = reading_of(rule.expression, name)
        return self.readings[rule.place, name]

    def text(self, rule: Rule) -> str:
        """The rule's line in the function for one case."""
        if rule.place not in self.texts:
            self.texts[rule.place] = _line(rule.quantity, rule.expression)
        return self.texts[rule.place]

    def maker(self, text: str) -> Callable[..., Evaluate]:
        """The function that, given the values in force, makes the function for one case."""
        if text not in self.makers:
            scope: dict[str, Callable[..., Any]] = dict(LOOKUPS)
            exec(compile(text, "<edisi>", "exec"), scope)
            self.makers[text] = scope["make"]
        return self.makers[text]


@dataclass(frozen=True)
class Edition:
    """All rules and values in force from `since` until the next edition."""

    since: date
    rules: tuple[Rule, ...]
    inputs: Mapping[str, Input]
    parameters: Mapping[str, Parameter]
    values: Mapping[str, Value]
    shared: Shared = field(default_factory=Shared)
    read_before: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def amounts(self) -> dict[str, int]:
        return {name: v.value for name, v in self.values.items() if v.table is None}

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {name: v.table for name, v in self.values.items() if v.table is not None}

    @cached_property
    def doubts(self) -> dict[str, ast.expr]:
        """For each unverified value: 1 where some rule, or the reader before, reads it."""
        doubts = {}
        for name in [name for name, value in self.values.items() if not value.verified]:
            readers = [rule for rule in self.rules if name in rule.arguments]
            flags = [self.shared.reading(rule, name) for rule in readers]
            if name in self.read_before:
                flags.append(_read_before(name, self.read_before[name]))
            flag = either(flags)
            if not (isinstance(flag, ast.Constant) and flag.value == 0):
                doubts[name] = flag
        return doubts

    @cached_property
    def program(self) -> list[tuple[str, ast.expr]]:
        """Every quantity in order, doubts set in before the first rule that asks for them."""
        before: list[tuple[str, ast.expr]] = []
        after: list[tuple[str, ast.expr]] = []
        asking = {UNVERIFIED}
        for rule in self.rules:
            late = bool(asking & set(rule.arguments))
            asking |= {rule.quantity} if late else set()
            (after if late else before).append((rule.quantity, rule.expression))
        doubts = [(doubt_name(name), flag) for name, flag in self.doubts.items()]
        names: list[ast.expr] = [ast.Name(name, ast.Load()) for name, _ in doubts]
        return [*before, *doubts, (UNVERIFIED, either(names)), *after]

    @cached_property
    def basis_of(self) -> dict[str, tuple[str, ...]]:
        """The regulations behind each cited quantity: the rule's and its values'."""
        found = {}
        for rule in self.rules:
            cited = list(rule.heading.basis)
            for name in rule.arguments:
                cited += self.values[name].basis if name in self.values else ()
            found[rule.quantity] = tuple(dict.fromkeys(regulation_ids(tuple(cited))))
        return {r.quantity: found[r.quantity] for r in self.rules if r.heading.cited}

    @cached_property
    def index(self) -> dict[str, int]:
        return {name: number for number, (name, _) in enumerate(self.program)}

    @cached_property
    def places(self) -> tuple[tuple[Rule, int], ...]:
        """Each rule with its place among a result's values."""
        return tuple((rule, self.index[rule.quantity]) for rule in self.rules)

    @cached_property
    def rule_of(self) -> dict[str, Rule]:
        return {rule.quantity: rule for rule in self.rules}

    @cached_property
    def rests_on(self) -> dict[str, frozenset[str]]:
        """Every name on which each quantity rests, directly or not."""
        found: dict[str, frozenset[str]] = {}
        for rule in self.rules:
            deeper = (found.get(name, frozenset()) for name in rule.arguments)
            found[rule.quantity] = frozenset(rule.arguments).union(*deeper)
        return found

    @cached_property
    def evaluate(self) -> Evaluate:
        """One compiled function of all inputs: the values, and the branch that gave each."""
        read = dict.fromkeys(n for rule in self.rules for n in rule.arguments if n in self.values)
        rules = self.rule_of
        lines = [f"def make({', '.join(read)}):", f"  def evaluate({', '.join(self.inputs)}):"]
        for name, expression in self.program:
            known = name in rules
            lines.append(self.shared.text(rules[name]) if known else _line(name, expression))
        names = ", ".join(name for name, _ in self.program)
        branches = ", ".join(f"_{name}" for name, _ in self.program)
        lines += [f"    return ({names},), ({branches},)", "  return evaluate"]
        held = self.amounts | self.tables
        return self.shared.maker("\n".join(lines))(**{name: held[name] for name in read})

    def case(self, facts: Mapping[str, int]) -> Result:
        """All quantities of one case."""
        values, branches = self.evaluate(**facts)
        return Result(self, facts, values, branches)


@dataclass(frozen=True, slots=True)
class Step:
    """One rule's part in a result."""

    result: Result
    rule: Rule
    value: int
    branch: int

    @property
    def arguments(self) -> dict[str, int]:
        """What the rule was given, parameters left out."""
        values = self.result.edition.values
        return {name: self.result[name] for name in self.rule.arguments if name not in values}

    @property
    def parameters(self) -> dict[str, Value]:
        """The dated values that stood ready for the rule."""
        values = self.result.edition.values
        return {name: values[name] for name in self.rule.arguments if name in values}

    @property
    def path(self) -> tuple[list[tuple[ast.expr, bool]], ast.expr]:
        """The conditions met on the way, each with its outcome, and the amount's expression."""
        return _path(self.rule.expression, self.branch)


@dataclass(frozen=True, slots=True)
class Result:
    """The values of one case and how they came about."""

    edition: Edition
    facts: Mapping[str, int]
    values: Amounts
    branches: Amounts

    def __getitem__(self, name: str) -> int:
        number = self.edition.index.get(name)
        if number is not None:
            return self.values[number]
        known = self.edition.amounts.get(name)
        return self.facts[name] if known is None else known

    @property
    def doubts(self) -> list[str]:
        """The unverified parameters on which this case rests."""
        return [name for name in self.edition.doubts if self[doubt_name(name)]]

    @property
    def regulations(self) -> set[str]:
        """The regulations behind every cited quantity that isn't zero."""
        regulations: set[str] = set()
        for name, basis in self.edition.basis_of.items():
            if self.values[self.edition.index[name]]:
                regulations.update(basis)
        return regulations

    def steps(self) -> tuple[Step, ...]:
        """One step for each rule, in the order of computing."""
        values, branches = self.values, self.branches
        return tuple(
            Step(self, rule, values[place], branches[place]) for rule, place in self.edition.places
        )


def doubt_name(parameter: str) -> str:
    """The quantity that is 1 where a case rests on this parameter's unverified value."""
    return f"ragu__{parameter}"


def _read_before(name: str, where: str) -> ast.expr:
    read = [ast.Name(part, ast.Load()) for part in (READ_BEFORE + name, where)]
    tests: list[ast.expr] = [ast.Compare(part, [ast.Eq()], [ast.Constant(1)]) for part in read]
    return ast.IfExp(ast.BoolOp(ast.And(), tests), ast.Constant(1), ast.Constant(0))


def _line(name: str, node: ast.expr) -> str:
    return f"    {name}, _{name} = {_paired(node, itertools.count())}"


def _paired(node: ast.expr, numbers: Iterator[int]) -> str:
    """The expression as text whose every leaf is a pair: the amount and the branch's number."""
    if not isinstance(node, ast.IfExp):
        return f"({source(node)}, {next(numbers)})"
    body, orelse = _paired(node.body, numbers), _paired(node.orelse, numbers)
    return f"({body} if {source(node.test)} else {orelse})"


def _path(node: ast.expr, branch: int) -> tuple[list[tuple[ast.expr, bool]], ast.expr]:
    tests: list[tuple[ast.expr, bool]] = []
    while isinstance(node, ast.IfExp):
        size = _count(node.body)
        tests.append((node.test, branch < size))
        node, branch = (node.body, branch) if branch < size else (node.orelse, branch - size)
    return tests, node


def _count(node: ast.expr) -> int:
    return _count(node.body) + _count(node.orelse) if isinstance(node, ast.IfExp) else 1
