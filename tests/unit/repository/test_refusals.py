"""Every refusal can be said in another language: no bare words in `raise`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from payung.kernel import errors

SOURCE = Path(__file__).resolve().parents[3] / "src" / "payung"
REFUSALS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.PayungError)
}


def test_no_room_refuses_in_words_that_no_catalogue_can_find() -> None:
    """Mend with `raise BadInput(say("Sisa {free}.", free=…))`, see payung.kernel.sentence."""
    bare = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line in bare_refusals(path.read_text(encoding="utf-8"))
    ]
    assert bare == []


def test_bare_words_are_seen_wherever_they_are_raised() -> None:
    text = (
        'raise BadInput("Tulis alasan.")\n'
        'raise errors.Conflict(f"Sudah {word}.")\n'
        'raise LawError("a" + place)\n'
        'return Stale("Muat ulang.")\n'
        'raise BadInput(say("Tulis alasan."))\n'
        "raise BadInput(sentence)\n"
    )
    assert list(bare_refusals(text)) == [1, 2, 3, 4]


def bare_refusals(text: str) -> Iterator[int]:
    """The lines that make an error of the tree with a string made on the spot."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            made = (ast.Constant, ast.JoinedStr, ast.BinOp)
            if name in REFUSALS and any(isinstance(said, made) for said in node.args):
                yield node.lineno
