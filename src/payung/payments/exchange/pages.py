"""What the pages of files to BPJS show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, offers
from payung.areas.selectors import place_name
from payung.payments.exchange.forms import SettleForm
from payung.payments.exchange.layouts import LayoutInForce
from payung.payments.exchange.returns import ReturnTaken, settle_problem
from payung.payments.exchange.selectors import (
    NOTHING_TO_DO,
    OTHER_CARD,
    SENTENCES,
    PossibleRow,
    candidates,
    same_person,
)
from payung.payments.ground.lineage import EXIT_WORDS
from payung.payments.ground.pages import ANSWER_STATES, masked_kpj
from payung.payments.models import BpjsFile, BpjsFileRow, FileKind, PaymentList, ReturnProblem
from payung.ui.format import write_month
from payung.ui.parts import Column, Crumb


def file_columns() -> list[Column]:
    return [
        Column("label", _("Berkas")),
        Column("month", _("Bulan")),
        Column("programme", _("Program")),
        Column("people", _("Baris"), "count"),
        Column("accepted", _("Diterima"), "count"),
        Column("rejected", _("Belum bisa didaftarkan"), "count"),
        Column("made_at", _("Dibuat"), "date"),
    ]


def file_line(made: BpjsFile) -> dict[str, Any]:
    return {
        "href": reverse("bpjs_file", args=[made.pk]),
        "label": f"{FileKind(made.kind).label} {made.sequence}",
        "month": write_month(made.month),
        "programme": made.programme.name,
        "people": made.people,
        "accepted": made.accepted,
        "rejected": made.rejected,
        "made_at": made.made_at,
    }


def row_columns(made: BpjsFile) -> list[Column]:
    own = {
        FileKind.NEW: [],
        FileKind.EXIT: [Column("reason", _("Sebab")), Column("happened_on", _("Tanggal"), "date")],
        FileKind.CHANGE: [Column("field", _("Data yang diubah"))],
    }
    return [
        Column("number", _("Nomor"), "count"),
        Column("name", _("Nama")),
        Column("area", _("Wilayah")),
        *own[FileKind(made.kind)],
        Column("kpj", _("KPJ")),
        Column("state", _("Jawaban"), "state"),
        Column("answer", _("Alasan BPJS")),
    ]


def row_line(row: BpjsFileRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.person.name,
        "area": place_name(row.area),
        "reason": EXIT_WORDS.get(row.reason, _("Tidak dilanjutkan")),
        "happened_on": row.happened_on,
        "field": row.field,
        "kpj": masked_kpj(row.kpj),
        "state": ANSWER_STATES[row.accepted],
        "answer": row.answer,
    }


def layout_columns() -> list[Column]:
    return [
        Column("title", _("Tata letak")),
        Column("status", _("Keadaan")),
        Column("edited_at", _("Disunting"), "date"),
    ]


def layout_line(layout: LayoutInForce) -> dict[str, Any]:
    sample = layout.status == "unverified sample"
    return {
        "href": reverse("bpjs_layout", args=[layout.name]),
        "title": layout.title,
        "status": _("Contoh, belum diperiksa BPJS") if sample else layout.status,
        "edited_at": layout.edited.edited_at if layout.edited else None,
    }


SETTLE: Act[None] = Act(
    "return_settle",
    gettext_lazy("Catat keputusan"),
    settle_problem,
    lambda asked: {
        "problem_id": asked.where["problem_id"],
        "remark": asked.data["catatan"],
        "number": asked.data["nomor"],
    },
    gettext_lazy("Keputusan dicatat."),
    form=SettleForm,
    then=lambda asked, problem: target_address(problem),
)


def target_address(problem: ReturnProblem) -> str:
    """The page of the list or file whose answer an odd row stands in."""
    returned = problem.returned
    if returned.list_id:
        return reverse("payment_list", args=[returned.list_id])
    return reverse("bpjs_file", args=[returned.file_id])


def problem_lines(
    request: HttpRequest, problems: Iterable[ReturnProblem], target: PaymentList | BpjsFile
) -> list[dict[str, Any]]:
    """Each odd row with its sentence, what BPJS said, and the rows of the same name."""
    return [
        {
            "id": problem.pk,
            "place": _("%(file)s, baris %(row)d") % {"file": _place(problem), "row": problem.row},
            "name": problem.name,
            "sentence": SENTENCES[problem.code],
            "said": " · ".join(filter(None, _said(problem))),
            "settled": problem.settled,
            "offers": offers(request, None, (SETTLE,), problem_id=problem.pk)
            if not problem.settled and problem.code not in NOTHING_TO_DO
            else {},
            "candidates": _candidates(target, problem) if not problem.settled else [],
        }
        for problem in problems
    ]


def _said(problem: ReturnProblem) -> tuple[str, ...]:
    card = f"KPJ {masked_kpj(problem.kpj)}" if problem.code == OTHER_CARD else ""
    return (problem.said, problem.reason, card)


def _candidates(target: PaymentList | BpjsFile, problem: ReturnProblem) -> list[PossibleRow]:
    if problem.code == OTHER_CARD:
        return same_person(target, problem.nik.reveal())
    return candidates(target, problem.name)


def _place(problem: ReturnProblem) -> str:
    return f"{problem.returned.name} ({problem.sheet})" if problem.sheet else problem.returned.name


def tell(request: HttpRequest, taken: ReturnTaken) -> None:
    """What a return file did, in one sentence or two."""
    result = taken.result
    sentence = _("%(yes)d diterima, %(no)d belum bisa didaftarkan, %(open)d belum dijawab.")
    counts = {"yes": result.accepted, "no": result.rejected, "open": result.unanswered}
    messages.success(request, sentence % counts)
    if taken.problems:
        words = _("%(n)d baris berkas perlu diputuskan orang. Lihat di bawah.")
        messages.warning(request, words % {"n": taken.problems})


def crumbs(*more: Crumb) -> list[Crumb]:
    label = _("Berkas BPJS")
    return [Crumb(label, reverse("bpjs_files")), *more] if more else [Crumb(label)]
