"""Pages of the files to BPJS: made, downloaded, answered; odd rows settled; layouts edited."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.payments.exchange import pages
from payung.payments.exchange.export import export_file
from payung.payments.exchange.forms import AnswerForm, LayoutForm, MakeFileForm, SettleForm
from payung.payments.exchange.layouts import layouts, save_layout
from payung.payments.exchange.making import make_file
from payung.payments.exchange.returns import settle_problem
from payung.payments.exchange.selectors import bpjs_files, file_rows, get_file, problems_of
from payung.payments.exchange.upload import take_upload
from payung.payments.models import FileKind
from payung.programmes.ground.selectors import get_programme, programmes
from payung.ui.downloads import file_answer
from payung.ui.parts import Crumb

READERS = (Role.OPERATOR, Role.BPJS, Role.AUDITOR)
PER_PAGE = 50


@page_for(*READERS)
@require_safe
def all_files(request: HttpRequest) -> HttpResponse:
    """Every file that went to BPJS beside the lists, and the layouts in force."""
    actor = actor_of_request(request)
    page = Paginator(bpjs_files(actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [pages.file_line(made) for made in page],
        "columns": pages.file_columns(),
        "programmes": programmes(actor),
        "layouts": [pages.layout_line(layout) for layout in layouts()],
        "layout_columns": pages.layout_columns(),
        "crumbs": pages.crumbs(),
    }
    return render(request, "payments/exchange/files.html", context)


@page_for(Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def new_file(request: HttpRequest, code: str) -> HttpResponse:
    """Makes a file of new members, of those who left, or of changed data."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    form = MakeFileForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        kind, month = FileKind(form.cleaned_data["jenis"]), form.cleaned_data["bulan"]
        made = make_file(actor=actor, programme=code, kind=kind, month=month)
        return redirect("bpjs_file", made.pk)
    context = {"programme": programme, "form": form, "crumbs": pages.crumbs(Crumb(programme.name))}
    status = 422 if form.errors else 200
    return render(request, "payments/exchange/new_file.html", context, status=status)


@page_for(*READERS)
@require_safe
def one_file(request: HttpRequest, file_id: int) -> HttpResponse:
    """One file: its people, BPJS's answers, and the odd rows of what came back."""
    return _show_file(request, file_id)


@page_for(*READERS)
@require_safe
def download(request: HttpRequest, file_id: int) -> HttpResponse:
    """The file in its layout; each download is noted."""
    name, content, media = export_file(actor=actor_of_request(request), file_id=file_id)
    return file_answer(content, name, media)


@page_for(Role.OPERATOR, Role.BPJS)
@require_POST
def file_return(request: HttpRequest, file_id: int) -> HttpResponse:
    """Takes in what BPJS sent back for a file."""
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_file(request, file_id, form=form, status=422)
    take_upload(request, form.cleaned_data["berkas"], file_id=file_id)
    return redirect("bpjs_file", file_id)


@page_for(Role.OPERATOR)
@require_POST
def settle(request: HttpRequest, problem_id: int) -> HttpResponse:
    """A person says what an odd row means."""
    form = SettleForm(request.POST)
    if form.is_valid():
        problem = settle_problem(
            actor=actor_of_request(request), problem_id=problem_id,
            note=form.cleaned_data["catatan"], number=form.cleaned_data["nomor"],
        )  # fmt: skip
        messages.success(request, _("Keputusan dicatat."))
        returned = problem.returned
        if returned.list_id:
            return redirect("payment_list", returned.list_id)
        return redirect("bpjs_file", returned.file_id)
    messages.error(request, _("Tulis dasar keputusan."))
    return redirect("bpjs_files")


@page_for(Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def layout(request: HttpRequest, name: str) -> HttpResponse:
    """One layout, to be set right against what the branch has sent."""
    known = {one.name: one for one in layouts()}
    if name not in known:
        return redirect("bpjs_files")
    form = LayoutForm(request.POST or None, initial={"isi": known[name].text})
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["isi"]
        save_layout(actor=actor_of_request(request), name=name, text=text)
        messages.success(request, _("Tata letak disimpan."))
        return redirect("bpjs_files")
    context = {
        "layout": known[name],
        "form": form,
        "crumbs": pages.crumbs(Crumb(known[name].title)),
    }
    return render(request, "payments/exchange/layout.html", context)


def _show_file(request: HttpRequest, file_id: int, status: int = 200, **forms: Any) -> HttpResponse:
    actor = actor_of_request(request)
    made = get_file(actor, file_id)
    page = Paginator(file_rows(actor, file_id), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "file": made,
        "page": page,
        "rows": [pages.row_line(row) for row in page],
        "columns": pages.row_columns(made),
        "problems": pages.problem_lines(problems_of(actor, made), made),
        "return_url": reverse("bpjs_file_return", args=[file_id]),
        "form": AnswerForm(),
        "crumbs": pages.crumbs(Crumb(str(made))),
    }
    return render(request, "payments/exchange/file.html", context | forms, status=status)
