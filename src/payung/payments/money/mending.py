"""Number and date of a paper set right, with a reason; the wrong one stays to be read."""

from __future__ import annotations

from datetime import date

from django.db.models import prefetch_related_objects

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, NotAllowed
from payung.kernel.sentence import say
from payung.payments.ground.selectors import get_list
from payung.payments.models import MoneyDocument, MoneyKind, MoneyPart, PaymentList
from payung.payments.money.dates import refuse_odd_date
from payung.payments.money.papers import chain_of, papers_of


@business_action("payments.mend_paper", Role.FINANCE)
def mend_paper(
    *, actor: Actor, list_id: int, kind: MoneyKind, number: str, dated: date, reason: str
) -> MoneyDocument:
    """Corrects what was mistyped. The amount is what BPJS accepted and is not mended; the date must
    fit between the papers before and after it."""
    chosen = get_list(actor, list_id)
    PaymentList.objects.select_for_update().get(pk=chosen.pk)
    prefetch_related_objects([chosen], "documents__parts")
    if chosen.made_by == actor.id:
        raise NotAllowed(say("Pembuat daftar tidak boleh mencatat uangnya. Minta petugas lain."))
    kind, papers = MoneyKind(kind), papers_of(chosen)
    document = papers.get(kind)
    if document is None:
        raise Conflict(say("{kind} daftar ini belum dicatat.", kind=kind))
    if not number.strip() or len(reason.strip()) < 5:
        raise BadInput(say("Isi nomor yang benar dan alasannya, paling sedikit 5 huruf."))
    if (number.strip(), dated) == (document.number, document.dated):
        raise Conflict(say("Nomor dan tanggalnya sama. Tidak ada yang diperbaiki."))
    chain = chain_of(chosen)
    place = chain.index(kind)
    before = [papers[k].dated for k in chain[:place] if k in papers]
    after = [papers[k].dated for k in chain[place + 1 :] if k in papers]
    refuse_odd_date(chosen, kind, dated, before, after)
    mended = _replaced(actor, document, number.strip(), dated, reason.strip())
    note(f"list:{chosen.pk}", kind=kind.value, document=mended.pk, before=document.pk)
    return mended


def _replaced(
    actor: Actor, document: MoneyDocument, number: str, dated: date, reason: str
) -> MoneyDocument:
    """Papers are history: the wrong one ends with the reason, and a right one takes its place."""
    parts = list(document.parts.all())
    document.void_reason, document.void_by = reason[:160], actor.id
    document.void_on = clock.today()
    document.save(update_fields=["void_reason", "void_on", "void_by"])
    mended = MoneyDocument.objects.create(
        list=document.list, kind=document.kind, number=number, dated=dated,
        amount_rp=document.amount_rp, valid_to=document.valid_to,
        recorded_by=document.recorded_by, recorded_at=clock.now(),
        list_made_by=document.list_made_by, spp_by=document.spp_by, area_id=document.area_id,
    )  # fmt: skip
    MoneyPart.objects.bulk_create(
        MoneyPart(
            document=mended, component=part.component, account=part.account,
            amount_rp=part.amount_rp, area_id=part.area_id,
        )
        for part in parts
    )  # fmt: skip
    return mended
