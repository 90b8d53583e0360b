"""Pages of mid-year changes: the history, a proposal, and the decision on it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, acts_view, form_page, offers
from payung.accounts.pages import EVERYONE, page
from payung.accounts.scope import Actor, actor_of_request
from payung.kernel.month import Month
from payung.programmes.ground.crumbs import crumb_of, home
from payung.programmes.ground.selectors import budget, get_programme
from payung.programmes.models import Programme, TermsChange, TermsState
from payung.programmes.scheme.services import is_open
from payung.programmes.terms import services
from payung.programmes.terms.services import terms_changes
from payung.ui.format import write_count, write_date, write_month, write_rupiah
from payung.ui.forms import MonthChoiceField, PayungForm, RupiahField
from payung.ui.parts import Column, Crumb, Fact


class TermsChangeForm(PayungForm):
    """New places, ceiling and last month, with the paper behind them."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    orang = forms.IntegerField(label=gettext_lazy("Jumlah tempat"), min_value=1)
    pagu = RupiahField(label=gettext_lazy("Pagu seluruh masa program"))
    dasar = forms.CharField(
        label=gettext_lazy("Dasar perubahan"),
        max_length=160,
        help_text=gettext_lazy("Misalnya nomor DPPA atau perubahan Perwal."),
    )
    alasan = forms.CharField(label=gettext_lazy("Alasan"), max_length=200)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        end = Month.of(programme.fiscal_year, 12)
        self.fields["bulan_terakhir"] = MonthChoiceField(
            label=gettext_lazy("Bulan terakhir"),
            first=programme.first_month,
            last=max(end, programme.last_month),
        )
        self.order_fields(("versi", "orang", "pagu", "bulan_terakhir", "dasar", "alasan"))

    def terms(self) -> services.NewTerms:
        data = self.cleaned_data
        return services.NewTerms(
            headcount=data["orang"],
            ceiling_rp=data["pagu"],
            last_month=data["bulan_terakhir"],
            basis=data["dasar"],
            reason=data["alasan"],
        )


def terms_page(request: HttpRequest, code: str) -> HttpResponse:
    """What changed in mid-year and what waits, and the form that proposes a change."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    changes = list(terms_changes(actor).filter(programme=programme))
    waiting = [
        change
        for change in changes
        if change.state == TermsState.PROPOSED and not hasattr(change, "extension")
    ]
    context = {
        "programme": programme,
        "offers": offers(request, programme, (PROPOSE,), code=code),
        "running": not is_open(programme),
        "waiting": [
            (_facts(one), offers(request, programme, (APPROVE, REFUSE), change_id=one.pk))
            for one in waiting
        ],
        "money": budget(actor, programme),
        "rows": [_row(change) for change in changes],
        "columns": _columns(),
        "crumbs": [home(), crumb_of(programme), Crumb(_("Perubahan tengah tahun"))],
    }
    return render(request, "programmes/terms.html", context)


def _may_propose(actor: Actor, programme: Programme) -> bool:
    waiting = terms_changes(actor).filter(programme=programme, state=TermsState.PROPOSED)
    return not is_open(programme) and not waiting.exists()


PROPOSE: Act[Programme] = Act(
    "programme_terms",
    gettext_lazy("Usulkan"),
    services.propose_terms,
    lambda asked: {
        "programme": asked.thing.code,
        "version": asked.data["versi"],
        "terms": asked.form.terms(),
    },
    gettext_lazy("Perubahan diusulkan. Pejabat lain memutuskannya."),
    form=TermsChangeForm,
    facts=lambda actor, programme: {"initial": _now(programme), "programme": programme},
    offered=_may_propose,
)
terms = form_page(PROPOSE, page(*EVERYONE)(terms_page), get_programme)


def change_page(request: HttpRequest, change_id: int) -> HttpResponse:
    """The page of the programme whose change waits for a decision."""
    change = terms_changes(actor_of_request(request)).filter(pk=change_id).first()
    if change is None:
        raise Http404
    return terms_page(request, change.programme_id)


_answer = partial(
    Act[Programme],
    given=lambda asked: {"change_id": asked.where["change_id"]},
    said=gettext_lazy("Keputusan dicatat."),
    address="terms_decide",
    then=lambda asked, change: reverse("programme_terms", args=[change.programme_id]),
)
APPROVE = _answer("setujui", gettext_lazy("Setujui perubahan"), services.approve_terms)
REFUSE = _answer("tolak", gettext_lazy("Tidak setuju"), services.refuse_terms)
decide = acts_view((APPROVE, REFUSE), change_page, kind=form_page)


def _now(programme: Programme) -> dict[str, Any]:
    return {
        "versi": programme.version,
        "orang": programme.headcount,
        "pagu": programme.ceiling_rp,
        "bulan_terakhir": str(programme.last_month),
    }


def _facts(change: TermsChange) -> list[Fact]:
    """What stands and what shall stand."""

    def pair(before: str, after: str) -> str:
        return before if before == after else f"{before} → {after}"

    return [
        Fact(
            _("Jumlah tempat"),
            pair(write_count(change.headcount_before), write_count(change.headcount)),
        ),
        Fact(
            _("Pagu"), pair(write_rupiah(change.ceiling_before_rp), write_rupiah(change.ceiling_rp))
        ),
        Fact(
            _("Bulan terakhir"),
            pair(write_month(change.last_month_before), write_month(change.last_month)),
        ),
        Fact(_("Dasar perubahan"), change.basis),
        Fact(_("Alasan"), change.reason),
    ]


def _row(change: TermsChange) -> dict[str, Any]:
    facts = {str(fact.label): fact.value for fact in _facts(change)}
    return {
        "basis": change.basis,
        "state": change.get_state_display(),
        "places": facts[_("Jumlah tempat")],
        "ceiling": facts[_("Pagu")],
        "last": facts[_("Bulan terakhir")],
        "made": write_date(change.made_at),
        "rows": write_count(change.rows_planned - change.rows_withdrawn),
    }


def _columns() -> list[Column]:
    return [
        Column("basis", _("Dasar perubahan")),
        Column("state", _("Keadaan")),
        Column("places", _("Jumlah tempat")),
        Column("ceiling", _("Pagu")),
        Column("last", _("Bulan terakhir")),
        Column("made", _("Diusulkan")),
        Column("rows", _("Catatan bulan bertambah")),
    ]
