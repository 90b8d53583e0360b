"""Families who have not claimed: lists of deaths, one family, and the round of visits."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, act_view, form_page, offers
from payung.accounts.pages import open_to, page, roles_of
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.selectors import area_name
from payung.audit.clock import today
from payung.claims.deathlists.deathfile import read_deaths
from payung.claims.deathlists.keeping import SOUGHT
from payung.claims.entitlement.words import between
from payung.claims.ground.pages import crumbs
from payung.claims.models import DeathList, DeathMatch
from payung.claims.unclaimed.attempt_views import SWEEP
from payung.claims.unclaimed.forms import DeathListForm
from payung.claims.unclaimed.selectors import (
    FINDERS,
    Known,
    by_kelurahan,
    open_match,
    visit_list,
    work_list,
)
from payung.claims.unclaimed.services import Found, take_death_list
from payung.claims.unclaimed.settling import settle_match
from payung.jobs import services as jobs
from payung.law.jamsostek.explanation import html
from payung.law.jamsostek.papers import CaseType, checklist
from payung.registry.deaths import when
from payung.registry.masks import masked_number
from payung.ui.cited import cited
from payung.ui.format import write_date, write_rupiah
from payung.ui.forms import PayungForm
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb, Difference, Fact
from payung.ui.words import in_english

PAID = {
    True: gettext_lazy("dibayar"),
    False: gettext_lazy("belum dibayar"),
    None: gettext_lazy("bergantung pada harinya"),
}
VISIT_PAID = {
    True: gettext_lazy("Bulan kematian sudah dibayar."),
    False: gettext_lazy("Bulan kematian belum dibayar."),
    None: gettext_lazy("Tanyakan hari meninggalnya: bulan itu menentukan haknya."),
}
"""Whether the month of the death was paid; None while the day isn't known."""
MOST_VISITS = 60
_BACK = "claims_unclaimed"


def unclaimed_page(request: HttpRequest) -> HttpResponse:
    """Covered deaths without a claim, by kelurahan; the operator adds lists of deaths."""
    actor = actor_of_request(request)
    area = request.GET.get("wilayah", "")
    matches = paged(request, work_list(actor, area))
    may_add = offers(request, None, (TAKE_DEATHS, SWEEP))
    context = {
        "page": matches,
        "rows": [_line(match) for match in matches],
        "columns": _columns(),
        "places": [
            {"href": f"?wilayah={place.code}", "name": place.name, "families": place.families,
             "oldest": place.oldest}
            for place in by_kelurahan(actor)
        ],
        "place_columns": [
            Column("name", _("Kelurahan")),
            Column("families", _("Keluarga"), "count"),
            Column("oldest", _("Kematian tertua"), "date"),
        ],
        "area": area,
        "area_name": area_name(area),
        "lists": DeathList.objects.all()[:5] if may_add else [],
        "offers": may_add,
        "crumbs": crumbs(Crumb(_("Belum mengajukan"))),
    }  # fmt: skip
    return render(request, "claims/unclaimed.html", context)


@open_to(*roles_of(take_death_list))
def _take(*, actor: Actor, **given: Any) -> Found:
    """Takes the list, and lets the worker hold all other lists against everybody anew."""
    found = take_death_list(actor=actor, **given)
    jobs.start(actor=actor, kind="claims.sweep_deaths", subject=str(found.list.pk))
    return found


def _deaths(asked: Asked[None]) -> dict[str, Any]:
    deaths = read_deaths(asked.data["berkas"])
    return {"list_id": uuid4(), "source": asked.data["sumber"], "deaths": deaths, "today": today()}


def _told(taken: Found) -> str:
    words = _("%(all)d baris: %(covered)d pernah terlindungi, %(open)d belum ada klaim.") % {
        "all": taken.list.rows,
        "covered": taken.covered,
        "open": taken.without_claim,
    }
    bad = _("%(n)d baris tidak terbaca; alasannya ada di bawah daftar itu.")
    unreadable = taken.list.unreadable
    return f"{words} {bad % {'n': unreadable}}" if unreadable else words


TAKE_DEATHS: Act[None] = Act(
    "claims_unclaimed",
    gettext_lazy("Tambah daftar kematian"),
    _take,
    _deaths,
    _told,
    form=DeathListForm,
)
unclaimed = form_page(TAKE_DEATHS, page(*FINDERS)(unclaimed_page))
sweep = act_view(SWEEP, unclaimed)


def _line(match: DeathMatch) -> dict[str, Any]:
    return {
        "href": reverse("claims_settle", args=[match.pk]),
        "name": match.person.name,
        "area": match.area.name,
        "died_on": str(when(match)),
        "due_on": match.due_on,
        "how": match.get_how_display(),
        "paid": PAID[match.month_paid],
        "due": between(match.low_rp, match.high_rp),
    }


def _columns() -> list[Column]:
    return [
        Column("name", _("Nama")),
        Column("area", _("Wilayah")),
        Column("died_on", _("Meninggal")),
        Column("how", _("Kecocokan")),
        Column("paid", _("Bulan kematian")),
        Column("due_on", _("Kunjungi sebelum"), "date"),
        Column("due", _("Manfaat JKM, tanpa beasiswa")),
    ]


def match_page(request: HttpRequest, match_id: int) -> HttpResponse:
    """One family: the two records side by side, what is due and why; a person answers."""
    known = open_match(actor=actor_of_request(request), match_id=match_id)
    return render(request, "claims/match.html", _match_context(known))


class SameForm(PayungForm):
    """The answer to two records side by side; its buttons stand on the page."""

    jawaban = forms.ChoiceField(choices=[("sama", ""), ("beda", "")])
    tanggal = forms.DateField(label=gettext_lazy("Hari meninggal"), required=False)
    sumber = forms.CharField(
        label=gettext_lazy("Siapa atau surat apa yang menyebutnya"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Misalnya: istri almarhum; surat kematian kelurahan."),
    )


SETTLE: Act[None] = Act(
    "claims_settle",
    gettext_lazy("Orang yang sama: buka kasus"),
    settle_match,
    lambda asked: {
        "match_id": asked.where["match_id"],
        "same": asked.data["jawaban"] == "sama",
        "died_on": asked.data["tanggal"],
        "told_by": asked.data["sumber"],
        "today": today(),
    },
    lambda case: _("Kasus dibuka.") if case else _("Jawaban dicatat."),
    form=SameForm,
    then=lambda asked, case: reverse("claim", args=[case.pk]) if case else reverse(_BACK),
)
settle = form_page(SETTLE, match_page)


def _match_context(known: Known) -> dict[str, Any]:
    match, months = known.match, known.months
    span = f"{months[0].label}–{months[-1].label}" if months else "–"
    return {
        "match": match,
        "differences": _differences(match),
        "open": match.state in SOUGHT,
        "day_form": SameForm() if match.happened_on is None else None,
        "facts": [
            Fact(_("Sumber"), f"{match.row.list.source} · {match.get_how_display()}"),
            Fact(_("Bulan yang dibayar"), f"{len(months)} ({span})"),
            Fact(_("Meninggal"), str(when(match))),
            Fact(_("Bulan kematian"), PAID[match.month_paid]),
            *_paid_around(known),
            Fact(_("Klaim"), str(match.case) if match.case else _("belum ada")),
            *_sums(known),
            *(Fact(limit.label, _limit_words(limit)) for limit in known.limits),
        ],
        "explained": _explained(known),
        "crumbs": crumbs(Crumb(_("Belum mengajukan"), reverse(_BACK)), Crumb(match.person.name)),
    }


def _sums(known: Known) -> list[Fact]:
    """What is due by the law over the day; between its bounds the least and the most."""
    if not known.readings:
        low, high = known.match.low_rp, known.match.high_rp
        return [Fact(_("Bila JKM, menurut hari yang belum diketahui"), between(low, high))]
    jkm, jkk = known.readings
    return [
        Fact(_("Bila JKM"), between(jkm.total_low, jkm.total_high)),
        Fact(_("Bila karena kerja (JKK)"), between(jkk.total_low, jkk.total_high)),
    ]


def _paid_around(known: Known) -> list[Fact]:
    """What was paid surely, and what perhaps, after the death."""
    around = known.around
    words = _("%(months)d bulan, %(rupiah)s")
    lines = (
        (_("Dibayar sesudah meninggal"), around.months, around.amount_rp),
        (_("Mungkin dibayar sesudah meninggal"), around.perhaps_months, around.perhaps_rp),
    )
    return [
        Fact(label, words % {"months": months, "rupiah": write_rupiah(rupiah)})
        for label, months, rupiah in lines
        if months
    ]


def _limit_words(limit: Any) -> str:
    if limit.due is None:
        return _("sumber tidak menyebut batas; kunjungi secepatnya")
    return f"{write_date(limit.due.date())} · {cited(limit.basis)}"


def _explained(known: Known) -> SafeString:
    """Each reading with its arithmetic and article; escaped by the law's own writer."""
    language = "en" if in_english() else "id"
    if not known.readings:
        return SafeString()
    return mark_safe("".join(html(reading, language) for reading in known.readings))  # type: ignore[arg-type]


def _differences(match: DeathMatch) -> list[Difference]:
    row, person = match.row, match.person
    nik = row.nik.reveal()
    return [
        Difference(_("Nama"), row.name.reveal(), person.name),
        Difference(_("Tanggal lahir"), write_date(row.birth_date), write_date(person.birth_date)),
        Difference(
            _("NIK"), masked_number(nik) if nik else "–", masked_number(person.nik.reveal())
        ),
        Difference(_("Wilayah"), "–", person.area.name),
    ]


@page(*FINDERS)
def visits(request: HttpRequest) -> HttpResponse:
    """The round of visits on paper: one block a family, with what to say and to bring."""
    actor, area = actor_of_request(request), request.GET.get("wilayah", "")
    matches = visit_list(actor=actor, area=area, most=MOST_VISITS)
    context = {
        "matches": [
            {
                "match": match,
                "died": str(when(match)),
                "paid": VISIT_PAID[match.month_paid],
                "due": between(match.low_rp, match.high_rp),
            }
            for match in matches
        ],
        "papers": [paper.label for paper in checklist(CaseType.JKM_DEATH) if not paper.city_holds],
        "place": area_name(area or actor.area),
        "back_url": reverse(_BACK),
        "printed_on": write_date(today()),
    }
    return render(request, "claims/visit_round.html", context)
