"""Pages of mid-year changes: the history, a proposal, and the decision on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from payung.accounts.scope import actor_of_request
from payung.kernel.errors import PayungError
from payung.kernel.month import Month
from payung.programmes.ground.crumbs import crumb_of, home
from payung.programmes.ground.selectors import budget, get_programme
from payung.programmes.models import Programme, TermsChange, TermsState
from payung.programmes.scheme.services import is_open
from payung.programmes.terms import services
from payung.programmes.terms.services import terms_changes
from payung.ui.format import write_count, write_date, write_month, write_rupiah
from payung.ui.forms import MonthField, PayungForm, RupiahField
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
        self.fields["bulan_terakhir"] = MonthField(
            label=gettext_lazy("Bulan terakhir"),
            first=programme.first_month,
            last=max(end, programme.last_month),
        )
        self.order_fields(("versi", "orang", "pagu", "bulan_terakhir", "dasar", "alasan"))

    def terms(self) -> services.NewTerms:
        found = self.cleaned_data
        return services.NewTerms(
            headcount=found["orang"],
            ceiling_rp=found["pagu"],
            last_month=found["bulan_terakhir"],
            basis=found["dasar"],
            reason=found["alasan"],
        )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest, code: str) -> HttpResponse:
    """What changed in mid-year and what waits; POST proposes a change."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    form = TermsChangeForm(request.POST or None, initial=_now(programme), programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            services.propose_terms(
                actor=actor,
                programme=code,
                version=form.cleaned_data["versi"],
                terms=form.terms(),
            )
        except PayungError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Perubahan diusulkan. Pejabat lain memutuskannya."))
            return redirect("programme_terms", code)
    changes = list(terms_changes(actor).filter(programme=programme))
    context = {
        "programme": programme,
        "form": form,
        "running": not is_open(programme),
        "waiting": [(c, _facts(c)) for c in changes if c.state == TermsState.PROPOSED],
        "money": budget(actor, programme),
        "rows": [_row(change) for change in changes],
        "columns": _columns(),
        "crumbs": [home(), crumb_of(programme), Crumb(_("Perubahan tengah tahun"))],
    }
    status = 422 if form.errors else 200
    return render(request, "programmes/terms.html", context, status=status)


@login_required
@require_POST
def decide(request: HttpRequest, change_id: int, answer: str) -> HttpResponse:
    """Approves or refuses a proposal; a refusal by the limits is told on the programme's page."""
    actor = actor_of_request(request)
    acts = {"setujui": services.approve_terms, "tolak": services.refuse_terms}
    if (act := acts.get(answer)) is None:
        raise Http404
    change = terms_changes(actor).filter(pk=change_id).first()
    try:
        change = act(actor=actor, change_id=change_id)
        messages.success(request, _("Keputusan dicatat."))
    except PayungError as error:
        if change is None:
            raise
        messages.error(request, error.sentence)
    return redirect("programme_terms", change.programme_id)


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
