"""Words for the family, to be sent by a person from his own phone: no gateway, no sums, no names.

A message may be read by others than the family, so it says what to do and not what happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.utils import translation

from payung.audit.clock import today
from payung.claims.entitlement.late import percent_words, term_of
from payung.claims.ground.codes import letter_code
from payung.claims.ground.harm import voice_of
from payung.claims.ground.school import class_words, school_year_words
from payung.claims.models import Case, CaseState, ScholarshipYear
from payung.claims.papers.checklist import missing, missing_sentence
from payung.law.jamsostek.papers import paper_label
from payung.ui.format import write_date

FAMILY = "keluarga"
"""How the checklist names the family's turn."""

NO_SHARE = "Bila ada yang meminta bagian, tolak dan beri tahu kami."
_OTHERWISE = "Keputusan BPJS berbeda dari hitungan kami. Surat tanggapannya bisa kami siapkan."
_YOURS = "Bapak/Ibu yang memutuskan surat itu dikirim atau tidak."

_STEPS: dict[str, tuple[str, ...]] = {
    CaseState.REPORTED: ("Laporannya sudah kami terima dan sedang dipastikan kelurahan.",),
    CaseState.ASKED_BACK: ("BPJS masih meminta surat tambahan. Kami bantu melengkapinya.",),
    CaseState.PAID: ("Kami catat uangnya sudah diterima.", NO_SHARE),
    CaseState.CLOSED: ("Pengurusannya sudah selesai. Kami tetap bisa dihubungi.", NO_SHARE),
    CaseState.REFUSED: (_OTHERWISE, _YOURS),
    CaseState.OBJECTION: (_OTHERWISE, _YOURS),
}


@dataclass(frozen=True, slots=True)
class Message:
    """What to send, and the link that opens it in WhatsApp."""

    words: str

    @property
    def link(self) -> str:
        return "https://wa.me/?text=" + quote(self.words)


def for_family(case: Case) -> Message:
    """What the family should hear now."""
    return _message(
        (
            voice_of(case).greeting,
            *_step(case),
            *(_papers(case) if _gathers(case) else ()),
            f"Keadaan pengurusan bisa dilihat dengan kode {letter_code(case.pk)}.",
        ),
        case,
    )


def school_year(year: ScholarshipYear) -> Message:
    """The reminder of one child's yearly report, before its papers are asked again."""
    return _message(
        (
            "Bapak/Ibu wali,",
            f"tahun ajaran {school_year_words(year.school_year)} sudah mulai.",
            f"Beasiswa untuk anak di {class_words(year.stage)} bisa diajukan sekarang.",
            missing_sentence(missing(year.case, f"{year.child_id}:{year.school_year}")) or "",
            "Kami bantu mengajukannya.",
        ),
        year.case,
    )


def _papers(case: Case) -> tuple[str, ...]:
    """The family's own papers alone; the others are our work."""
    ours = [paper for paper in missing(case) if paper.turn == FAMILY]
    if not ours:
        return ()
    names = "; ".join(paper_label(paper.code) for paper in ours)
    return (f"Mohon siapkan: {names}.", "Surat lainnya kami yang mengurus.")


def _step(case: Case) -> tuple[str, ...]:
    if case.state == CaseState.SUBMITTED:
        on = write_date(case.submitted_on)
        return (f"Berkasnya kami ajukan ke BPJS pada {on}.", _wait(case))
    voice = voice_of(case)
    if case.state in (CaseState.VERIFIED, CaseState.PAPERS):
        return (f"{voice.covered} Kami bantu mengurus haknya.",)
    if case.state == CaseState.DECIDED:
        decided = f"BPJS sudah memutuskan. {voice.money}"
        return (decided, "Mohon kabari kami begitu uangnya masuk.")
    return _STEPS.get(case.state, ())


def _wait(case: Case) -> str:
    """Until when BPJS pays; once that is over, what it owes, in percent and without a sum."""
    last = term_of(case)
    if last is None:
        return "Kami kabari begitu ada keputusan."
    with translation.override("id"):  # the family reads Indonesian, whoever sends
        return percent_words(case.program, last, today())


def _gathers(case: Case) -> bool:
    return case.state in (CaseState.VERIFIED, CaseState.PAPERS, CaseState.ASKED_BACK)


def _message(sentences: Iterable[str], case: Case) -> Message:
    return Message(" ".join(filter(None, (*sentences, voice_of(case).free))))
