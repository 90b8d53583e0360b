"""What helpers do in a case before it is filed: family, facts, JKM or JKK, months to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.claims.entitlement.basis import basis_of
from payung.claims.entitlement.prediction import predict
from payung.claims.ground.obligations import close_tasks
from payung.claims.ground.stages import HELPERS, lock
from payung.claims.models import (
    BasisCorrection,
    Case,
    CaseFacts,
    CaseState,
    Entitlement,
    Evidence,
    FamilyMember,
    Program,
    ScholarshipYear,
    Task,
    YearState,
)
from payung.claims.papers.checklist import refresh_papers
from payung.claims.scholarship.services import plan_years
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import Rp, Sentence, say
from payung.law.jamsostek.heirs import Relation
from payung.law.jamsostek.inputs import CASE_PAYERS, MAX_INCOME
from payung.ledger.models import Segment
from payung.registry.fields import Sealed

MOST_CHOSEN = 2
ENDED = (CaseState.CLOSED, CaseState.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One living relative as the family tells it; `chosen` names a child for the scholarship."""

    name: str
    relation: Relation
    birth_date: date | None = None
    stage: str = ""
    school: str = ""
    married: bool = False
    working: str = ""
    marriage_registered: bool = True
    of_earlier_marriage: bool = False
    will_by_notary: bool = True
    chosen: bool = False


@business_action("claims.set_family", *HELPERS, Role.VERIFIER)
def set_family(*, actor: Actor, case_id: int, members: Sequence[Member], today: date) -> None:
    """Writes the family of a case as it is now; computes, asks papers and plans years anew."""
    case = _open(case_id)
    _check_family(members, today)
    _keep_family(case, members)
    renew(actor, case)
    note(f"case:{case.pk}", members=len(members))


def _check_family(members: Sequence[Member], today: date) -> None:
    seen: dict[tuple[str, str], date | None] = {}
    for member in members:
        name = " ".join(member.name.split())
        if not name:
            raise BadInput(say("Nama anggota keluarga kosong. Isi nama seperti di KK."))
        if member.birth_date and member.birth_date > today:
            raise BadInput(
                say("Tanggal lahir {name} ada di masa depan. Periksa tanggalnya.", name=name)
            )
        key = (name.casefold(), member.relation)
        if key in seen:
            raise BadInput(_twice(name, seen[key], member.birth_date))
        seen[key] = member.birth_date
    if sum(member.chosen for member in members) > MOST_CHOSEN:
        raise BadInput(say("Beasiswa untuk paling banyak dua anak. Pilih dua saja."))


def _twice(name: str, first: date | None, second: date | None) -> Sentence:
    if first == second:
        return say("{name} ditulis dua kali. Hapus salah satu.", name=name)
    return say("{name} ditulis dengan dua tanggal lahir. Pilih yang sesuai akta lahir.", name=name)


def _keep_family(case: Case, members: Sequence[Member]) -> None:
    """Members keep their number; one with paid or filed years can't be dropped."""
    for number, member in enumerate(members, 1):
        FamilyMember.objects.update_or_create(
            case=case, number=number, defaults=_columns(member) | {"area_id": case.area_id}
        )
    dropped = case.family.filter(number__gt=len(members))
    if dropped.filter(years__state__in=(YearState.FILED, YearState.PAID)).exists():
        raise Conflict(say("Anak dengan beasiswa yang sudah diajukan tidak bisa dihapus."))
    ScholarshipYear.objects.filter(child__in=dropped).delete()
    dropped.delete()


def _columns(member: Member) -> dict[str, Any]:
    born = member.birth_date.isoformat() if member.birth_date else ""
    plain = ("stage", "married", "working", "marriage_registered", "of_earlier_marriage")
    return {name: getattr(member, name) for name in plain} | {
        "relation": member.relation.value,
        "name": Sealed.of(" ".join(member.name.split())),
        "birth_date": Sealed.of(born),
        "school": Sealed.of(member.school),
        "will_by_notary": member.will_by_notary,
        "chosen": member.chosen,
    }


@business_action("claims.set_facts", *HELPERS, Role.VERIFIER)
def set_facts(*, actor: Actor, case_id: int, changes: Mapping[str, Any]) -> Entitlement:
    """Changes facts of the case by the names of `CaseFacts`, and computes it anew."""
    case = _open(case_id)
    known = {field.name for field in CaseFacts._meta.get_fields()} - {"case", "area"}
    if unknown := sorted(set(changes) - known):
        raise BadInput(say("Kolom tidak dikenal: {columns}.", columns=", ".join(unknown)))
    before, after = case.facts.outcome, changes.get("outcome", case.facts.outcome)
    if before != after and "death" in (before, after):
        raise BadInput(say("Catat di laporan tahap kedua, supaya bulan sesudah meninggal ditahan."))
    for name, value in changes.items():
        setattr(case.facts, name, value)
    case.facts.save()
    entitlement = renew(actor, case)
    note(f"case:{case.pk}", columns=sorted(changes))
    return entitlement


@business_action("claims.correct_basis", *HELPERS)
def correct_basis(
    *,
    actor: Actor,
    case_id: int,
    segment: str = "",
    income_rp: int | None = None,
    payer: str = "",
    reason: str,
) -> Entitlement:
    """A person sets right by which membership the case is reckoned; the older word stays.

    What is left empty stays as the ledger's months and the programme say.
    """
    case = _open(case_id)
    _check_correction(segment, income_rp, payer, reason)
    before = basis_of(case)
    BasisCorrection.objects.create(
        case=case,
        segment=segment,
        income_rp=income_rp,
        payer=payer,
        reason=reason.strip()[:300],
        corrected_by=actor.id,
        corrected_at=clock.now(),
        area_id=case.area_id,
    )
    entitlement = renew(actor, case)
    note(
        f"case:{case.pk}",
        before=f"{before.segment} {before.income} {before.payer}".strip(),
        after=f"{segment} {income_rp or ''} {payer}".strip(),
        reason=reason.strip(),
    )
    return entitlement


def _check_correction(segment: str, income_rp: int | None, payer: str, reason: str) -> None:
    if not reason.strip():
        raise BadInput(say("Tulis dari mana Anda tahu, misalnya slip gaji atau surat BPJS."))
    if not segment and income_rp is None and not payer:
        raise BadInput(say("Isi segmen, upah, atau pembayar yang benar."))
    if segment not in ("", *Segment.values):
        raise BadInput(
            say("Segmen harus salah satu dari {segments}.", segments=", ".join(Segment.values))
        )
    if payer not in ("", *CASE_PAYERS):
        raise BadInput(
            say("Pembayar harus salah satu dari {payers}.", payers=", ".join(CASE_PAYERS))
        )
    if income_rp is not None and not 0 < income_rp <= MAX_INCOME:
        raise BadInput(
            say("Upah harus lebih dari nol dan paling tinggi {high}.", high=Rp(MAX_INCOME))
        )


@business_action("claims.note_evidence", *HELPERS, Role.VERIFIER, Role.BPJS)
def note_evidence(*, actor: Actor, case_id: int, speaks_for: Program, what: str) -> Evidence:
    """Notes what speaks for JKM or for JKK."""
    case = _open(case_id)
    if not what.strip():
        raise BadInput(say("Tulis bukti atau keterangannya."))
    evidence = Evidence.objects.create(
        case=case,
        speaks_for=speaks_for,
        what=what.strip()[:200],
        noted_by=actor.id,
        noted_at=clock.now(),
        area_id=case.area_id,
    )
    note(f"case:{case.pk}")
    return evidence


@business_action("claims.classify", Role.OPERATOR)
def classify(
    *, actor: Actor, case_id: int, program: Program, reason: str, today: date
) -> Entitlement:
    """A person's ruling that a case is JKM or JKK; later reports no longer change it."""
    case = _open(case_id)
    if program == Program.UNDECIDED or not reason.strip():
        raise BadInput(say("Pilih JKM atau JKK dan tulis alasannya."))
    case.program = program
    case.save(update_fields=["program"])
    case.facts.concluded_on = today
    case.facts.save(update_fields=["concluded_on"])
    Evidence.objects.create(
        case=case,
        speaks_for=program,
        what=f"Putusan: {reason.strip()}"[:200],
        noted_by=actor.id,
        noted_at=clock.now(),
        area_id=case.area_id,
    )
    close_tasks(actor, case, Task.CLASSIFY)
    entitlement = renew(actor, case)
    note(f"case:{case.pk}", program=program.value)
    return entitlement


@business_action("claims.recompute", *HELPERS)
def recompute(*, actor: Actor, case_id: int) -> Entitlement:
    """Computes what is due anew, after the ledger or the law has moved on."""
    case = lock(case_id)
    entitlement = renew(actor, case)
    note(f"case:{case.pk}")
    return entitlement


@business_action("claims.agree_to_visit", *HELPERS)
def agree_to_visit(*, actor: Actor, case_id: int, agreed: bool) -> None:
    """Whether the family agreed to a visit by the mayor; payment never waits for one."""
    case = lock(case_id)
    case.agreed_to_visit = agreed
    case.save(update_fields=["agreed_to_visit"])
    note(f"case:{case.pk}", agreed=agreed)


def renew(actor: Actor, case: Case) -> Entitlement:
    """All that follows from the facts of a case: sum, papers, plan of scholarship years."""
    entitlement = predict(actor, case)
    if case.state != CaseState.REPORTED:
        refresh_papers(case, entitlement)
    plan_years(case, entitlement)
    return entitlement


def _open(case_id: int) -> Case:
    case = lock(case_id)
    if case.state in ENDED:
        raise Conflict(say("Kasus ini sudah selesai. Isinya tidak bisa diubah lagi."))
    return case
