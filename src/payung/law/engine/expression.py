"""Works on a rule's expression: what it reads, its constants folded, where a value is read."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

from payung.law.engine.table import DOUBTS, LOOKUPS, Table

OPERATIONS: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//", ast.Lt: "<", ast.LtE: "<=",
    ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.And: " and ", ast.Or: " or ",
}  # fmt: skip


def names_in(node: ast.expr) -> set[str]:
    """The arguments that the expression reads (`min` and `max` are none)."""
    found: set[str] = set()
    _collect(node, found)
    return found


def _collect(node: ast.expr, found: set[str]) -> None:
    """Adds the names in a rule's expression; `ast.walk` would also visit what no rule holds."""
    if isinstance(node, ast.Name):
        found.add(node.id)
    else:
        for part in parts_of(node):
            _collect(part, found)


def parts_of(node: ast.expr) -> list[ast.expr]:
    """The expressions directly below one of a rule's."""
    match node:
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.Compare(left=left, comparators=[right]):
            return [left, right]
        case ast.BoolOp(values=parts) | ast.Call(args=parts):
            return parts
        case ast.UnaryOp(operand=operand):
            return [operand]
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return [test, body, orelse]
    return []


def source(node: ast.expr) -> str:
    """A rule's expression as Python text, every part in brackets."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Constant():
            return str(number(node))
        case ast.BinOp(left=left, op=op, right=right):
            return f"({source(left)}{_SIGNS[type(op)]}{source(right)})"
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return f"({source(left)}{_SIGNS[type(op)]}{source(right)})"
        case ast.BoolOp(op=op, values=parts):
            return f"({_SIGNS[type(op)].join(map(source, parts))})"
        case ast.UnaryOp(operand=operand):
            return f"(not {source(operand)})"
        case ast.Call(func=ast.Name(id=name), args=parts):
            return f"{name}({','.join(map(source, parts))})"
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return f"({source(body)} if {source(test)} else {source(orelse)})"
    raise AssertionError(ast.dump(node))


def reading_of(node: ast.expr, name: str) -> ast.expr:
    """An expression that is 1 where evaluating `node` reads the unverified `name`, else 0.

    Of a table only the rows that are read count; asking whether it has a value reads none.
    """
    if isinstance(node, ast.IfExp):
        asked = reading_of(node.test, name)
        if is_number(asked) and number(asked):
            return asked
        body, orelse = reading_of(node.body, name), reading_of(node.orelse, name)
        if is_number(body) and is_number(orelse) and number(body) == number(orelse):
            return either([asked, body])
        return either([asked, ast.IfExp(node.test, body, orelse)])
    if looked := _lookups(node, name):
        return either(
            [ast.Call(ast.Name(DOUBTS[word]), args, []) for word, args in looked if word in DOUBTS]
        )
    return ast.Constant(1 if name in names_in(node) else 0)


def _lookups(node: ast.expr, name: str) -> list[tuple[str, list[ast.expr]]]:
    """Every look into the table `name`: the word, and what it is given."""
    match node:
        case ast.Call(func=ast.Name(id=word), args=[ast.Name(id=table), _] as args):
            if word in LOOKUPS:
                return [(word, args)] if table == name else []
    return [lookup for part in parts_of(node) for lookup in _lookups(part, name)]


def fold(node: ast.expr, values: Mapping[str, int | Table]) -> ast.expr:
    """The same expression with `values` filled in and everything constant computed."""
    match node:
        case ast.Name(id=name):
            value = values.get(name)
            return ast.Constant(value) if isinstance(value, int) else node
        case ast.Call(func=ast.Name(id=word) as func, args=[ast.Name(id=name) as table, x]) if (
            word in LOOKUPS
        ):
            x, rows = fold(x, values), values.get(name)
            if is_number(x) and isinstance(rows, Table):
                return ast.Constant(LOOKUPS[word](rows, number(x)))
            return ast.Call(func, [table, x], [])
        case ast.BinOp(left=left, op=op, right=right):
            return _folded_sum(fold(left, values), op, fold(right, values))
        case ast.Call(func=func, args=args):
            parts = [fold(part, values) for part in args]
            if all(map(is_number, parts)):
                best = min if isinstance(func, ast.Name) and func.id == "min" else max
                return ast.Constant(best(map(number, parts)))
            return ast.Call(func, parts, [])
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            left, right = fold(left, values), fold(right, values)
            if is_number(left) and is_number(right):
                return ast.Constant(OPERATIONS[type(op)](number(left), number(right)))
            return ast.Compare(left, [op], [right])
        case ast.BoolOp(op=op, values=parts):
            return _folded_bool(op, [fold(part, values) for part in parts])
        case ast.UnaryOp(op=op, operand=operand):
            inner = fold(operand, values)
            return ast.Constant(not number(inner)) if is_number(inner) else ast.UnaryOp(op, inner)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _folded_choice(fold(test, values), fold(body, values), fold(orelse, values))
    return node


def _folded_sum(left: ast.expr, op: ast.operator, right: ast.expr) -> ast.expr:
    if is_number(left) and is_number(right):
        return ast.Constant(OPERATIONS[type(op)](number(left), number(right)))
    if isinstance(left, ast.BinOp) and isinstance(left.op, ast.Mult) and is_number(right):
        factor = left.right
        if is_number(factor) and isinstance(op, ast.Mult):
            return ast.BinOp(left.left, op, ast.Constant(number(factor) * number(right)))
        if (
            is_number(factor)
            and isinstance(op, ast.FloorDiv)
            and not (number(factor) % number(right))
        ):
            return ast.BinOp(left.left, left.op, ast.Constant(number(factor) // number(right)))
    if isinstance(op, ast.Add) and is_number(left) and number(left) == 0:
        return right
    if isinstance(op, ast.Add | ast.Sub) and is_number(right) and number(right) == 0:
        return left
    return ast.BinOp(left, op, right)


def _folded_bool(op: ast.boolop, parts: list[ast.expr]) -> ast.expr:
    decides = isinstance(op, ast.Or)
    open_parts = [part for part in parts if not is_number(part)]
    if any(bool(number(part)) == decides for part in parts if is_number(part)):
        return ast.Constant(decides)
    if not open_parts:
        return ast.Constant(not decides)
    return open_parts[0] if len(open_parts) == 1 else ast.BoolOp(op, open_parts)


def _folded_choice(test: ast.expr, body: ast.expr, orelse: ast.expr) -> ast.expr:
    if is_number(test):
        return body if number(test) else orelse
    if is_number(body) and is_number(orelse) and number(body) == number(orelse):
        return body
    if is_number(body) and isinstance(orelse, ast.IfExp):
        return _merged_choice(test, body, orelse)
    return ast.IfExp(test, body, orelse)


def _merged_choice(test: ast.expr, body: ast.expr, orelse: ast.IfExp) -> ast.expr:
    """Two tests on the way to one constant become one test."""
    if is_number(orelse.body) and number(orelse.body) == number(body):
        return ast.IfExp(ast.BoolOp(ast.Or(), [test, orelse.test]), body, orelse.orelse)
    if is_number(orelse.orelse) and number(orelse.orelse) == number(body):
        both = ast.BoolOp(ast.And(), [ast.UnaryOp(ast.Not(), test), orelse.test])
        return ast.IfExp(both, orelse.body, body)
    return ast.IfExp(test, body, orelse)


def is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)


def number(node: ast.expr) -> int:
    assert isinstance(node, ast.Constant) and isinstance(node.value, int)
    return node.value


def either(flags: list[ast.expr]) -> ast.expr:
    """1 where any of the flags is 1."""
    flags = [flag for flag in flags if not (is_number(flag) and number(flag) == 0)]
    if len(flags) < 2:
        return flags[0] if flags else ast.Constant(0)
    tests: list[ast.expr] = [ast.Compare(flag, [ast.Eq()], [ast.Constant(1)]) for flag in flags]
    return ast.IfExp(ast.BoolOp(ast.Or(), tests), ast.Constant(1), ast.Constant(0))
