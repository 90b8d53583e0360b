"""A paper that is asked after the first list: with a reason and a name, and counted."""

from __future__ import annotations

from datetime import date, timedelta

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.claims.ground.selectors import cases
from payung.claims.ground.stages import HELPERS, lock
from payung.claims.models import CaseState, Paper
from payung.claims.papers.checklist import LATER, PAPER_DAYS
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.law.jamsostek.papers import paper_names

IN_HAND = (CaseState.PAPERS, CaseState.ASKED_BACK)


@business_action("claims.ask_later", *HELPERS, Role.BPJS)
def ask_later(
    *, actor: Actor, case_id: int, code: str, reason: str, asked_by: str, today: date
) -> Paper:
    """One more paper for a case whose papers are being gathered; who wants it and why is kept."""
    case = lock(case_id)
    if case.state not in IN_HAND:
        raise Conflict(say("Surat tambahan hanya bisa diminta selama berkas diurus."))
    if code not in paper_names():
        raise BadInput(say("Surat ini tidak dikenal. Pilih dari daftar."))
    if not reason.strip() or not asked_by.strip():
        raise BadInput(say("Tulis siapa yang meminta dan alasannya; keluarga berhak tahu."))
    asked = case.papers.filter(code=code, subject="").exclude(asked_by="").exists()
    if asked:
        raise Conflict(say("Surat ini sudah ada di daftar kasus ini."))
    paper, _made = Paper.objects.update_or_create(
        case=case,
        code=code,
        subject="",
        defaults={
            "asked_by": LATER,
            "basis": f"{asked_by.strip()}: {reason.strip()}"[:200],
            "turn": "keluarga",
            "city_holds": False,
            "due_on": today + timedelta(days=PAPER_DAYS),
            "received_on": None,
            "area_id": case.area_id,
        },
    )
    note(f"case:{case.pk}", paper=code, asked_by=asked_by.strip()[:80], reason=reason.strip()[:200])
    return paper


def complete_at_first_visit(actor: Actor, first: date, last: date) -> tuple[int, int]:
    """How many of the filed cases needed one round of papers, and how many were filed.

    One in which BPJS asked back, or a paper was asked later, needed more.
    """
    filed = cases(actor).filter(submitted_on__range=(first, last))
    asked_more = filed.filter(papers__asked_by=LATER) | filed.filter(
        stages__state=CaseState.ASKED_BACK
    )
    return filed.exclude(pk__in=asked_more.values("pk")).count(), filed.count()
