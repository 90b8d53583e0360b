"""What is done to papers: drafted from a frozen list, printed, recorded as signed by a scan.

Everything works on many papers at once; one paper is a list of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, NotAllowed, OutOfArea
from payung.kernel.sentence import say
from payung.registry import storage
from payung.registry.scans import scan_kind
from payung.verification.models import Paper, PaperKind, PaperState
from payung.verification.papers.drafting import Order, draft
from payung.verification.papers.selectors import get_paper, papers
from payung.verification.papers.snapshot import typed

MAKERS = (Role.OPERATOR, Role.VERIFIER, Role.RT)
READERS = (*MAKERS, Role.APPROVER, Role.AUDITOR)
SCAN_PART = "pindaian"


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A paper that came back: the code as typed from it, who signed when, and its scan."""

    paper_id: UUID
    code: str
    scan: bytes
    signed_by: str
    signed_on: date


@business_action("verification.draft_papers", *MAKERS)
def draft_papers(
    *, actor: Actor, kind: PaperKind, category: str, areas: Sequence[str], on: date
) -> list[Paper]:
    """Freezes the names of each area on a numbered paper; areas without a name get none.

    Earlier papers of the same kind that nobody signed are replaced.
    """
    if actor.role == Role.RT and kind != PaperKind.MINUTES:
        raise NotAllowed(
            say("Kertas ini disusun kelurahan. Ketua RT menyusun berita acara musyawarah.")
        )
    if not all(actor.covers(area) for area in areas):
        raise OutOfArea(say("Sebagian wilayah bukan wilayah Anda."))
    made = draft(actor, Order(kind=kind, category=category, areas=areas, on=on))
    if not made:
        raise BadInput(say("Belum ada nama baru untuk kertas ini di wilayah itu."))
    note(
        f"area:{actor.area}", kind=kind.value, papers=len(made), people=sum(p.people for p in made)
    )
    return made


@business_action("verification.print_papers", *MAKERS)
def mark_printed(*, actor: Actor, paper_ids: Sequence[UUID]) -> None:
    """Notes that papers go to print; a stale one that nobody signed must be drawn up anew."""
    found = _chosen(actor, paper_ids)
    _refuse_stale([paper for paper in found if paper.state != PaperState.SIGNED])
    drafted = Paper.objects.filter(pk__in=paper_ids, state=PaperState.DRAFTED)
    drafted.update(state=PaperState.PRINTED, printed_at=clock.now())
    note(f"area:{actor.area}", papers=[paper.number for paper in found][:50], count=len(found))


@business_action("verification.record_signed", *MAKERS)
def record_signed(*, actor: Actor, signed: Sequence[Signed]) -> list[Paper]:
    """Takes signed papers back with their scans, all or none.

    A code that is not the paper's own, a paper that was not printed or that is stale, and a file
    that is no scan are refused.
    """
    found = {paper.pk: paper for paper in _chosen(actor, [s.paper_id for s in signed])}
    _refuse_stale(list(found.values()))
    for one in signed:
        _sign(actor, found[one.paper_id], one)
    done = list(found.values())
    Paper.objects.bulk_update(done, _SIGNATURE)
    for one in signed:
        storage.keep(one.paper_id, SCAN_PART, one.scan)
    note(f"area:{actor.area}", papers=[paper.number for paper in done][:50], count=len(done))
    return done


@business_action("verification.fetch_scan", *READERS)
def fetch_scan(*, actor: Actor, paper_id: UUID) -> tuple[Paper, bytes]:
    """A signed paper's scan; each look is noted."""
    paper = get_paper(actor, paper_id)
    if paper.state != PaperState.SIGNED:
        raise BadInput(
            say("Kertas ini belum punya pindaian. Unggah dulu kertas yang ditandatangani.")
        )
    note(f"paper:{paper.pk}")
    return paper, storage.fetch(paper.pk, SCAN_PART)


_SIGNATURE = (
    "state",
    "signed_by_name",
    "signed_on",
    "recorded_by",
    "recorded_at",
    "scan_kind",
    "scan_sha256",
)


def _sign(actor: Actor, paper: Paper, signed: Signed) -> None:
    """Fills in the signature after all that must hold does."""
    if paper.state != PaperState.PRINTED:
        raise Conflict(
            say("Kertas {number} belum dicetak atau sudah ditandatangani.", number=paper.number)
        )
    if typed(signed.code) != paper.code:
        raise BadInput(say("Kode itu bukan kode kertas ini. Periksa kode di kaki kertasnya."))
    if signed.signed_on < paper.dated:
        raise BadInput(say("Tanggal tanda tangan mendahului tanggal kertas. Periksa tanggalnya."))
    paper.scan_kind = scan_kind(signed.scan)
    paper.scan_sha256 = sha256(signed.scan).hexdigest()
    paper.state, paper.signed_by_name = PaperState.SIGNED, signed.signed_by.strip()
    paper.signed_on, paper.recorded_by = signed.signed_on, actor.id
    paper.recorded_at = clock.now()


def _chosen(actor: Actor, paper_ids: Sequence[UUID]) -> list[Paper]:
    """The papers, locked against a second clerk; all must lie in the actor's area."""
    list(Paper.objects.select_for_update().filter(pk__in=paper_ids).values_list("pk"))
    rows = list(papers(actor).filter(pk__in=paper_ids).exclude(state=PaperState.CANCELLED))
    if len(rows) != len(set(paper_ids)):
        raise OutOfArea(say("Kertas ini tidak ada di wilayah Anda, atau sudah diganti."))
    return rows


def _refuse_stale(papers: Sequence[Paper]) -> None:
    stale = next((p for p in papers if p.stale), None)  # type: ignore[attr-defined]
    if stale is not None:
        raise Conflict(
            say("Usulan berubah sesudah {number} disusun. Susun kertas baru.", number=stale.number)
        )
