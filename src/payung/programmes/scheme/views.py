"""Pages that make a programme: terms, rules, quotas, payers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from payung.accounts.scope import actor_of_request
from payung.audit import clock
from payung.kernel.errors import PayungError, Stale
from payung.programmes.ground.answers import tried
from payung.programmes.ground.crumbs import crumb_of, home
from payung.programmes.ground.selectors import get_programme
from payung.programmes.models import Programme
from payung.programmes.rules.criteria import starting_rules
from payung.programmes.rules.rulebook import boxes, rule_book
from payung.programmes.scheme import services
from payung.programmes.scheme.forms import CriteriaForm, PayerForm, QuotaForm, TermsForm, terms_of
from payung.programmes.scheme.payers import add_payer, payers
from payung.programmes.scheme.services import is_open
from payung.ui.forms import PayungForm
from payung.ui.parts import Column, Crumb, Difference


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programme_new(request: HttpRequest) -> HttpResponse:
    """A new programme; its rules start as the example of its category."""
    actor = actor_of_request(request)
    year = clock.today().year
    start = {"tahun": year + 1, "penghasilan": 1_000_000, "skema": "bpu"}
    form = TermsForm(request.POST or None, actor=actor, today_year=year, initial=start)
    if request.method == "POST" and form.is_valid():
        wanted = form.wanted()
        made = tried(
            form,
            lambda: services.create_programme(
                actor=actor,
                code=form.cleaned_data["kode"].strip().upper(),
                criteria=starting_rules(wanted["category"]),
                area=actor.area,
                quotas={},
                **wanted,
            ),
        )
        if made:
            messages.success(request, _("Program dibuat. Periksa kriterianya."))
            return redirect("programme_criteria", made.code)
    return _form_page(request, form, _("Buat program"), crumbs=[home(), Crumb(_("Buat program"))])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit(request: HttpRequest, code: str) -> HttpResponse:
    """The terms set right; who was overtaken by somebody else sees both versions."""
    actor = actor_of_request(request)
    found = get_programme(actor, code)
    data = _with_code(request, code)
    form = TermsForm(data, actor=actor, today_year=found.fiscal_year, initial=terms_of(found))
    form.fields["kode"].disabled = True
    form.initial["kode"] = code

    def save() -> Programme:
        return services.update_programme(
            actor=actor, programme=code, version=form.cleaned_data["versi"], changes=form.wanted()
        )

    return _saving(request, form, found, save, terms_of, _("Ubah program"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programme_criteria(request: HttpRequest, code: str) -> HttpResponse:
    """The rules of a programme, each with its basis."""
    actor = actor_of_request(request)
    found = get_programme(actor, code)

    def shown(programme: Programme) -> dict[str, Any]:
        return {"versi": programme.version, **boxes(programme.criteria, programme.basis)}

    form = CriteriaForm(request.POST or None, initial=shown(found))

    def save() -> Programme:
        return services.set_criteria(
            actor=actor,
            programme=code,
            version=form.cleaned_data["versi"],
            criteria=rule_book(form.cleaned_data, found.criteria),
        )

    return _saving(request, form, found, save, shown, _("Kriteria dan prioritas"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programme_quota(request: HttpRequest, code: str) -> HttpResponse:
    """Places per kelurahan or RT."""
    actor = actor_of_request(request)
    found = get_programme(actor, code)

    def shown(programme: Programme) -> dict[str, Any]:
        lines = [f"{q.area_id};{q.places}" for q in programme.quotas.order_by("area_id")]
        way = "daftar" if lines else "tanpa"
        return {"versi": programme.version, "cara": way, "daftar": "\n".join(lines)}

    form = QuotaForm(request.POST or None, initial=shown(found), programme=found)

    def save() -> Programme:
        return services.set_quotas(
            actor=actor,
            programme=code,
            version=form.cleaned_data["versi"],
            quotas=form.wanted(),
        )

    return _saving(request, form, found, save, shown, _("Kuota wilayah"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def payer_list(request: HttpRequest) -> HttpResponse:
    """Who pays here, and one more."""
    actor = actor_of_request(request)
    form = PayerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        added = tried(
            form,
            lambda: add_payer(
                actor=actor, code=wanted["kode"], name=wanted["nama"], source=wanted["asal"]
            ),
        )
        if added:
            messages.success(request, _("Pembayar ditambahkan."))
            return redirect("payer_list")
    names = dict(form.fields["asal"].choices)  # type: ignore[attr-defined]
    context = {
        "form": form,
        "columns": [
            Column("name", _("Pembayar")),
            Column("source", _("Asal dana")),
            Column("public", _("Uang publik")),
        ],
        "rows": [
            {
                "name": payer.name,
                "source": names.get(payer.source, payer.source),
                "public": _("Ya") if payer.public else _("Bukan"),
            }
            for payer in payers(actor)
        ],
        "crumbs": [home(), Crumb(_("Pembayar"))],
    }
    return render(request, "programmes/payers.html", context, status=422 if form.errors else 200)


def _saving(
    request: HttpRequest,
    form: PayungForm,
    found: Programme,
    save: Any,
    shown: Any,
    title: str,
) -> HttpResponse:
    """Saves and goes back to the programme; a stale save shows what the other clerk wrote."""
    differences: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except Stale as error:
            now = get_programme(actor_of_request(request), found.code)
            differences = _compared(form, shown(now))
            form.data = {**form.data.dict(), "versi": str(now.version)}  # type: ignore[attr-defined]
            form.add_error(None, error.sentence)
        except PayungError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Program disimpan."))
            return redirect("programme_detail", found.code)
    crumbs = [
        home(), crumb_of(found), Crumb(title),
    ]  # fmt: skip
    return _form_page(request, form, title, found, crumbs, differences)


def _form_page(
    request: HttpRequest,
    form: PayungForm,
    title: str,
    programme: Programme | None = None,
    crumbs: list[Crumb] | None = None,
    differences: list[Difference] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "programme": programme,
        "open": programme is None or is_open(programme),
        "differences": differences,
        "crumbs": crumbs,
    }
    return render(request, "programmes/making.html", context, status=422 if form.errors else 200)


def _compared(form: PayungForm, saved: Mapping[str, Any]) -> list[Difference]:
    """What stands now beside what was filled in, for the boxes in which they differ."""
    pairs = [
        Difference(
            field.label or name, _as_text(saved.get(name)), _as_text(form.cleaned_data.get(name))
        )
        for name, field in form.fields.items()
        if name != "versi"
    ]  # fmt: skip
    return [pair for pair in pairs if pair.differs]


def _as_text(value: Any) -> str:
    return "" if value in (None, False) else str(value)


def _with_code(request: HttpRequest, code: str) -> Any:
    if request.method != "POST":
        return None
    data = request.POST.copy()
    data["kode"] = code
    return data
