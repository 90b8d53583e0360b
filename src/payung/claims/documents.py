"""Forms and letters of a case as tagged PDF, and the message to the family as a link."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from importlib.resources import files
from urllib.parse import quote

from payung.accounts.scope import Actor
from payung.claims.letters import LETTERS, Sheet
from payung.claims.models import Case, EventKind, Program
from payung.claims.opening import letter_code
from payung.claims.papers import missing, missing_sentence

KINDS = frozenset(LETTERS)


def write_document(actor: Actor, case: Case, kind: str, today: date) -> bytes:
    """One sheet as PDF; the same case gives the same bytes on the same day."""
    import typst

    letter = LETTERS[kind][1](Sheet(case, case.entitlements.latest(), today))
    source = files("payung.claims").joinpath("data", "surat.typ").read_bytes()
    made: bytes = typst.compile(
        source,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"surat": json.dumps(asdict(letter))},
        timestamp=0,
        pdf_standards="ua-1",
    )
    return made


def offered_documents(case: Case) -> list[tuple[str, str]]:
    """Which sheets this case needs: (kind, name)."""
    death = case.event.kind == EventKind.DEATH
    wanted = ["kunjungan", "surat-rt", "surat-kuasa"]
    wanted += ["ahli-waris", "surat-kelurahan"] if death else []
    wanted += ["formulir-4"] if case.program != Program.JKK else []
    wanted += ["formulir-3kk1", "formulir-3kk2"] if case.program != Program.JKM else []
    wanted += ["tanggapan"] if case.objections.exists() else []
    return [(kind, LETTERS[kind][0]) for kind in wanted]


def message_link(case: Case) -> str:
    """A WhatsApp link with the words for the family; a person sends it, no gateway does."""
    words = [
        f"Kasus {case}: {case.get_state_display()}.",
        missing_sentence(missing(case)),
        f"Kode status: {letter_code(case.pk)}. Pendampingan gratis.",
    ]
    return "https://wa.me/?text=" + quote(" ".join(filter(None, words)))
