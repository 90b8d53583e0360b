"""The rules as one SELECT for DuckDB or Spark, made from the same text as the other readings."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from payung.law.engine.columns import BASIS, NOTES
from payung.law.engine.edition import Edition, doubt_name
from payung.law.engine.expression import fold, names_in, number

if TYPE_CHECKING:
    from payung.law.engine.ruleset import RuleSet

DIVISION = {"duckdb": "//", "spark": "div"}
_SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">",
    ast.GtE: ">=", ast.Eq: "=", ast.NotEq: "<>", ast.And: " AND ", ast.Or: " OR ",
}  # fmt: skip


def select(
    law: RuleSet,
    table: str,
    wanted: Sequence[str],
    dialect: str = "duckdb",
    keep: Sequence[str] = ("case_id",),
) -> str:
    """A SELECT of `keep` and the `wanted` quantities, with note codes and regulations as text.

    `table` holds the reference date as DATE and each input as BIGINT under its own name.
    """
    ends = [*law.starts[1:], date(9999, 12, 31)]
    parts = [
        _edition(law, edition, f"{law.by} >= DATE '{edition.since}' AND {law.by} < DATE '{end}'")
        for edition, end in zip(law.editions, ends, strict=True)
    ]
    return "\nUNION ALL\n".join(part(table, wanted, DIVISION[dialect], keep) for part in parts)


class _edition:  # noqa: N801 - reads as a verb beside `select`
    """One edition's SELECT: layers of columns, each resting on those below."""

    def __init__(self, law: RuleSet, edition: Edition, during: str) -> None:
        self.law, self.edition, self.during = law, edition, during
        self.known = dict(edition.amounts)
        self.program: dict[str, ast.expr] = {}
        for name, expression in edition.program:
            folded = fold(expression, self.known)
            if isinstance(folded, ast.Constant):
                self.known[name] = number(folded)
            else:
                self.program[name] = folded

    def __call__(
        self, table: str, wanted: Sequence[str], division: str, keep: Sequence[str]
    ) -> str:
        body = f"SELECT * FROM {table} WHERE {self.during}"
        for layer in _layers(self.program):
            shown = ", ".join(
                f"CAST({_text(self.program[name], division)} AS BIGINT) AS {name}" for name in layer
            )
            body = f"SELECT *, {shown} FROM ({body}) AS q"
        columns = [*keep, *(self.column(name) for name in wanted), self.notes(), self.basis()]
        return f"SELECT {', '.join(columns)} FROM ({body}) AS q"

    def column(self, name: str) -> str:
        return name if name in self.program else f"CAST({self.known[name]} AS BIGINT) AS {name}"

    def notes(self) -> str:
        flags = [(note.quantity, note.value, note.code) for note in self.law.notes]
        for name in self.law.unverified:
            if name in self.edition.doubts:
                flags.append((doubt_name(name), 1, f"{self.law.doubt_code}:{name}"))
        cases = [f"CASE WHEN {self.ref(q)} = {value} THEN '{code}' END" for q, value, code in flags]
        return _joined(cases, NOTES)

    def basis(self) -> str:
        readers: dict[str, list[str]] = {}
        for name, basis in self.edition.basis_of.items():
            for regulation in basis:
                readers.setdefault(regulation, []).append(f"{self.ref(name)} <> 0")
        cases = [
            f"CASE WHEN {' OR '.join(readers[regulation])} THEN '{regulation}' END"
            for regulation in self.law.regulations
            if regulation in readers
        ]
        return _joined(cases, BASIS)

    def ref(self, name: str) -> str:
        return name if name in self.program else str(int(self.known[name]))


def _joined(cases: Iterable[str], name: str) -> str:
    return f"concat_ws(';', {', '.join(cases)}) AS {name}"


def _layers(program: Mapping[str, ast.expr]) -> list[list[str]]:
    """The quantities by depth: each layer reads only inputs and the layers before it."""
    depth: dict[str, int] = {}
    for name, expression in program.items():
        depth[name] = 1 + max((depth.get(read, 0) for read in names_in(expression)), default=0)
    deepest = max(depth.values(), default=0)
    return [[name for name in depth if depth[name] == level] for level in range(1, deepest + 1)]


def _text(node: ast.expr, division: str) -> str:
    def plain(part: ast.expr) -> str:
        return _text(part, division)

    match node:
        case ast.Name(id=name):
            return name
        case ast.Constant():
            return str(int(number(node)))
        case ast.BinOp(left=left, op=op, right=right):
            sign = division if isinstance(op, ast.FloorDiv) else _SIGNS[type(op)]
            return f"({plain(left)} {sign} {plain(right)})"
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return f"({plain(left)} {_SIGNS[type(op)]} {plain(right)})"
        case ast.BoolOp(op=op, values=values):
            return f"({_SIGNS[type(op)].join(map(plain, values))})"
        case ast.UnaryOp(operand=operand):
            return f"(NOT {plain(operand)})"
        case ast.Call(func=ast.Name(id=name), args=args):
            function = "LEAST" if name == "min" else "GREATEST"
            return f"{function}({', '.join(map(plain, args))})"
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return f"CASE WHEN {plain(test)} THEN {plain(body)} ELSE {plain(orelse)} END"
    raise AssertionError(ast.dump(node))
