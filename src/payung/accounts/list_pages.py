"""Declared list pages: whose they are, which rows, which columns; screen and file from one text.

A page that needs more than this stays a plain view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from payung.accounts.factors.gate import ask_again, is_fresh
from payung.accounts.models import Role
from payung.accounts.pages import View, page
from payung.accounts.scope import actor_of_request
from payung.ui.downloads import file_answer
from payung.ui.forms import FilterForm
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb, Words, as_link
from payung.ui.tables import CSV_MEDIA, XLSX_MEDIA, as_csv, as_xlsx

_FILES = {"csv": (as_csv, CSV_MEDIA), "xlsx": (as_xlsx, XLSX_MEDIA)}


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list: `rows` are asked with the actor and what the filters want, a queryset where it can
    be long; `leads_to` gives a row's address; `doors` are links above it, shown to those they
    let in. `?unduh=xlsx` or `csv` gives all rows of the same filters as a file named `name`.
    """

    name: str
    title: Words
    roles: Sequence[Role]
    rows: Callable[..., Any]
    columns: Sequence[Column]
    noun: Words
    why_empty: Words
    what_to_do: Words
    filters: type[FilterForm] = FilterForm
    leads_to: Callable[[Any], str] | str = ""
    lead: Words = ""
    doors: Sequence[tuple[Words, str]] = ()
    crumbs: Callable[[], Sequence[Crumb]] = tuple

    def view(self) -> View:
        """The view of its address."""
        return page(*self.roles)(self._show)

    def _show(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of_request(request)
        form = self.filters(request.GET, actor=actor)
        rows = self.rows(actor, **form.wanted())
        wanted = request.GET.get("unduh", "")
        if wanted in _FILES and not is_fresh(request):
            return ask_again(request)
        if wanted in _FILES:
            return self._file(wanted, rows)
        shown = paged(request, rows)
        context = {
            "list": self, "filter_form": form, "page": shown, "crumbs": self.crumbs(),
            "link": as_link(self.leads_to),
        }  # fmt: skip
        return render(request, "accounts/list_page.html", context)

    def _file(self, kind: str, rows: Any) -> HttpResponse:
        write, media = _FILES[kind]
        return file_answer(write(self.columns, rows), f"{self.name}.{kind}", media)
