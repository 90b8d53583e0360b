"""The search box of every office page, and what it found."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, form_page, offer
from payung.accounts.models import Role
from payung.accounts.pages import EVERYONE, open_to, page
from payung.accounts.scope import Actor
from payung.ui.forms import PayungForm
from payung.ui.parts import Column
from payung.web.search.finding import found_in_all_rooms

SEARCHERS = tuple(role for role in EVERYONE if role != Role.RT)
"""Offices; an RT head knows his few people by their list."""
LEAST = 3
MOST = 60
PRIVATE = 9
"""So many digits in a row are somebody's number: they stay out of addresses and histories."""


class SearchForm(PayungForm):
    """A number or a few words."""

    apa = forms.CharField(
        label=gettext_lazy("Cari"),
        min_length=LEAST,
        max_length=MOST,
        help_text=gettext_lazy(
            "NIK, KPJ, nama, nomor SK, SP2D, PKS, kasus (K-00012), bulan daftar bayar, atau RT "
            "(RT 005 Simpang)."
        ),
    )


@page(*SEARCHERS)
def search_page(request: HttpRequest) -> HttpResponse:
    """What the words of the address find."""
    asked = request.GET.get("q", "").strip()[:MOST]
    return _answer(request, asked if len(asked) >= LEAST and not _is_private(asked) else "")


@open_to(*SEARCHERS)
def _search(*, actor: Actor, request: HttpRequest, text: str) -> HttpResponse:
    """A person's number is answered at once; words get an address that can be kept."""
    if _is_private(text):
        return _answer(request, text)
    return redirect(f"{reverse('search')}?{urlencode({'q': text})}")


def _is_private(text: str) -> bool:
    return sum(sign.isdecimal() for sign in text) >= PRIVATE and not any(map(str.isalpha, text))


def _answer(request: HttpRequest, text: str) -> HttpResponse:
    hits = found_in_all_rooms(request, text) if text else []
    if len(hits) == 1:
        return redirect(hits[0].href)
    context = {
        "offer": offer(request, None, SEARCH),
        "asked": "" if _is_private(text) else text,
        "rows": hits,
        "searched": bool(text),
        "columns": [
            Column("title", _("Nama atau nomor")),
            Column("kind", _("Apa")),
            Column("detail", _("Keterangan")),
        ],
    }
    return render(request, "web/search.html", context)


SEARCH: Act[None] = Act(
    "search",
    gettext_lazy("Cari"),
    _search,
    lambda asked: {"request": asked.request, "text": asked.data["apa"].strip()},
    "",
    form=SearchForm,
)
search = form_page(SEARCH, search_page)
