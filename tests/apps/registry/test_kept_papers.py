"""PDFs are made in a process that ends; a frozen paper's is made once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from payung.kernel.errors import PayungError
from payung.registry import kept_papers
from payung.registry.kept_papers import kept_pdf
from payung.ui import typesetting
from payung.ui.typesetting import typeset, write_pdf

SOURCE = """
#set document(title: "Surat")
#let d = json(bytes(sys.inputs.at("d")))
= #d.judul
"""


@pytest.fixture(autouse=True)
def template(monkeypatch: pytest.MonkeyPatch) -> None:
    """A short paper of this test's own."""
    for module in (typesetting, kept_papers):
        monkeypatch.setattr(module, "source_of", lambda *_: SOURCE)


def paper(title: str) -> bytes:
    return kept_pdf("uji", "uji.typ", d={"judul": title})


def test_nothing_of_typst_stays_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "typst", raising=False)
    assert write_pdf("uji", "uji.typ", d={"judul": "Surat"}).startswith(b"%PDF-")
    assert "typst" not in sys.modules


def test_the_child_is_given_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}
    run = subprocess.run

    def noted(command: list[str], **options: Any) -> Any:
        given.update(options["env"])
        return run(command, **options)

    monkeypatch.setattr(typesetting.subprocess, "run", noted)
    write_pdf("uji", "uji.typ", d={"judul": "Surat"})
    assert not [name for name in given if name.startswith(("PAYUNG_", "DJANGO_"))]
    assert not [value for value in given.values() if "secret" in value]


def test_a_template_that_fails_is_said_in_a_sentence() -> None:
    with pytest.raises(PayungError, match="PDF tidak dapat dibuat"):
        typeset("#nosuch()", {})


@pytest.mark.django_db
def test_a_frozen_paper_is_made_once_and_served_as_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = []

    def counted(source: str, inputs: dict[str, str]) -> bytes:
        made.append(inputs)
        return typeset(source, inputs)

    monkeypatch.setattr(kept_papers, "typeset", counted)
    assert paper("Keputusan 1") == paper("Keputusan 1")
    assert len(made) == 1
    assert paper("Keputusan 2") != paper("Keputusan 1")
    assert len(made) == 2


@pytest.mark.django_db
def test_what_is_kept_lies_sealed() -> None:
    paper("Keputusan 3")
    kept = list((Path(settings.DATA_DIR) / "berkas").glob("*.pdf"))
    assert kept
    assert not [path for path in kept if b"%PDF" in path.read_bytes()]
