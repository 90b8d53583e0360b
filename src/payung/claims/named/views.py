"""Pages of reports by name: telling, what became of it, and the office that matches."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, acts_view, form_page, offer, offers
from payung.accounts.list_pages import ListPage
from payung.accounts.pages import page
from payung.accounts.scope import VISITOR, Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.claims.ground.pages import crumbs
from payung.claims.ground.reporting import REPORTERS
from payung.claims.ground.selectors import care_near
from payung.claims.models import Case, LifeChange, NamedKind, NamedReport
from payung.claims.named import services
from payung.claims.named.forms import AnswerNamedForm, MatchForm, NamedForm, OtherNameForm
from payung.claims.named.selectors import OFFICES, candidates, get_named, named_reports
from payung.ui.format import write_date, write_moment
from payung.ui.forms import FilterForm
from payung.ui.parts import Column, Crumb, Fact, Words
from payung.ui.words import shown


def named_page(request: HttpRequest) -> HttpResponse:
    """A report about somebody who isn't on the teller's list; nothing is looked up."""
    context = {
        "offer": offer(request, None, TELL),
        "crumbs": crumbs(Crumb(_("Lapor"), reverse("claim_report_who")), Crumb(_("Dengan nama"))),
    }
    return render(request, "claims/named_new.html", context)


def _line(asked: Asked[None]) -> dict[str, Any]:
    data = asked.data
    line = services.NamedLine(
        id=data["id"], kind=NamedKind(data["kejadian"]), name=data["nama"],
        lives=data["tinggal"], happened_on=data["tanggal"], what=data["keterangan"],
        phone=data["hp"], area=data["kelurahan"],
    )  # fmt: skip
    return {"line": line, "today": today()}


TELL: Act[None] = Act(
    "claim_named_new",
    gettext_lazy("Kirim laporan"),
    services.report_by_name,
    _line,
    gettext_lazy("Laporan diterima, sedang dicocokkan."),
    form=NamedForm,
    facts=lambda actor, thing: {"actor": actor},
    then=lambda asked, made: reverse("claim_named", args=[made.pk]),
)
claim_named_new = form_page(TELL, named_page)


class NamedFilter(FilterForm):
    """A link from elsewhere names the state."""

    keadaan = forms.CharField(required=False, widget=forms.HiddenInput)


claim_named_list = ListPage(
    name="laporan-nama",
    title=gettext_lazy("Laporan dengan nama"),
    roles=REPORTERS,
    rows=lambda actor, keadaan="": named_reports(actor, state=keadaan),
    columns=(
        Column("name", gettext_lazy("Nama"), of=lambda one: one.name.reveal()),
        Column("get_kind_display", gettext_lazy("Kejadian")),
        Column("happened_on", gettext_lazy("Tanggal"), "date"),
        Column("get_state_display", gettext_lazy("Keadaan")),
        Column("reported_at", gettext_lazy("Dilaporkan"), "moment"),
    ),
    noun=gettext_lazy("laporan"),
    why_empty=gettext_lazy("Belum ada laporan dengan nama."),
    what_to_do=gettext_lazy("Laporkan dengan nama bila orangnya tidak ada di daftar Anda."),
    filters=NamedFilter,
    doors=((gettext_lazy("Lapor dengan nama"), "claim_named_new"),),
    leads_to=lambda one: reverse("claim_named", args=[one.pk]),
    crumbs=lambda: crumbs(Crumb(_("Laporan dengan nama"))),
).view()


@page(*REPORTERS)
def claim_named(request: HttpRequest, named_id: UUID) -> HttpResponse:
    """One report by name; after an accident the nearest PLKK comes first."""
    actor = actor_of_request(request)
    named = get_named(actor, named_id)
    hurt = named.kind == NamedKind.ACCIDENT
    matches = _may_match(actor, named)
    context = {
        "named": named,
        "facts": _facts(named),
        "care": care_near(str(named.told_area_id))[:3] if hurt else [],
        "accident": hurt,
        "matches": matches,
        "search_form": OtherNameForm(request.GET or None) if matches else None,
        "offers": offers(request, named, ACTS, named_id=named_id),
        "became": _became(actor, named),
        "crumbs": crumbs(Crumb(_("Laporan dengan nama"), reverse("claim_named_list"))),
    }
    return render(request, "claims/named.html", context)


def _facts(named: NamedReport) -> list[Fact]:
    told = names_of([named.reported_by]).get(named.reported_by, "")
    rows = [
        Fact(_("Nama"), named.name.reveal()),
        Fact(_("Kejadian"), named.get_kind_display()),
        Fact(_("Tanggal"), write_date(named.happened_on)),
        Fact(_("Tinggal di"), f"{place_name(named.area)} {named.lives.reveal()}".strip()),
        Fact(_("Keterangan"), named.what.reveal() or "–"),
        Fact(_("Nomor HP keluarga"), named.phone.reveal() or "–"),
        Fact(_("Dilaporkan oleh"), f"{told}, {write_moment(named.reported_at)}"),
    ]
    if named.reported_by == VISITOR:
        rows.append(Fact(_("Kepastian"), _("Belum dipastikan: dilaporkan tanpa akun")))
    rows += [Fact(_("Jawaban"), shown(named.answer))] if named.answer else []
    return [*rows, *_stage(named)]


def _stage(named: NamedReport) -> list[Fact]:
    """How far it is: the stage alone, since the teller can't see the person."""
    case = Case.objects.filter(pk=named.case_id).first() if named.case_id else None
    return [Fact(_("Pengurusan"), f"{case} · {case.get_state_display()}")] if case else []


def _became(actor: Actor, named: NamedReport) -> str:
    """Where the office goes on; the teller finds what he may see on his own lists."""
    if actor.role not in OFFICES:
        return ""
    if named.case_id:
        return reverse("claim_reported", args=[named.case_id])
    return reverse("claims_change", args=[named.change_id]) if named.change_id else ""


def _may_match(actor: Actor, named: NamedReport) -> bool:
    return named.is_open and actor.role in OFFICES and named.reported_by != actor.id


def _people(actor: Actor, named: NamedReport) -> dict[str, Any]:
    return {"people": candidates(actor, named)}


def _next(asked: Asked[NamedReport], made: Case | LifeChange) -> str:
    view = "claim_reported" if isinstance(made, Case) else "claims_change"
    return reverse(view, args=[made.pk])


def _act(
    name: str, label: Words, service: Any, given: Any, said: Words, **more: Any
) -> Act[NamedReport]:
    return Act(
        name, label, service, lambda asked: {"named_id": asked.thing.pk, **given(asked)}, said,
        address="claim_named_act", **more,
    )  # fmt: skip


ACTS = (
    _act(
        "match", gettext_lazy("Ini orangnya"), services.match_named,
        lambda asked: {"person_id": int(asked.data["orang"]), "today": today()},
        gettext_lazy("Dicocokkan. Laporannya sekarang di daftar biasa."),
        form=MatchForm, facts=_people, offered=_may_match, then=_next,
    ),
    _act(
        "pass", gettext_lazy("Tidak ada di kelurahan ini: teruskan ke kota"),
        services.pass_named_on, lambda asked: {}, gettext_lazy("Diteruskan ke kota."),
        offered=lambda actor, named: _may_match(actor, named) and named.state == "menunggu",
    ),
    _act(
        "answer", gettext_lazy("Jawab tanpa mencocokkan"), services.answer_named,
        lambda asked: {"answer": asked.data["jawaban"]}, gettext_lazy("Jawaban disimpan."),
        form=AnswerNamedForm, offered=_may_match,
    ),
    _act(
        "withdraw", gettext_lazy("Tarik laporan ini"), services.withdraw_named,
        lambda asked: {}, gettext_lazy("Laporan ditarik."),
        offered=lambda actor, named: named.is_open and named.reported_by == actor.id,
    ),
)  # fmt: skip
claim_named_act = acts_view(ACTS, claim_named, get_named)
