"""No wage, segment or rate stands as a constant where a case or a contribution is reckoned."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repository import ROOT, source_files

HOME = ROOT / "src" / "payung"
FED = ("segment", "income", "income_rp", "base_rp", "payer", "upah", "penghasilan")
"""Names under which the law is fed with a person's own facts."""

ASKED = ("contribution", "prepayment", "jkm_of", "assess", "assess_columns", "full")
"""Functions of the law, and what makes a column of one number."""

RATES = {6_800, 8_400, 16_800, 201_600, 42_000_000, 70_000_000, 20_700_000}
"""Sums of the law that nobody else may know by heart."""


def outside() -> list[Path]:
    """Modules that must not know a wage: all but the law, the demonstration and migrations."""
    found = (path for path in source_files() if path.is_relative_to(HOME))
    return [
        path for path in found
        if not {"law", "demo", "migrations"} & set(path.relative_to(HOME).parts[:-1])
    ]  # fmt: skip


def constants(tree: ast.AST) -> Iterator[int]:
    """Lines on which a wage, segment, payer or rate is written down."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value in FED and fixed(value):
                    yield value.lineno
        elif isinstance(node, ast.keyword) and node.arg in FED and amount(node.value):
            yield node.value.lineno
        elif isinstance(node, ast.Call) and name_of(node.func) in ASKED:
            yield from (arg.lineno for arg in node.args if amount(arg))
        elif isinstance(node, ast.Call) and name_of(node.func).endswith("IntegerField"):
            yield from (
                word.value.lineno for word in node.keywords
                if word.arg == "default" and amount(word.value)
            )  # fmt: skip
        elif isinstance(node, ast.arg | ast.Constant) and getattr(node, "value", None) in RATES:
            yield node.lineno


def fixed(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value not in (None, "", 0) and (
        isinstance(node.value, int) or node.value in ("bpu", "pu", "jakon", "apbd", "self")
    )  # fmt: skip


def amount(node: ast.expr) -> bool:
    """A number that could be a monthly base."""
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value >= 100_000


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def test_no_wage_segment_or_rate_is_a_constant() -> None:
    found = [
        f"{path.relative_to(HOME)}:{line}"
        for path in outside()
        for line in constants(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "words",
    [
        'facts = {"segment": "bpu"}',
        'facts = {"income": 1_000_000}',
        'contribution(month, 1_000_000, "other", source)',
        '{"income": np.full(size, 1_000_000)}',
        "base_rp = models.BigIntegerField(default=1_000_000)",
        "rate = 16_800",
    ],
)
def test_each_way_of_writing_one_down_is_seen(words: str) -> None:
    assert list(constants(ast.parse(words)))
