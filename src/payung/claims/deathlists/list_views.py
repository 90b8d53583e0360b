"""The lists of deaths that were taken in, and taking one back."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, form_page, offer
from payung.accounts.list_pages import ListPage
from payung.accounts.models import Role
from payung.accounts.scope import Actor, actor_of_request, require_scope
from payung.accounts.selectors import names_of
from payung.claims.deathlists.keeping import SOUGHT
from payung.claims.deathlists.takeback import DeathsTakenBack, cases_of, take_back_deaths
from payung.claims.ground.pages import crumbs
from payung.claims.models import DeathList
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say
from payung.ui.format import write_count, write_moment
from payung.ui.forms import PayungForm
from payung.ui.parts import Column, Crumb, Fact
from payung.ui.words import shown

_TITLE = gettext_lazy("Daftar kematian yang dibaca")


def death_lists(actor: Actor) -> QuerySet[DeathList]:
    """All lists, the newest first, each with how many of its families are still sought."""
    require_scope(actor)
    open_ones = Count("kept__matches", filter=Q(kept__matches__state__in=SOUGHT))
    return DeathList.objects.annotate(sought=open_ones).order_by("-taken_at")


def get_list(actor: Actor, list_id: UUID) -> DeathList:
    death_list = death_lists(actor).filter(pk=list_id).first()
    if death_list is None:
        raise OutOfArea(say("Daftar kematian ini tidak ada di wilayah Anda."))
    return death_list


def _state(known: DeathList) -> str:
    return _("Ditarik: %(why)s") % {"why": known.taken_back_because} if known.taken_back_at else ""


all_lists = ListPage(
    name="daftar-kematian",
    title=_TITLE,
    roles=(Role.OPERATOR,),
    rows=death_lists,
    columns=(
        Column("source", gettext_lazy("Sumber"), of=lambda known: shown(known.source)),
        Column("taken_at", gettext_lazy("Dibaca"), "moment"),
        Column("rows", gettext_lazy("Baris"), "count"),
        Column("sought", gettext_lazy("Keluarga menunggu"), "count"),
        Column("state", gettext_lazy("Keadaan"), of=_state),
    ),
    noun=gettext_lazy("daftar"),
    why_empty=gettext_lazy("Belum ada daftar kematian."),
    what_to_do=gettext_lazy("Tambah dari halaman keluarga yang belum mengajukan."),
    leads_to=lambda known: reverse("claims_death_list", args=[known.pk]),
    crumbs=lambda: crumbs(Crumb(str(_TITLE))),
).view()


class DeathListBackForm(PayungForm):
    """Why a file is taken back."""

    alasan = forms.CharField(
        label=gettext_lazy("Mengapa ditarik"),
        max_length=160,
        help_text=gettext_lazy("Misalnya: daftar pemilih pindah terkirim sebagai daftar kematian."),
    )


def list_page(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """One list: what it brought, which cases rest on it, and taking it back."""
    known = get_list(actor_of_request(request), list_id)
    names = names_of([known.taken_by, known.taken_back_by])
    facts = [
        Fact(_("Sumber"), shown(known.source)),
        Fact(_("Dibaca"), f"{write_moment(known.taken_at)}, {names.get(known.taken_by, '')}"),
        Fact(_("Baris"), write_count(known.rows)),
        Fact(_("Keluarga menunggu"), write_count(known.sought)),  # type: ignore[attr-defined]
    ]
    if known.taken_back_at:
        by = names.get(known.taken_back_by, "")
        words = f"{write_moment(known.taken_back_at)}, {by}: {known.taken_back_because}"
        facts.append(Fact(_("Ditarik"), words))
    context = {
        "known": known,
        "facts": facts,
        "cases": cases_of(known),
        "offer": None if known.taken_back_at else offer(request, known, TAKE_BACK, list_id=list_id),
        "crumbs": crumbs(Crumb(str(_TITLE), reverse("claims_death_lists")), Crumb(known.source)),
    }
    return render(request, "claims/death_list.html", context)


def _told(done: DeathsTakenBack) -> str:
    words = _(
        "Daftar ditarik: %(closed)s pasangan ditutup, bulan %(freed)s orang berjalan lagi, "
        "%(cases)s kasus perlu diperiksa."
    )
    numbers = {"closed": done.closed, "freed": done.freed, "cases": len(done.cases)}
    return words % {name: write_count(number) for name, number in numbers.items()}


TAKE_BACK: Act[DeathList] = Act(
    "claims_death_list",
    gettext_lazy("Tarik daftar ini"),
    take_back_deaths,
    lambda asked: {"list_id": asked.thing.pk, "reason": asked.data["alasan"]},
    _told,
    form=DeathListBackForm,
    then=lambda asked, done: reverse("claims_death_list", args=[asked.thing.pk]),
)
one_list = form_page(TAKE_BACK, list_page, get_list)
