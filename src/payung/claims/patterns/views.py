"""Patterns of death, for the second examiner alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.accounts.selectors import names_of
from payung.claims.ground.pages import crumbs
from payung.claims.patterns.selectors import (
    Covered,
    Pattern,
    clusters,
    covered,
    early_deaths,
    examinations,
    note_examination,
)
from payung.ui.format import write_count, write_moment
from payung.ui.forms import PayungForm
from payung.ui.parts import Column, Crumb, Happening

MOST_ROWS = 30


class ExaminationForm(PayungForm):
    """Which pattern was examined, and what was found."""

    pola = forms.ChoiceField(label=gettext_lazy("Pola yang diperiksa"))
    hasil = forms.CharField(label=gettext_lazy("Hasil pemeriksaan"), max_length=300)


@page_for(Role.AUDITOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def patterns(request: HttpRequest) -> HttpResponse:
    """Early deaths and clusters, each beside the expected number; for the Inspektorat alone."""
    actor = actor_of_request(request)
    people = covered(actor)
    early, groups = early_deaths(people), clusters(people)
    form = ExaminationForm(request.POST or None)
    choices = [("awal", _("Kematian dalam 90 hari pertama"))]
    choices += [(one.key, one.name) for found in groups.values() for one in found[:MOST_ROWS]]
    form.fields["pola"].choices = choices  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        note_examination(actor=actor, pattern=data["pola"], note=data["hasil"])
        messages.success(request, _("Pemeriksaan dicatat. Klaim keluarga tetap berjalan."))
        return redirect("claims_patterns")
    notes = list(examinations(actor)[:MOST_ROWS])
    named = dict(choices)
    who = names_of(note.noted_by for note in notes)
    context = {
        "early": early,
        "expected": _expected(early.expected),
        "early_rows": [_early_line(one) for one in people if one.early],
        "early_columns": _early_columns(),
        "groups": [
            (words, [_line(one) for one in groups[kind][:MOST_ROWS]])
            for kind, words in (
                ("pengumpul", _("Pengumpul daftar")),
                ("rt", _("RT")),
                ("kelurahan", _("Kelurahan")),
            )
        ],
        "columns": _columns(),
        "form": form,
        "notes": [
            Happening(
                write_moment(note.noted_at),
                named.get(note.pattern, note.pattern),
                who.get(note.noted_by, ""),
                note.note,
            )
            for note in notes
        ],
        "crumbs": crumbs(Crumb(_("Pola kematian"))),
    }
    return render(request, "claims/patterns.html", context, status=422 if form.errors else 200)


def _line(one: Pattern) -> dict[str, Any]:
    return {
        "name": one.name,
        "people": one.people,
        "deaths": one.deaths,
        "expected": _expected(one.expected),
        "chance": _chance(one.chance),
    }


def _chance(chance: float) -> str:
    """A probability as people read it."""
    if chance > 0.1:
        return _("biasa")
    return _("1 dari %(n)s") % {"n": write_count(round(1 / max(chance, 1e-6)))}


def _expected(number: float) -> str:
    """One decimal, two where one would be nought."""
    return f"{number:.{1 if number >= 0.1 else 2}f}".replace(".", ",")


def _columns() -> list[Column]:
    return [
        Column("name", _("Kelompok")),
        Column("people", _("Peserta"), "count"),
        Column("deaths", _("Kematian"), "count"),
        Column("expected", _("Perkiraan wajar")),
        Column("chance", _("Kebetulan")),
    ]


def _early_line(one: Covered) -> dict[str, Any]:
    return {
        "href": reverse("claim", args=[one.case]) if one.case else "",
        "name": one.name,
        "began": one.began,
        "died_on": one.died_on,
        "days": one.days,
    }


def _early_columns() -> list[Column]:
    return [
        Column("name", _("Nama")),
        Column("began", _("Bulan pertama"), "date"),
        Column("died_on", _("Meninggal"), "date"),
        Column("days", _("Hari sejak awal"), "count"),
    ]
