"""The papers of the money, in their order, each for exactly what BPJS accepted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Sum, prefetch_related_objects

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, NotAllowed
from payung.kernel.sentence import Rp, say
from payung.ledger.models import State
from payung.ledger.services import hashed_joins, move_rows
from payung.payments.ground.selectors import current_rows, get_list, months_of_list
from payung.payments.models import ListState, MoneyDocument, MoneyKind, MoneyPart, PaymentList
from payung.payments.money.budget import refuse_beyond_spd
from payung.payments.money.dates import refuse_odd_date

PUBLIC_CHAIN = tuple(MoneyKind)
GIFT_CHAIN = (MoneyKind.KODE_IURAN, MoneyKind.PROOF, MoneyKind.POSTED)
"""A company or Baznas pays by its own bank: no SPP, no SP2D."""

_PAID = (State.ACCEPTED, State.PAID, ListState.PAID)
_POSTED = (State.PAID, State.POSTED, ListState.POSTED)
VOIDABLE = (MoneyKind.SPP, MoneyKind.SPM, MoneyKind.KODE_IURAN)


@business_action("payments.record_money", Role.FINANCE)
def record_money(
    *,
    actor: Actor,
    list_id: int,
    kind: MoneyKind,
    number: str,
    dated: date,
    amount_rp: int,
    valid_to: date | None = None,
) -> MoneyDocument:
    """Notes one paper of one list; a repeat gives the same, another content is a `Conflict`.

    The payer's chain holds its order, each amount equals what BPJS accepted until the money has
    left and what left from then on, an SPP asks only for what SPD released, and nothing is paid on
    a kode iuran that ended. Whoever made the list can't
    record its money; whoever recorded the SPP can't verify it. `valid_to` is the last day of a
    kode iuran; without it the PKS says how long it lasts.
    """
    chosen = get_list(actor, list_id)
    PaymentList.objects.select_for_update().get(pk=chosen.pk)
    prefetch_related_objects([chosen], "documents__parts")
    kind = MoneyKind(kind)
    known = papers_of(chosen).get(kind)
    if known is None:
        due = _left(chosen) or amounts_due(actor, chosen)
        _refuse_money(actor, chosen, kind, number, dated, amount_rp, due)
        document = _store(actor, chosen, kind, number, dated, due, valid_to)
        _move_months(actor, chosen, document)
    elif (known.number, known.dated, known.amount_rp) == (number, dated, amount_rp):
        document = known
    else:
        raise Conflict(
            say(
                "{kind} daftar ini sudah dicatat dengan nomor {number}.",
                kind=kind,
                number=known.number,
            )
        )
    note(f"list:{chosen.pk}", kind=kind.value, document=document.pk, repeat=known is not None)
    return document


@business_action("payments.void_paper", Role.FINANCE)
def void_paper(
    *, actor: Actor, list_id: int, kind: MoneyKind, reason: str, on: date
) -> MoneyDocument:
    """Sends an SPP or SPM back, or ends a kode iuran that nobody paid in time; a new one follows.

    An SPP is sent back by somebody else than its recorder, and only before its SPM; an SPM by the
    treasury (BUD), and only before its SP2D.
    """
    chosen = get_list(actor, list_id)
    PaymentList.objects.select_for_update().get(pk=chosen.pk)
    kind, papers = MoneyKind(kind), papers_of(chosen)
    document = papers.get(kind)
    if document is None or kind not in VOIDABLE:
        raise Conflict(say("{kind} daftar ini tidak ada yang bisa dikembalikan.", kind=kind))
    ended_by = {MoneyKind.SPP: MoneyKind.SPM, MoneyKind.SPM: MoneyKind.SP2D}.get(
        kind, MoneyKind.PROOF
    )
    if ended_by in papers:
        raise Conflict(
            say(
                "{ended_by} sudah terbit. {kind} tidak bisa dikembalikan lagi.",
                ended_by=ended_by,
                kind=kind,
            )
        )
    if len(reason.strip()) < 5:
        raise BadInput(say("Tulis alasannya, paling sedikit 5 huruf."))
    if kind == MoneyKind.SPP and document.recorded_by == actor.id:
        raise NotAllowed(
            say("Pencatat SPP tidak boleh mengembalikan SPP-nya sendiri. Minta verifikator.")
        )
    ended = [document, *([papers[MoneyKind.VERIFIED]] if _verified(kind, papers) else [])]
    for paper in ended:
        paper.void_reason, paper.void_on, paper.void_by = reason.strip()[:160], on, actor.id
        paper.save(update_fields=["void_reason", "void_on", "void_by"])
    note(f"list:{chosen.pk}", kind=kind.value, document=document.pk)
    return document


def chain_of(chosen: PaymentList) -> tuple[MoneyKind, ...]:
    """The papers that a list goes through, in their order, by who pays."""
    return PUBLIC_CHAIN if chosen.programme.payer.public else GIFT_CHAIN


def papers_of(chosen: PaymentList) -> dict[MoneyKind, MoneyDocument]:
    """The papers of a list that are in force, by kind."""
    return {MoneyKind(p.kind): p for p in chosen.documents.all() if not p.void_reason}


def amounts_due(actor: Actor, chosen: PaymentList) -> dict[str, int]:
    """Rupiah per component that BPJS accepted and nobody holds, paid or still to pay."""
    states = (State.ACCEPTED, State.PAID, State.POSTED)
    months = months_of_list(actor, chosen, current_rows(chosen).filter(accepted=True))
    with hashed_joins():
        sums = months.filter(state__in=states).order_by().values_list("component")
        return dict(sums.annotate(due=Sum("amount_rp")))


def amount_due(actor: Actor, chosen: PaymentList) -> int:
    """The rupiah of a list over all components."""
    return sum(amounts_due(actor, chosen).values())


def refunded_rp(actor: Actor, chosen: PaymentList) -> int:
    """What BPJS gave back of a list that was paid."""
    months = months_of_list(actor, chosen, current_rows(chosen).filter(accepted=True))
    with hashed_joins():
        back = months.filter(state=State.REFUNDED).aggregate(sum=Sum("amount_rp"))
    return back["sum"] or 0


def _left(chosen: PaymentList) -> dict[str, int]:
    """Rupiah per component that have left for BPJS; empty before. What comes back later, or is
    held since, changes no paper of theirs."""
    paper = papers_of(chosen).get(_leaving(chosen))
    return {part.component: part.amount_rp for part in paper.parts.all()} if paper else {}


def _leaving(chosen: PaymentList) -> MoneyKind:
    """The paper by which the money leaves the payer."""
    return MoneyKind.SP2D if MoneyKind.SP2D in chain_of(chosen) else MoneyKind.PROOF


def _verified(kind: MoneyKind, papers: Mapping[MoneyKind, MoneyDocument]) -> bool:
    return kind == MoneyKind.SPP and MoneyKind.VERIFIED in papers


def _refuse_money(
    actor: Actor,
    chosen: PaymentList,
    kind: MoneyKind,
    number: str,
    dated: date,
    amount_rp: int,
    due: Mapping[str, int],
) -> None:
    if chosen.made_by == actor.id:
        raise NotAllowed(say("Pembuat daftar tidak boleh mencatat uangnya. Minta petugas lain."))
    if chosen.state == ListState.PREPARED:
        raise Conflict(say("BPJS belum menjawab semua baris daftar ini."))
    if not number.strip():
        raise BadInput(say("Isi nomor {kind}.", kind=kind))
    _refuse_order(actor, chosen, kind, dated)
    total = sum(due.values())
    _refuse_other_amounts(chosen, total)
    if amount_rp != total:
        raise BadInput(
            say(
                "Jumlahnya harus {total}, sesuai jawaban BPJS. Yang diisi {amount}.",
                total=Rp(total),
                amount=Rp(amount_rp),
            )
        )
    if kind == MoneyKind.SPP:
        refuse_beyond_spd(chosen.programme, due, dated)


def _refuse_other_amounts(chosen: PaymentList, total: int) -> None:
    """All papers in force ask for the same: who was held since must be out of the earlier ones."""
    papers = papers_of(chosen)
    other = [
        kind for kind in chain_of(chosen) if kind in papers and papers[kind].amount_rp != total
    ]
    if other:
        last = next((kind for kind in reversed(other) if kind in VOIDABLE), other[-1])
        raise Conflict(
            say(
                "{last} masih {amount}, kini {total}. Kembalikan dulu, lalu catat yang baru.",
                last=last,
                amount=Rp(papers[last].amount_rp),
                total=Rp(total),
            )
        )


def _refuse_order(actor: Actor, chosen: PaymentList, kind: MoneyKind, dated: date) -> None:
    chain, papers = chain_of(chosen), papers_of(chosen)
    if kind not in chain:
        raise BadInput(
            say("{payer} membayar tanpa {kind}.", payer=chosen.programme.payer.name, kind=kind)
        )
    if missing := [k for k in chain[: chain.index(kind)] if k not in papers]:
        raise Conflict(say("Catat {kind} lebih dulu.", kind=missing[0]))
    refuse_odd_date(chosen, kind, dated, [paper.dated for paper in papers.values()])
    if kind == MoneyKind.VERIFIED and papers[MoneyKind.SPP].recorded_by == actor.id:
        raise NotAllowed(say("Pencatat SPP tidak boleh memverifikasinya. Minta petugas lain."))
    kode = papers.get(MoneyKind.KODE_IURAN)
    pays = kind in (MoneyKind.SP2D, MoneyKind.PROOF)
    if pays and kode and kode.valid_to and dated > kode.valid_to:
        raise BadInput(say("Kode iuran sudah berakhir. Akhiri yang lama, lalu catat kode baru."))


def _store(
    actor: Actor,
    chosen: PaymentList,
    kind: MoneyKind,
    number: str,
    dated: date,
    due: Mapping[str, int],
    valid_to: date | None,
) -> MoneyDocument:
    days = chosen.partnership.kode_iuran_days
    spp = papers_of(chosen).get(MoneyKind.SPP)
    document = MoneyDocument.objects.create(
        list=chosen,
        kind=kind,
        number=number,
        dated=dated,
        amount_rp=sum(due.values()),
        valid_to=(valid_to or dated + timedelta(days)) if kind == MoneyKind.KODE_IURAN else None,
        recorded_by=actor.id,
        recorded_at=clock.now(),
        list_made_by=chosen.made_by,
        spp_by=spp.recorded_by if spp else "",
        area_id=chosen.area_id,
    )
    accounts = chosen.programme.accounts
    MoneyPart.objects.bulk_create(
        MoneyPart(
            document=document, component=component, account=accounts.get(component, ""),
            amount_rp=amount, area_id=chosen.area_id,
        )
        for component, amount in sorted(due.items())
    )  # fmt: skip
    return document


def _move_months(actor: Actor, chosen: PaymentList, document: MoneyDocument) -> None:
    """Two papers change the ledger: the one by which the money leaves, and BPJS's posting."""
    kind = MoneyKind(document.kind)
    move = {_leaving(chosen): _PAID, MoneyKind.POSTED: _POSTED}.get(kind)
    if move is None:
        return
    before, after, list_state = move
    months = months_of_list(actor, chosen, current_rows(chosen).filter(accepted=True))
    move_rows(
        actor=actor,
        rows=months.filter(state=before),
        state=after,
        cause=str(kind.label),
        document=document.number,
    )
    chosen.state, chosen.paid_rp = list_state, document.amount_rp
    chosen.save(update_fields=["state", "paid_rp"])
