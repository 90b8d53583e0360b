"""Reading partnerships, lists to pay and their money, limited to what the actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from payung.accounts.scope import Actor, acting_as, system_actor
from payung.kernel.area import city_of
from payung.kernel.errors import OutOfArea
from payung.kernel.month import Month
from payung.ledger.models import COVERED_STATES, PAID_STATES, Entry, PersonMonth, State
from payung.ledger.selectors import person_months
from payung.payments.models import (
    BpjsFileRow,
    HeldRow,
    ListRow,
    MoneyDocument,
    MoneyKind,
    Partnership,
    PaymentList,
)
from payung.registry.fields import Sealed
from payung.registry.selectors import require_actor

_STOPPED = (State.HELD, State.WITHDRAWN, State.REFUNDED)
DEFAULT_POSTING_DAYS = 14


def partnerships(actor: Actor | None) -> QuerySet[Partnership]:
    require_actor(actor)
    return Partnership.objects.select_related("programme__payer")


def valid_partnership(actor: Actor | None, programme: str, on: date) -> Partnership | None:
    """The PKS in force on a day; of several the one that lasts longest."""
    found = partnerships(actor).filter(programme=programme, valid_from__lte=on, valid_to__gte=on)
    return found.order_by("-valid_to").first()


def partnership_gap(partnership: Partnership, on: date) -> str:
    """What a partnership still lacks before a list may rest on it, as a sentence; empty if none."""
    if not partnership.nota_number or partnership.nota_valid_to is None:
        return "Nota kesepakatan belum dicatat. Lengkapi PKS program ini lebih dulu."
    if partnership.nota_valid_to < on:
        return "Nota kesepakatan sudah berakhir. Perpanjang, lalu catat yang baru."
    if not partnership.data_clause:
        return "PKS belum menyebut pasal pertukaran data. Lengkapi sebelum data warga dikirim."
    if not partnership.npp:
        return "NPP atau nomor wadah belum diisi. Minta nomornya ke cabang BPJS."
    return ""


def payment_lists(actor: Actor | None) -> QuerySet[PaymentList]:
    require_actor(actor)
    return PaymentList.objects.select_related("programme", "programme__payer", "partnership")


def get_list(actor: Actor | None, list_id: int) -> PaymentList:
    found = payment_lists(actor).filter(pk=list_id).first()
    if found is None:
        raise OutOfArea("Daftar bayar ini tidak ada di wilayah Anda.")
    return found


def list_rows(actor: Actor | None, list_id: int) -> QuerySet[ListRow]:
    require_actor(actor)
    return ListRow.objects.filter(list_id=list_id).select_related("person", "area__parent")


def follow_up(actor: Actor | None, chosen: PaymentList) -> int:
    """The number of the further list that the month of `chosen` needs: people are planned again
    since its last list was made; 0 if none are."""
    again = person_months(actor).filter(
        scheme=chosen.programme_id, month=chosen.month, state=State.PLANNED
    )
    if not again.exists():
        return 0
    made = payment_lists(actor).filter(programme=chosen.programme_id, month=chosen.month)
    return made.count() + 1


def known_kpj(programme: str) -> dict[int, Sealed]:
    """Person → the card number that BPJS last gave in this programme, still sealed."""
    return {
        person: kpj
        for rows, path in (
            (BpjsFileRow.objects.filter(file__programme=programme), "file__month"),
            (ListRow.objects.filter(list__programme=programme), "list__month"),
        )
        for person, kpj in rows.exclude(kpj=b"")
        .order_by("person_id", f"-{path}")
        .distinct("person_id")
        .values_list("person_id", "kpj")
    }


def held_rows(actor: Actor | None, list_id: int) -> QuerySet[HeldRow]:
    """Who was kept out of a list, and why."""
    require_actor(actor)
    return HeldRow.objects.filter(list_id=list_id).select_related("person", "area__parent")


def posting_days(actor: Actor | None) -> int:
    """The days from SPP to posted that half of the recent lists took; 14 before there are any.

    Read over the whole city, whoever asks: a lurah and the operator tell the same last day.
    """
    papers = MoneyDocument.objects.filter(
        kind__in=(MoneyKind.SPP, MoneyKind.POSTED), void_reason=""
    )
    dated: dict[int, dict[str, date]] = {}
    with acting_as(system_actor(city_of(require_actor(actor).area))):
        for list_id, kind, day in papers.values_list("list_id", "kind", "dated"):
            dated.setdefault(list_id, {})[kind] = day
    days = [
        (days[MoneyKind.POSTED] - days[MoneyKind.SPP]).days
        for days in dated.values()
        if len(days) == 2
    ]
    return round(median(days)) if days else DEFAULT_POSTING_DAYS


def current_rows(chosen: PaymentList) -> QuerySet[ListRow]:
    """The rows of a list that no later list of the same month has taken over."""
    later = ListRow.objects.filter(
        list__programme=chosen.programme_id,
        list__month=chosen.month,
        list__sequence__gt=chosen.sequence,
        person=OuterRef("person"),
    )
    return ListRow.objects.filter(~Exists(later), list=chosen)


def months_of_list(chosen: PaymentList, rows: QuerySet[ListRow]) -> QuerySet[PersonMonth]:
    """The person-months that stand behind some rows of a list."""
    return PersonMonth.objects.filter(
        scheme=chosen.programme_id,
        month=chosen.month,
        person_id__in=rows.order_by().values("person_id"),
    )


@dataclass(frozen=True, slots=True)
class Behind:
    """A person behind a difference, and why."""

    person_id: int
    name: str
    state: str
    amount_rp: int


@dataclass(frozen=True, slots=True)
class MonthOfMoney:
    """One month of a programme, in person-months (one a person) and rupiah (both components).

    planned = waiting + accepted + rejected + held + withdrawn; accepted counts paid ones too.
    """

    month: Month
    planned: int
    waiting: int
    accepted: int
    rejected: int
    held: int
    withdrawn: int
    paid: int
    posted: int
    accepted_rp: int
    paid_rp: int
    behind: tuple[Behind, ...]

    @property
    def difference_rp(self) -> int:
        return self.accepted_rp - self.paid_rp

    @property
    def balanced(self) -> bool:
        parts = self.waiting + self.accepted + self.rejected + self.held + self.withdrawn
        return self.planned == parts and self.paid_rp <= self.accepted_rp


def reconciliation(actor: Actor | None, programme: str) -> list[MonthOfMoney]:
    """Planned against accepted and paid, month by month, with the names behind differences."""
    rows = person_months(actor).filter(scheme=programme)
    counts = {row["month"]: row for row in _counts(rows.filter(component="jkm"))}
    money = {row["month"]: row for row in _sums(rows)}
    behind = _behind(rows)
    return [
        MonthOfMoney(**(counts[month] | money[month]), behind=tuple(behind.get(month, ())))
        for month in sorted(counts)
    ]


def reasons_behind(actor: Actor | None, programme: str) -> dict[tuple[int, str], str]:
    """(person, state) → why BPJS rejects a person, or why months are held or withdrawn."""
    stopped = person_months(actor).filter(scheme=programme, state__in=_STOPPED)
    entries = Entry.objects.filter(pk__in=stopped.order_by().values("entry")).order_by("pk")
    rejected = ListRow.objects.filter(list__programme=programme, accepted=False).order_by("list_id")
    causes = entries.values_list("person_id", "state", "cause")
    said = {(person, state): cause for person, state, cause in causes}
    return said | {
        (person, State.REJECTED): reason
        for person, reason in rejected.values_list("person_id", "reason")
    }


def _counts(rows: QuerySet[PersonMonth]) -> list[dict[str, Any]]:
    found = rows.values("month").annotate(
        planned=Count("id"),
        waiting=Count("id", filter=Q(state__in=(State.PLANNED, State.SUBMITTED))),
        accepted=Count("id", filter=Q(state__in=COVERED_STATES)),
        rejected=Count("id", filter=Q(state=State.REJECTED)),
        held=Count("id", filter=Q(state=State.HELD)),
        withdrawn=Count("id", filter=Q(state__in=(State.WITHDRAWN, State.REFUNDED))),
        paid=Count("id", filter=Q(state__in=PAID_STATES)),
        posted=Count("id", filter=Q(state=State.POSTED)),
    )
    return [dict(row) for row in found]


def _sums(rows: QuerySet[PersonMonth]) -> list[dict[str, Any]]:
    found = rows.values("month").annotate(
        accepted_rp=Sum("amount_rp", filter=Q(state__in=COVERED_STATES), default=0),
        paid_rp=Sum("amount_rp", filter=Q(state__in=PAID_STATES), default=0),
    )
    return [dict(row) for row in found]


def _behind(rows: QuerySet[PersonMonth]) -> dict[Month, list[Behind]]:
    """Who was planned but is not paid, with the state that explains it, per month."""
    found: dict[Month, list[Behind]] = {}
    open_rows = (
        rows.exclude(state__in=PAID_STATES)
        .values_list("month", "person_id", "person__name", "state")
        .annotate(amount=Sum("amount_rp"))
        .order_by("month", "person__name", "person_id")
    )
    for month, person, name, state, amount in open_rows:
        found.setdefault(month, []).append(Behind(person, name, state, amount))
    return found
