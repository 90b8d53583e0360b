"""Mutation score of the law: how many small errors in rules, values and readers the cases notice.

Each mutant is one change: a comparison, an operator, a number, a condition, a returned amount, a
parameter's value, its in-force date or its confidence. It counts as found when one sourced case
of tests/law/cases or docs/law comes out differently. Mutants that the loader refuses are left
out; nothing is left out by hand. Everything runs in this process, on copies of the syntax tree.
"""

from __future__ import annotations

import ast
import copy
import importlib
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from types import CodeType, FunctionType, ModuleType
from typing import Any

from bench.harness import Benchmark
from payung.kernel.errors import LawError
from payung.law.engine.parameters import Parameter, Value
from payung.law.engine.rule import FIRST_DAY, LAST_DAY, Rule
from payung.law.engine.ruleset import RuleSet
from payung.law.engine.subset import complete, read_rules
from payung.law.engine.table import Table
from payung.law.jamsostek import law as law_module
from payung.law.jamsostek import load
from payung.law.jamsostek.law import Law
from tests.law.sourced import CASES, failures

GOAL_PERCENT = 92.0
READERS = (
    "benefits", "case_reader", "children", "deadlines", "disability_schedule", "heirs", "iuran",
    "membership", "papers", "scholarship_plan",
)  # fmt: skip
"""Modules of plain Python beside the rules whose bodies are mutated too."""

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_OPERATED: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add,),
    ast.FloorDiv: (ast.Mult,),
}
_OTHER_NAME = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """One wrong version of the law: where it differs, and how to bring it to life."""

    place: str
    what: str
    noticed: Callable[[Cases], bool]


class Cases:
    """The sourced cases; `notice` asks whether any of them comes out differently."""

    def __init__(self) -> None:
        self.all = [(subject, case) for _, subject, case in CASES]

    def notice(self, law: Law | None, subjects: frozenset[str] | None = None) -> bool:
        """The case that noticed goes to the front: neighbours of a mutant die of the same one."""
        for place, (subject, case) in enumerate(self.all):
            if subjects is not None and subject not in subjects:
                continue
            if self._differs(subject, case, law):
                self.all.insert(0, self.all.pop(place))
                return True
        return False

    def _differs(self, subject: str, case: dict[str, Any], law: Law | None) -> bool:
        try:
            return bool(failures(subject, case, law))
        except Exception:
            return True


def run() -> list[Benchmark]:
    """The score in percent; survivors go to standard error, one line each."""
    cases = Cases()
    if cases.notice(load()):
        raise RuntimeError("the cases fail on the unchanged law")
    found = survived = 0
    for mutant in _mutants(load()):
        try:
            noticed = mutant.noticed(cases)
        except LawError:
            continue
        found += noticed
        survived += not noticed
        if not noticed:
            print(f"survived  {mutant.place}: {mutant.what}", file=sys.stderr)
    return [
        Benchmark(
            name="law-mutation",
            what=f"errors noticed by the cases, of {found + survived} put into the law",
            value=round(100 * found / (found + survived), 2),
            unit="percent",
            better="higher",
            goal=GOAL_PERCENT,
        )
    ]


def _mutants(law: Law) -> Iterator[Mutant]:
    yield from _parameter_mutants(law)
    yield from _rule_mutants(law)
    for name in READERS:
        yield from _reader_mutants(f"payung.law.jamsostek.{name}")


# Parameters: one value a rupiah off, one day late, one confidence turned.


def _parameter_mutants(law: Law) -> Iterator[Mutant]:
    for name, parameter in law.parameters.items():
        monthly = name in law.contributions.used_parameters
        for number, value in enumerate(parameter.values):
            for what, change in _value_changes(value, monthly):
                values = list(parameter.values)
                values[number] = replace(value, **change)
                changed = replace(parameter, values=tuple(values))
                yield Mutant(value.place, f"{name}: {what}", _with_parameter(law, changed))


def _value_changes(value: Value, monthly: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is looked up by month moves by a month, the rest by a day."""
    if value.rows:
        yield from _row_changes(value)
        return
    turned = "seen" if value.confidence == "unverified" else "unverified"
    yield "value + 1", {"value": value.value + 1}
    yield "value - 1", {"value": value.value - 1}
    yield f"confidence {turned}", {"confidence": turned}
    if value.since > FIRST_DAY:
        earlier = timedelta(days=31 if monthly else 1)
        yield "later", {"since": value.since + timedelta(days=1)}
        yield "earlier", {"since": value.since - earlier}


def _row_changes(value: Value) -> Iterator[tuple[str, dict[str, Any]]]:
    """A table: one row a rupiah off, one row's confidence turned, one row beginning later."""
    assert value.table is not None
    starts, values, doubtful = value.table.starts, value.table.values, value.table.doubtful
    for place in range(len(value.rows)):
        off, turned, later = list(values), list(doubtful), list(starts)
        off[place] += 1
        turned[place] = not turned[place]
        rows = list(value.rows)
        rows[place] = replace(rows[place], value=off[place])
        yield (
            f"row {place} + 1",
            {"table": Table(starts, tuple(off), doubtful), "rows": tuple(rows)},
        )
        sure = "derived" if doubtful[place] else "unverified"
        rows = [
            replace(row, confidence=sure) if n == place else row for n, row in enumerate(value.rows)
        ]
        yield (
            f"row {place} {sure}",
            {"table": Table(starts, values, tuple(turned)), "rows": tuple(rows)},
        )
        if place:
            later[place] += 1
            yield f"row {place} later", {"table": Table(tuple(later), values, doubtful)}


def _with_parameter(law: Law, changed: Parameter) -> Callable[[Cases], bool]:
    def noticed(cases: Cases) -> bool:
        parameters = {**law.parameters, changed.name: changed}
        facts, read = law_module.doubts_of_children(parameters)
        benefits = replace(law.benefits, parameters=parameters, inputs=facts, read_before=read)
        contributions = replace(law.contributions, parameters=parameters)
        return cases.notice(
            Law(law.version, parameters, law.sources, benefits, contributions), RULED
        )

    return noticed


RULED = frozenset({"manfaat", "iuran", "rencana_beasiswa"})
"""Subjects whose answers come from the rules and the parameters."""


# Rules: one node of one function.


def _rule_mutants(law: Law) -> Iterator[Mutant]:
    modules = {
        path.name: importlib.import_module(f"payung.law.jamsostek.rules.{path.stem}")
        for path in sorted((law_module.HERE / "rules").glob("*.py"))
        if path.stem != "__init__"
    }
    for file, module in modules.items():
        tree = ast.parse(inspect.getsource(module))
        for changed, what, line in _changed_trees(tree, vars(module)):
            text = ast.unparse(changed)
            yield Mutant(f"{file}:{line}", what, _with_rules(law, file, text, vars(module)))
    for rule in (*law.benefits.rules, *law.contributions.rules):
        if rule.heading.since > FIRST_DAY:
            yield Mutant(rule.place, "in force a day later", _with_cut(law, rule, 1))
            yield Mutant(rule.place, "in force a day earlier", _with_cut(law, rule, -1))


def _with_rules(
    law: Law, file: str, text: str, names: dict[str, object]
) -> Callable[[Cases], bool]:
    def noticed(cases: Cases) -> bool:
        new = read_rules(text, file, names)
        return cases.notice(_law_of(law, lambda rules: _replaced(rules, new, file)), RULED)

    return noticed


def _replaced(rules: list[Rule], new: list[Rule], file: str) -> list[Rule]:
    """Each rule of the file by its mutated text; other files' rules as they are."""
    if not any(rule.place.startswith(f"{file}:") for rule in rules):
        return rules
    return [rule for rule in rules if not rule.place.startswith(f"{file}:")] + new


def _with_cut(law: Law, rule: Rule, days: int) -> Callable[[Cases], bool]:
    """The day on which a new text of a quantity takes over, moved; no gap arises."""

    def moved(other: Rule) -> Rule:
        heading = other.heading
        if other is rule:
            heading = replace(heading, since=heading.since + timedelta(days=days))
        elif (
            other.quantity == rule.quantity
            and heading.until != LAST_DAY
            and heading.until + timedelta(days=1) == rule.heading.since
        ):
            heading = replace(heading, until=heading.until + timedelta(days=days))
        return replace(other, heading=heading)

    def noticed(cases: Cases) -> bool:
        return cases.notice(_law_of(law, lambda rules: [moved(other) for other in rules]), RULED)

    return noticed


def _law_of(law: Law, change: Callable[[list[Rule]], list[Rule]]) -> Law:
    def of(rules: RuleSet) -> RuleSet:
        return replace(rules, rules=complete(change(list(rules.rules))))

    return replace(law, benefits=of(law.benefits), contributions=of(law.contributions))


# Readers: one node of one function of plain Python, put in place of the function's code.


def _reader_mutants(name: str) -> Iterator[Mutant]:
    module = importlib.import_module(name)
    tree = ast.parse(inspect.getsource(module))
    for changed, what, line in _changed_trees(tree, vars(module)):
        place = f"{name.rpartition('.')[2]}.py:{line}"
        yield Mutant(place, what, _with_code(module, ast.unparse(changed)))


def _with_code(module: ModuleType, text: str) -> Callable[[Cases], bool]:
    def noticed(cases: Cases) -> bool:
        spare = ModuleType(module.__name__)
        sys.modules[module.__name__], original = spare, sys.modules[module.__name__]
        try:
            exec(compile(text, "<mutant>", "exec"), vars(spare))
        finally:
            sys.modules[module.__name__] = original
        with _borrowed_code(module, spare):
            return cases.notice(replace(load()))

    return noticed


@contextmanager
def _borrowed_code(module: ModuleType, spare: ModuleType) -> Iterator[None]:
    """Within the block every function of `module` runs the code of its twin in `spare`."""
    twins = dict(_functions(spare))
    _forget(module)
    kept: list[tuple[FunctionType, CodeType]] = []
    for name, function in _functions(module):
        kept.append((function, function.__code__))
        function.__code__ = twins[name].__code__
    try:
        yield
    finally:
        for function, code in kept:
            function.__code__ = code
        _forget(module)


def _forget(module: ModuleType) -> None:
    for value in vars(module).values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()


def _functions(module: ModuleType) -> Iterator[tuple[str, FunctionType]]:
    """The module's own functions and methods, through the wrappers that hold them."""
    for name, value in vars(module).items():
        if inspect.isclass(value) and value.__module__ == module.__name__:
            members = [(f"{name}.{member}", inner) for member, inner in vars(value).items()]
        else:
            members = [(name, value)]
        for member, holder in members:
            plain = getattr(holder, "fget", None) or getattr(holder, "__func__", holder)
            plain = inspect.unwrap(plain) if callable(plain) else plain
            own = isinstance(plain, FunctionType) and plain.__module__ == module.__name__
            if own and plain.__code__.co_filename != "<string>":
                yield member, plain


# What a change is.


def _changed_trees(
    tree: ast.Module, names: dict[str, object]
) -> Iterator[tuple[ast.Module, str, int]]:
    """A copy of the tree for each change of one node inside a function's body."""
    for function in _outer_functions(tree):
        for part in (part for statement in function.body for part in ast.walk(statement)):
            for changed in _changes(part, names):
                whole = _with_node(tree, part, changed)
                was, now = (ast.unparse(node).splitlines()[0] for node in (part, changed))
                yield whole, f"{function.name}: {was} → {now}", getattr(part, "lineno", 0)


def _outer_functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Functions and methods; a function within a function is part of the outer one."""
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        yield from (part for part in inner if isinstance(part, ast.FunctionDef))


def _with_node(tree: ast.Module, part: ast.AST, changed: ast.AST) -> ast.Module:
    whole = copy.deepcopy(tree, {id(part): changed})
    return ast.fix_missing_locations(whole)


def _changes(node: ast.AST, names: dict[str, object]) -> Iterator[ast.AST]:
    """Every wrong version of this one node; `names` tells what a named constant holds."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=right):
            for other in _COMPARED.get(type(op), ()):
                yield ast.Compare(left, [other()], right)
        case ast.BinOp(left=left, op=op, right=right):
            for operator in _OPERATED.get(type(op), ()):
                yield ast.BinOp(left, operator(), right)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Name(id=name) if name in _OTHER_NAME:
            yield ast.Name(_OTHER_NAME[name], ast.Load())
        case ast.Name(id=name, ctx=ast.Load()) if type(number := names.get(name)) is int:
            yield ast.Constant(number + 1)
        case ast.If(test=ast.Name() | ast.Attribute() | ast.Call() as test):
            yield ast.If(ast.UnaryOp(ast.Not(), test), node.body, node.orelse)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.Return(value=ast.expr() as value) if not isinstance(
            value, ast.Constant | ast.Name
        ):
            yield ast.Return(ast.Constant(0))
