"""Documents can't forget a command, a decision or a word: the lists are made from the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from payung.cli.main import COMMANDS
from tests.repository import ROOT, source_files

GLOSSARY = ROOT / "GLOSSARY.md"
DECISIONS = ROOT / "docs" / "adr"


def glossary_rows() -> list[list[str]]:
    """Term, English, names in code, legal source, words not to use."""
    lines = [line for line in GLOSSARY.read_text().splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def code_names() -> list[str]:
    return sorted({name for row in glossary_rows() for name in re.findall(r"`([^`]+)`", row[2])})


@pytest.fixture(scope="module")
def source() -> str:
    """All code and data of the product as one text."""
    return "\n".join(path.read_text() for path in source_files())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"\n## payung {command}\n" in (ROOT / "docs" / "guides" / "commands.md").read_text()


def test_no_document_describes_a_command_that_is_gone() -> None:
    text = (ROOT / "docs" / "guides" / "commands.md").read_text()
    assert set(re.findall(r"^## payung (\S+)$", text, re.M)) == set(COMMANDS)


@pytest.mark.parametrize("name", code_names())
def test_every_name_in_the_glossary_is_in_the_code(name: str, source: str) -> None:
    assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", source)


def test_every_term_in_the_glossary_is_whole_and_there_once() -> None:
    rows = glossary_rows()
    assert len(rows) > 50
    assert [row for row in rows if len(row) != 5 or not row[0] or not row[1]] == []
    terms = [row[0].lower() for row in rows]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []


def test_decisions_have_a_number_each_and_say_why() -> None:
    decisions = sorted(DECISIONS.glob("*.md"))
    numbers = [path.name[:4] for path in decisions]
    assert decisions
    assert all(number.isdigit() for number in numbers)
    assert len(set(numbers)) == len(numbers)
    for path in decisions:
        text = path.read_text()
        assert text.startswith(f"# {int(path.name[:4])}. "), path.name
        assert re.search(r"^## (Why|Context|Consequences)", text, re.M), path.name
        assert "\n## Decision\n" in text, path.name
        assert len(text.splitlines()) <= 80, path.name


HOW_TOS = sorted((ROOT / "docs" / "how-to").glob("*.md"))


@pytest.mark.parametrize("path", HOW_TOS, ids=lambda path: path.stem)
def test_a_how_to_names_files_that_are_there(path: Path) -> None:
    named = re.findall(r"`((?:src|tests|docs)/[\w./-]+\.\w+)`", path.read_text())
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_a_how_to_for_each_thing_that_is_often_added() -> None:
    assert {path.stem for path in HOW_TOS} >= {
        "act", "benefit", "column", "list-page", "state-machine",
    }  # fmt: skip
