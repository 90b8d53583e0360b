"""Findings from first sight to closure: opened from what is seen, answered, recovered, closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, NotAllowed, OutOfArea
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.models import PAID_STATES, PersonMonth, State
from payung.ledger.selectors import person_months
from payung.ledger.services import move_rows
from payung.payments.audit.observations import Observation, observations
from payung.payments.models import AuditFinding, FindingKind, FindingState, FindingStep
from payung.programmes.ground.selectors import programmes
from payung.registry.deaths import when
from payung.registry.models import FactKind

_OF_LIFE = frozenset(kind.value for kind in FactKind)


def findings(actor: Actor) -> QuerySet[AuditFinding]:
    """The register, open ones and the dearest first."""
    require_scope(actor)
    return AuditFinding.objects.select_related("person", "programme", "area__parent")


def get_finding(actor: Actor, finding_id: int) -> AuditFinding:
    found = findings(actor).filter(pk=finding_id).first()
    if found is None:
        raise OutOfArea(say("Temuan ini tidak ada di wilayah Anda."))
    return found


@business_action("payments.open_findings", Role.AUDITOR, Role.OPERATOR)
def open_findings(*, actor: Actor, on: date) -> int:
    """Puts everything that is seen today into the register; returns how many are new.

    What is there already stays as it is, but for an open one whose months have grown or whose
    day became known.
    """
    seen = observations(actor)
    known = {(one.kind, one.person_id): one for one in AuditFinding.objects.select_for_update()}
    fresh = AuditFinding.objects.bulk_create(
        AuditFinding(
            kind=one.kind, person_id=one.person_id, programme_id=one.programme or None,
            known_on=one.known_on, opened_by=actor.id, opened_on=on, area_id=one.area,
            **_seen(one),
        )
        for one in {(one.kind, one.person_id): one for one in reversed(seen)}.values()
        if (one.kind, one.person_id) not in known
    )  # fmt: skip
    for one in seen:
        earlier = known.get((one.kind, one.person_id))
        if earlier and earlier.state == FindingState.OPEN and _says_more(one, earlier):
            for name, value in _seen(one).items():
                setattr(earlier, name, value)
            earlier.save(update_fields=list(_seen(one)))
    _no_longer_perhaps(actor, known.values(), {(one.kind, one.person_id) for one in seen}, on)
    note("findings", seen=len(seen), new=len(fresh))
    return len(fresh)


def _seen(one: Observation) -> dict[str, Any]:
    """What a finding says of the day, the months and the rupiah."""
    bounds = one.happened if one.happened and one.happened.day is None else None
    return {
        "happened_on": one.happened_on,
        "not_before": bounds.first if bounds else None,
        "not_after": bounds.last if bounds else None,
        "months": one.months,
        "after_known": one.after_known,
        "amount_rp": one.amount_rp,
        "perhaps_months": one.perhaps_months,
        "perhaps_rp": one.perhaps_rp,
    }


def _no_longer_perhaps(
    actor: Actor, known: Iterable[AuditFinding], seen: set[tuple[str, int]], on: date
) -> None:
    """A day that became known may show that nothing was paid after it: the doubt is answered."""
    for finding in known:
        doubted = finding.state == FindingState.OPEN and finding.perhaps_months
        if doubted and (finding.kind, finding.person_id) not in seen:
            finding.perhaps_months = finding.perhaps_rp = 0
            finding.state = FindingState.ANSWERED
            finding.save(update_fields=["perhaps_months", "perhaps_rp", "state"])
            _step(
                actor, finding, on, say("Hari kematian diketahui: tidak ada bulan sesudahnya"), ""
            )


def _says_more(one: Observation, earlier: AuditFinding) -> bool:
    learnt = earlier.happened_on is None and one.happened_on is not None
    return earlier.amount_rp < one.amount_rp or (learnt and earlier.amount_rp <= one.amount_rp)


@business_action("payments.answer_finding", Role.OPERATOR, Role.FINANCE)
def answer_finding(
    *, actor: Actor, finding_id: int, what: str, document: str, on: date
) -> AuditFinding:
    """The office's answer: what was done, or why nothing comes back."""
    finding = _locked(actor, finding_id)
    if len(what.strip()) < 10:
        raise BadInput(say("Tulis tanggapannya, paling sedikit 10 huruf."))
    finding.state, finding.answered_by = FindingState.ANSWERED, actor.id
    finding.save(update_fields=["state", "answered_by"])
    _step(actor, finding, on, what, document)
    _note(finding)
    return finding


@business_action("payments.recover", Role.FINANCE)
def recover(*, actor: Actor, finding_id: int, document: str, on: date) -> AuditFinding:
    """BPJS gave the months after the fact back (STS, bukti setor): they become refunded.

    All months surely after the fact that the city's own programmes paid; the ledger says how much.
    """
    finding = _locked(actor, finding_id)
    if not document.strip():
        raise BadInput(say("Isi nomor bukti setor atau STS."))
    rows = _months_after(actor, finding)
    amount = rows.aggregate(sum=Sum("amount_rp"))["sum"] or 0
    if not amount:
        raise Conflict(say("Tidak ada iuran yang bisa dikembalikan untuk temuan ini."))
    move_rows(
        actor=actor, rows=rows, state=State.REFUNDED, cause=str(FindingKind(finding.kind).label),
        document=document.strip()[:80],
    )  # fmt: skip
    finding.recovered_rp += amount
    finding.state, finding.answered_by = FindingState.ANSWERED, actor.id
    finding.save(update_fields=["recovered_rp", "state", "answered_by"])
    _step(actor, finding, on, "Iuran dikembalikan BPJS", document, amount)
    _note(finding)
    return finding


@business_action("payments.close_finding", Role.AUDITOR)
def close_finding(*, actor: Actor, finding_id: int, conclusion: str, on: date) -> AuditFinding:
    """The Inspektorat is satisfied by what was answered or came back."""
    finding = _locked(actor, finding_id)
    if finding.state != FindingState.ANSWERED:
        raise Conflict(say("Temuan ini belum ditanggapi. Minta tanggapan lebih dulu."))
    if finding.answered_by == actor.id:
        raise NotAllowed(say("Yang menanggapi tidak boleh menutup. Minta pemeriksa lain."))
    if len(conclusion.strip()) < 5:
        raise BadInput(say("Tulis kesimpulannya, paling sedikit 5 huruf."))
    finding.state, finding.closed_by, finding.closed_on = FindingState.CLOSED, actor.id, on
    finding.save(update_fields=["state", "closed_by", "closed_on"])
    _step(actor, finding, on, conclusion, "")
    _note(finding)
    return finding


def _months_after(actor: Actor, finding: AuditFinding) -> QuerySet[PersonMonth]:
    if finding.kind not in _OF_LIFE or not (finding.happened_on or finding.not_after):
        raise Conflict(say("Temuan jenis ini tidak dikembalikan per bulan. Tulis tanggapan."))
    return person_months(actor).filter(
        person_id=finding.person_id,
        scheme__in=programmes(actor).values("code"),
        segment="bpu",
        state__in=PAID_STATES,
        month__gt=Month.containing(when(finding).last),
    )


def _locked(actor: Actor, finding_id: int) -> AuditFinding:
    get_finding(actor, finding_id)
    finding = AuditFinding.objects.select_for_update().get(pk=finding_id)
    if finding.state == FindingState.CLOSED:
        raise Conflict(say("Temuan ini sudah ditutup. Muat ulang halaman."))
    return finding


def _step(
    actor: Actor, finding: AuditFinding, on: date, what: str, document: str, recovered_rp: int = 0
) -> None:
    FindingStep.objects.create(
        finding=finding, dated=on, what=what.strip()[:300], document=document.strip()[:80],
        recovered_rp=recovered_rp, by=actor.id, area_id=finding.area_id,
    )  # fmt: skip


def _note(finding: AuditFinding) -> None:
    note(
        f"finding:{finding.pk}",
        kind=finding.kind,
        state=finding.state,
        recovered_rp=finding.recovered_rp,
    )
