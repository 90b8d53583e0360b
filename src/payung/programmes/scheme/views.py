"""Pages that make a programme: terms, rules, quotas, payers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, form_page, offer, offers
from payung.accounts.pages import EVERYONE, page
from payung.accounts.scope import Actor, actor_of_request
from payung.audit import clock
from payung.kernel.errors import Stale
from payung.kernel.month import Month
from payung.ledger.payers import add_payer, payers
from payung.programmes.ground.crumbs import crumb_of, home
from payung.programmes.ground.selectors import get_programme
from payung.programmes.models import Programme
from payung.programmes.models.programme import lowest_base_rp
from payung.programmes.rules.criteria import starting_rules
from payung.programmes.rules.rulebook import boxes, rule_book
from payung.programmes.scheme import services
from payung.programmes.scheme.copying import TO_CHANGE, copy_programme, next_boxes
from payung.programmes.scheme.forms import CriteriaForm, PayerForm, QuotaForm, TermsForm, terms_of
from payung.programmes.scheme.services import is_open
from payung.ui.forms import PayungForm
from payung.ui.parts import Column, Crumb, Difference

Shown = Callable[[Programme], dict[str, Any]]
"""What a programme's form is filled with."""


def _making(
    request: HttpRequest, programme: Programme, act: Act[Programme], shown: Shown
) -> HttpResponse:
    """A form of a programme; who was overtaken by somebody else sees both versions."""
    sent = offer(request, programme, act, code=programme.code)
    differences: list[Difference] = []
    if sent.refused and isinstance(getattr(request, "refusal", None), Stale):
        form: Any = sent.form
        differences = _compared(form, shown(programme))
        form.data = {**form.data.dict(), "versi": str(programme.version)}
    context = {
        "offer": sent,
        "title": act.label,
        "programme": programme,
        "open": is_open(programme),
        "differences": differences,
        "crumbs": [home(), crumb_of(programme), Crumb(act.label)],
    }
    return render(request, "programmes/making.html", context)


_save = partial(
    Act[Programme],
    said=gettext_lazy("Program disimpan."),
    then=lambda asked, saved: reverse("programme_detail", args=[asked.thing.code]),
)


def new_page(request: HttpRequest) -> HttpResponse:
    """A new programme; its rules start as the example of its category."""
    title = _("Buat program")
    context = {
        "offer": offer(request, None, NEW),
        "title": title,
        "open": True,
        "crumbs": [home(), Crumb(title)],
    }
    return render(request, "programmes/making.html", context)


def _new_terms(actor: Actor, nothing: None) -> dict[str, Any]:
    """From the next month to the end of its year: fiscal year and months go together."""
    first = Month.containing(clock.today()) + 1
    start = {
        "tahun": first.year, "bulan_pertama": str(first),
        "bulan_terakhir": str(Month.of(first.year, 12)), "penghasilan": lowest_base_rp(),
        "skema": "bpu",
    }  # fmt: skip
    return {"actor": actor, "today_year": clock.today().year, "initial": start}


def _made(asked: Asked[None]) -> dict[str, Any]:
    wanted = asked.form.wanted()
    return {
        "code": asked.data["kode"].strip().upper(),
        "criteria": starting_rules(wanted["category"]),
        "area": asked.actor.area,
        "quotas": {},
        **wanted,
    }


NEW: Act[None] = Act(
    "programme_new",
    gettext_lazy("Simpan"),
    services.create_programme,
    _made,
    gettext_lazy("Program dibuat. Periksa kriterianya."),
    form=TermsForm,
    facts=_new_terms,
    then=lambda asked, made: reverse("programme_criteria", args=[made.code]),
)
programme_new = form_page(NEW, new_page)


def copy_page(request: HttpRequest, code: str) -> HttpResponse:
    """Next year's programme from this one; what must be looked at is marked."""
    programme = get_programme(actor_of_request(request), code)
    context = {
        "offer": offer(request, programme, COPY, code=code),
        "title": COPY.label,
        "programme": programme,
        "open": True,
        "copied": True,
        "crumbs": [home(), crumb_of(programme), Crumb(COPY.label)],
    }
    return render(request, "programmes/making.html", context)


def _copy_form(*, actor: Actor, programme: Programme, **sent: Any) -> TermsForm:
    start = next_boxes(programme)
    form = TermsForm(actor=actor, today_year=start["tahun"], initial=start, **sent)
    for name in TO_CHANGE:
        field = form.fields[name]
        mark = _("Periksa untuk tahun baru.")
        field.help_text = f"{mark} {field.help_text}".strip()
    return form


COPY: Act[Programme] = Act(
    "programme_copy",
    gettext_lazy("Salin untuk tahun berikutnya"),
    copy_programme,
    lambda asked: {
        "source": asked.thing.code,
        "code": asked.data["kode"].strip().upper(),
        **asked.form.wanted(),
    },
    gettext_lazy("Program tahun berikutnya dibuat. Periksa kriterianya."),
    form=_copy_form,
    facts=lambda actor, programme: {"actor": actor, "programme": programme},
    then=lambda asked, made: reverse("programme_criteria", args=[made.code]),
)
programme_copy = form_page(COPY, copy_page, get_programme)


def edit_page(request: HttpRequest, code: str) -> HttpResponse:
    """The terms set right."""
    return _making(request, get_programme(actor_of_request(request), code), EDIT, terms_of)


def _edit_form(*, actor: Actor, programme: Programme, **sent: Any) -> TermsForm:
    start = {**terms_of(programme), "kode": programme.code}
    form = TermsForm(actor=actor, today_year=programme.fiscal_year, initial=start, **sent)
    form.fields["kode"].disabled = True
    return form


EDIT = _save(
    "programme_edit",
    gettext_lazy("Ubah program"),
    services.update_programme,
    lambda asked: {
        "programme": asked.thing.code,
        "version": asked.data["versi"],
        "changes": asked.form.wanted(),
    },
    form=_edit_form,
    facts=lambda actor, programme: {"actor": actor, "programme": programme},
)
programme_edit = form_page(EDIT, edit_page, get_programme)


def criteria_page(request: HttpRequest, code: str) -> HttpResponse:
    """The rules of a programme, each with its basis."""
    return _making(request, get_programme(actor_of_request(request), code), CRITERIA, _rules)


def _rules(programme: Programme) -> dict[str, Any]:
    return {"versi": programme.version, **boxes(programme.criteria, programme.basis)}


CRITERIA = _save(
    "programme_criteria",
    gettext_lazy("Kriteria dan prioritas"),
    services.set_criteria,
    lambda asked: {
        "programme": asked.thing.code,
        "version": asked.data["versi"],
        "criteria": rule_book(dict(asked.data), asked.thing.criteria),
    },
    form=CriteriaForm,
    facts=lambda actor, programme: {"initial": _rules(programme)},
)
programme_criteria = form_page(CRITERIA, criteria_page, get_programme)


def quota_page(request: HttpRequest, code: str) -> HttpResponse:
    """Places per kelurahan or RT."""
    return _making(request, get_programme(actor_of_request(request), code), QUOTA, _quotas)


def _quotas(programme: Programme) -> dict[str, Any]:
    lines = [f"{q.area_id};{q.places}" for q in programme.quotas.order_by("area_id")]
    way = "daftar" if lines else "tanpa"
    return {"versi": programme.version, "cara": way, "daftar": "\n".join(lines)}


QUOTA = _save(
    "programme_quota",
    gettext_lazy("Kuota wilayah"),
    services.set_quotas,
    lambda asked: {
        "programme": asked.thing.code,
        "version": asked.data["versi"],
        "quotas": asked.form.wanted(),
    },
    form=QuotaForm,
    facts=lambda actor, programme: {"initial": _quotas(programme), "programme": programme},
)
programme_quota = form_page(QUOTA, quota_page, get_programme)


def payers_page(request: HttpRequest) -> HttpResponse:
    """Who pays here, and one more."""
    actor = actor_of_request(request)
    names = dict(PayerForm().fields["asal"].choices)  # type: ignore[attr-defined]
    context = {
        "offers": offers(request, None, (ADD_PAYER,)),
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
    return render(request, "programmes/payers.html", context)


ADD_PAYER: Act[None] = Act(
    "payer_list",
    gettext_lazy("Tambah pembayar"),
    add_payer,
    lambda asked: {
        "code": asked.data["kode"],
        "name": asked.data["nama"],
        "source": asked.data["asal"],
    },
    gettext_lazy("Pembayar ditambahkan."),
    form=PayerForm,
)
payer_list = form_page(ADD_PAYER, page(*EVERYONE)(payers_page))


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
