"""The paper checklist of a case, whose turn each paper is, and the scans, sealed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID, uuid4

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.claims.ground.stages import HELPERS, lock
from payung.claims.models import Case, Entitlement, Paper, Program
from payung.kernel.errors import BadInput
from payung.kernel.nik import age_on
from payung.kernel.sentence import Sentence, say
from payung.law.jamsostek.heirs import Heirs, Relation, Relative, heirs_of
from payung.law.jamsostek.papers import CaseType, PaperFact, checklist, paper_label
from payung.law.jamsostek.papers import ChecklistPaper as Asked
from payung.registry import storage
from payung.registry.scans import MEDIA, scan_kind

SCAN_PART = "klaim"
PAPER_DAYS = 14
"""Own target for a paper to arrive; no source names one."""

LATER = "belakangan"
"""Marks a paper that somebody asked for after the first list, with reason and name."""
ABOVE_RP = 50_000_000


def heirs_in(case: Case) -> Heirs:
    """Who may claim, by the living relatives that are known; a list, never a split."""
    on = case.event.happened_on
    return heirs_of(
        [
            Relative(
                name=member.name.reveal() or f"anggota keluarga {member.number}",
                relation=Relation(member.relation),
                age=_age(member.birth_date.reveal(), on),
                marriage_registered=member.marriage_registered,
                of_earlier_marriage=member.of_earlier_marriage,
                will_by_notary=member.will_by_notary,
            )
            for member in case.family.all()
        ]
    )


def _age(born: str, on: date) -> int | None:
    return age_on(date.fromisoformat(born), on) if born else None


def refresh_papers(case: Case, due: Entitlement) -> None:
    """Brings the checklist in line with the case; what was received stays in any case."""
    asked = {paper.id: paper for paper in _asked(case, due)}
    known = {paper.code: paper for paper in case.papers.filter(subject="")}
    Paper.objects.bulk_create(
        _row(case, paper, "") for code, paper in asked.items() if code not in known
    )
    for code, row in known.items():
        wanted = asked[code].asked_by.value if code in asked else ""
        if row.asked_by == LATER:
            continue
        if row.asked_by != wanted:
            row.asked_by = wanted
            row.save(update_fields=["asked_by"])


def _asked(case: Case, due: Entitlement) -> list[Asked]:
    facts = _facts(case, due)
    types, heirs = _types(case), heirs_in(case)
    heir_papers = heirs.papers if case.facts.outcome == "death" and case.family.exists() else ()
    found: dict[str, Asked] = {}
    for kind in types:
        for paper in checklist(kind, facts, heir_papers if kind == types[-1] else ()):
            known = found.get(paper.id)
            if known is None or known.asked_by != "peraturan":
                found[paper.id] = paper
    return list(found.values())


def _types(case: Case) -> tuple[CaseType, ...]:
    if case.facts.outcome != "death":
        return (CaseType.JKK_REPORT, CaseType.JKK_CLAIM)
    return {
        Program.JKM: (CaseType.JKM_DEATH,),
        Program.JKK: (CaseType.JKK_REPORT, CaseType.JKK_DEATH),
    }.get(Program(case.program), (CaseType.JKK_REPORT, CaseType.JKM_DEATH))


def _facts(case: Case, due: Entitlement) -> set[PaperFact]:
    relations = list(case.family.values_list("relation", flat=True))
    facts = case.facts
    true = {
        PaperFact.SPOUSE: "spouse" in relations,
        PaperFact.CHILDREN: "child" in relations,
        PaperFact.SEVERAL_HEIRS: bool(relations) and len(heirs_in(case).heirs) > 1,
        PaperFact.MISSING_PERSON: facts.missing_person,
        PaperFact.TRAFFIC: case.event.traffic,
        PaperFact.VIOLENCE: facts.violence,
        PaperFact.TRANSPORT: bool(facts.transport_land_rp + facts.transport_sea_rp),
        PaperFact.OWN_PAYMENT: facts.medical_cost_rp > 0,
        PaperFact.INCAPACITY: facts.incapacity_months > 0,
        PaperFact.ABOVE_50M: due.cash_high_rp > ABOVE_RP,
    }
    return {fact for fact, holds in true.items() if holds}


def _row(case: Case, paper: Asked, subject: str) -> Paper:
    return Paper(
        case=case,
        subject=subject,
        code=paper.id,
        asked_by=paper.asked_by.value,
        basis=paper.basis[:200],
        turn=paper.owner,
        city_holds=paper.city_holds,
        due_on=case.event.happened_on + timedelta(days=PAPER_DAYS),
        area_id=case.area_id,
    )


def ask_year_papers(case: Case, subject: str) -> None:
    """The papers of one child's school year."""
    known = set(case.papers.filter(subject=subject).values_list("code", flat=True))
    Paper.objects.bulk_create(
        _row(case, paper, subject)
        for paper in checklist(CaseType.SCHOLARSHIP)
        if paper.id not in known
    )


def missing(case: Case, subject: str = "") -> list[Paper]:
    """Papers still to come; those that the city holds are not asked of anybody."""
    asked = (paper for paper in case.papers.all() if paper.subject == subject and paper.asked_by)
    return [paper for paper in asked if paper.received_on is None and not paper.city_holds]


def missing_sentence(papers: Iterable[Paper]) -> Sentence | None:
    """What is missing, in one sentence to the heir; none when nothing is."""
    labels = [paper_label(paper.code) for paper in papers]
    if not labels:
        return None
    papers_named = "; ".join(labels)
    return say("Masih kurang {number} surat: {papers}.", number=len(labels), papers=papers_named)


@business_action("claims.receive_paper", *HELPERS, Role.VERIFIER)
def receive_paper(
    *,
    actor: Actor,
    case_id: int,
    code: str,
    today: date,
    scan: bytes | None = None,
    subject: str = "",
) -> Paper:
    """Notes that a paper is there; its scan is kept sealed. The same paper again replaces it."""
    case = lock(case_id)
    if scan is not None:
        _keep_scan(case, code, subject, scan)
    paper = case.papers.filter(code=code, subject=subject).first()
    if paper is None:
        raise BadInput(say("Surat ini tidak diminta untuk kasus ini."))
    paper.received_on, paper.received_by = today, actor.id
    paper.save()
    note(f"case:{case.pk}", paper=code, scan=paper.scan_kind if scan is not None else "")
    return paper


@business_action("claims.receive_papers", *HELPERS, Role.VERIFIER)
def receive_papers(
    *,
    actor: Actor,
    case_id: int,
    codes: Collection[str],
    today: date,
    subject: str = "",
    scans: Mapping[str, bytes] | None = None,
) -> int:
    """Notes several papers of one visit, some with a scan; returns how many are new.

    `subject` names a child's school year, whose papers are asked here if nobody has yet.
    """
    case = lock(case_id)
    if subject:
        ask_year_papers(case, subject)
    for code, scan in (scans or {}).items():
        _keep_scan(case, code, subject, scan)
    arrived = case.papers.filter(subject=subject, code__in=codes, received_on=None)
    new = arrived.update(received_on=today, received_by=actor.id)
    note(f"case:{case.pk}", papers=sorted(codes), scans=sorted(scans or {}))
    return new


def _keep_scan(case: Case, code: str, subject: str, scan: bytes) -> None:
    """A scan of a paper that is asked here; a newer one takes its place."""
    kind = scan_kind(scan)
    paper = case.papers.filter(code=code, subject=subject).first()
    if paper is None:
        raise BadInput(say("Surat ini tidak diminta untuk kasus ini."))
    paper.scan, paper.scan_kind = uuid4(), kind
    storage.keep(paper.scan, SCAN_PART, scan)
    paper.save(update_fields=["scan", "scan_kind"])


@business_action("claims.view_scan", *HELPERS, Role.VERIFIER, Role.AUDITOR)
def view_scan(*, actor: Actor, case_id: int, paper_id: int, purpose: str) -> tuple[str, bytes]:
    """Media type and content of a scan; each view is noted with its purpose."""
    paper = Paper.objects.filter(case=case_id, pk=paper_id).exclude(scan=None).first()
    if paper is None:
        raise BadInput(say("Pindaian ini tidak ada."))
    note(f"case:{case_id}", paper=paper.code, purpose=purpose)
    return MEDIA[paper.scan_kind], storage.fetch(UUID(str(paper.scan)), SCAN_PART)
