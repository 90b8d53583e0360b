"""The rules as one SELECT for DuckDB, made from the same text as the other readings."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from payung.law.engine.columns import BASIS, NOTES
from payung.law.engine.edition import Edition, doubt_name
from payung.law.engine.expression import fold, names_in, number
from payung.law.engine.table import LOOKUPS, Table

if TYPE_CHECKING:
    from payung.law.engine.ruleset import RuleSet

_SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//", ast.Lt: "<", ast.LtE: "<=",
    ast.Gt: ">", ast.GtE: ">=", ast.Eq: "=", ast.NotEq: "<>", ast.And: " AND ", ast.Or: " OR ",
}  # fmt: skip


def select(
    law: RuleSet,
    table: str,
    wanted: Sequence[str],
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
    return "\nUNION ALL\n".join(part(table, wanted, keep) for part in parts)


class _edition:  # noqa: N801 - reads as a verb beside `select`
    """One edition's SELECT: layers of columns, each resting on those below."""

    def __init__(self, law: RuleSet, edition: Edition, during: str) -> None:
        self.law, self.edition, self.during = law, edition, during
        self.known = dict(edition.amounts)
        self.program: dict[str, ast.expr] = {}
        for name, expression in edition.program:
            folded = fold(expression, {**self.known, **edition.tables})
            if isinstance(folded, ast.Constant):
                self.known[name] = number(folded)
            else:
                self.program[name] = folded

    def __call__(self, table: str, wanted: Sequence[str], keep: Sequence[str]) -> str:
        body = f"SELECT * FROM {table} WHERE {self.during}"
        for layer in _layers(self.program):
            shown = ", ".join(
                f"CAST({self.text(self.program[name])} AS BIGINT) AS {name}" for name in layer
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

    def text(self, node: ast.expr) -> str:
        match node:
            case ast.Name(id=name):
                return name
            case ast.Constant():
                return str(int(number(node)))
            case ast.BinOp(left=left, op=op, right=right):
                return f"({self.text(left)} {_SIGNS[type(op)]} {self.text(right)})"
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return f"({self.text(left)} {_SIGNS[type(op)]} {self.text(right)})"
            case ast.BoolOp(op=op, values=values):
                return f"({_SIGNS[type(op)].join(map(self.text, values))})"
            case ast.UnaryOp(operand=operand):
                return f"(NOT {self.text(operand)})"
            case ast.Call(func=ast.Name(id=word), args=[ast.Name(id=table), x]) if word in LOOKUPS:
                return _looked_up(word, self.edition.tables[table], self.text(x))
            case ast.Call(func=ast.Name(id=name), args=args):
                function = "LEAST" if name == "min" else "GREATEST"
                return f"{function}({', '.join(map(self.text, args))})"
            case ast.IfExp(test=test, body=body, orelse=orelse):
                tested, yes, no = map(self.text, (test, body, orelse))
                return f"CASE WHEN {tested} THEN {yes} ELSE {no} END"
        raise AssertionError(ast.dump(node))


def _joined(cases: Iterable[str], name: str) -> str:
    return f"concat_ws(';', {', '.join(cases)}) AS {name}"


def _layers(program: Mapping[str, ast.expr]) -> list[list[str]]:
    """The quantities by depth: each layer reads only inputs and the layers before it."""
    depth: dict[str, int] = {}
    for name, expression in program.items():
        depth[name] = 1 + max((depth.get(read, 0) for read in names_in(expression)), default=0)
    deepest = max(depth.values(), default=0)
    return [[name for name in depth if depth[name] == level] for level in range(1, deepest + 1)]


def _looked_up(word: str, table: Table, x: str) -> str:
    """A look into a table, row by row."""
    if word == "pas":
        return f"(CASE WHEN {x} IN ({', '.join(map(str, sorted(table.own)))}) THEN 1 ELSE 0 END)"
    if word == "ragu_irisan":
        firsts = [s for d, s in zip(table.doubtful, table.floors, strict=True) if d]
        return f"(CASE WHEN {x} > {min(firsts)} THEN 1 ELSE 0 END)" if firsts else "0"
    if word == "irisan":
        ends = [*(f"LEAST({x}, {floor})" for floor in table.floors[1:]), x]
        parts = zip(table.floors, ends, table.values, strict=True)
        return "(" + " + ".join(f"GREATEST({end} - {s}, 0) * {v}" for s, end, v in parts) + ")"
    shown = table.values if word == "baris" else [int(d) for d in table.doubtful]
    cases = [f"WHEN {x} < {end} THEN {v}" for end, v in zip(table.starts[1:], shown, strict=False)]
    return f"(CASE {' '.join(cases)} ELSE {shown[-1]} END)" if cases else str(shown[0])
