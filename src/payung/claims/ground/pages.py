"""What pages of several folders show: a case in one line, tasks with their terms, the way back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.claims.entitlement.late import percent_words
from payung.claims.ground.harm import program_words, task_words
from payung.claims.models import Case, Obligation, Task
from payung.law.jamsostek.deadlines import WIB
from payung.ui.cited import cited
from payung.ui.format import DASH
from payung.ui.parts import Column, Crumb


def case_columns() -> list[Column]:
    return [
        Column("name", _("Nama")),
        Column("event", _("Kejadian")),
        Column("happened_on", _("Tanggal"), "date"),
        Column("program", _("Program")),
        Column("state", _("Keadaan"), "state"),
        Column("area", _("Wilayah")),
    ]


def case_line(case: Case, *, open_to: bool) -> dict[str, Any]:
    return {
        "href": reverse("claim", args=[case.pk]) if open_to else "",
        "name": case.person.name,
        "event": case.event.get_kind_display(),
        "happened_on": case.event.happened_on,
        "program": program_words(case),
        "state": case.state,
        "area": place_name(case.area),
    }


def task_rows(tasks: Iterable[Obligation], names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "href": _page_of(task),
            "what": task_words(task),
            "name": _whom(task),
            "who": names.get(task.owner, ""),
            "due": task.due,
            "urgency": _urgency(task, today()),
            "basis": cited(task.basis) if task.due else DASH,
        }
        for task in tasks
    ]


def _urgency(task: Obligation, day: date) -> str:
    """For a payment of BPJS that is late also what it owes by that day."""
    words = urgency(task, day)
    if task.task != Task.PAYMENT or task.due is None or task.case is None:
        return words
    last = task.due.astimezone(WIB).date()
    return f"{words}. {percent_words(task.case.program, last, day)}" if day > last else words


_PLACES = {
    Task.FIRST_REPORT: "claim_notice",
    Task.SECOND_REPORT: "claim_notice",
    Task.SCHOLARSHIP: "claim_scholarship",
}


def _page_of(task: Obligation) -> str:
    """Where the task is done, not merely where its case is."""
    if task.case_id:
        return reverse(_PLACES.get(Task(task.task), "claim"), args=[task.case_id])
    return reverse("claims_change", args=[task.change_id])


def _whom(task: Obligation) -> str:
    about = task.case or task.change
    return about.person.name if about else ""


def urgency(task: Obligation, day: date) -> str:
    """How near the term is, in words; without a term how long the office wanted to take."""
    last = task.due.astimezone(WIB).date() if task.due else task.alarm_on
    if last is None:
        return ""
    left = (last - day).days
    if left < 0:
        return _("terlambat %(days)d hari") % {"days": -left}
    return _("hari ini") if left == 0 else _("%(days)d hari lagi") % {"days": left}


def task_columns() -> list[Column]:
    return [
        Column("what", _("Yang harus dilakukan")),
        Column("name", _("Kasus")),
        Column("who", _("Penanggung jawab")),
        Column("urgency", _("Sisa waktu")),
        Column("due", _("Paling lambat"), "moment"),
        Column("basis", _("Dasar")),
    ]


def crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("Klaim"), reverse("claims")), *more]
