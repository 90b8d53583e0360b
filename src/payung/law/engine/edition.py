"""The law between two changes, compiled for one case: values, branches taken, steps."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from payung.law.engine.expression import either, fold, reading_of
from payung.law.engine.parameters import Parameter, Value
from payung.law.engine.rule import UNVERIFIED, Input, Rule, regulation_ids

Amounts = tuple[int, ...]


@dataclass(frozen=True)
class Edition:
    """All rules and values in force from `since` until the next edition."""

    since: date
    rules: tuple[Rule, ...]
    inputs: Mapping[str, Input]
    parameters: Mapping[str, Parameter]
    values: Mapping[str, Value]

    @cached_property
    def amounts(self) -> dict[str, int]:
        return {name: value.value for name, value in self.values.items()}

    @cached_property
    def doubts(self) -> dict[str, ast.expr]:
        """For each unverified value: 1 where some rule's evaluation reads it."""
        found = {}
        for name in [name for name, value in self.values.items() if not value.verified]:
            readers = [rule for rule in self.rules if name in rule.arguments]
            flag = either([fold(reading_of(r.expression, name), self.amounts) for r in readers])
            if not (isinstance(flag, ast.Constant) and flag.value == 0):
                found[name] = flag
        return found

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
    def rule_of(self) -> dict[str, Rule]:
        return {rule.quantity: rule for rule in self.rules}

    @cached_property
    def evaluate(self) -> Callable[..., tuple[Amounts, Amounts]]:
        """One compiled function of all inputs: the values, and the branch that gave each."""
        arguments = [ast.arg(name) for name in self.inputs]
        body: list[ast.stmt] = []
        for name, expression in self.program:
            target = ast.Tuple([_store(name), _store(f"_{name}")], ast.Store())
            folded = _numbered(expression, iter(range(10_000)))
            body.append(ast.Assign([target], _filled(folded, self.amounts)))
        names = [name for name, _ in self.program]
        pair = [_tuple(names), _tuple([f"_{name}" for name in names])]
        body.append(ast.Return(ast.Tuple(pair, ast.Load())))
        signature = ast.arguments([], arguments, None, [], [], None, [])
        function = ast.FunctionDef("evaluate", signature, body, [], None)
        module = ast.fix_missing_locations(ast.Module([function], []))
        scope: dict[str, Callable[..., tuple[Amounts, Amounts]]] = {}
        exec(compile(module, f"<edisi {self.since}>", "exec"), scope)
        return scope["evaluate"]

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
        found: set[str] = set()
        for name, basis in self.edition.basis_of.items():
            if self[name]:
                found.update(basis)
        return found

    def steps(self) -> tuple[Step, ...]:
        """One step for each rule, in the order of computing."""
        index, values, branches = self.edition.index, self.values, self.branches
        return tuple(
            Step(self, rule, values[index[rule.quantity]], branches[index[rule.quantity]])
            for rule in self.edition.rules
        )


def doubt_name(parameter: str) -> str:
    """The quantity that is 1 where a case rests on this parameter's unverified value."""
    return f"ragu__{parameter}"


def _numbered(node: ast.expr, numbers: Iterator[int]) -> ast.expr:
    if isinstance(node, ast.IfExp):
        body = _numbered(node.body, numbers)
        return ast.IfExp(node.test, body, _numbered(node.orelse, numbers))
    return ast.Tuple([node, ast.Constant(next(numbers))], ast.Load())


def _filled(node: ast.expr, values: Mapping[str, int]) -> ast.expr:
    """`fold` for numbered leaves, which are pairs."""
    if isinstance(node, ast.IfExp):
        test = fold(node.test, values)
        body, orelse = _filled(node.body, values), _filled(node.orelse, values)
        return ast.IfExp(test, body, orelse)
    assert isinstance(node, ast.Tuple)
    return ast.Tuple([fold(node.elts[0], values), node.elts[1]], ast.Load())


def _path(node: ast.expr, branch: int) -> tuple[list[tuple[ast.expr, bool]], ast.expr]:
    tests: list[tuple[ast.expr, bool]] = []
    while isinstance(node, ast.IfExp):
        size = _count(node.body)
        tests.append((node.test, branch < size))
        node, branch = (node.body, branch) if branch < size else (node.orelse, branch - size)
    return tests, node


def _count(node: ast.expr) -> int:
    return _count(node.body) + _count(node.orelse) if isinstance(node, ast.IfExp) else 1


def _store(name: str) -> ast.expr:
    return ast.Name(name, ast.Store())


def _tuple(names: list[str]) -> ast.expr:
    return ast.Tuple([ast.Name(name, ast.Load()) for name in names], ast.Load())
