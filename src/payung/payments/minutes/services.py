"""Drafting minutes from the ledger of a span, and noting that both sides signed them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Max

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.payments.minutes.selectors import get_minutes
from payung.payments.models import MinutesName, ReconciliationMinutes
from payung.payments.reconciliation.selectors import MonthOfMoney, reconciliation
from payung.programmes.ground.selectors import own_programme
from payung.programmes.models import Programme
from payung.programmes.services import lock_programme
from payung.registry import storage
from payung.registry.scans import scan_kind

SCAN_PART = "pindaian"
_MEMBERS = """
    WITH before AS (
        SELECT DISTINCT person_id FROM ledger_months WHERE scheme = %(scheme)s
        AND month = %(before)s AND state IN ('diterima', 'dibayar', 'dibukukan')
    ), after AS (
        SELECT DISTINCT person_id FROM ledger_months WHERE scheme = %(scheme)s
        AND month = %(last)s AND state IN ('diterima', 'dibayar', 'dibukukan')
    )
    SELECT (SELECT count(*) FROM before), (SELECT count(*) FROM after),
           (SELECT count(*) FROM after a WHERE NOT EXISTS (
                SELECT 1 FROM before b WHERE b.person_id = a.person_id))
"""
_COUNTS = (
    "planned", "accepted", "rejected", "held", "withdrawn", "refunded", "paid", "posted",
    "accepted_rp", "left_rp", "refunded_rp", "paid_rp",
)  # fmt: skip


@business_action("payments.draft_minutes", Role.OPERATOR, Role.FINANCE)
def draft_minutes(
    *, actor: Actor, programme: str, first: Month, last: Month, on: date
) -> ReconciliationMinutes:
    """Freezes figures and names of the months from `first` to `last`.

    A signed BA of the span is given as it is; an unsigned one with the same content too; otherwise
    the new draft cancels it.
    """
    found = own_programme(actor, programme)
    lock_programme(found.pk)  # one draft of a programme at a time
    if last < first:
        raise BadInput(say("Bulan terakhir mendahului bulan pertama. Periksa bulannya."))
    months = [m for m in reconciliation(actor, programme) if first <= m.month <= last]
    if not months:
        raise Conflict(say("Belum ada bulan yang direncanakan dalam masa ini."))
    fresh = _frozen(actor, found, months, (first, last), on)
    known = ReconciliationMinutes.objects.filter(
        programme=found, first_month=first, last_month=last, cancelled=False
    ).first()
    same = known is not None and (known.signed_on is not None or known.sha256 == fresh.sha256)
    kept = known if known is not None and same else _replace(known, fresh, months)
    note(f"minutes:{kept.pk}", programme=programme, first=first, last=last, repeat=same)
    return kept


@business_action("payments.sign_minutes", Role.OPERATOR, Role.FINANCE)
def sign_minutes(
    *,
    actor: Actor,
    minutes_id: UUID,
    city: str,
    bpjs: str,
    on: date,
    scan: bytes,
    follow_up: str = "",
) -> ReconciliationMinutes:
    """Notes who signed for the city and for BPJS, keeps the scan, and what is to follow."""
    minutes = get_minutes(actor, minutes_id)
    if minutes.signed_on is not None or minutes.cancelled:
        raise Conflict(
            say("Berita acara ini sudah ditandatangani atau diganti. Muat ulang halaman.")
        )
    if not city.strip() or not bpjs.strip():
        raise BadInput(say("Isi nama penanda tangan kedua pihak."))
    if on < minutes.dated:
        raise BadInput(say("Tanggal tanda tangan mendahului berita acaranya. Periksa tanggalnya."))
    if minutes.difference_rp and not follow_up.strip():
        raise BadInput(say("Masih ada selisih. Tulis tindak lanjutnya."))
    scan_kind(scan)
    minutes.signed_on, minutes.follow_up, minutes.noted_by = on, follow_up.strip(), actor.id
    minutes.signed_by_city, minutes.signed_by_bpjs = city.strip(), bpjs.strip()
    minutes.scan_sha256 = hashlib.sha256(scan).hexdigest()
    minutes.save()
    storage.keep(minutes.pk, SCAN_PART, scan)
    note(f"minutes:{minutes.pk}", sha256=minutes.sha256, scan=minutes.scan_sha256)
    return minutes


def _frozen(
    actor: Actor,
    programme: Programme,
    months: Sequence[MonthOfMoney],
    span: tuple[Month, Month],
    on: date,
) -> ReconciliationMinutes:
    with connection.cursor() as cursor:
        cursor.execute(
            _MEMBERS,
            {
                "scheme": programme.pk,
                "before": span[0].back(1).first_day,
                "last": span[1].first_day,
            },
        )
        start, members, joined = cursor.fetchone()
    serial = _last_serial(programme) + 1
    sums = {name: sum(getattr(month, name) for month in months) for name in _COUNTS}
    lines = [f"{programme.pk}\t{span[0]}\t{span[1]}\t{start}\t{joined}\t{members}"]
    lines += [f"{name}\t{value}" for name, value in sums.items()]
    lines += [
        f"{month.month}\t{person.person_id}\t{person.state}\t{person.amount_rp}"
        for month in months
        for person in month.behind
    ]
    return ReconciliationMinutes(
        id=uuid4(), programme=programme, first_month=span[0], last_month=span[1], serial=serial,
        number=f"{serial:02d}/BA-REKON/{programme.pk}/{on.year}", dated=on, start=start,
        joined=joined, left=start + joined - members, members=members, drafted_by=actor.id,
        drafted_at=clock.now(), area_id=programme.area_id,
        sha256=hashlib.sha256("\n".join(lines).encode()).hexdigest(), **sums,
    )  # fmt: skip


def _last_serial(programme: Programme) -> int:
    made = ReconciliationMinutes.objects.filter(programme=programme)
    return made.aggregate(last=Max("serial"))["last"] or 0


def _replace(
    known: ReconciliationMinutes | None,
    fresh: ReconciliationMinutes,
    months: Sequence[MonthOfMoney],
) -> ReconciliationMinutes:
    if known is not None:
        known.cancelled = True
        known.save(update_fields=["cancelled"])
    fresh.save(force_insert=True)
    MinutesName.objects.bulk_create(
        MinutesName(
            minutes=fresh, person_id=person.person_id, month=month.month, name=person.name,
            state=person.state, amount_rp=person.amount_rp, area_id=fresh.area_id,
        )
        for month in months
        for person in month.behind
    )  # fmt: skip
    return fresh
