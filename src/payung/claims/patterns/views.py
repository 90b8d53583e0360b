"""Patterns of death, for the second examiner alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, form_page, offer
from payung.accounts.scope import Actor, actor_of_request
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

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pola"].choices = choices  # type: ignore[attr-defined]


def patterns_page(request: HttpRequest) -> HttpResponse:
    """Early deaths and clusters, each beside the expected number; for the Inspektorat alone."""
    actor = actor_of_request(request)
    shown = _shown(actor)
    named = dict(_choices(shown))
    notes = list(examinations(actor)[:MOST_ROWS])
    who = names_of(note.noted_by for note in notes)
    context = {
        "early": shown.early,
        "expected": _expected(shown.early.expected),
        "early_rows": [_early_line(one) for one in shown.people if one.early],
        "early_columns": _early_columns(),
        "groups": [
            (words, [_line(one) for one in shown.groups[kind][:MOST_ROWS]])
            for kind, words in (
                ("pengumpul", _("Pengumpul daftar")),
                ("rt", _("RT")),
                ("kelurahan", _("Kelurahan")),
            )
        ],
        "columns": _columns(),
        "offer": offer(request, shown, NOTE_EXAMINATION),
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
    return render(request, "claims/patterns.html", context)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page examines: everybody covered, the early deaths and the clusters among them."""

    people: list[Covered]
    early: Pattern
    groups: Mapping[str, list[Pattern]]


def _shown(actor: Actor) -> Shown:
    people = covered(actor)
    return Shown(people, early_deaths(people), clusters(people))


def _choices(shown: Shown) -> list[tuple[str, str]]:
    groups = [group for value in shown.groups.values() for group in value[:MOST_ROWS]]
    early = ("awal", _("Kematian dalam 90 hari pertama"))
    return [early, *((group.key, group.name) for group in groups)]


NOTE_EXAMINATION: Act[Shown] = Act(
    "claims_patterns",
    gettext_lazy("Catat pemeriksaan"),
    note_examination,
    lambda asked: {"pattern": asked.data["pola"], "remark": asked.data["hasil"]},
    gettext_lazy("Pemeriksaan dicatat. Klaim keluarga tetap berjalan."),
    form=ExaminationForm,
    facts=lambda actor, shown: {"choices": _choices(shown)},
)
patterns = form_page(NOTE_EXAMINATION, patterns_page, _shown)


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


def _early_line(covered: Covered) -> dict[str, Any]:
    return {
        "href": reverse("claim", args=[covered.case]) if covered.case else "",
        "name": covered.name,
        "began": covered.began,
        "died_on": covered.died_on,
        "days": covered.days,
    }


def _early_columns() -> list[Column]:
    return [
        Column("name", _("Nama")),
        Column("began", _("Bulan pertama"), "date"),
        Column("died_on", _("Meninggal"), "date"),
        Column("days", _("Hari sejak awal"), "count"),
    ]
