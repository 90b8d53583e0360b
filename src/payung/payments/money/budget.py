"""Pagu and SPD: what the budget holds for a programme, and how much of it may be asked for yet.

Both are kept per component, since JKK and JKM have an account each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Max, Sum

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, OverLimit
from payung.kernel.month import Month
from payung.kernel.sentence import Rp, say
from payung.payments.models import MoneyKind, MoneyPart, Pagu, Spd
from payung.programmes.ground.selectors import own_programme
from payung.programmes.models import Programme
from payung.programmes.services import lock_programme

if TYPE_CHECKING:
    from django.db.models import QuerySet

_Line = TypeVar("_Line", Pagu, Spd)


@business_action("payments.record_pagu", Role.FINANCE)
def record_pagu(
    *, actor: Actor, programme: str, number: str, dated: date, amounts: Mapping[str, int]
) -> list[Pagu]:
    """Notes a DPA, or the DPPA that changes it, with one amount per component in rupiah.

    The same number again gives what is known; with other amounts it is a `Conflict`. A revision
    can't go below what the SPD have released already.
    """
    found = _locked(actor, programme)
    kept = _same_paper(Pagu.objects.filter(programme=found, number=number), dated, amounts)
    lines = kept or _new_pagu(actor, found, number, dated, amounts)
    _note(programme, number, amounts, repeat=bool(kept))
    return lines


@business_action("payments.record_spd", Role.FINANCE)
def record_spd(
    *,
    actor: Actor,
    programme: str,
    number: str,
    dated: date,
    first: Month,
    last: Month,
    amounts: Mapping[str, int],
) -> list[Spd]:
    """Notes an SPD for the months from `first` to `last`; together they can't exceed the pagu.

    The same number again gives what is known; with other amounts it is a `Conflict`.
    """
    found = _locked(actor, programme)
    kept = _same_paper(Spd.objects.filter(programme=found, number=number), dated, amounts)
    lines = kept or _new_spd(actor, found, number, dated, (first, last), amounts)
    _note(programme, number, amounts, repeat=bool(kept))
    return lines


def pagu_of(programmes: Iterable[str]) -> dict[tuple[str, str], Pagu]:
    """(programme, component) → the pagu in force, its highest revision."""
    rows = Pagu.objects.filter(programme__in=list(programmes)).order_by("revision")
    return {(row.programme_id, row.component): row for row in rows}


def released(programme: str, on: date | None = None) -> dict[str, int]:
    """Rupiah per component that SPD dated up to `on` have released; all of them without a day."""
    rows = Spd.objects.filter(programme=programme).order_by()
    rows = rows.filter(dated__lte=on) if on else rows
    return dict(rows.values_list("component").annotate(sum=Sum("amount_rp")))


def asked(programme: str) -> dict[str, int]:
    """Rupiah per component that SPP-LS in force ask for; a returned SPP asks for nothing."""
    rows = MoneyPart.objects.filter(
        document__list__programme=programme,
        document__kind=MoneyKind.SPP,
        document__void_reason="",
    ).order_by()
    return dict(rows.values_list("component").annotate(sum=Sum("amount_rp")))


def refuse_beyond_spd(programme: Programme, due: Mapping[str, int], on: date) -> None:
    """An SPP-LS asks only for what SPD have released by its day, account by account."""
    lock_programme(programme.pk)  # one SPP of a programme at a time
    known, used = released(programme.pk, on), asked(programme.pk)
    for component, amount in due.items():
        free = known.get(component, 0) - used.get(component, 0)
        if amount > free:
            raise OverLimit(
                say(
                    "Sisa SPD {component} {free}, yang diminta {amount}. Catat SPD berikutnya "
                    "lebih dulu.",
                    component=component.upper(),
                    free=Rp(free),
                    amount=Rp(amount),
                )
            )


def _locked(actor: Actor, code: str) -> Programme:
    programme = own_programme(actor, code)
    return lock_programme(programme.pk)


def _same_paper(papers: QuerySet[_Line], dated: date, amounts: Mapping[str, int]) -> list[_Line]:
    """The lines of a paper that is known already; empty if it is new."""
    lines = list(papers)
    known = {line.component: line.amount_rp for line in lines}
    wanted = {component: amount for component, amount in amounts.items() if amount}
    if lines and (known != wanted or lines[0].dated != dated):
        raise Conflict(
            say("Nomor ini sudah dicatat dengan tanggal atau jumlah lain. Periksa nomornya.")
        )
    return lines


def _new_pagu(
    actor: Actor, programme: Programme, number: str, dated: date, amounts: Mapping[str, int]
) -> list[Pagu]:
    _refuse_unusable(programme, number, amounts)
    spent = released(programme.pk)
    for component, amount in amounts.items():
        if amount < spent.get(component, 0):
            raise BadInput(
                say(
                    "Pagu {component} kurang dari SPD yang sudah terbit, {spent}. Periksa "
                    "jumlahnya.",
                    component=component.upper(),
                    spent=Rp(spent[component]),
                )
            )
    last = Pagu.objects.filter(programme=programme).aggregate(last=Max("revision"))["last"]
    return Pagu.objects.bulk_create(
        Pagu(
            programme=programme, component=component, account=programme.accounts[component],
            revision=0 if last is None else last + 1, number=number, dated=dated,
            amount_rp=amount, recorded_by=actor.id, recorded_at=clock.now(),
            area_id=programme.area_id,
        )
        for component, amount in sorted(amounts.items())
        if amount
    )  # fmt: skip


def _new_spd(
    actor: Actor,
    programme: Programme,
    number: str,
    dated: date,
    span: tuple[Month, Month],
    amounts: Mapping[str, int],
) -> list[Spd]:
    _refuse_unusable(programme, number, amounts)
    if span[1] < span[0]:
        raise BadInput(say("Bulan terakhir SPD mendahului bulan pertamanya. Periksa bulannya."))
    pagu, spent = pagu_of([programme.pk]), released(programme.pk)
    for component, amount in amounts.items():
        line = pagu.get((programme.pk, component))
        if line is None:
            raise BadInput(say("Pagu program ini belum dicatat. Catat DPA lebih dulu."))
        free = line.amount_rp - spent.get(component, 0)
        if amount > free:
            raise OverLimit(
                say(
                    "Sisa pagu {component} {free}, SPD ini {amount}. Periksa jumlahnya.",
                    component=component.upper(),
                    free=Rp(free),
                    amount=Rp(amount),
                )
            )
    return Spd.objects.bulk_create(
        Spd(
            programme=programme, component=component, number=number, dated=dated,
            first_month=span[0], last_month=span[1], amount_rp=amount, recorded_by=actor.id,
            recorded_at=clock.now(), area_id=programme.area_id,
        )
        for component, amount in sorted(amounts.items())
        if amount
    )  # fmt: skip


def _refuse_unusable(programme: Programme, number: str, amounts: Mapping[str, int]) -> None:
    if not number.strip():
        raise BadInput(say("Isi nomor surat."))
    if not any(amounts.values()) or min(amounts.values()) < 0:
        raise BadInput(say("Isi jumlah JKK dan JKM dengan angka, paling sedikit satu di atas nol."))
    for component in amounts:
        if not programme.accounts.get(component):
            raise BadInput(
                say(
                    "Kode rekening {component} tahun ini belum diisi. Lengkapi programnya.",
                    component=component.upper(),
                )
            )


def _note(
    programme: str,
    number: str,
    amounts: Mapping[str, int],
    *,
    repeat: bool,
) -> None:
    note(f"programme:{programme}", number=number, total_rp=sum(amounts.values()), repeat=repeat)
