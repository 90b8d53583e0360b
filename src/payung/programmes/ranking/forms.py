"""Filters of a ranking."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from payung.areas.selectors import areas_in, within
from payung.kernel.area import AreaKind
from payung.programmes.models import Outcome, Ranked


class RankedFilter(forms.Form):
    """Name, outcome and kelurahan, kept in the URL."""

    q = forms.CharField(label=_("Nama"), required=False)
    hasil = forms.ChoiceField(
        label=_("Hasil"), choices=[("", _("Semua")), *Outcome.choices], required=False
    )
    kelurahan = forms.ChoiceField(label=_("Kelurahan"), required=False)

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = areas_in(area, AreaKind.KELURAHAN, former=True).order_by("name")
        names = [(code, name) for code, name in rows.values_list("code", "name")]
        self.fields["kelurahan"].choices = [("", _("Semua")), *names]  # type: ignore[attr-defined]


def filtered(places: QuerySet[Ranked], form: RankedFilter) -> QuerySet[Ranked]:
    """The places that the filters of the address leave."""
    if not form.is_valid():
        return places
    wanted: dict[str, Any] = form.cleaned_data
    if wanted["q"]:
        places = places.filter(person__name__icontains=wanted["q"])
    if wanted["hasil"]:
        places = places.filter(outcome=wanted["hasil"])
    if code := wanted["kelurahan"]:
        places = places.filter(**within(code))
    return places
