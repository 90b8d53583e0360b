"""The attachment of an SPP-LS to print, with its figures to copy."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.selectors import area_names
from payung.audit import clock
from payung.kernel.rupiah import rupiah_in_words
from payung.ledger.models import COVERED_STATES
from payung.payments.ground.readers import FULL_READERS
from payung.payments.ground.selectors import (
    current_rows,
    get_list,
    months_of_list,
)
from payung.payments.models import MoneyKind, PaymentList
from payung.payments.money.chain import steps
from payung.payments.money.papers import amount_due, papers_of
from payung.programmes.ground.selectors import decrees
from payung.ui.format import write_date, write_month, write_rupiah
from payung.ui.parts import Column, Fact

_LINE = "……………………"
_KELURAHAN_LENGTH = len("64.09.01.1001")


@page(*FULL_READERS)
def spp_attachment(request: HttpRequest, list_id: int) -> HttpResponse:
    """People and rupiah of one list by account and kelurahan, as the SPP-LS asks for it."""
    actor = actor_of_request(request)
    chosen = get_list(actor, list_id)
    by_account, by_place = _by_account(actor, chosen), _by_kelurahan(actor, chosen)
    context = {
        "list": chosen,
        "facts": _facts(actor, chosen),
        "maker": steps()[MoneyKind.SPP].owner,
        "checker": steps()[MoneyKind.VERIFIED].owner,
        "copied": by_account,
        "accounts": [*by_account, _sum("account", by_account, together=False)],
        "account_columns": [
            Column("account", _("Rekening")),
            Column("component", _("Program")),
            Column("people", _("Orang"), "count"),
            Column("amount_rp", _("Jumlah"), "rupiah"),
        ],
        "places": [*by_place, _sum("name", by_place)],
        "place_columns": [
            Column("name", _("Kelurahan")),
            Column("people", _("Orang"), "count"),
            Column("amount_rp", _("Jumlah"), "rupiah"),
        ],
        "back_url": reverse("payment_list", args=[chosen.pk]),
        "printed_on": write_date(clock.today()),
    }
    return render(request, "payments/spp.html", context)


def _facts(actor: Actor, chosen: PaymentList) -> list[Fact]:
    """What stands above the figures; a line to write on where the paper is still to come."""
    programme, papers, due = chosen.programme, papers_of(chosen), amount_due(actor, chosen)
    spp, code = papers.get(MoneyKind.SPP), papers.get(MoneyKind.KODE_IURAN)
    signed = decrees(actor).filter(programme=programme).exclude(number="")
    basis = [programme.basis, *(f"SK {decree.number}" for decree in signed)]
    return [
        Fact(_("Nomor SPP-LS"), spp.number if spp else _LINE),
        Fact(_("Tanggal"), write_date(spp.dated) if spp else _LINE),
        Fact(_("Untuk"), _("Iuran bulan %(month)s") % {"month": write_month(chosen.month)}),
        Fact(_("Jumlah"), f"{write_rupiah(due)} ({rupiah_in_words(due)})"),
        Fact(_("Penerima"), f"{chosen.partnership.branch}, NPP {chosen.partnership.npp}"),
        Fact(_("Kode iuran"), code.number if code else _LINE),
        Fact(_("Tahun anggaran"), str(programme.fiscal_year)),
        Fact(_("Sub kegiatan"), programme.activity or _LINE),
        Fact(_("Sumber dana"), programme.fund or _LINE),
        Fact(_("Dasar"), "; ".join((*basis, f"PKS {chosen.partnership.pks_number}"))),
    ]


def _sum(key: str, rows: list[dict[str, Any]], *, together: bool = True) -> dict[str, Any]:
    """The last row; people are added up only where nobody stands in two rows."""
    people = sum(row["people"] for row in rows) if together else None
    return {key: _("Jumlah"), "people": people, "amount_rp": sum(r["amount_rp"] for r in rows)}


def _by_account(actor: Actor, chosen: PaymentList) -> list[dict[str, Any]]:
    accounts = chosen.programme.accounts
    rows = (
        months_of_list(actor, chosen, current_rows(chosen).filter(accepted=True))
        .filter(state__in=COVERED_STATES)
        .values_list("component")
        .annotate(people=Count("person_id", distinct=True), amount=Sum("amount_rp"))
        .order_by("component")
    )
    return [
        {"account": accounts.get(c, ""), "component": c.upper(), "people": n, "amount_rp": rp}
        for c, n, rp in rows
    ]


def _by_kelurahan(actor: Actor, chosen: PaymentList) -> list[dict[str, Any]]:
    rows = (
        months_of_list(actor, chosen, current_rows(chosen).filter(accepted=True))
        .filter(state__in=COVERED_STATES)
        .annotate(kelurahan=Left("area_id", _KELURAHAN_LENGTH))
        .values_list("kelurahan")
        .annotate(people=Count("person_id", distinct=True), amount=Sum("amount_rp"))
        .order_by("kelurahan")
    )
    found = list(rows)
    names = area_names([code for code, *_ in found])
    return [{"name": names.get(c, c), "people": n, "amount_rp": rp} for c, n, rp in found]
