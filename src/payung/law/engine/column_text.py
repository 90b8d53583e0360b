"""A rule's expression as numpy text without branches, and the functions that the text calls.

A test is 0 or 1 and multiplies: rows in mixed order would let a branch be mispredicted row by
row. Differences may wrap around int64 on the way; the sum wraps them back.
"""

from __future__ import annotations

import ast
from collections.abc import Set
from typing import Any

import numpy as np
from numpy.typing import NDArray

from payung.law.engine.expression import number
from payung.law.engine.table import COLUMN_LOOKUPS

Column = NDArray[Any]

_SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//", ast.Lt: "<", ast.LtE: "<=",
    ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.And: " & ", ast.Or: " | ",
}  # fmt: skip


class Writer:
    """Writes amounts as int64 and `states`, whose values are few, as int8."""

    def __init__(self, states: Set[str]) -> None:
        self.states = states

    def line(self, name: str, node: ast.expr) -> str:
        return f"{name} = {self.state(node) if name in self.states else self.amount(node)}"

    def amount(self, node: ast.expr) -> str:
        match node:
            case ast.Name(id=name):
                return f"wide({name})" if name in self.states else name
            case ast.Constant():
                return str(int(number(node)))
            case ast.BinOp(left=left, op=op, right=right):
                return f"({self.amount(left)} {_SIGNS[type(op)]} {self.amount(right)})"
            case ast.Call(func=ast.Name(id=word), args=[ast.Name(id=table), x]) if (
                word in COLUMN_LOOKUPS
            ):
                return f"{word}({table}, {self.amount(x)})"
            case ast.Call(func=ast.Name(id=name), args=[first, *rest]):
                found = self.amount(first)
                for part in rest:
                    found = f"{name}imum({found}, {self.amount(part)})"
                return found
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return f"amount({self.test(test)}, {self.amount(body)}, {self.amount(orelse)})"
        raise AssertionError(ast.dump(node))

    def state(self, node: ast.expr) -> str:
        match node:
            case ast.Name(id=name):
                return name if name in self.states else f"narrow({name})"
            case ast.Constant():
                return str(int(number(node)))
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return f"state({self.test(test)}, {self.state(body)}, {self.state(orelse)})"
        return f"narrow({self.amount(node)})"

    def test(self, node: ast.expr) -> str:
        match node:
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return f"({self.side(left)} {_SIGNS[type(op)]} {self.side(right)})"
            case ast.BoolOp(op=op, values=values):
                return f"({_SIGNS[type(op)].join(map(self.test, values))})"
            case ast.UnaryOp(operand=operand):
                return f"~{self.test(operand)}"
        raise AssertionError(ast.dump(node))

    def side(self, node: ast.expr) -> str:
        """One side of a comparison; numpy compares widths exactly as they stand."""
        return node.id if isinstance(node, ast.Name) else self.amount(node)


def _chosen(test: Column, yes: Column | int, no: Column | int, kind: type[np.generic]) -> Column:
    flag: Column = test.view(np.int8)
    if isinstance(yes, int) and isinstance(no, int):
        column = flag if kind is np.int8 and yes - no == 1 else flag * kind(yes - no)
        return column + no if no else column
    if isinstance(no, int) and no == 0:
        return yes * flag
    if isinstance(yes, int) and yes == 0:
        return no * (flag ^ 1)
    column = np.subtract(yes, no)
    column *= flag
    column += no
    return column


def _amount(test: Column, yes: Column | int, no: Column | int) -> Column:
    return _chosen(test, yes, no, np.int64)


def _state(test: Column, yes: Column | int, no: Column | int) -> Column:
    return _chosen(test, yes, no, np.int8)


def _wide(column: Column) -> Column:
    return column.astype(np.int64, copy=False)


def _narrow(column: Column) -> Column:
    return column.astype(np.int8, copy=False)


def _packed(*flags: Column) -> Column:
    """One number per row, the first flag its lowest bit."""
    kind = np.min_scalar_type((1 << len(flags)) - 1)
    column: Column = np.zeros(len(flags[0]), kind)
    for flag in reversed(flags):
        column += column
        column |= flag
    return column


SCOPE: dict[str, Any] = {
    "amount": _amount,
    "state": _state,
    "wide": _wide,
    "narrow": _narrow,
    "packed": _packed,
    "minimum": np.minimum,
    "maximum": np.maximum,
    **COLUMN_LOOKUPS,
}
"""What the text of a block may call."""
