"""What a set of rules must satisfy before it may compute: calendar, names, order, size."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import groupby

from payung.kernel.sentence import say
from payung.law.engine.expression import parts_of
from payung.law.engine.parameters import Parameter, Source
from payung.law.engine.rule import FIRST_DAY, LAST_DAY, UNVERIFIED, Input, Rule, regulation_ids
from payung.law.engine.table import LOOKUPS, Table, irisan

LIMIT = 2**62
"""No intermediate may pass it: int64 keeps one bit in hand."""

Range = tuple[int, int]


def check_names(
    rules: Sequence[Rule],
    by: str,
    inputs: Mapping[str, Input],
    parameters: Mapping[str, Parameter],
    sources: Mapping[str, Source],
) -> None:
    """Each argument is an input, a quantity or a parameter; each basis is in the register."""
    known = {rule.quantity for rule in rules} | set(inputs) | set(parameters) | {UNVERIFIED}
    for rule in rules:
        if rule.heading.by != by:
            raise rule.refuse(
                say("tanggal acuan {by}, seharusnya {expected}.", by=rule.heading.by, expected=by)
            )
        for regulation in regulation_ids(rule.heading.basis):
            if regulation not in sources:
                raise rule.refuse(
                    say("peraturan {regulation} tidak ada di daftar sumber.", regulation=regulation)
                )
        for argument in rule.arguments:
            if argument not in known:
                raise rule.refuse(say("nama {argument} tidak dikenal.", argument=argument))


def check_calendar(rules: Sequence[Rule], parameters: Mapping[str, Parameter]) -> None:
    """The versions of each quantity tile the calendar, and each finds its parameters' values."""
    ordered = sorted(rules, key=lambda rule: (rule.quantity, rule.heading.since))
    for _, group in groupby(ordered, key=lambda rule: rule.quantity):
        expected = FIRST_DAY
        for rule in group:
            if rule.heading.since != expected:
                kind = "celah" if rule.heading.since > expected else "tumpang tindih"
                raise rule.refuse(
                    say(
                        "{kind} masa berlaku pada {expected}.",
                        kind=kind,
                        expected=min(expected, rule.heading.since).isoformat(),
                    )
                )
            last, until = rule, rule.heading.until
            expected = LAST_DAY if until == LAST_DAY else until + timedelta(days=1)
        if expected != LAST_DAY:
            raise last.refuse(
                say("celah masa berlaku mulai {expected}.", expected=expected.isoformat())
            )
    for rule in rules:
        for name in rule.arguments:
            if name in parameters and parameters[name].at(rule.heading.since) is None:
                raise rule.refuse(
                    say(
                        "parameter {name} belum punya nilai pada {since}.",
                        name=name,
                        since=rule.heading.since.isoformat(),
                    )
                )


def in_order(rules: Sequence[Rule]) -> list[Rule]:
    """The rules of one edition, each after those it reads; a cycle is refused by its full path."""
    by_name = {rule.quantity: rule for rule in rules}
    asking = _reads_unverified(by_name)
    done: dict[str, Rule] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in done or name not in by_name:
            return
        if name in path:
            circle = " → ".join([*path[path.index(name) :], name])
            raise by_name[name].refuse(say("aturan berputar: {circle}.", circle=circle))
        for argument in by_name[name].arguments:
            visit(argument, (*path, name))
        done[name] = by_name[name]

    for rule in [*(r for r in rules if r.quantity not in asking), *rules]:
        visit(rule.quantity, ())
    return list(done.values())


def _reads_unverified(by_name: Mapping[str, Rule]) -> set[str]:
    """The quantities that ask, directly or not, whether the case rests on an unverified value."""
    found = {UNVERIFIED}
    size = 0
    while size != len(found):
        size = len(found)
        found |= {name for name, rule in by_name.items() if found & set(rule.arguments)}
    return found


def check_ranges(
    rules: Iterable[Rule],
    inputs: Mapping[str, Input],
    parameters: Mapping[str, int],
    tables: Mapping[str, Table],
) -> None:
    """Interval arithmetic over one edition: nothing passes the limit, nothing divides below 0."""
    ranges: dict[str, Range] = {name: (field.low, field.high) for name, field in inputs.items()}
    ranges |= {name: (value, value) for name, value in parameters.items()}
    ranges[UNVERIFIED] = (0, 1)
    coded = {name for name, field in inputs.items() if field.choices}
    for rule in rules:
        ranges[rule.quantity] = _Bounds(rule, ranges, coded, tables).of(rule.expression)


class _Bounds:
    """Smallest and largest value of each part of one rule."""

    def __init__(
        self,
        rule: Rule,
        ranges: Mapping[str, Range],
        coded: set[str],
        tables: Mapping[str, Table],
    ) -> None:
        self.rule, self.ranges, self.coded, self.tables = rule, ranges, coded, tables

    def of(self, node: ast.expr) -> Range:
        match node:
            case ast.Constant(value=int(value)):
                return value, value
            case ast.Name(id=name):
                if name in self.coded:
                    raise self.rule.refuse(say("{name} hanya boleh dibandingkan.", name=name))
                return self.ranges[name]
            case ast.IfExp(test=test, body=body, orelse=orelse):
                self.inside(test)
                return _hull(self.of(body), self.of(orelse))
            case ast.Call(func=ast.Name(id=word), args=[ast.Name(id=table), x]) if word in LOOKUPS:
                return self.checked(self.looked_up(word, self.tables[table], self.of(x)))
            case ast.Call(func=ast.Name(id=name), args=args):
                lows, highs = zip(*map(self.of, args), strict=True)
                best = min if name == "min" else max
                return best(lows), best(highs)
            case ast.BinOp(left=left, op=op, right=right):
                return self.checked(_combined(op, self.of(left), self.of(right), self.rule))
        raise AssertionError(ast.dump(node))

    def looked_up(self, word: str, table: Table, asked: Range) -> Range:
        if asked[0] < table.starts[0]:
            raise self.rule.refuse(
                say("tabel dibaca di bawah baris pertamanya, pada {number}.", number=asked[0])
            )
        if word == "irisan":
            return 0, irisan(table, asked[1])
        return (min(table.values), max(table.values)) if word == "baris" else (0, 1)

    def inside(self, test: ast.expr) -> None:
        for part in parts_of(test):
            if not isinstance(test, ast.Compare):
                self.inside(part)
            elif not isinstance(part, ast.Name):
                self.of(part)

    def checked(self, found: Range) -> Range:
        if max(map(abs, found)) > LIMIT:
            raise self.rule.refuse(say("nilai antara dapat melewati 2^62."))
        return found


def _combined(op: ast.operator, left: Range, right: Range, rule: Rule) -> Range:
    (a, b), (c, d) = left, right
    if isinstance(op, ast.Add):
        return a + c, b + d
    if isinstance(op, ast.Sub):
        return a - d, b - c
    if isinstance(op, ast.Mult):
        corners = (a * c, a * d, b * c, b * d)
        return min(corners), max(corners)
    if a < 0 or c < 1:
        raise rule.refuse(say("pembagian // hanya untuk bilangan positif."))
    return a // d, b // c


def _hull(left: Range, right: Range) -> Range:
    return min(left[0], right[0]), max(left[1], right[1])
