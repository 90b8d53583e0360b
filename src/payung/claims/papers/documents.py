"""Forms and letters of a case as PDF."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from functools import partial

from django.utils import translation

from payung.accounts.scope import Actor
from payung.accounts.selectors import names_of, phone_of_actor
from payung.claims.ground.codes import letter_code
from payung.claims.models import Case, Program, Rung
from payung.claims.papers.ladder import rung_letter
from payung.claims.papers.letters import LETTERS
from payung.claims.papers.sheet import Letter, LetterFacts
from payung.registry.purposes import LookPurpose
from payung.registry.services import reveal_nik
from payung.ui.qr import qr_svg
from payung.ui.typesetting import write_pdf

_RUNGS = {
    f"tanggapan-{rung.value}": (str(rung.label), partial(rung_letter, rung=rung)) for rung in Rung
}
WITH_NIK = frozenset(
    {"formulir-4", "formulir-3kk1", "formulir-3kk2", "ahli-waris", "surat-kelurahan"}
    | {"surat-kuasa"}
    | set(_RUNGS)
)
"""Forms that ask for the whole NIK; each print of one is noted as a look at it."""


FAMILY_SHEET = "kunjungan"
"""The sheet that stays with the family."""

_OF_THE_DEAD = frozenset(("ahli-waris", "surat-kelurahan", "formulir-4"))


def fits(case: Case, kind: str) -> bool:
    """Whether a sheet can be written for this case at all."""
    known = kind in LETTERS or kind in _RUNGS
    return known and (case.fatal or kind not in _OF_THE_DEAD)


def letter_of(actor: Actor, case: Case, kind: str, today: date) -> Letter:
    """The words of one sheet; a whole NIK is opened for those that need it, and noted."""
    nik = ""
    if kind in WITH_NIK:
        nik = reveal_nik(
            actor=actor,
            person_id=case.person_id,
            purpose=LookPurpose.BPJS,
            words=f"mengisi {kind} kasus {case}",
        )
    helper = names_of([actor.id]).get(actor.id, "")
    phone = phone_of_actor(actor.id)
    sheet = LetterFacts(case, case.entitlements.latest(), today, nik, helper, phone)
    write = (LETTERS | _RUNGS)[kind][1]
    return write(sheet)


def write_document(actor: Actor, case: Case, kind: str, today: date, site: str = "") -> bytes:
    """One sheet as PDF; the same case gives the same bytes on the same day.

    The family's sheet carries the picture of its status page at `site`, with the code behind a
    `#`: a browser sends nothing of that, so no log holds it.
    """
    with translation.override("id"):  # BPJS reads Indonesian, whoever prints
        letter = letter_of(actor, case, kind, today)
    way = f"{site}/klaim/status/#{letter_code(case.pk)}" if site and kind == FAMILY_SHEET else ""
    picture = qr_svg(way) if way else ""
    return write_pdf("payung.claims", "surat.typ", surat=asdict(letter) | {"qr": picture})


def offered_documents(case: Case) -> list[tuple[str, str]]:
    """Which sheets this case needs: (kind, name)."""
    death = case.fatal
    wanted = ["kunjungan", "surat-rt", "surat-kuasa"]
    wanted += ["ahli-waris", "surat-kelurahan"] if death else []
    wanted += ["formulir-4"] if death and case.program != Program.JKK else []
    wanted += ["formulir-3kk1", "formulir-3kk2"] if case.program != Program.JKM else []
    wanted += ["laporan-beasiswa"] if case.scholarship.exists() else []
    wanted += [f"tanggapan-{row.rung}" for row in case.objections.order_by("pk")]
    names = {kind: title for kind, (title, _write) in (LETTERS | _RUNGS).items()}
    names |= {} if death else {"kunjungan": "Lembar untuk peserta"}
    return [(kind, names[kind]) for kind in dict.fromkeys(wanted)]
