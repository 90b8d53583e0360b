"""Pages of lists to pay, their answers and their money; each act is one service."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.audit import clock
from payung.payments.exchange.forms import AnswerForm
from payung.payments.exchange.pages import problem_lines
from payung.payments.exchange.selectors import problems_of
from payung.payments.exchange.upload import take_upload
from payung.payments.ground.pages import crumbs
from payung.payments.ground.readers import FULL_READERS, OFFICES
from payung.payments.ground.selectors import (
    follow_up,
    get_list,
    held_rows,
    list_rows,
    payment_lists,
)
from payung.payments.lists import pages
from payung.payments.lists.checks import release_held
from payung.payments.lists.export import export_list
from payung.payments.lists.forms import ListFilter, MakeListForm, MendedForm, RowFilter
from payung.payments.lists.making import make_list
from payung.payments.lists.rejected import rejected_people, send_again
from payung.payments.lists.waiting import waiting_costs
from payung.payments.money.chain import running_of
from payung.payments.money.forms import MoneyForm, VoidForm
from payung.payments.money.pages import money_chain
from payung.payments.money.papers import amount_due, record_money
from payung.programmes.ground.answers import tried
from payung.programmes.ground.selectors import get_programme, programmes
from payung.ui.downloads import file_answer
from payung.ui.format import write_count, write_month
from payung.ui.parts import Crumb

PER_PAGE = 50


@page_for(*OFFICES)
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """All lists to pay, the newest month first."""
    actor = actor_of_request(request)
    known = list(programmes(actor))
    form = ListFilter(request.GET or None, programmes=known)
    found = payment_lists(actor)
    if form.is_valid():
        wanted = form.cleaned_data
        found = found.filter(programme=wanted["program"]) if wanted["program"] else found
        found = found.filter(state=wanted["keadaan"]) if wanted["keadaan"] else found
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter_form": form,
        "page": page,
        "rows": [pages.list_line(chosen) for chosen in page],
        "columns": pages.list_columns(),
        "programmes": known,
    }
    return render(request, "payments/lists.html", context)


@page_for(*OFFICES)
@require_safe
def one_list(request: HttpRequest, list_id: int) -> HttpResponse:
    """One list: its papers, its people and BPJS's answers."""
    return _show_list(request, list_id)


@page_for(*OFFICES)
@require_POST
def answer(request: HttpRequest, list_id: int) -> HttpResponse:
    """Reads the answer file that BPJS sent."""
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_list(request, list_id, answer_form=form, status=422)
    take_upload(request, form.cleaned_data["berkas"], list_id=list_id)
    return redirect("payment_list", list_id)


@page_for(*OFFICES)
@require_POST
def money(request: HttpRequest, list_id: int) -> HttpResponse:
    """Notes one paper of the money."""
    form = MoneyForm(request.POST)
    if not form.is_valid():
        return _show_list(request, list_id, money_form=form, status=422)
    wanted = form.cleaned_data
    record_money(
        actor=actor_of_request(request),
        list_id=list_id,
        kind=wanted["jenis"],
        number=wanted["nomor"],
        dated=wanted["tanggal"],
        amount_rp=wanted["jumlah"],
        valid_to=wanted["berlaku"],
    )
    messages.success(request, _("Kertas dicatat."))
    return redirect("payment_list", list_id)


@page_for(*OFFICES)
@require_POST
def release(request: HttpRequest, list_id: int, held_id: int) -> HttpResponse:
    """A decision lets a held person follow in a later list."""
    release_held(
        actor=actor_of_request(request),
        held_id=held_id,
        decision=request.POST.get("keputusan", ""),
    )
    messages.success(request, _("Keputusan dicatat. Orang ini ikut daftar susulan."))
    return redirect("payment_list", list_id)


@page_for(Role.OPERATOR)
@require_POST
def plan_again(request: HttpRequest, list_id: int) -> HttpResponse:
    """Whom BPJS could not register is planned again, after his data were mended."""
    actor, form = actor_of_request(request), MendedForm(request.POST)
    people = None
    if form.is_valid():
        reason = form.cleaned_data["perbaikan"]
        people = tried(form, lambda: send_again(actor=actor, list_id=list_id, reason=reason))
    if people is None:
        return _show_list(request, list_id, mended_form=form, status=422)
    told = _("%(n)s orang direncanakan lagi. Buat daftar susulan.") % {"n": write_count(people)}
    messages.success(request, told)
    return redirect("payment_list", list_id)


@page_for(*FULL_READERS)
@require_safe
def list_file(request: HttpRequest, list_id: int) -> HttpResponse:
    """The file for BPJS; each download is noted."""
    name, content, media = export_list(actor=actor_of_request(request), list_id=list_id)
    return file_answer(content, name, media)


@page_for(Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def new_list(request: HttpRequest, code: str) -> HttpResponse:
    """Makes the first list of one month, or a further one of who was held before."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    form = MakeListForm(request.POST or None, programme=programme, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        made = make_list(
            actor=actor, programme=code, month=wanted["bulan"], on=clock.today(),
            sequence=wanted["urutan"],
        )  # fmt: skip
        return redirect("payment_list", made.pk)
    context = {"programme": programme, "form": form, "crumbs": crumbs(Crumb(programme.name))}
    return render(request, "payments/new_list.html", context, status=422 if form.errors else 200)


def _show_list(request: HttpRequest, list_id: int, status: int = 200, **forms: Any) -> HttpResponse:
    actor = actor_of_request(request)
    chosen = get_list(actor, list_id)
    form = RowFilter(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = pages.filtered_rows(list_rows(actor, list_id), wanted)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    prefetch_related_objects([chosen], "documents__parts")
    due, held = amount_due(chosen), list(held_rows(actor, list_id))
    costs = waiting_costs(actor, held, clock.today())
    waiting = running_of(chosen, clock.today())
    context = {
        "list": chosen,
        "facts": pages.list_facts(chosen, due),
        "chain": money_chain(chosen),
        "waiting": waiting,
        "filter_form": form,
        "page": page,
        "rows": [pages.row_line(row) for row in page],
        "columns": pages.row_columns(),
        "answer_form": AnswerForm(),
        "money_form": MoneyForm(initial={"jumlah": due, "jenis": waiting and waiting.next}),
        "void_form": VoidForm(),
        "held": [(row, costs.get(row.person_id, "")) for row in held],
        "rejected": rejected_people(chosen),
        "mended_form": MendedForm(),
        "follow_up": pages.follow_up_address(chosen, follow_up(actor, chosen)),
        "problems": problem_lines(problems_of(actor, chosen), chosen),
        "reconciliation": reverse("reconciliation", args=[chosen.programme_id]),
        "crumbs": crumbs(Crumb(write_month(chosen.month))),
    }
    return render(request, "payments/list.html", context | forms, status=status)
