"""`payung law explain` and `batch` where only the law's own needs are installed.

The arithmetic asks for numpy, PyYAML and polars alone, so that another office can check itself
against it; the other commands need the whole installation.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say


def main(arguments: list[str]) -> int:
    """Runs one of the two commands; argparse leaves with 2 on wrong usage."""
    parser = argparse.ArgumentParser(prog="payung law")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("explain")
    one.add_argument("case")
    one.add_argument("--english", action="store_true")
    many = commands.add_parser("batch")
    many.add_argument("source", type=Path)
    many.add_argument("target", type=Path)
    for command in (one, many):
        command.add_argument("--json", action="store_true")
        command.add_argument("--today", default="")
    given = parser.parse_args(arguments)
    if given.command == "explain":
        print(explain(given.case, day_of(given.today), english=given.english, as_json=given.json))
    else:
        print(batch(given.source, given.target, day_of(given.today), as_json=given.json))
    return 0


def explain(name: str, today: date, *, english: bool, as_json: bool) -> str:
    """One case with its steps, as sentences or as the document of the contract."""
    from payung.law.jamsostek.benefits import assess
    from payung.law.jamsostek.explanation import benefit_json, sentences

    assessment = assess(read_case_file(name), today=today)
    if as_json:
        return json.dumps(benefit_json(assessment), ensure_ascii=False)
    return "\n".join(sentences(assessment, "en" if english else "id"))


def batch(source: Path, target: Path, today: date, *, as_json: bool) -> str:
    """Many cases from CSV to CSV; refused where not a single row could be reckoned."""
    from payung.law.jamsostek.batch import assess_file

    counts = assess_file(source, target, today)
    if counts["rows"] == counts["invalid"]:
        raise BadInput(say("Tidak ada satu pun baris yang dapat dihitung. Lihat kolom reasons."))
    if as_json:
        return json.dumps(counts, ensure_ascii=False)
    parts = ", ".join(f"{counts[name]} {name}" for name in counts if name != "rows")
    return f"{counts['rows']} kasus dihitung ke {target}: {parts}."


def day_of(text: str) -> date:
    """The day given with --today; without it the machine's."""
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as error:
        raise BadInput(say("--today harus TTTT-BB-HH. Yang diisi {text}.", text=text)) from error


def read_scan(path: Path | None) -> bytes:
    """The scan of a text; empty where none is given."""
    try:
        return path.read_bytes() if path else b""
    except OSError as error:
        raise BadInput(say("Pindaian {file} tidak terbaca.", file=path)) from error


def read_case_file(name: str) -> Mapping[str, Any]:
    """The JSON object of a file; `-` is standard input."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        parsed = json.loads(text)
    except (OSError, ValueError) as error:
        raise BadInput(
            say("Kasus tidak terbaca sebagai JSON: {error}.", error=str(error))
        ) from error
    if not isinstance(parsed, dict):
        raise BadInput(say('Kasus harus satu objek JSON, misalnya {"program": "jkm", …}.'))
    return parsed
