"""Noting a try to reach a family, the sweep by hand, and the report of a year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, form_page, offer
from payung.accounts.models import Role
from payung.accounts.pages import open_to, page
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.audit.clock import today
from payung.claims.ground.pages import crumbs
from payung.claims.models import AttemptKind, DeathMatch
from payung.claims.unclaimed.attempts import note_attempt
from payung.claims.unclaimed.selectors import FINDERS, get_match
from payung.claims.unclaimed.yearly import NEVER_REACHED, STILL_ON_THE_WAY, year_of_families
from payung.jobs import services as jobs
from payung.jobs.models import Job
from payung.ui.format import write_count, write_date, write_rupiah
from payung.ui.forms import PayungForm
from payung.ui.parts import Crumb, Fact, Happening

_BACK = "claims_unclaimed"


class AttemptForm(PayungForm):
    """What was tried, when, and what the family said."""

    upaya = forms.ChoiceField(label=gettext_lazy("Upaya"), choices=AttemptKind.choices)
    tanggal = forms.DateField(label=gettext_lazy("Tanggal"), initial=today)
    catatan = forms.CharField(label=gettext_lazy("Catatan"), max_length=300, required=False)


def attempts_page(request: HttpRequest, match_id: int) -> HttpResponse:
    """All tries to reach one family, and the form for the next."""
    match = get_match(actor_of_request(request), match_id)
    tries = list(match.attempts.all())
    names = names_of([match.owner, *(one.by for one in tries)])
    context = {
        "match": match,
        "facts": [
            Fact(_("Ditemukan"), write_date(match.found_on)),
            Fact(_("Petugas"), names.get(match.owner, "–")),
            Fact(_("Paling lambat"), write_date(match.due_on)),
        ],
        "tries": [
            Happening(
                write_date(one.on), one.get_kind_display(), names.get(one.by, ""),
                one.told.reveal() if one.told else "",
            )
            for one in tries
        ],
        "offer": offer(request, match, ATTEMPT, match_id=match_id),
        "crumbs": crumbs(
            Crumb(_("Belum mengajukan"), reverse(_BACK)),
            Crumb(match.person.name, reverse("claims_settle", args=[match.pk])),
            Crumb(_("Upaya")),
        ),
    }  # fmt: skip
    return render(request, "claims/attempts.html", context)


ATTEMPT: Act[DeathMatch] = Act(
    "claims_attempts",
    gettext_lazy("Catat upaya"),
    note_attempt,
    lambda asked: {
        "match_id": asked.thing.pk,
        "kind": AttemptKind(asked.data["upaya"]),
        "on": asked.data["tanggal"],
        "told": asked.data["catatan"],
        "today": today(),
    },
    gettext_lazy("Upaya dicatat."),
    form=AttemptForm,
    then=lambda asked, made: reverse("claims_attempts", args=[asked.thing.pk]),
)
attempts = form_page(ATTEMPT, attempts_page, get_match)


@open_to(Role.OPERATOR)
def _sweep(*, actor: Actor) -> Job:
    return jobs.start(actor=actor, kind="claims.sweep_deaths", subject="claims")


class YearForm(forms.Form):
    """Which year."""

    tahun = forms.IntegerField(label=gettext_lazy("Tahun"), min_value=2000, max_value=2100)


@page(*FINDERS, Role.LEADER, Role.AUDITOR)
def year(request: HttpRequest) -> HttpResponse:
    """Found, contacted, filed, paid, rupiah, and why not."""
    form = YearForm(request.GET or {"tahun": today().year})
    wanted = form.cleaned_data["tahun"] if form.is_valid() else today().year
    counted = year_of_families(actor_of_request(request), wanted)
    words: dict[str, Any] = {
        **dict(AttemptKind.choices),
        NEVER_REACHED: _("Belum dihubungi"),
        STILL_ON_THE_WAY: _("Sedang didampingi"),
    }
    context = {
        "year": wanted,
        "form": form,
        "facts": [
            Fact(_("Keluarga ditemukan"), write_count(counted.found)),
            Fact(_("Dihubungi"), write_count(counted.contacted)),
            Fact(_("Mengajukan klaim"), write_count(counted.filed)),
            Fact(_("Dibayar BPJS"), write_count(counted.paid)),
            Fact(_("Santunan yang dibayar"), write_rupiah(counted.paid_rp)),
            Fact(_("Ternyata orang lain"), write_count(counted.others)),
        ],
        "why_not": [
            Fact(str(words.get(why, why)), write_count(n)) for why, n in counted.why_not.items()
        ],
        "crumbs": crumbs(Crumb(_("Belum mengajukan"), reverse(_BACK)), Crumb(_("Laporan tahunan"))),
    }
    return render(request, "claims/family_year.html", context)


SWEEP: Act[None] = Act(
    "claims_sweep",
    gettext_lazy("Cocokkan semua kematian lagi"),
    _sweep,
    lambda asked: {},
    "",
    then=lambda asked, job: reverse("job", args=[job.pk]),
)
