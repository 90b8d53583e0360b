"""What a family should know beside the sums: the questions about the cause, and short notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from payung.law.jamsostek.data import read_yaml


@dataclass(frozen=True, slots=True)
class Advice:
    """One sentence in (Indonesian, English), what it rests on, and whether a text was read."""

    text: str
    text_en: str
    basis: str
    verified: bool


def cause_questions() -> tuple[Advice, ...]:
    """Four questions that tell JKM from JKK; the last entry says what to do where it is open."""
    return tuple(_advice(entry) for entry in (*_data()["questions"], _data()["end"]))


def notes(program: str, event: str) -> tuple[Advice, ...]:
    """What holds beside the sums of this case."""
    asked = {"program": program, "event": event}
    return tuple(
        _advice(entry)
        for entry in _data()["notes"]
        if all(asked[name] in words for name, words in entry["when"].items())
    )


def _advice(entry: Mapping[str, Any]) -> Advice:
    confidence = entry.get("confidence", "derived")
    return Advice(entry["text"], entry["text_en"], entry["basis"], confidence != "unverified")


@cache
def _data() -> Mapping[str, Any]:
    return read_yaml("advice.yaml")
