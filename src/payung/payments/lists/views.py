"""Pages of lists to pay, their answers and their money; each act is one service."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, act_view, form_page, offer, offers
from payung.accounts.factors.gate import asks_again
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.audit import clock
from payung.payments.exchange.forms import ReturnFileForm
from payung.payments.exchange.pages import SETTLE, problem_lines
from payung.payments.exchange.selectors import get_problem, problems_of
from payung.payments.exchange.upload import take_upload
from payung.payments.exchange.views import one_file
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
from payung.payments.lists.aside import may_be_set_aside, set_aside, unanswered
from payung.payments.lists.cancelling import cancel_list, may_be_cancelled
from payung.payments.lists.checks import release_held
from payung.payments.lists.export import export_list
from payung.payments.lists.forms import (
    AsideForm,
    CancelListForm,
    ListFilter,
    MakeListForm,
    MendedForm,
    MonthOfList,
    ReleaseForm,
    RowFilter,
)
from payung.payments.lists.making import make_list
from payung.payments.lists.rejected import rejected_by_kelurahan, rejected_people, send_again
from payung.payments.lists.waiting import waiting_costs
from payung.payments.models import ListState, MoneyKind, PaymentList
from payung.payments.money.chain import running_of
from payung.payments.money.forms import MendPaperForm, MoneyForm, VoidForm
from payung.payments.money.mending import mend_paper
from payung.payments.money.pages import money_chain
from payung.payments.money.papers import amount_due, record_money, refunded_rp, void_paper
from payung.programmes.ground.selectors import get_programme, programmes
from payung.programmes.models import Programme
from payung.ui.downloads import file_answer
from payung.ui.format import write_count, write_month
from payung.ui.paging import paged
from payung.ui.parts import Crumb


@page(*OFFICES)
def lists(request: HttpRequest) -> HttpResponse:
    """All lists to pay, the newest month first."""
    actor = actor_of_request(request)
    known = list(programmes(actor))
    form = ListFilter(request.GET or None, programmes=known)
    lists = payment_lists(actor)
    if form.is_valid():
        wanted = form.cleaned_data
        lists = lists.filter(programme=wanted["program"]) if wanted["program"] else lists
        lists = lists.filter(state=wanted["keadaan"]) if wanted["keadaan"] else lists
    shown = paged(request, lists)
    context = {
        "filter_form": form,
        "page": shown,
        "rows": [pages.list_line(chosen) for chosen in shown],
        "columns": pages.list_columns(),
        "programmes": known,
        "may_list": actor.role in MAKE_LIST.roles,
    }
    return render(request, "payments/lists.html", context)


@page(*OFFICES)
def one_list(request: HttpRequest, list_id: int) -> HttpResponse:
    """One list: its papers, its people and BPJS's answers."""
    actor = actor_of_request(request)
    chosen = get_list(actor, list_id)
    prefetch_related_objects([chosen], "documents__parts")
    form = RowFilter(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = pages.filtered_rows(list_rows(actor, list_id), wanted)
    shown = paged(request, rows)
    acts = offers(
        request, chosen, (MONEY, VOID, MEND, ANSWER, PLAN_AGAIN, ASIDE, CANCEL), list_id=list_id
    )
    may_list = actor.role in MAKE_LIST.roles
    context = {
        "list": chosen,
        "facts": [
            *pages.list_facts(chosen, amount_due(actor, chosen), refunded_rp(actor, chosen)),
            *pages.paper_facts(actor, chosen),
        ],
        "chain": money_chain(chosen),
        "waiting": running_of(actor, chosen, clock.today()),
        "filter_form": form,
        "page": shown,
        "rows": [pages.row_line(row) for row in shown],
        "columns": pages.row_columns(),
        "offers": acts,
        "held": _held(request, chosen),
        "unanswered": unanswered(chosen).count() if may_be_set_aside(chosen) else 0,
        "rejected": rejected_people(actor, chosen) if PLAN_AGAIN.name in acts else 0,
        "follow_up": pages.follow_up_address(chosen, follow_up(actor, chosen)) if may_list else "",
        "problems": problem_lines(request, problems_of(actor, chosen), chosen),
        "reconciliation": reverse("reconciliation", args=[chosen.programme_id]),
        "crumbs": crumbs(Crumb(write_month(chosen.month))),
    }
    return render(request, "payments/list.html", context)


def _held(request: HttpRequest, chosen: PaymentList) -> list[dict[str, Any]]:
    """Who is held from the list, what waiting costs him, and the decision that lets him follow."""
    actor = actor_of_request(request)
    held = list(held_rows(actor, chosen.pk))
    costs = waiting_costs(actor, held, clock.today())
    return [
        {
            "row": row,
            "cost": costs.get(row.person_id, ""),
            "offers": offers(request, chosen, (RELEASE,), list_id=chosen.pk, held_id=row.pk)
            if not row.decision
            else {},
        }
        for row in held
    ]


def _is_answered(actor: Actor, chosen: PaymentList) -> bool:
    return chosen.state == ListState.ANSWERED


def _next_paper(actor: Actor, chosen: PaymentList) -> dict[str, Any]:
    running = running_of(actor, chosen, clock.today())
    kind = running.next if running else None
    return {"initial": {"jumlah": amount_due(actor, chosen), "jenis": kind}}


MONEY: Act[PaymentList] = Act(
    "payment_money",
    gettext_lazy("Catat kertas berikutnya"),
    record_money,
    lambda asked: {
        "list_id": asked.thing.pk,
        "kind": asked.data["jenis"],
        "number": asked.data["nomor"],
        "dated": asked.data["tanggal"],
        "amount_rp": asked.data["jumlah"],
        "valid_to": asked.data["berlaku"],
    },
    gettext_lazy("Kertas dicatat."),
    form=MoneyForm,
    facts=_next_paper,
    offered=lambda actor, chosen: chosen.state != ListState.POSTED,
    again=True,
)
VOID: Act[PaymentList] = Act(
    "payment_void",
    gettext_lazy("Kembalikan SPP atau SPM, atau akhiri kode iuran"),
    void_paper,
    lambda asked: {
        "list_id": asked.thing.pk,
        "kind": MoneyKind(asked.data["kertas"]),
        "reason": asked.data["alasan"],
        "on": clock.today(),
    },
    gettext_lazy("Kertas dikembalikan. Catat penggantinya kalau sudah ada."),
    form=VoidForm,
    offered=_is_answered,
    again=True,
)
ANSWER: Act[PaymentList] = Act(
    "payment_answer",
    gettext_lazy("Baca jawaban BPJS"),
    take_upload,
    lambda asked: {
        "request": asked.request,
        "upload": asked.data["berkas"],
        "list_id": asked.thing.pk,
    },
    "",
    form=ReturnFileForm,
    offered=lambda actor, chosen: chosen.state == ListState.PREPARED,
)
MEND: Act[PaymentList] = Act(
    "payment_mend",
    gettext_lazy("Perbaiki nomor atau tanggal kertas"),
    mend_paper,
    lambda asked: {
        "list_id": asked.thing.pk,
        "kind": MoneyKind(asked.data["kertas"]),
        "number": asked.data["nomor"],
        "dated": asked.data["tanggal"],
        "reason": asked.data["alasan"],
    },
    gettext_lazy("Kertas diperbaiki. Yang lama tetap bisa dibaca."),
    form=MendPaperForm,
    offered=lambda actor, chosen: any(not p.void_reason for p in chosen.documents.all()),
)
PLAN_AGAIN: Act[PaymentList] = Act(
    "plan_rejected",
    gettext_lazy("Rencanakan lagi"),
    send_again,
    lambda asked: {
        "list_id": asked.thing.pk,
        "reason": asked.data["perbaikan"],
        "people": asked.data["orang"],
    },
    lambda people: (
        _("%(n)s orang direncanakan lagi. Buat daftar susulan.") % {"n": write_count(people)}
    ),
    form=MendedForm,
    facts=lambda actor, chosen: {"rejected": rejected_by_kelurahan(actor, chosen)},
    offered=lambda actor, chosen: bool(rejected_people(actor, chosen)),
)
ASIDE: Act[PaymentList] = Act(
    "payment_aside",
    gettext_lazy("Sisihkan yang belum dijawab"),
    set_aside,
    lambda asked: {"list_id": asked.thing.pk, "reason": asked.data["alasan"]},
    lambda people: (
        _("%(n)s orang disisihkan. Daftar ini lanjut ke uangnya.") % {"n": write_count(people)}
    ),
    form=AsideForm,
    offered=lambda actor, chosen: may_be_set_aside(chosen),
)
CANCEL: Act[PaymentList] = Act(
    "payment_cancel",
    gettext_lazy("Batalkan daftar ini"),
    cancel_list,
    lambda asked: {"list_id": asked.thing.pk, "reason": asked.data["alasan"]},
    gettext_lazy("Daftar dibatalkan. Orangnya direncanakan lagi."),
    form=CancelListForm,
    offered=lambda actor, chosen: may_be_cancelled(chosen),
    review=lambda actor, chosen, form: pages.cancel_review(actor, chosen),
)
RELEASE: Act[PaymentList] = Act(
    "release_held",
    gettext_lazy("Ikutkan daftar susulan"),
    release_held,
    lambda asked: {"held_id": asked.where["held_id"], "decision": asked.data["keputusan"]},
    gettext_lazy("Keputusan dicatat. Orang ini ikut daftar susulan."),
    form=ReleaseForm,
)


def _list(actor: Actor, list_id: int, held_id: int = 0) -> PaymentList:
    return get_list(actor, list_id)


money, void, mend, answer, plan_again, aside, cancel, release = (
    act_view(act, one_list, _list)
    for act in (MONEY, VOID, MEND, ANSWER, PLAN_AGAIN, ASIDE, CANCEL, RELEASE)
)


@page(*FULL_READERS)
@asks_again
def list_file(request: HttpRequest, list_id: int) -> HttpResponse:
    """The file for BPJS; each download is noted."""
    name, content, media = export_list(actor=actor_of_request(request), list_id=list_id)
    return file_answer(content, name, media)


def problem_page(request: HttpRequest, problem_id: int) -> HttpResponse:
    """The list or file whose answer holds an odd row that a person settles."""
    returned = get_problem(actor_of_request(request), problem_id).returned
    if returned.list_id:
        return one_list(request, returned.list_id)
    return one_file(request, returned.file_id)


settle = form_page(SETTLE, problem_page)


def new_list_page(request: HttpRequest, code: str) -> HttpResponse:
    """What the list of a month would submit, and the one act that submits it."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    offered = offer(request, (programme, request.GET.get("bulan", "")), MAKE_LIST, code=code)
    seen = offered.form.seen  # type: ignore[attr-defined]
    context = {
        "programme": programme,
        "month_form": MonthOfList({"bulan": str(seen.month)}, programme=programme),
        "review": offered.form.review,  # type: ignore[attr-defined]
        "offer": offered,
        "crumbs": crumbs(Crumb(programme.name)),
    }
    return render(request, "payments/new_list.html", context)


Asking = tuple[Programme, str]
"""A programme, and the month in the address."""

MAKE_LIST: Act[Asking] = Act(
    "new_payment_list",
    gettext_lazy("Ajukan daftar ini"),
    make_list,
    lambda asked: {
        "programme": asked.thing[0].code,
        "month": asked.data["bulan"],
        "on": clock.today(),
        "sequence": asked.data["urutan"],
    },
    gettext_lazy("Daftar dibuat."),
    form=MakeListForm,
    facts=lambda actor, asking: {"actor": actor, "programme": asking[0], "month": asking[1]},
    then=lambda asked, made: reverse("payment_list", args=[made.pk]),
    again=True,
    review=lambda actor, asking, form: pages.review_of(actor, form.seen, form.people),
)
new_list = form_page(MAKE_LIST, new_list_page, lambda actor, code: (get_programme(actor, code), ""))
