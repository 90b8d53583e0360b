"""Writes the cover note of a decree as PDF by typst: tagged, always the same bytes."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from payung.programmes.decrees.chain import parafs
from payung.programmes.models import NotaDinas, Post
from payung.programmes.papers.wording import decree_facts, long_date
from payung.ui.typesetting import write_pdf


def note_pdf(note: NotaDinas) -> bytes:
    """The note for print, with the initials that are given and boxes for the rest."""
    return write_pdf("payung.programmes", "nota.typ", nota=_contents(note))


def _contents(note: NotaDinas) -> dict[str, Any]:
    decree, words = note.decree, _template()
    chain = list(parafs(decree))
    signer = Post.objects.filter(area_id=decree.area_id, signs=True).first()
    facts = decree_facts(decree) | {
        "signer": signer.name if signer else "Wali Kota",
        "chain": ", ".join(paraf.post.name for paraf in chain) or "-",
        "code": decree.verification_code,
    }
    about = str(words["about"]).format(**facts)
    return {
        "title": words["title"],
        "about": about,
        "sender": note.sender,
        "code": decree.verification_code,
        "sha256": decree.annex_sha256,
        "heads": [
            ("Kepada", f"Yth. {words['to'].format(**facts)}"),
            ("Melalui", words["through"].format(**facts)),
            ("Dari", note.sender),
            ("Nomor", note.number),
            ("Tanggal", long_date(note.dated)),
            ("Hal", about),
        ],
        "paragraphs": [line.format(**facts) for line in words["paragraphs"]],
        "closing": words["closing"],
        "chain": [
            (
                str(number),
                paraf.title or paraf.post.name,
                paraf.name,
                long_date(paraf.given_on) if paraf.given_on else "",
                "",
            )
            for number, paraf in enumerate(chain, 1)
        ],
    }


@cache
def _template() -> dict[str, Any]:
    import yaml

    path = files("payung.programmes").joinpath("data", "nota.yaml")
    words: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words
