"""The restricted subset: turns a rule's function into one expression, or refuses it by line.

Allowed: `if`/`return`, whole numbers, arguments, named constants, `+ - * //`, `min`, `max`,
comparisons, `in` a tuple, `and`, `or`, `not`, and the words that read a table. A rule becomes
nested conditional expressions whose leaves are the returned amounts; every reading starts from
that tree.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import reduce
from pathlib import Path
from types import ModuleType

from payung.kernel.errors import LawError
from payung.kernel.sentence import Sentence, say
from payung.law.engine.rule import FIRST_DAY, Heading, Rule
from payung.law.engine.table import LOOKUPS

_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv)
_COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)


def read_module(module: ModuleType) -> list[Rule]:
    """The rules of a module in the order of its text."""
    path = Path(str(module.__file__))
    return read_rules(path.read_text(encoding="utf-8"), path.name, vars(module))


def read_rules(text: str, file: str, names: Mapping[str, object]) -> list[Rule]:
    """The rules in `text`; `names` is what the module holds once it has run."""
    constants = {
        name: value for name, value in names.items() if type(value) is int and name.isupper()
    }
    rules = []
    for node in ast.parse(text, filename=file).body:
        heading = getattr(names.get(getattr(node, "name", "")), "heading", None)
        if isinstance(node, ast.FunctionDef) and isinstance(heading, Heading):
            rule = _Reader(file, node, constants).rule(heading)
            rules += [rule] if heading.before is None else [_neutral(rule, heading.before), rule]
    return rules


def _neutral(rule: Rule, value: int) -> Rule:
    """The rule's quantity before its text: nothing was written, so nothing is cited."""
    until = rule.heading.since - timedelta(days=1)
    heading = replace(
        rule.heading, basis=(), says="", since=FIRST_DAY, until=until, cited=False, before=None
    )
    return Rule(heading, (), ast.Constant(value), f"{rule.place} sebelum")


def complete(rules: Sequence[Rule]) -> list[Rule]:
    """The same rules, the plain sums filled with what the others declare of themselves."""
    sums: dict[str, list[str]] = {}
    asked: dict[tuple[str, int], None] = {}
    part_of = {rule.quantity: rule.heading.part for rule in rules}
    for heading in (rule.heading for rule in rules):
        for kind in (heading.part, f"open {part_of[heading.opens]}" if heading.opens else ""):
            if kind and heading.quantity not in sums.setdefault(kind, []):
                sums[kind].append(heading.quantity)
        asked |= {(heading.quantity, v): None for v, c in heading.codes.items() if c.open == "now"}
    found = []
    for rule in rules:
        kind = rule.heading.adds
        if not kind:
            found.append(rule)
        elif kind == "asked":
            tests: list[ast.expr] = [
                ast.Compare(ast.Name(name), [ast.Eq()], [ast.Constant(value)])
                for name, value in asked
            ]
            test = ast.BoolOp(ast.Or(), tests) if len(tests) > 1 else tests[0]
            names = tuple(dict.fromkeys(name for name, _ in asked))
            yes_no = ast.IfExp(test, ast.Constant(1), ast.Constant(0))
            found.append(replace(rule, arguments=names, expression=yes_no))
        else:
            names = tuple(sums.get(kind, ()))
            parts: list[ast.expr] = [ast.Name(name) for name in names] or [ast.Constant(0)]
            whole = reduce(lambda left, right: ast.BinOp(left, ast.Add(), right), parts)
            found.append(replace(rule, arguments=names, expression=whole))
    return found


@dataclass
class _Reader:
    """Reads one function; keeps which arguments its text used."""

    file: str
    node: ast.FunctionDef
    constants: Mapping[str, int]

    def __post_init__(self) -> None:
        self.arguments = tuple(argument.arg for argument in self.node.args.args)
        self.used: set[str] = set()

    def rule(self, heading: Heading) -> Rule:
        if not heading.basis:
            raise self.refuse(self.node, say("aturan tanpa dasar hukum"))
        body = [part for part in self.node.body if not _is_docstring(part)]
        expression = ast.Constant(0) if heading.adds else self.branch(body)
        for argument in self.arguments:
            if argument not in self.used:
                raise self.refuse(
                    self.node, say("argumen {argument} tidak dipakai", argument=argument)
                )
        place = f"{self.file}:{self.node.lineno}"
        return Rule(heading, self.arguments, expression, place)

    def branch(self, body: Sequence[ast.stmt]) -> ast.expr:
        """`if`s in a row become one conditional expression; each path must end in `return`."""
        if not body:
            raise self.refuse(self.node, say("ada jalan tanpa return"))
        first, rest = body[0], list(body[1:])
        if isinstance(first, ast.Return) and first.value is not None:
            return self.amount(first.value)
        if isinstance(first, ast.If):
            then = self.branch([*first.body, *rest])
            return ast.IfExp(self.test(first.test), then, self.branch([*first.orelse, *rest]))
        kind = "perulangan" if isinstance(first, ast.For | ast.While) else type(first).__name__
        raise self.refuse(first, say("{kind} tidak boleh; hanya if dan return", kind=kind))

    def amount(self, node: ast.expr) -> ast.expr:
        match node:
            case ast.Constant(value=value) if type(value) is int:
                return ast.Constant(value)
            case ast.Constant(value=value):
                raise self.refuse(node, say("{value} bukan bilangan bulat", value=repr(value)))
            case ast.Name(id=name):
                return self.name(node, name)
            case ast.BinOp(left=left, op=op, right=right) if isinstance(op, _ARITHMETIC):
                return ast.BinOp(self.amount(left), op, self.amount(right))
            case ast.BinOp(op=ast.Div()):
                raise self.refuse(node, say("pembagian / tidak boleh; pakai //"))
            case ast.Call(func=ast.Name(id="min" | "max") as func, args=[_, _, *_] as args):
                return ast.Call(func, [self.amount(part) for part in args], [])
            case ast.Call(func=ast.Name(id=word) as func, args=[ast.Name() as table, x]) if (
                word in LOOKUPS
            ):
                return ast.Call(func, [self.name(table, table.id), self.amount(x)], [])
        raise self.refuse(
            node, say("{expression} di luar bentuk yang boleh", expression=ast.unparse(node))
        )

    def test(self, node: ast.expr) -> ast.expr:
        match node:
            case ast.Compare(left=left, ops=[op], comparators=[right]) if isinstance(
                op, _COMPARISONS
            ):
                return ast.Compare(self.amount(left), [op], [self.amount(right)])
            case ast.Compare(left=left, ops=[ast.In()], comparators=[ast.Tuple(elts=[_, _, *_])]):
                (among,) = node.comparators
                assert isinstance(among, ast.Tuple)
                same = [ast.Compare(left, [ast.Eq()], [choice]) for choice in among.elts]
                return ast.BoolOp(ast.Or(), [self.test(part) for part in same])
            case ast.BoolOp(op=op, values=values):
                return ast.BoolOp(op, [self.test(part) for part in values])
            case ast.UnaryOp(op=ast.Not() as op, operand=operand):
                return ast.UnaryOp(op, self.test(operand))
        raise self.refuse(
            node, say("syarat {condition} di luar bentuk yang boleh", condition=ast.unparse(node))
        )

    def name(self, node: ast.expr, name: str) -> ast.expr:
        if name in self.constants:
            return ast.Constant(self.constants[name])
        if name not in self.arguments:
            raise self.refuse(node, say("nama {name} tidak dikenal", name=name))
        self.used.add(name)
        return ast.Name(name, ast.Load())

    def refuse(self, node: ast.stmt | ast.expr, why: Sentence) -> LawError:
        return LawError(
            say(
                "{file}:{line}: {rule}: {why}.",
                file=self.file,
                line=node.lineno,
                rule=self.node.name,
                why=why,
            )
        )


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
