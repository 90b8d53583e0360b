"""Predicted, decided, paid: by branch and period, and how long families waited."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.selectors import area_names
from payung.audit.clock import today
from payung.claims.entitlement.words import COMPONENT_WORDS, between
from payung.claims.figures import selectors as figures
from payung.claims.ground import selectors
from payung.claims.ground.pages import crumbs
from payung.claims.ground.school import school_year_words
from payung.claims.ground.stages import HELPERS
from payung.claims.scholarship.services import forecast
from payung.ui.format import write_month, write_rupiah
from payung.ui.parts import Column, Crumb, Fact

FEWEST = 5
"""Fewer deaths than this are not told apart by kelurahan outside the offices of the cases."""


class StatisticsFilter(forms.Form):
    """Year, branch and how time is put together; kept in the URL."""

    tahun = forms.TypedChoiceField(
        label=gettext_lazy("Tahun keputusan"), coerce=int, required=False
    )
    cabang = forms.ChoiceField(label=gettext_lazy("Cabang BPJS"), required=False)
    kelompok = forms.ChoiceField(
        label=gettext_lazy("Per"),
        choices=(
            ("bulan", gettext_lazy("Bulan")),
            ("triwulan", gettext_lazy("Triwulan")),
            ("tahun", gettext_lazy("Tahun")),
        ),
        required=False,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("Semua"))
        years = [(str(year), str(year)) for year in figures.decision_years(actor)]
        branches = [(name, name) for name in figures.branches(actor)]
        self.fields["tahun"].choices = [every, *years]  # type: ignore[attr-defined]
        self.fields["cabang"].choices = [every, *branches]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        if not self.is_valid():
            return {}
        data = self.cleaned_data
        return {
            "year": data["tahun"] or 0,
            "branch": data["cabang"],
            "period": data["kelompok"] or "bulan",
        }


@page(*HELPERS, Role.BPJS, Role.AUDITOR, Role.APPROVER)
def statistics(request: HttpRequest) -> HttpResponse:
    """What the law says against what BPJS decided and paid; nothing here names a family."""
    actor = actor_of_request(request)
    form = StatisticsFilter(request.GET, actor=actor)
    wanted = form.wanted()
    rows = figures.decided(actor, **wanted)
    year = wanted.get("year") or today().year
    context = {
        "filter_form": form,
        "rows": [_decided_row(row, wanted.get("period", "bulan")) for row in rows],
        "columns": _decided_columns(),
        "money": [
            row | {"component": COMPONENT_WORDS[row["component"]]}
            for row in selectors.reconciliation(actor)
        ],
        "money_columns": _money_columns(),
        "scholarships": _scholarship_facts(actor),
        "years": [
            row | {"school_year": school_year_words(row["school_year"])} for row in forecast(actor)
        ],
        "year_columns": [
            Column("school_year", _("Tahun ajaran")),
            Column("children", _("Anak"), "count"),
            Column("planned_rp", _("Jumlah"), "rupiah"),
        ],
        "year": str(year),
        "may_compare": actor.role != Role.BPJS,
        "crumbs": crumbs(Crumb(_("Hitungan dan pembayaran"))),
        **_delays(actor, year),
    }
    return render(request, "claims/statistics.html", context)


def _decided_row(row: dict[str, Any], period: str) -> dict[str, Any]:
    day: date = row["period"]
    words = {
        "tahun": str(day.year),
        "triwulan": _("Triwulan %(n)d %(year)d") % {"n": (day.month + 2) // 3, "year": day.year},
    }
    return row | {
        "period": words.get(period) or write_month(day),
        "branch": row["decision__branch"] or _("Cabang belum dicatat"),
        "component": COMPONENT_WORDS[row["component"]],
        "expected": between(row["low"], row["high"]),
    }


def _decided_columns() -> list[Column]:
    return [
        Column("period", _("Keputusan")),
        Column("branch", _("Cabang BPJS")),
        Column("component", _("Manfaat")),
        Column("cases", _("Kasus"), "count"),
        Column("expected", _("Hitungan")),
        Column("granted", _("Putusan"), "rupiah"),
        Column("differing", _("Kasus berbeda"), "count"),
    ]


def _money_columns() -> list[Column]:
    return [
        Column("component", _("Manfaat")),
        Column("granted", _("Putusan"), "rupiah"),
        Column("paid", _("Dibayar"), "rupiah"),
        Column("open", _("Selisih"), "rupiah"),
    ]


def _scholarship_facts(actor: Actor) -> list[Fact]:
    found = figures.scholarships(actor)
    facts = [
        Fact(_("Seluruh rencana"), write_rupiah(found.planned_rp)),
        Fact(_("Masih akan datang"), write_rupiah(found.open_rp)),
        Fact(_("Sudah diajukan, menunggu"), write_rupiah(found.filed_rp)),
        Fact(_("Sudah dibayar"), write_rupiah(found.paid_rp)),
        Fact(_("Hak sudah berakhir"), write_rupiah(found.ended_rp)),
    ]
    if found.paid_otherwise_rp:
        facts.append(Fact(_("Dibayar lain dari rencana"), write_rupiah(found.paid_otherwise_rp)))
    return facts if found.planned_rp else []


def _delays(actor: Actor, year: int) -> dict[str, Any]:
    """The medians of a year's deaths; small kelurahan stay hidden from who works elsewhere."""
    whole, parts = figures.delays(actor, actor.area, date(year, 1, 1), date(year, 12, 31))
    open_to_all = actor.role in (*HELPERS, Role.AUDITOR)
    shown = [part for part in parts if open_to_all or part.deaths >= FEWEST]
    names = area_names([part.area for part in shown])
    return {
        "delay": whole,
        "delays": [
            {
                "area": names.get(part.area, part.area),
                "deaths": part.deaths,
                "notice": part.notice_days,
                "complete": part.complete_days,
                "paid": part.paid_days,
            }
            for part in shown
        ],
        "delay_columns": [
            Column("area", _("Kelurahan")),
            Column("deaths", _("Kematian"), "count"),
            Column("notice", _("Hari sampai laporan"), "count"),
            Column("complete", _("Hari sampai berkas lengkap"), "count"),
            Column("paid", _("Hari sampai dibayar"), "count"),
        ],
        "some_hidden": len(shown) < len(parts),
    }
