"""Pages of the cards: the board by kelurahan, one kelurahan's cards, and the list to sign on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, act_view, form_page, offers
from payung.accounts.models import Role
from payung.accounts.pages import open_to, page
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.selectors import area_name, place_name
from payung.audit import clock
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say
from payung.payments.cards.services import HANDERS, card_counts, cards_of, list_cards, note_cards
from payung.payments.models import CardState, MemberCard
from payung.ui.format import write_date
from payung.ui.forms import PayungForm
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb

READERS = (*HANDERS, Role.AUDITOR)


class CardFilter(forms.Form):
    """Which cards of a kelurahan to show."""

    keadaan = forms.ChoiceField(
        label=gettext_lazy("Keadaan"),
        choices=[("", gettext_lazy("Semua")), *CardState.choices],
        required=False,
    )
    q = forms.CharField(label=gettext_lazy("Nama"), required=False)


@page(*READERS)
def board_page(request: HttpRequest) -> HttpResponse:
    """Cards and families by kelurahan; the operator puts new members on the list."""
    actor = actor_of_request(request)
    counts = card_counts(actor)
    members = sum(count.members for count in counts)
    knows = sum(count.family_knows for count in counts)
    context = {
        "members": members,
        "handed": sum(count.handed for count in counts),
        "undelivered": sum(count.undelivered for count in counts),
        "share": knows / members if members else None,
        "rows": [_count_line(count) for count in counts],
        "columns": [
            Column("name", _("Kelurahan")),
            Column("members", _("Peserta"), "count"),
            Column("handed", _("Kartu diserahkan"), "count"),
            Column("undelivered", _("Tidak tersampaikan"), "count"),
            Column("family_knows", _("Keluarga tahu"), "count"),
            Column("share", _("Bagian keluarga yang tahu"), "percent"),
        ],
        "offers": offers(request, None, (LIST_CARDS,)),
        "crumbs": [Crumb(_("Kartu"))],
    }
    return render(request, "payments/cards/board.html", context)


LIST_CARDS: Act[None] = Act(
    "cards",
    gettext_lazy("Masukkan peserta baru ke daftar kartu"),
    list_cards,
    lambda asked: {"on": clock.today()},
    lambda new: _("%(n)d peserta baru masuk daftar kartu.") % {"n": new},
)
board = form_page(LIST_CARDS, board_page)


@page(*READERS)
def area(request: HttpRequest, area: str) -> HttpResponse:
    """The cards of one kelurahan, to note what became of them."""
    actor = actor_of_request(request)
    form = CardFilter(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    cards = cards_of(actor, area)
    cards = cards.filter(state=wanted["keadaan"]) if wanted.get("keadaan") else cards
    cards = cards.filter(person__name__icontains=wanted["q"]) if wanted.get("q") else cards
    shown = paged(request, cards)
    context = {
        "place": _place(area),
        "code": area,
        "filter_form": form,
        "page": shown,
        "cards": shown,
        "offers": offers(request, cards_of(actor, area), (NOTE,), area=area),
        "crumbs": [Crumb(_("Kartu"), reverse("cards")), Crumb(_place(area))],
    }
    return render(request, "payments/cards/area.html", context)


class CardOutcomeForm(PayungForm):
    """What became of the cards that were ticked."""

    pilih = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Peserta"),
        coerce=int,
        error_messages={"required": gettext_lazy("Centang paling sedikit satu orang.")},
    )
    terjadi = forms.ChoiceField(
        label=gettext_lazy("Yang terjadi"),
        choices=[
            ("diserahkan", gettext_lazy("Kartu diserahkan, ada tanda tangan")),
            ("kembali", gettext_lazy("Kartu tidak tersampaikan")),
            ("keluarga", gettext_lazy("Keluarga menyatakan tahu")),
        ],
        widget=forms.RadioSelect,
    )
    keluarga = forms.BooleanField(
        label=gettext_lazy("Keluarganya juga sudah diberi tahu"), required=False
    )
    alasan = forms.CharField(
        label=gettext_lazy("Alasan kalau tidak tersampaikan"), max_length=160, required=False
    )

    def __init__(self, *args: Any, cards: QuerySet[MemberCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pilih"].choices = [(pk, "") for pk in cards.values_list("pk", flat=True)]  # type: ignore[attr-defined]


def _noted(asked: Asked[QuerySet[MemberCard]]) -> dict[str, Any]:
    said = asked.data["terjadi"]
    return {
        "ids": asked.data["pilih"],
        "on": clock.today(),
        "handed": {"diserahkan": True, "kembali": False}.get(said),
        "reason": asked.data["alasan"],
        "family_knows": said == "keluarga" or asked.data["keluarga"],
    }


@open_to(*HANDERS)
def _note(*, actor: Actor, ids: list[int], **told: Any) -> int:
    note_cards(actor=actor, ids=ids, **told)
    return len(ids)


NOTE: Act[QuerySet[MemberCard]] = Act(
    "cards_note",
    gettext_lazy("Catat yang dipilih"),
    _note,
    _noted,
    lambda people: _("%(n)d orang dicatat.") % {"n": people},
    form=CardOutcomeForm,
    facts=lambda actor, cards: {"cards": cards},
)
note = act_view(NOTE, area, cards_of)


@page(*READERS)
def print_list(request: HttpRequest, area: str) -> HttpResponse:
    """The list to sign on, by RT, for the cards not yet handed over."""
    actor = actor_of_request(request)
    waiting = cards_of(actor, area).exclude(state=CardState.HANDED)
    context = {
        "place": _place(area),
        "rows": [_print_line(n, card) for n, card in enumerate(waiting, 1)],
        "columns": [
            Column("number", _("Nomor"), "count"),
            Column("name", _("Nama")),
            Column("area", _("RT")),
            Column("received", _("Diterima oleh, hubungan")),
            Column("sign", _("Tanda tangan")),
            Column("knows", _("Keluarga tahu")),
        ],
        "back_url": reverse("cards_area", args=[area]),
        "printed_on": write_date(clock.today()),
    }
    return render(request, "payments/cards/print.html", context)


def _count_line(one: Any) -> dict[str, Any]:
    named = ("name", "members", "handed", "undelivered", "family_knows", "share")
    line = {name: getattr(one, name) for name in named}
    return line | {"href": reverse("cards_area", args=[one.code])}


def _print_line(number: int, card: MemberCard) -> dict[str, Any]:
    line = "……………………"
    return {
        "number": number, "name": card.person.name, "area": place_name(card.area),
        "received": line, "sign": line, "knows": _("ya / belum"),
    }  # fmt: skip


def _place(code: str) -> str:
    found = area_name(code)
    if not found:
        raise OutOfArea(say("Wilayah ini tidak ada. Pilih dari daftar kartu."))
    return found
