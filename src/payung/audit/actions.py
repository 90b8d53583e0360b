"""What an entry's action is called when a person reads it; data in `actions.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.utils.translation import get_language

_FILE = Path(__file__).with_name("actions.yaml")


@cache
def actions() -> dict[str, tuple[str, str]]:
    """Action → its words in Indonesian and in English."""
    import yaml

    loaded = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {action: (told, english) for action, (told, english) in loaded.items()}


def action_words(action: str) -> str:
    """In the reader's language; an action that is no longer in use is named by its code."""
    told, english = actions().get(action, (action, action))
    return english if (get_language() or "id").startswith("en") else told
