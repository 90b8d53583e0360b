"""The attachment of an SPP-LS to print, with its figures to copy."""

from __future__ import annotations

from django.db.models import Count, Sum
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.areas.models import Area
from payung.audit import clock
from payung.kernel.rupiah import rupiah_in_words
from payung.ledger.models import COVERED_STATES
from payung.payments.models import PaymentList
from payung.payments.money.papers import amount_due
from payung.payments.readers import FULL_READERS
from payung.payments.selectors import (
    current_rows,
    get_list,
    months_of_list,
)
from payung.programmes.selectors import decrees
from payung.ui.parts import Column

_KELURAHAN_LENGTH = len("15.71.07.1006")


@page_for(*FULL_READERS)
@require_safe
def spp_attachment(request: HttpRequest, list_id: int) -> HttpResponse:
    """People and rupiah of one list by account and kelurahan, as the SPP-LS asks for it."""
    actor = actor_of_request(request)
    chosen = get_list(actor, list_id)
    due = amount_due(chosen)
    context = {
        "list": chosen,
        "decrees": decrees(actor).filter(programme=chosen.programme).exclude(number=""),
        "due": due,
        "words": rupiah_in_words(due),
        "accounts": _by_account(chosen),
        "account_columns": [
            Column("account", _("Rekening")),
            Column("component", _("Program")),
            Column("people", _("Orang"), "count"),
            Column("amount_rp", _("Jumlah"), "rupiah"),
        ],
        "places": _by_kelurahan(chosen),
        "place_columns": [
            Column("name", _("Kelurahan")),
            Column("people", _("Orang"), "count"),
            Column("amount_rp", _("Jumlah"), "rupiah"),
        ],
        "back_url": reverse("payment_list", args=[chosen.pk]),
        "printed_on": clock.today(),
    }
    return render(request, "payments/spp.html", context)


def _by_account(chosen: PaymentList) -> list[dict[str, object]]:
    accounts = chosen.programme.accounts
    rows = (
        months_of_list(chosen, current_rows(chosen).filter(accepted=True))
        .filter(state__in=COVERED_STATES)
        .values_list("component")
        .annotate(people=Count("person_id", distinct=True), amount=Sum("amount_rp"))
        .order_by("component")
    )
    return [
        {"account": accounts.get(c, ""), "component": c.upper(), "people": n, "amount_rp": rp}
        for c, n, rp in rows
    ]


def _by_kelurahan(chosen: PaymentList) -> list[dict[str, object]]:
    rows = (
        months_of_list(chosen, current_rows(chosen).filter(accepted=True))
        .filter(state__in=COVERED_STATES)
        .annotate(kelurahan=Left("area_id", _KELURAHAN_LENGTH))
        .values_list("kelurahan")
        .annotate(people=Count("person_id", distinct=True), amount=Sum("amount_rp"))
        .order_by("kelurahan")
    )
    found = list(rows)
    names = dict(
        Area.objects.filter(code__in=[code for code, *_ in found]).values_list("code", "name")
    )
    return [{"name": names.get(c, c), "people": n, "amount_rp": rp} for c, n, rp in found]
