"""Pages of the files to BPJS: made, downloaded, answered; odd rows settled; layouts edited."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, act_view, form_page, offer, offers
from payung.accounts.factors.gate import asks_again
from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.payments.exchange import pages
from payung.payments.exchange.export import export_file
from payung.payments.exchange.forms import LayoutForm, MakeFileForm, ReturnFileForm
from payung.payments.exchange.layouts import LayoutInForce, layouts, save_layout
from payung.payments.exchange.making import make_file
from payung.payments.exchange.selectors import bpjs_files, file_rows, get_file, problems_of
from payung.payments.exchange.upload import take_upload
from payung.payments.models import BpjsFile, FileKind
from payung.programmes.ground.selectors import get_programme, programmes
from payung.programmes.models import Programme
from payung.ui.downloads import file_answer
from payung.ui.paging import paged
from payung.ui.parts import Crumb

READERS = (Role.OPERATOR, Role.BPJS, Role.AUDITOR)


@page(*READERS)
def all_files(request: HttpRequest) -> HttpResponse:
    """Every file that went to BPJS beside the lists, and the layouts in force."""
    actor = actor_of_request(request)
    shown = paged(request, bpjs_files(actor))
    context = {
        "page": shown,
        "rows": [pages.file_line(made) for made in shown],
        "columns": pages.file_columns(),
        "programmes": programmes(actor),
        "layouts": [pages.layout_line(layout) for layout in layouts()],
        "layout_columns": pages.layout_columns(),
        "crumbs": pages.crumbs(),
    }
    return render(request, "payments/exchange/files.html", context)


def new_file_page(request: HttpRequest, code: str) -> HttpResponse:
    """Makes a file of new members, of those who left, or of changed data."""
    programme = get_programme(actor_of_request(request), code)
    context = {
        "programme": programme,
        "offer": offer(request, programme, MAKE_FILE, code=code),
        "crumbs": pages.crumbs(Crumb(programme.name)),
    }
    return render(request, "payments/exchange/new_file.html", context)


MAKE_FILE: Act[Programme] = Act(
    "new_bpjs_file",
    gettext_lazy("Buat berkas"),
    make_file,
    lambda asked: {
        "programme": asked.thing.code,
        "kind": FileKind(asked.data["jenis"]),
        "month": asked.data["bulan"],
    },
    gettext_lazy("Berkas dibuat."),
    form=MakeFileForm,
    facts=lambda actor, programme: {"programme": programme},
    then=lambda asked, made: reverse("bpjs_file", args=[made.pk]),
)
new_file = form_page(MAKE_FILE, new_file_page, get_programme)


@page(*READERS)
def one_file(request: HttpRequest, file_id: int) -> HttpResponse:
    """One file: its people, BPJS's answers, and the odd rows of what came back."""
    actor = actor_of_request(request)
    made = get_file(actor, file_id)
    shown = paged(request, file_rows(actor, file_id))
    context = {
        "file": made,
        "page": shown,
        "rows": [pages.row_line(row) for row in shown],
        "columns": pages.row_columns(made),
        "problems": pages.problem_lines(request, problems_of(actor, made), made),
        "offers": offers(request, made, (ANSWER,), file_id=file_id),
        "crumbs": pages.crumbs(Crumb(str(made))),
    }
    return render(request, "payments/exchange/file.html", context)


ANSWER: Act[BpjsFile] = Act(
    "bpjs_file_return",
    gettext_lazy("Baca jawaban"),
    take_upload,
    lambda asked: {
        "request": asked.request,
        "upload": asked.data["berkas"],
        "file_id": asked.thing.pk,
    },
    "",
    form=ReturnFileForm,
)
file_return = act_view(ANSWER, one_file, get_file)


@page(*READERS)
@asks_again
def download(request: HttpRequest, file_id: int) -> HttpResponse:
    """The file in its layout; each download is noted."""
    name, content, media = export_file(actor=actor_of_request(request), file_id=file_id)
    return file_answer(content, name, media)


def layout_page(request: HttpRequest, name: str) -> HttpResponse:
    """One layout, to be set right against what the branch has sent."""
    known = _layout(actor_of_request(request), name)
    context = {
        "layout": known,
        "offer": offer(request, known, SAVE_LAYOUT, name=name),
        "crumbs": pages.crumbs(Crumb(known.title)),
    }
    return render(request, "payments/exchange/layout.html", context)


def _layout(actor: Actor, name: str) -> LayoutInForce:
    known = next((layout for layout in layouts() if layout.name == name), None)
    if known is None:
        raise Http404
    return known


SAVE_LAYOUT: Act[LayoutInForce] = Act(
    "bpjs_layout",
    gettext_lazy("Simpan tata letak"),
    save_layout,
    lambda asked: {"name": asked.thing.name, "text": asked.data["isi"]},
    gettext_lazy("Tata letak disimpan."),
    form=LayoutForm,
    facts=lambda actor, known: {"initial": {"isi": known.text}},
    then=lambda asked, saved: reverse("bpjs_files"),
)
layout = form_page(SAVE_LAYOUT, layout_page, _layout)
