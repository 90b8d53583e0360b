"""A change of the annex comes back signed: months of leavers withdrawn, of joiners planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.models import PAID_STATES, PersonMonth, State
from payung.ledger.selectors import person_months
from payung.ledger.services import move_rows
from payung.programmes.amendments.services import locked_amendment
from payung.programmes.ground.limits import lock_programme, refuse_over_limit
from payung.programmes.ground.planning_months import plan_months
from payung.programmes.models import Amendment, AmendmentState, Prepaid, Programme, WordingKind
from payung.programmes.officials.services import signing_holder
from payung.programmes.papers.signed_papers import Scan, keep_signed
from payung.programmes.ranking.candidates import candidates_of
from payung.programmes.rules.criteria import read_rules
from payung.programmes.wording.services import newest


@dataclass(frozen=True, slots=True)
class PrepaidMonths:
    """What is paid for a leaver beyond the month in which he leaves."""

    person_id: int
    months: int
    amount_rp: int


@business_action("programmes.sign_amendment", Role.OPERATOR, Role.APPROVER)
def sign_amendment(
    *,
    actor: Actor,
    amendment_id: int,
    number: str,
    dated: date,
    scan: Scan,
    signed_by_name: str = "",
    early_start_decision: str = "",
) -> Amendment:
    """Notes the signed change and keeps its paper; months follow from `first_month` on.

    A month before the paper's own needs `early_start_decision`. Joiners are checked anew on the
    day of the signature; their waiting period starts with their first month. `OverLimit` if a
    place or a rupiah is missing; then nothing is changed. An extension's months are planned since
    its approval.
    """
    amendment = locked_amendment(actor, amendment_id)
    if amendment.state != AmendmentState.APPROVED:
        raise Conflict(say("Perubahan ini belum disetujui atau sudah ditandatangani."))
    _refuse_unsignable(amendment, number, dated, early_start_decision)
    programme = lock_programme(amendment.programme_id)
    holder = signing_holder(amendment.area_id, dated)
    amendment.state, amendment.number, amendment.dated = AmendmentState.SIGNED, number, dated
    amendment.signed_by_name = holder.name if holder else signed_by_name
    amendment.early_start_decision = early_start_decision
    amendment.wording = newest(amendment.area_id, WordingKind.CHANGE)
    amendment.save()
    withdrawn = _withdraw_leavers(actor, amendment, number)
    joiners = [] if amendment.terms_id else _joiners(actor, amendment, programme, dated)
    refuse_over_limit(actor, programme, amendment.first_month, len(joiners))
    planned = plan_months(
        actor, programme, joiners, (amendment.first_month, programme.last_month),
        cause=say("Masuk dengan perubahan SK"), document=number,
    )  # fmt: skip
    keep_signed(actor, scan, amendment=amendment, title=holder.title if holder else "")
    note(f"amendment:{amendment.pk}", number=number, withdrawn=withdrawn, planned=planned)
    return amendment


@business_action("programmes.record_refund", Role.OPERATOR, Role.FINANCE)
def record_refund(*, actor: Actor, amendment_id: int, evidence: str) -> int:
    """Notes that BPJS paid back the prepaid months of the leavers; returns the ledger's rows.

    Only where the programme asks them back; else they stay with the leaver until they end.
    """
    amendment = locked_amendment(actor, amendment_id)
    if amendment.programme.prepaid != Prepaid.ASK_BACK:
        raise Conflict(
            say("Menurut program ini, bulan yang sudah dibayar tetap milik yang keluar.")
        )
    if amendment.state != AmendmentState.SIGNED or not evidence.strip():
        raise BadInput(say("Isi nomor bukti pengembalian setelah perubahan ditandatangani."))
    rows = prepaid_rows(actor, amendment)
    if not rows.exists():
        raise Conflict(say("Tidak ada bulan dibayar di muka yang belum kembali."))
    moved = move_rows(
        actor=actor, rows=rows, state=State.REFUNDED, cause=say("Dikembalikan BPJS"),
        document=evidence.strip()[:80],
    )  # fmt: skip
    note(f"amendment:{amendment.pk}", rows=moved, evidence=evidence)
    return moved


def prepaid_rows(actor: Actor, amendment: Amendment) -> QuerySet[PersonMonth]:
    """Months of the leavers from the change on that are paid already."""
    return _leaving(actor, amendment).filter(state__in=PAID_STATES)


def prepaid_of(actor: Actor, amendment: Amendment) -> list[PrepaidMonths]:
    """Months and rupiah by leaver."""
    rows = (
        prepaid_rows(actor, amendment)
        .order_by("person_id")
        .values_list("person_id")
        .annotate(months=Count("month", distinct=True), rupiah=Sum("amount_rp"))
    )
    return [PrepaidMonths(*row) for row in rows]


def _refuse_unsignable(amendment: Amendment, number: str, dated: date, decision: str) -> None:
    if not number.strip():
        raise BadInput(say("Isi nomor SK perubahan."))
    if amendment.first_month < Month.containing(dated) and not decision.strip():
        raise BadInput(
            say("Bulan mulai mendahului tanggal perubahan. Isi nomor keputusan yang mengizinkan.")
        )


def _joiners(
    actor: Actor, amendment: Amendment, programme: Programme, on: date
) -> list[tuple[int, str]]:
    """Who joins, each checked anew; `Conflict` if somebody no longer meets the criteria."""
    changes = amendment.changes.exclude(joiner=None)
    rows = list(changes.values_list("joiner_id", "joiner_area_id", "joiner_name"))
    if not rows:
        return []
    book = read_rules(programme.criteria, programme.area_id)
    known = {c.person_id: book.refusal(c) for c in candidates_of(actor, programme, on)}
    for person, _area, name in rows:
        if why := known.get(person, say("Usulannya tidak lagi terverifikasi")):
            raise Conflict(
                say(
                    "{name} tidak lagi memenuhi syarat: {why}. Susun perubahan baru.",
                    name=name,
                    why=why,
                )
            )
    return [(person, area) for person, area, _name in rows]


def _withdraw_leavers(actor: Actor, amendment: Amendment, number: str) -> int:
    """Months not yet sent to BPJS; what is sent or paid stays with the leaver."""
    return move_rows(
        actor=actor,
        rows=_leaving(actor, amendment).filter(state__in=(State.PLANNED, State.HELD)),
        state=State.WITHDRAWN,
        cause=say("Keluar dengan perubahan SK"),
        document=number,
    )


def _leaving(actor: Actor, amendment: Amendment) -> QuerySet[PersonMonth]:
    leavers = amendment.changes.exclude(leaver=None).values("leaver_id")
    return person_months(actor).filter(
        scheme=amendment.programme_id,
        month__gte=amendment.first_month,
        person_id__in=leavers.order_by(),
    )
