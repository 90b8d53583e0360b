"""What a new regulation would change here: which cases and whose contributions, by how many rupiah.

The question stands in the address: one value of the law, what it becomes, from which day. Without
it the page tells what the city's own decisions change. Nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.audit.clock import today
from payung.claims.entitlement.columns import due_of_cases
from payung.claims.ground.pages import crumbs
from payung.claims.ground.stages import HELPERS
from payung.kernel.month import Month
from payung.law.jamsostek import load
from payung.law.jamsostek.decisions import choices, what_if
from payung.law.jamsostek.iuran import contribution
from payung.law.jamsostek.law import Law, build, city_overlay
from payung.ledger.selectors import person_months
from payung.programmes.ground.cost import SECTOR
from payung.programmes.ground.selectors import programmes
from payung.ui.parts import Column, Crumb

READERS = (*HELPERS, Role.AUDITOR, Role.APPROVER)
MOST = 200
"""Cases that the page names; its sums are of all."""

_SUMS = ("cash_low_rp", "cash_high_rp", "care_high_rp", "beasiswa_high_rp")


class CompareFilter(forms.Form):
    """One value of the law, and what it becomes from a day on; kept in the address."""

    nilai = forms.ChoiceField(label=gettext_lazy("Nilai"), required=False)
    menjadi = forms.IntegerField(
        label=gettext_lazy("Menjadi"), min_value=0, max_value=10**12, required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    sejak = forms.DateField(
        label=gettext_lazy("Sejak, TTTT-BB-HH"), required=False, input_formats=("%Y-%m-%d",),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        english = get_language() == "en"
        every = [("", _("Keputusan kota yang berlaku"))]
        self.fields["nilai"].choices = [*every, *choices(english=english)]  # type: ignore[attr-defined]

    def laws(self) -> tuple[Law, Law] | None:
        """Before and after; None while the question is not whole."""
        if not self.is_valid():
            return None
        asked = self.cleaned_data
        if not asked["nilai"]:
            return build(), load()
        if asked["menjadi"] is None or asked["sejak"] is None:
            return None
        what = f"{asked['nilai']}={asked['menjadi']}"
        return load(), what_if(city_overlay(), what, asked["sejak"])


@page(*READERS)
def comparison(request: HttpRequest) -> HttpResponse:
    """Each case that another law pays differently, and what each programme would pay."""
    actor = actor_of_request(request)
    form = CompareFilter(request.GET)
    laws = form.laws()
    rows = list(_cases(actor, *laws)) if laws else []
    gains = [row["cash"] for row in rows]
    context = {
        "filter_form": form,
        "asked": laws is not None,
        "rows": rows[:MOST],
        "columns": [
            Column("number", _("Kasus")),
            Column("before", _("Uang keluarga sekarang"), "rupiah"),
            Column("after", _("Sesudahnya"), "rupiah"),
            Column("cash", _("Naik atau turun"), "rupiah"),
            Column("care", _("Biaya naik atau turun"), "rupiah"),
            Column("scholarship", _("Beasiswa naik atau turun"), "rupiah"),
        ],
        "gain": sum(one > 0 for one in gains),
        "gain_rp": sum(one for one in gains if one > 0),
        "loss": sum(one < 0 for one in gains),
        "loss_rp": -sum(one for one in gains if one < 0),
        "members": list(_members(actor, *laws)) if laws else [],
        "member_columns": [
            Column("programme", _("Program")),
            Column("members", _("Peserta bulan ini"), "count"),
            Column("before", _("Iuran seorang sekarang"), "rupiah"),
            Column("after", _("Sesudahnya"), "rupiah"),
            Column("month", _("Sebulan naik atau turun"), "rupiah"),
        ],
        "crumbs": crumbs(Crumb(_("Bandingkan peraturan"))),
    }
    return render(request, "claims/comparison.html", context)


def _cases(actor: Actor, before: Law, after: Law) -> Iterator[dict[str, Any]]:
    """The cases that differ, the largest differences first; each leads to its page."""
    one, other = due_of_cases(actor, before), due_of_cases(actor, after)
    both = one.select("case", *_SUMS).join(other.select("case", *_SUMS), on="case", suffix="_b")
    rows = [row for row in both.to_dicts() if any(row[n] != row[f"{n}_b"] for n in _SUMS)]
    rows.sort(key=lambda row: -abs(row["cash_high_rp_b"] - row["cash_high_rp"]))
    for row in rows:
        yield {
            "number": _("Kasus %(number)d") % {"number": row["case"]},
            "href": reverse("claim", args=[row["case"]]),
            "before": row["cash_high_rp"],
            "after": row["cash_high_rp_b"],
            "cash": row["cash_high_rp_b"] - row["cash_high_rp"],
            "care": row["care_high_rp_b"] - row["care_high_rp"],
            "scholarship": row["beasiswa_high_rp_b"] - row["beasiswa_high_rp"],
        }


def _members(actor: Actor, before: Law, after: Law) -> Iterator[dict[str, Any]]:
    """Programmes whose contribution differs this month; a rate that is open counts at its most."""
    month = Month.containing(today())
    held = person_months(actor).filter(month=month).values_list("scheme")
    counts = dict(held.annotate(n=Count("person", distinct=True)).order_by())
    for programme in programmes(actor).exclude(segment="jakon").select_related("payer"):
        sums = [
            contribution(
                month, programme.base_rp, SECTOR, programme.payer.source, programme.segment,
                jht=programme.jht, law=law,
            )
            for law in (before, after)
        ]  # fmt: skip
        old, new = (one.total_high or one.total_low for one in sums)
        people = counts.get(programme.code, 0)
        if old != new:
            yield {
                "programme": programme.name,
                "members": people,
                "before": old,
                "after": new,
                "month": people * (new - old),
            }
