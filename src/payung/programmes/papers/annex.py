"""The annex of a decree: its canonical text and hash, and its files for people and programs.

The hash is over the names as frozen, one line each; files carry it, so that any copy can be held
against the decree by its verification code.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from payung.accounts.scope import Actor, acting_as
from payung.areas.selectors import area_names
from payung.kernel.area import kelurahan_of
from payung.programmes.papers.annex_row import AnnexRow
from payung.registry.fields import key_ring
from payung.registry.kept_papers import kept_pdf

if TYPE_CHECKING:
    from payung.programmes.models import Decree

CODE_LENGTH = 12


def annex_rows(decree: Decree) -> list[AnnexRow]:
    """The frozen names in the annex's order, read with one statement."""
    rows = decree.members.values_list(
        "number", "name", "nik", "birth_date", "occupation", "area_id"
    )
    return [
        AnnexRow(
            number=number,
            name=name,
            nik=nik.reveal(),
            born=born.isoformat() if born else "",
            occupation=occupation,
            kelurahan=kelurahan_of(area),
        )
        for number, name, nik, born, occupation, area in rows
    ]


def annex_hash(rows: Iterable[AnnexRow]) -> str:
    """SHA-256 in hex over the lines of the annex."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(row.line.encode() + b"\n")
    return digest.hexdigest()


def verification_code(programme: str, sha256: str) -> str:
    """A code that nobody can guess from a name, and that always is the same for one annex."""
    index = key_ring().index(f"{programme}\0{sha256}", "sk")
    return base64.b32encode(index).decode()[:CODE_LENGTH]


def write_annex(actor: Actor, decree_id: int, folder: Path) -> list[Path]:
    """Writes the decree for people and programs into `folder`; returns the four files.

    Full copy (PDF, XLSX) for BPJS and finance, masked copy (PDF, XLSX) to publish.
    """
    from payung.programmes.ground.selectors import get_decree

    with acting_as(actor):
        decree = get_decree(actor, decree_id)
        rows = annex_rows(decree)
        contents = {
            file_name(decree, kind, masked=masked): annex_file(decree, rows, kind, masked=masked)
            for masked in (False, True)
            for kind in ("pdf", "xlsx")
        }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def annex_file(
    decree: Decree, rows: Sequence[AnnexRow], kind: str, *, masked: bool, signs_as: str = ""
) -> bytes:
    """One file of a decree: `kind` is pdf or xlsx; `signs_as` is known after the signature."""
    from payung.programmes.papers.documents import annex_xlsx, decree_pdf
    from payung.programmes.papers.wording import decree_text

    shown = [row.masked() for row in rows] if masked else rows
    title = signs_as or signed_title(decree)
    write = partial(decree_pdf, write=kept_pdf) if kind == "pdf" else annex_xlsx
    return write(decree_text(decree, masked=masked, signs_as=title), shown, _kelurahan_names(shown))


def signed_title(decree: Decree) -> str:
    """As what the signer signed, `Plh. Wali Kota` for one; '' before the signature."""
    from payung.programmes.models import SignedPaper

    signed = SignedPaper.objects.filter(decree_id=decree.pk).values_list("title", flat=True).first()
    return signed or ""


def file_name(decree: Decree, kind: str, *, masked: bool) -> str:
    """How a file of a decree is called outside; the code tells one decree from another."""
    copy = "-diumumkan" if masked else ""
    return f"SK-{decree.programme_id}-{decree.verification_code}{copy}.{kind}"


def _kelurahan_names(rows: Sequence[AnnexRow]) -> dict[str, str]:
    return area_names({row.kelurahan for row in rows})
