"""The explanations of legal words, one tap away from where they stand; data in `terms.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from payung.ui.words import in_english

_FILE = Path(__file__).with_name("terms.yaml")


@cache
def terms() -> dict[str, dict[str, str]]:
    """Term in Indonesian → `arti` (its explanation), `word` and `meaning` (both in English)."""
    import yaml

    loaded: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


def explain(term: str) -> tuple[str, str]:
    """The term and its explanation in the reader's language; `KeyError` for a term not listed."""
    found = terms()[term]
    if in_english():
        return found["word"], found["meaning"]
    return term, found["arti"]
