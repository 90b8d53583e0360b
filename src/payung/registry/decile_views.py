"""Taking the social office's deciles in; they are shown to nobody outside the offices."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, form_page, offer
from payung.accounts.pages import open_to, roles_of
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.audit.clock import today
from payung.registry.evidence_forms import DecileForm
from payung.registry.models import DecileFile
from payung.registry.uploads import kept_for_reading
from payung.registry.welfare import (
    Imported,
    decile_files,
    get_decile_file,
    import_deciles,
    read_deciles,
    take_back_deciles,
)
from payung.ui.format import write_count, write_moment
from payung.ui.forms import PayungForm
from payung.ui.parts import Column, Crumb, Fact, as_link

MOST_FILES = 50


def deciles_page(request: HttpRequest) -> HttpResponse:
    """The form that takes one file; what belongs to nobody here is not kept."""
    context = {
        "offer": offer(request, None, IMPORT),
        "files": decile_files(actor_of_request(request))[:MOST_FILES],
        "columns": [
            Column("source", _("Sumber")),
            Column("taken_at", _("Dibaca"), "moment"),
            Column("known", _("Orang"), "count"),
            Column("taken_back_because", _("Ditarik karena")),
        ],
        "link": as_link(lambda file: reverse("decile_file", args=[file.pk])),
        "crumbs": [Crumb(_("Orang"), reverse("person_list")), Crumb(_("Desil kesejahteraan"))],
    }
    return render(request, "registry/deciles.html", context)


@open_to(*roles_of(import_deciles))
def _import(*, actor: Actor, file: UploadedFile[Any], source: str, per: date | None) -> Imported:
    with kept_for_reading(file) as path:
        rows = read_deciles(path, today(), per)
    return import_deciles(actor=actor, rows=rows, source=source)


def _counted(done: Imported) -> str:
    words = _("%(known)s orang mendapat desil, %(unknown)s NIK tidak terdaftar di sini, "
              "%(bad)s baris tidak terbaca.")  # fmt: skip
    counts = {"known": done.known, "unknown": done.unknown, "bad": done.unreadable}
    return words % {name: write_count(n) for name, n in counts.items()}


IMPORT: Act[None] = Act(
    "decile_import",
    gettext_lazy("Baca berkas"),
    _import,
    lambda asked: {
        "file": asked.data["berkas"],
        "source": asked.data["sumber"],
        "per": asked.data["per"],
    },
    _counted,
    form=DecileForm,
)
decile_import = form_page(IMPORT, deciles_page)


class DecileBackForm(PayungForm):
    """Why a file is taken back."""

    alasan = forms.CharField(label=gettext_lazy("Mengapa ditarik"), max_length=160)


def file_page(request: HttpRequest, file_id: int) -> HttpResponse:
    """One file, and taking it back."""
    file = get_decile_file(actor_of_request(request), file_id)
    names = names_of([file.taken_by, file.taken_back_by])
    facts = [
        Fact(_("Dibaca"), f"{write_moment(file.taken_at)}, {names.get(file.taken_by, '')}"),
        Fact(_("Baris"), write_count(file.rows)),
        Fact(_("Orang yang mendapat desil"), write_count(file.known)),
    ]
    if file.taken_back_at:
        by = names.get(file.taken_back_by, "")
        words = f"{write_moment(file.taken_back_at)}, {by}: {file.taken_back_because}"
        facts.append(Fact(_("Ditarik"), words))
    context = {
        "file": file,
        "facts": facts,
        "offer": None if file.taken_back_at else offer(request, file, TAKE_BACK, file_id=file_id),
        "crumbs": [
            Crumb(_("Desil kesejahteraan"), reverse("decile_import")),
            Crumb(file.source),
        ],
    }
    return render(request, "registry/decile_file.html", context)


TAKE_BACK: Act[DecileFile] = Act(
    "decile_file",
    gettext_lazy("Tarik berkas ini"),
    take_back_deciles,
    lambda asked: {"file_id": asked.thing.pk, "reason": asked.data["alasan"]},
    gettext_lazy("Berkas ditarik. Desil dari berkas sebelumnya berlaku lagi."),
    form=DecileBackForm,
    then=lambda asked, done: reverse("decile_import"),
)
decile_file = form_page(TAKE_BACK, file_page, get_decile_file)
