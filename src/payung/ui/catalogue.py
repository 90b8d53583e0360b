"""The English catalogue, kept without gettext's own programs: `python -m payung.ui.catalogue`.

Collects every marked sentence of the source, keeps what is translated, and compiles the .mo file
that is committed beside the .po. `--check` only says what is out of date or has no English.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
_FIXED = datetime(2026, 1, 1, tzinfo=UTC)  # the files change when a sentence does, never otherwise
_KEYWORDS: dict[str, Any] = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "say": None,  # the core's own mark: payung.kernel.sentence
}


def collect(source: Path = SOURCE) -> Catalog:
    """All marked sentences of the templates and modules under `source`, without translations."""
    found = _new_catalogue()
    for path in sorted([*source.rglob("*.py"), *source.rglob("*.html")]):
        for _line, message, _comments, context in _sentences(path):
            found.add(message, context=context)
    return found


def merged(source: Path = SOURCE, catalogue: Path = CATALOGUE) -> Catalog:
    """What the source says now, with the translations that `catalogue` already has."""
    kept = _new_catalogue()
    if catalogue.exists():
        with catalogue.open("rb") as file:
            kept = read_po(file, locale="en")
    template = collect(source)
    fresh = _new_catalogue()
    for message in template:
        if message.id:
            old = kept.get(message.id, message.context)
            fresh.add(message.id, old.string if old else "", context=message.context)
    return fresh


def untranslated(catalogue: Catalog) -> list[str]:
    """The sentences that have no English yet."""
    return [_first(m.id) for m in catalogue if m.id and not all(_every(m.string))]


def as_po(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, no_location=True, sort_output=True)
    return buffer.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main(arguments: list[str]) -> int:
    """Writes both files, or with `--check` leaves them and returns 1 if anything is missing."""
    parser = argparse.ArgumentParser(prog="python -m payung.ui.catalogue")
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args(arguments).check
    catalogue = merged()
    missing = untranslated(catalogue)
    for sentence in missing:
        print(f"tanpa bahasa Inggris: {sentence}")
    if check:
        current = CATALOGUE.exists() and CATALOGUE.read_bytes() == as_po(catalogue)
        return 0 if current and not missing else 1
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(as_po(catalogue))
    CATALOGUE.with_suffix(".mo").write_bytes(as_mo(catalogue))
    print(f"{len(catalogue)} kalimat, {len(missing)} belum diterjemahkan")
    return 0


def _sentences(path: Path) -> Iterator[tuple[int, Any, list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = _template_as_python(text)
    return extract("python", io.BytesIO(text.encode()), keywords=_KEYWORDS)


def _template_as_python(text: str) -> str:
    """A template turned into calls of gettext, as makemessages does; indentation says nothing."""
    from django.utils.translation.template import templatize

    return "\n".join(line.lstrip() for line in templatize(text).splitlines())


def _new_catalogue() -> Catalog:
    return Catalog(
        locale="en",
        project="payung",
        version="1",
        msgid_bugs_address="SECURITY.md",
        header_comment="# Payung: English for sentences written in Indonesian.",
        creation_date=_FIXED,
        revision_date=_FIXED,
        last_translator="Payung",
        language_team="Payung",
        copyright_holder="Payung",
        fuzzy=False,
    )


def _first(message_id: Any) -> str:
    return str(message_id[0] if isinstance(message_id, (tuple, list)) else message_id)


def _every(string: Any) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (tuple, list)) else (string or "",)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
