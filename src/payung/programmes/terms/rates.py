"""Months whose contribution the law leaves open, and the decision that lets them go on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import Rp, say
from payung.programmes.ground.cost import by_law
from payung.programmes.ground.selectors import own_programme
from payung.programmes.models import Programme, RateDecision
from payung.registry import storage
from payung.registry.scans import scan_kind

PART = "keputusan-iuran"


@dataclass(frozen=True, slots=True)
class RateTerms:
    """What a paper says: for which months, how many rupiah of each component, who and when."""

    first: Month
    last: Month
    jkk_rp: int
    jkm_rp: int
    number: str
    dated: date
    by: str


@business_action("programmes.record_rate", Role.OPERATOR, Role.APPROVER)
def record_rate(*, actor: Actor, programme: str, decided: RateTerms, scan: bytes) -> RateDecision:
    """Notes a written decision on an open contribution, with its scan; its months can go on.

    It must lie between the readings of the law, and is no way round a contribution that is fixed.
    """
    found = own_programme(actor, programme)
    Programme.objects.select_for_update().get(pk=found.pk)
    _refuse(found, decided)
    scan_kind(scan)
    made = RateDecision.objects.create(
        id=uuid4(), programme=found, first_month=decided.first, last_month=decided.last,
        jkk_rp=decided.jkk_rp, jkm_rp=decided.jkm_rp, number=decided.number.strip(),
        dated=decided.dated, decided_by=decided.by.strip(),
        scan_sha256=hashlib.sha256(scan).hexdigest(), recorded_by=actor.id,
        recorded_at=clock.now(), area_id=found.area_id,
    )  # fmt: skip
    storage.keep(made.pk, PART, scan)
    note(
        f"programme:{found.pk}",
        number=made.number,
        first=decided.first,
        last=decided.last,
        amount_rp=decided.jkk_rp + decided.jkm_rp,
        scan=made.scan_sha256,
    )
    return made


def _refuse(programme: Programme, decided: RateTerms) -> None:
    if not decided.number.strip() or not decided.by.strip():
        raise BadInput(say("Isi nomor keputusan dan siapa yang memutuskan."))
    if decided.dated > clock.today():
        raise BadInput(say("Tanggal keputusan di masa depan. Periksa tanggalnya."))
    if decided.last < decided.first:
        raise BadInput(say("Bulan terakhir mendahului bulan pertama. Periksa bulannya."))
    amount = decided.jkk_rp + decided.jkm_rp
    for month in decided.first.through(decided.last):
        law = by_law(programme, month)
        if law.total is not None:
            raise BadInput(
                say(
                    "Iuran {month} sudah pasti menurut aturan, {amount}. Keputusan tidak "
                    "mengubahnya.",
                    month=month,
                    amount=Rp(law.total),
                )
            )
        if amount < law.total_low or (law.total_high is not None and amount > law.total_high):
            raise BadInput(
                say(
                    "Iuran {month} menurut aturan antara {low} dan {high}. Yang diisi {amount}.",
                    month=month,
                    low=Rp(law.total_low),
                    high=Rp(law.known_high),
                    amount=Rp(amount),
                )
            )
