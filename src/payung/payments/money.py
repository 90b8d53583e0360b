"""The papers of the money, in their order, each for exactly what BPJS accepted."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import record
from payung.kernel.errors import BadInput, Conflict, NotAllowed
from payung.kernel.rupiah import format_rupiah
from payung.ledger.models import State
from payung.ledger.services import hashed_joins, move_rows
from payung.payments.models import ListState, MoneyDocument, MoneyKind, PaymentList
from payung.payments.selectors import current_rows, get_list, months_of_list

_MOVES = {
    MoneyKind.SP2D: (State.ACCEPTED, State.PAID, ListState.PAID),
    MoneyKind.POSTED: (State.PAID, State.POSTED, ListState.POSTED),
}
"""Two papers change the ledger: the money leaves with the SP2D, and BPJS posts it."""


@business_action(Role.FINANCE)
def record_money(
    *, actor: Actor, list_id: int, kind: MoneyKind, number: str, dated: date, amount_rp: int
) -> MoneyDocument:
    """Notes one paper of a list; a repeat gives the same, another content is a `Conflict`.

    The order kode iuran, SPP, SPM, SP2D, bukti, dibukukan holds, and each amount equals what BPJS
    accepted. Whoever made the list can't record its money.
    """
    chosen = get_list(actor, list_id)
    PaymentList.objects.select_for_update().get(pk=chosen.pk)
    kind = MoneyKind(kind)
    known = chosen.documents.filter(kind=kind).first()
    if known is None:
        _refuse_money(actor, chosen, kind, number, dated, amount_rp)
        document = _store(actor, chosen, kind, number, dated, amount_rp)
        _move_months(actor, chosen, document)
    elif (known.number, known.dated, known.amount_rp) == (number, dated, amount_rp):
        document = known
    else:
        raise Conflict(f"{kind.label} daftar ini sudah dicatat dengan nomor {known.number}.")
    record(
        actor=actor.id,
        action="payments.record_money",
        subject=f"list:{chosen.pk}",
        facts={"kind": kind.value, "document": document.pk, "repeat": known is not None},
    )
    return document


def amount_due(chosen: PaymentList) -> int:
    """The rupiah of a list that BPJS accepted and nobody holds, paid or still to pay."""
    states = (State.ACCEPTED, State.PAID, State.POSTED)
    months = months_of_list(chosen, current_rows(chosen).filter(accepted=True))
    with hashed_joins():
        due = months.filter(state__in=states).aggregate(due=Sum("amount_rp"))["due"]
    return due or 0


def _refuse_money(
    actor: Actor, chosen: PaymentList, kind: MoneyKind, number: str, dated: date, amount_rp: int
) -> None:
    if chosen.made_by == actor.id:
        raise NotAllowed("Pembuat daftar tidak boleh mencatat uangnya. Minta petugas lain.")
    if chosen.state == ListState.PREPARED:
        raise Conflict("BPJS belum menjawab semua baris daftar ini.")
    if not number.strip():
        raise BadInput(f"Isi nomor {kind.label}.")
    order = list(MoneyKind)
    before = order[: order.index(kind)]
    papers = dict(chosen.documents.values_list("kind", "dated"))
    if missing := [k for k in before if k not in papers]:
        raise Conflict(f"Catat {missing[0].label} lebih dulu.")
    if papers and dated < max(papers.values()):
        raise BadInput("Tanggal kertas ini mendahului kertas sebelumnya. Periksa tanggalnya.")
    due = amount_due(chosen)
    if amount_rp != due:
        raise BadInput(
            f"Jumlahnya harus {format_rupiah(due)}, sesuai jawaban BPJS."
            f" Yang diisi {format_rupiah(amount_rp)}."
        )


def _store(
    actor: Actor, chosen: PaymentList, kind: MoneyKind, number: str, dated: date, amount_rp: int
) -> MoneyDocument:
    return MoneyDocument.objects.create(
        list=chosen,
        kind=kind,
        number=number,
        dated=dated,
        amount_rp=amount_rp,
        recorded_by=actor.id,
        recorded_at=clock.now(),
        list_made_by=chosen.made_by,
        area_id=chosen.area_id,
    )


def _move_months(actor: Actor, chosen: PaymentList, document: MoneyDocument) -> None:
    move = _MOVES.get(MoneyKind(document.kind))
    if move is None:
        return
    before, after, list_state = move
    months = months_of_list(chosen, current_rows(chosen).filter(accepted=True))
    move_rows(
        actor=actor,
        rows=months.filter(state=before),
        state=after,
        cause=str(MoneyKind(document.kind).label),
        document=document.number,
    )
    chosen.state, chosen.paid_rp = list_state, document.amount_rp
    chosen.save(update_fields=["state", "paid_rp"])
