"""The facilities that treat work accidents (PLKK): the city's list, kept by the operator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, form_page, offers
from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request, business_action
from payung.areas.forms import AreaField
from payung.audit.clock import today
from payung.audit.services import note
from payung.claims.ground import selectors
from payung.claims.ground.pages import crumbs
from payung.claims.ground.reporting import REPORTERS
from payung.claims.models import Care
from payung.ui.forms import PayungForm
from payung.ui.parts import Column, Crumb


class CareForm(PayungForm):
    """One facility that treats work accidents."""

    nama = forms.CharField(label=gettext_lazy("Nama fasilitas"), max_length=120)
    telepon = forms.CharField(
        label=gettext_lazy("Telepon IGD"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel"}),
    )
    alamat = forms.CharField(label=gettext_lazy("Alamat"), max_length=200, required=False)
    wilayah = AreaField()
    buka = forms.BooleanField(label=gettext_lazy("Buka 24 jam"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wilayah"].offer(actor.area)  # type: ignore[attr-defined]


@business_action("claims.keep_care", Role.OPERATOR)
def keep_care(
    *, actor: Actor, name: str, phone: str, address: str, area: str, always_open: bool, today: date
) -> Care:
    """Adds a facility to the city's list of PLKK, or brings one of that name up to date."""
    care, _made = Care.objects.update_or_create(
        name=name.strip(),
        defaults={
            "phone": phone.strip(),
            "address": address.strip(),
            "area_id": area,
            "always_open": always_open,
            "checked_on": today,
        },
    )
    note(f"care:{care.pk}")
    return care


def store_care(lines: Iterable[Mapping[str, Any]]) -> None:
    """A whole list of facilities, as a made-up city brings it."""
    Care.objects.bulk_create(Care(**line) for line in lines)


@page(*REPORTERS)
def care_page(request: HttpRequest) -> HttpResponse:
    """The city's list of PLKK; the operator keeps it."""
    actor = actor_of_request(request)
    context = {
        "rows": selectors.care_near(actor.area),
        "columns": [
            Column("name", _("Nama")),
            Column("phone", _("Telepon")),
            Column("area", _("Wilayah")),
            Column("checked_on", _("Diperiksa"), "date"),
        ],
        "offers": offers(request, None, (KEEP_CARE,)),
        "crumbs": crumbs(Crumb(_("PLKK"))),
    }
    return render(request, "claims/care.html", context)


def _given(asked: Asked[None]) -> dict[str, Any]:
    return {
        "name": asked.data["nama"],
        "phone": asked.data["telepon"],
        "address": asked.data["alamat"],
        "area": asked.data["wilayah"],
        "always_open": asked.data["buka"],
        "today": today(),
    }


KEEP_CARE: Act[None] = Act(
    "claims_care",
    gettext_lazy("Tambah atau perbarui fasilitas"),
    keep_care,
    _given,
    gettext_lazy("Fasilitas dicatat."),
    form=CareForm,
    facts=lambda actor, nothing: {"actor": actor},
)
care = form_page(KEEP_CARE, care_page)
