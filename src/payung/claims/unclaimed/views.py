"""Families who have not claimed: lists of deaths, one family, and the round of visits."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.models import Area
from payung.audit.clock import today
from payung.claims.entitlement.words import between
from payung.claims.ground.pages import crumbs
from payung.claims.models import DeathList, DeathMatch, MatchState
from payung.claims.unclaimed.deathfile import read_deaths
from payung.claims.unclaimed.forms import DeathListForm
from payung.claims.unclaimed.selectors import (
    FINDERS,
    Known,
    by_kelurahan,
    open_match,
    visit_list,
    work_list,
)
from payung.claims.unclaimed.services import settle_match, take_death_list
from payung.kernel.errors import PayungError
from payung.law.jamsostek.explanation import html
from payung.law.jamsostek.papers import CaseType, checklist
from payung.registry.masks import masked_number
from payung.ui.format import write_date
from payung.ui.parts import Column, Crumb, Difference, Fact

PER_PAGE = 50
MOST_VISITS = 60
_BACK = "claims_unclaimed"


@page_for(*FINDERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unclaimed(request: HttpRequest) -> HttpResponse:
    """Covered deaths without a claim, by kelurahan; the operator adds lists of deaths."""
    actor = actor_of_request(request)
    form = DeathListForm(request.POST or None, request.FILES or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _take(request, actor, form.cleaned_data)
        except PayungError as problem:
            refusal = problem.sentence
    area = request.GET.get("wilayah", "")
    page = Paginator(work_list(actor, area), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_line(match) for match in page],
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
        "area_name": Area.objects.filter(code=area).values_list("name", flat=True).first() or "",
        "lists": DeathList.objects.all()[:5] if actor.role == Role.OPERATOR else [],
        "form": form,
        "refusal": refusal,
        "may_add": actor.role == Role.OPERATOR,
        "crumbs": crumbs(Crumb(_("Belum mengajukan"))),
    }  # fmt: skip
    bad = refusal or form.errors
    return render(request, "claims/unclaimed.html", context, status=422 if bad else 200)


def _take(request: HttpRequest, actor: Actor, data: dict[str, Any]) -> HttpResponse:
    found = take_death_list(
        actor=actor,
        list_id=uuid4(),
        source=data["sumber"],
        deaths=read_deaths(data["berkas"]),
        today=today(),
    )
    words = _("%(all)d baris: %(covered)d pernah terlindungi, %(open)d belum ada klaim.") % {
        "all": found.list.rows,
        "covered": found.covered,
        "open": found.without_claim,
    }
    messages.success(request, words)
    if found.list.unreadable:
        bad = _("%(n)d baris tidak terbaca; alasannya ada di bawah daftar itu.")
        messages.warning(request, bad % {"n": found.list.unreadable})
    return redirect(_BACK)


def _line(match: DeathMatch) -> dict[str, Any]:
    return {
        "href": reverse("claims_settle", args=[match.pk]),
        "name": match.person.name,
        "area": match.area.name,
        "died_on": match.row.died_on,
        "how": match.get_how_display(),
        "paid": _("dibayar") if match.month_paid else _("belum dibayar"),
        "due": between(match.low_rp, match.high_rp),
    }


def _columns() -> list[Column]:
    return [
        Column("name", _("Nama")),
        Column("area", _("Wilayah")),
        Column("died_on", _("Meninggal"), "date"),
        Column("how", _("Kecocokan")),
        Column("paid", _("Bulan kematian")),
        Column("due", _("Manfaat JKM, tanpa beasiswa")),
    ]


@page_for(*FINDERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, match_id: int) -> HttpResponse:
    """One family: the two records side by side, what is due and why; a person answers."""
    actor = actor_of_request(request)
    if request.method != "POST":
        known = open_match(actor=actor, match_id=match_id)
        return render(request, "claims/match.html", _match_context(known))
    same = request.POST.get("jawaban") == "sama"
    case = settle_match(actor=actor, match_id=match_id, same=same, today=today())
    if case is None:
        messages.success(request, _("Dicatat: orang yang berbeda."))
        return redirect(_BACK)
    return redirect("claim", case.pk)


def _match_context(known: Known) -> dict[str, Any]:
    match, months = known.match, known.months
    jkm, jkk = known.readings
    span = f"{months[0].label}–{months[-1].label}" if months else "–"
    paid = _("sudah dibayar") if match.month_paid else _("belum dibayar")
    return {
        "match": match,
        "differences": _differences(match),
        "open": match.state == MatchState.OPEN,
        "facts": [
            Fact(_("Sumber"), f"{match.row.list.source} · {match.get_how_display()}"),
            Fact(_("Bulan yang dibayar"), f"{len(months)} ({span})"),
            Fact(_("Bulan kematian"), paid),
            Fact(_("Klaim"), str(match.case) if match.case else _("belum ada")),
            Fact(_("Bila JKM"), between(jkm.total_low, jkm.total_high)),
            Fact(_("Bila karena kerja (JKK)"), between(jkk.total_low, jkk.total_high)),
            *(Fact(limit.label, _limit_words(limit)) for limit in known.limits),
        ],
        "explained": _explained(known),
        "crumbs": crumbs(Crumb(_("Belum mengajukan"), reverse(_BACK)), Crumb(match.person.name)),
    }


def _limit_words(limit: Any) -> str:
    if limit.due is None:
        return _("sumber tidak menyebut batas; kunjungi secepatnya")
    return f"{write_date(limit.due.date())} · {limit.basis}"


def _explained(known: Known) -> SafeString:
    """Each reading with its arithmetic and article; escaped by the law's own writer."""
    language = "en" if (get_language() or "").startswith("en") else "id"
    return mark_safe("".join(html(one, language) for one in known.readings))  # type: ignore[arg-type]


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


@page_for(*FINDERS)
@never_cache
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """The round of visits on paper: one block a family, with what to say and to bring."""
    actor, area = actor_of_request(request), request.GET.get("wilayah", "")
    found = visit_list(actor=actor, area=area, most=MOST_VISITS)
    name = Area.objects.filter(code=area or actor.area).values_list("name", flat=True).first()
    context = {
        "matches": [
            {"match": match, "due": between(match.low_rp, match.high_rp)} for match in found
        ],
        "papers": [paper.label for paper in checklist(CaseType.JKM_DEATH) if not paper.city_holds],
        "place": name or "",
        "back_url": reverse(_BACK),
        "printed_on": write_date(today()),
    }
    return render(request, "claims/visit_round.html", context)
