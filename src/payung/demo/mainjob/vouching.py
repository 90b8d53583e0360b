"""Who answers for the names before and after verification: Dukcapil, RT heads, lurah, camat.

Every paper is drawn up, printed, signed by hand and scanned back; selection starts from names
under signed minutes of verification.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from payung.accounts.scope import Actor, acting_as
from payung.audit import clock
from payung.demo.mainjob.deciding import CAPACITY
from payung.demo.mainjob.people import CITY, KELURAHAN, Cast
from payung.demo.synthetic.registers import MATCHED_ON, dukcapil_answer
from payung.kernel.area import kelurahan_of
from payung.verification.dukcapil import request_match, take_answers
from payung.verification.models import Category, PaperKind, ProposalState
from payung.verification.papers.services import Signed, draft_papers, mark_printed, record_signed
from payung.verification.papers.words import offices_in
from payung.verification.selectors import proposals

if TYPE_CHECKING:
    import polars as pl

SIGNED_ON = date(2025, 5, 17)
_SIGNERS = {
    PaperKind.MINUTES: "Ketua RT",
    PaperKind.PROPOSAL: "Lurah",
    PaperKind.VERIFICATION: "Lurah",
    PaperKind.STATEMENT: "Lurah",
    PaperKind.RECOMMENDATION: "Camat",
}


@dataclass(frozen=True)
class Register:
    """What stands for Dukcapil's office: it answers from who the invented people truly are."""

    born: pl.DataFrame
    source: str = "Disdukcapil Kota Jambi"

    def answers(self, people: pl.DataFrame) -> pl.DataFrame:
        """A row for each person asked about, as the office's file would have it."""
        import polars as pl

        born = pl.col("tanggal_lahir").str.to_date(strict=False)  # some lists lack it
        return dukcapil_answer(people.with_columns(born), self.born)


def propose_and_match(cast: Cast, born: pl.DataFrame) -> None:
    """RT heads of one kelurahan minute their deliberations, every lurah proposes, Dukcapil
    answers for everybody."""
    actor = cast["verifikator"]
    with clock.telling(MATCHED_ON):
        sign(actor, PaperKind.MINUTES, offices_in(PaperKind.MINUTES, KELURAHAN), MATCHED_ON)
        sign(actor, PaperKind.PROPOSAL, offices_in(PaperKind.PROPOSAL, CITY), MATCHED_ON)
        asked = request_match(
            actor=cast["operator"], area=CITY, purpose="Verifikasi calon peserta 2025"
        )
        take_answers(actor=cast["operator"], request_id=asked.pk, matcher=Register(born))


def answer_for_the_verified(cast: Cast) -> None:
    """Minutes of verification for both categories, then the lurah's SPTJM and the camat's word."""
    actor = cast["verifikator"]
    for category in CAPACITY:
        sign_minutes(actor, category, SIGNED_ON)
    for kind in (PaperKind.STATEMENT, PaperKind.RECOMMENDATION):
        sign(actor, kind, offices_in(kind, CITY), SIGNED_ON)


def sign_minutes(actor: Actor, category: Category, on: date) -> None:
    """Minutes of verification of every kelurahan in which something was decided."""
    sign(actor, PaperKind.VERIFICATION, _decided_in(actor, category), on, category)


def sign(
    actor: Actor,
    kind: PaperKind,
    areas: Sequence[str],
    on: date,
    category: Category = Category.VULNERABLE,
) -> None:
    """One paper for each area, as it comes back with its signature."""
    made = draft_papers(actor=actor, kind=kind, category=category, areas=areas, on=on)
    mark_printed(actor=actor, paper_ids=[paper.pk for paper in made])
    scan = _sample_scan()
    signed = [
        Signed(
            paper_id=paper.pk,
            code=paper.code,
            scan=scan,
            signed_by=_SIGNERS[kind],
            signed_on=on,
        )
        for paper in made
    ]
    record_signed(actor=actor, signed=signed)


def _decided_in(actor: Actor, category: Category) -> list[str]:
    with acting_as(actor):
        decided = proposals(actor).filter(category=category).exclude(state=ProposalState.WAITING)
        places = decided.order_by().values_list("area_id", flat=True).distinct()
        return sorted({kelurahan_of(area) for area in places})


def _sample_scan() -> bytes:
    """What stands for a scan: the demonstration has nobody who signs by hand."""
    import typst

    words = "Contoh. Di sini tersimpan pindaian kertas yang sudah ditandatangani."
    made: bytes = typst.compile(f'#set text(lang: "id")\n{words}'.encode(), format="pdf")
    return made
