"""The page of a mid-year extension: what so many more people would mean, then the proposal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, form_page, offers
from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.audit import clock
from payung.kernel.month import Month
from payung.programmes.amendments.extension import (
    MOST,
    ExtensionPlan,
    ExtensionTerms,
    extension_plan,
    propose_extension,
)
from payung.programmes.ground.crumbs import crumb_of, home
from payung.programmes.ground.selectors import budget, get_programme
from payung.programmes.models import Programme
from payung.ui.format import write_count, write_month, write_rupiah
from payung.ui.forms import MonthChoiceField, PayungForm
from payung.ui.parts import Column, Crumb, Fact


class PlanForm(PayungForm):
    """How many more people, from which month; kept in the address."""

    orang = forms.IntegerField(
        label=gettext_lazy("Tambahan orang"), min_value=1, max_value=MOST
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bulan"] = MonthChoiceField(
            label=gettext_lazy("Mulai bulan"), first=programme.first_month,
            last=programme.last_month,
        )  # fmt: skip
        following = min(Month.containing(clock.today()) + 1, programme.last_month)
        self.initial.setdefault("bulan", str(following))


class ExtensionForm(PlanForm):
    """The same with its paper and its reason."""

    dasar = forms.CharField(
        label=gettext_lazy("Dasar perubahan"), max_length=160,
        help_text=gettext_lazy("Nomor DPPA atau perubahan Perwal."),
    )  # fmt: skip
    alasan = forms.CharField(label=gettext_lazy("Alasan"), max_length=200)

    def terms(self) -> ExtensionTerms:
        data = self.cleaned_data
        return ExtensionTerms(
            people=data["orang"], first_month=data["bulan"], basis=data["dasar"],
            reason=data["alasan"],
        )  # fmt: skip


READERS = (Role.OPERATOR, Role.APPROVER, Role.FINANCE, Role.AUDITOR)


def extension_page(request: HttpRequest, code: str) -> HttpResponse:
    """Cost by month and account, kelurahan, waiting time, and what December and next year ask."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    asked = PlanForm(request.GET or None, programme=programme)
    plan = None
    acts = offers(request, programme, (EXTEND,), code=code)
    if asked.is_valid():
        wanted = asked.cleaned_data
        plan = extension_plan(actor, programme, wanted["orang"], wanted["bulan"], clock.today())
        if (mine := acts.get("programme_extension")) and not mine.refused:
            mine.form.initial = {"orang": wanted["orang"], "bulan": str(wanted["bulan"])}
    context = {
        "programme": programme,
        "asked": asked,
        "plan": plan,
        "offers": acts,
        **(_shown(actor, programme, plan, asked.cleaned_data["orang"]) if plan else {}),
        "crumbs": [home(), crumb_of(programme), Crumb(_("Perluasan tengah tahun"))],
    }
    return render(request, "programmes/extension.html", context)


EXTEND: Act[Programme] = Act(
    "programme_extension",
    gettext_lazy("Usulkan perluasan"),
    propose_extension,
    lambda asked: {
        "programme": asked.thing.code,
        "terms": asked.form.terms(),
        "on": clock.today(),
    },
    gettext_lazy("Perluasan diusulkan. Pejabat lain memutuskannya."),
    form=ExtensionForm,
    facts=lambda actor, programme: {"programme": programme},
    then=lambda asked, made: reverse("amendment", args=[made.pk]),
)
extension = form_page(EXTEND, page(*READERS)(extension_page), get_programme)


def _shown(actor: Actor, programme: Programme, plan: ExtensionPlan, wanted: int) -> dict[str, Any]:
    people = len(plan.places)
    december = plan.by_month[-1]
    facts = [
        Fact(_("Yang memenuhi syarat dan belum masuk"), write_count(plan.able)),
        Fact(_("Yang bisa masuk"), write_count(people)),
        Fact(_("Iuran sampai akhir program"), write_rupiah(plan.total_rp)),
        *(
            Fact(f"{component.upper()} ({programme.accounts.get(component, '–')})",
                 write_rupiah(amount))
            for component, amount in plan.by_component.items()
        ),
        Fact(_("Sisa batas program sekarang"), write_rupiah(budget(actor, programme).free_rp)),
        Fact(
            _("Yang sudah peserta"),
            _("%(members)s orang meneruskan masa iurnya") % {"members": write_count(plan.members)},
        ),
        Fact(
            _("Yang baru"),
            _("%(people)s orang, santunan JKM penuh untuk kematian mulai %(month)s")
            % {"people": write_count(people - plan.members), "month": write_month(plan.full_from)},
        ),
        Fact(
            _("Daftar bayar %(month)s") % {"month": write_month(december[0])},
            write_rupiah(sum(december[1].values())),
        ),
        Fact(_("Kalau diteruskan tahun depan, setahun"), write_rupiah(plan.next_year_rp)),
    ]  # fmt: skip
    return {
        "facts": facts,
        "missing": max(wanted - people, 0),
        "months": [
            {"month": write_month(month), **amounts, "sum": sum(amounts.values())}
            for month, amounts in plan.by_month
        ],
        "month_columns": [
            Column("month", _("Bulan")),
            *(Column(name, name.upper(), "rupiah") for name in plan.by_component),
            Column("sum", _("Jumlah"), "rupiah"),
        ],
        "kelurahan": [{"area": area, "people": n} for area, n in plan.by_kelurahan],
        "kelurahan_columns": [
            Column("area", _("Kelurahan")),
            Column("people", _("Orang"), "count"),
        ],
    }
