"""The page of a programme's reconciliation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.accounts.pages import page
from payung.accounts.scope import actor_of_request
from payung.payments.ground.pages import crumbs
from payung.payments.ground.readers import OFFICES
from payung.payments.reconciliation.pages import (
    behind_columns,
    behind_lines,
    reconciliation_columns,
    reconciliation_lines,
)
from payung.payments.reconciliation.selectors import reasons_behind, reconciliation
from payung.programmes.ground.selectors import get_programme
from payung.ui.parts import Crumb


@page(*OFFICES)
def reconcile(request: HttpRequest, code: str) -> HttpResponse:
    """Planned, accepted and paid month by month, with the names behind differences."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    months = reconciliation(actor, code)
    context = {
        "programme": programme,
        "rows": reconciliation_lines(months, programme),
        "columns": reconciliation_columns(),
        "behind": behind_lines(months, reasons_behind(actor, code)),
        "behind_columns": behind_columns(),
        "balanced": all(month.balanced for month in months),
        "crumbs": crumbs(Crumb(_("Rekonsiliasi"))),
    }
    return render(request, "payments/reconciliation.html", context)
