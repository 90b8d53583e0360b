"""The auditor's page: whom the money still followed, and everything of one span as an archive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, act_view, form_page, offer, offers
from payung.accounts.models import Role
from payung.accounts.pages import open_to, page
from payung.accounts.scope import Actor, actor_of_request
from payung.audit import clock
from payung.kernel.month import Month
from payung.payments.audit.followup import open_findings
from payung.payments.audit.observations import Observation, observations
from payung.payments.audit.pack import audit_pack
from payung.payments.continuity.export import export_people
from payung.payments.ground.packing import workbook
from payung.payments.ground.pages import crumbs
from payung.payments.models import FindingKind
from payung.programmes.ground.selectors import get_programme, programmes
from payung.programmes.models import Programme
from payung.ui.downloads import file_answer
from payung.ui.format import DASH, short_months
from payung.ui.forms import MonthChoiceField, PayungForm
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb

AUDIT_READERS = (Role.AUDITOR, Role.OPERATOR)


class ObservationFilter(forms.Form):
    """Which kind to show."""

    jenis = forms.ChoiceField(
        label=gettext_lazy("Temuan"),
        choices=[("", gettext_lazy("Semua")), *FindingKind.choices],
        required=False,
    )


class PackForm(PayungForm):
    """One span of one programme, and how many rows to draw with which seed."""

    sampel = forms.IntegerField(
        label=gettext_lazy("Jumlah sampel"), min_value=1, max_value=5000, initial=60
    )
    benih = forms.IntegerField(
        label=gettext_lazy("Benih sampel"),
        min_value=0,
        initial=1,
        help_text=gettext_lazy("Angka apa saja. Benih yang sama memberi sampel yang sama."),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        span = {"first": programme.first_month, "last": programme.last_month}
        self.fields["dari"] = MonthChoiceField(label=gettext_lazy("Dari bulan"), **span)
        self.fields["sampai"] = MonthChoiceField(
            label=gettext_lazy("Sampai bulan"), initial=str(programme.last_month), **span
        )
        self.order_fields(["dari", "sampai", "sampel", "benih"])


@page(*AUDIT_READERS)
def audit(request: HttpRequest) -> HttpResponse:
    """What is found today by kind, and the ways to the register and to each archive."""
    actor = actor_of_request(request)
    form = ObservationFilter(request.GET or None)
    kind = form.cleaned_data["jenis"] if form.is_valid() else ""
    found = [observation for observation in observations(actor) if kind in ("", observation.kind)]
    if request.GET.get("berkas") == "xlsx":
        rows = [_observed(observation) for observation in found]
        content = export_people(actor=actor, title=_("Pemeriksaan"), columns=_columns(), rows=rows)
        return workbook(content, "yang-seharusnya-tidak-dibayar.xlsx")
    shown = paged(request, found)
    context = {
        "filter_form": form,
        "query": f"jenis={kind}",
        "page": shown,
        "rows": [_observed(observation) for observation in shown],
        "columns": _columns(),
        "people": len({observation.person_id for observation in found}),
        "amount_rp": sum(observation.amount_rp for observation in found),
        "perhaps_rp": sum(observation.perhaps_rp for observation in found),
        "after_known": sum(observation.after_known for observation in found),
        "programmes": programmes(actor),
        "offers": offers(request, None, (OPEN_ALL,)) if found else {},
        "crumbs": crumbs(Crumb(_("Pemeriksaan"))),
    }
    return render(request, "payments/audit.html", context)


def _columns() -> list[Column]:
    return [
        Column("name", _("Nama")),
        Column("kind", _("Temuan")),
        Column("happened", _("Tanggal kejadian")),
        Column("known_on", _("Diketahui kota"), "date"),
        Column("payers", _("Pembayar")),
        Column("span", _("Bulan")),
        Column("months", _("Jumlah bulan"), "count"),
        Column("after_known", _("Di antaranya sesudah diketahui"), "count"),
        Column("amount_rp", _("Iuran"), "rupiah"),
        Column("perhaps_months", _("Mungkin sesudahnya, bulan"), "count"),
        Column("perhaps_rp", _("Mungkin sesudahnya, iuran"), "rupiah"),
    ]


def _observed(observation: Observation) -> dict[str, Any]:
    named = ("name", "known_on", "payers", "months", "after_known", "amount_rp",
             "perhaps_months", "perhaps_rp")  # fmt: skip
    return {name: getattr(observation, name) for name in named} | {
        "happened": str(observation.happened) if observation.happened else DASH,
        "href": reverse("person", args=[observation.person_id]),
        "kind": observation.kind.label,
        "span": short_months(observation.first, observation.last),
    }


OPEN_ALL: Act[None] = Act(
    "findings_open",
    gettext_lazy("Catat semuanya ke daftar temuan"),
    open_findings,
    lambda asked: {"on": clock.today()},
    lambda new: _("%(n)d temuan baru dicatat.") % {"n": new},
    then=lambda asked, new: reverse("findings"),
)
open_all = act_view(OPEN_ALL, audit)


def pack_page(request: HttpRequest, code: str) -> HttpResponse:
    """The archive of one span; each one is noted."""
    programme = get_programme(actor_of_request(request), code)
    context = {"offer": offer(request, programme, PACK, code=code), "programme": programme}
    return render(request, "payments/pack.html", context)


@open_to(*AUDIT_READERS)
def _archive(*, actor: Actor, code: str, wanted: Mapping[str, Any]) -> HttpResponse:
    first, last = Month(wanted["dari"].ordinal), Month(wanted["sampai"].ordinal)
    content = audit_pack(
        actor=actor, programme=code, first=first, last=last, seed=wanted["benih"],
        sample=wanted["sampel"],
    )  # fmt: skip
    return file_answer(content, f"pemeriksaan-{code}-{first}-{last}.zip", "application/zip")


PACK: Act[Programme] = Act(
    "audit_pack",
    gettext_lazy("Unduh arsip"),
    _archive,
    lambda asked: {"code": asked.thing.code, "wanted": asked.data},
    "",
    form=PackForm,
    facts=lambda actor, programme: {"programme": programme},
    again=True,
)
pack = form_page(PACK, pack_page, get_programme)
