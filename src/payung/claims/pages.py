"""What the pages of this room show, made from what the selectors read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.accounts.selectors import names_of
from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.claims.entitlement import NOW, assessments
from payung.claims.forms import COMPONENT_WORDS, RELATION_WORDS
from payung.claims.models import Case, Entitlement, FamilyMember, Obligation, Paper, Task
from payung.claims.papers import heirs_in, missing, missing_sentence
from payung.claims.scholarship import choices_of
from payung.claims.school import class_words, school_year_words
from payung.law.engine.explain import Language
from payung.law.jamsostek.deadlines import WIB
from payung.law.jamsostek.explanation import html, reason_sentence
from payung.law.jamsostek.heirs import Relation
from payung.law.jamsostek.papers import paper_label
from payung.ui.format import write_date, write_moment, write_rupiah
from payung.ui.parts import Column, Crumb, Fact, Happening

if TYPE_CHECKING:
    from payung.claims.models import Amount

_ASKED = {
    "peraturan": gettext_lazy("diminta peraturan"),
    "cabang": gettext_lazy("biasanya diminta cabang"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """Who does what until when."""

    what: str
    who: str
    until: str


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
        "program": case.get_program_display(),
        "state": case.state,
        "area": place_name(case.area),
    }


def case_facts(case: Case) -> list[Fact]:
    event = case.event
    hour = f" {event.happened_at:%H.%M}" if event.happened_at else ""
    return [
        Fact(_("Kejadian"), event.get_kind_display()),
        Fact(_("Tanggal"), f"{write_date(event.happened_on)}{hour}"),
        Fact(_("Tempat"), event.place or "–"),
        Fact(_("Sebab"), event.cause or "–"),
        Fact(_("Program"), case.get_program_display()),
        Fact(_("Wilayah"), place_name(case.area)),
    ]


def sums(due: Entitlement) -> list[Fact]:
    """What is paid now, component by component; the scholarship stands elsewhere."""
    low, high = due.result["low"], due.result["high"]
    return [
        Fact(COMPONENT_WORDS[name], between(low[name], high[name])) for name in NOW if high[name]
    ]


def between(low: int, high: int) -> str:
    """One amount, or the range where something is still open."""
    if low == high:
        return write_rupiah(high)
    return _("%(low)s sampai %(high)s") % {"low": write_rupiah(low), "high": write_rupiah(high)}


def explained(actor: Actor, case: Case) -> SafeString:
    """Each component with its arithmetic and article; escaped by the law's own writer."""
    parts = (html(found, _language()) for found in assessments(actor, case))
    return mark_safe("".join(parts))


def open_questions(due: Entitlement) -> list[str]:
    return [reason_sentence(code, _language()) for code in due.result["reasons"]]


def _language() -> Language:
    return "en" if (get_language() or "").startswith("en") else "id"


def next_step(case: Case, open_tasks: Sequence[Obligation], names: dict[str, str]) -> NextStep:
    """The most urgent open obligation; a case at rest waits with its owner."""
    if not open_tasks:
        return NextStep(_("Tidak ada yang harus dilakukan"), names.get(case.owner, ""), "–")
    first = open_tasks[0]
    due = write_moment(first.due) if first.due else _("secepatnya; sumber tidak menyebut batas")
    return NextStep(str(Task(first.task).label), names.get(first.owner, ""), due)


def timeline(case: Case) -> list[Happening]:
    changes = list(case.stages.all())
    names = names_of(change.by for change in changes)
    return [
        Happening(
            write_moment(change.at),
            change.get_state_display(),
            names.get(change.by, ""),
            change.note,
        )
        for change in changes
    ]


def task_rows(tasks: Iterable[Obligation], names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "href": _page_of(task),
            "what": task.get_task_display(),
            "name": _whom(task),
            "who": names.get(task.owner, ""),
            "due": task.due,
            "urgency": urgency(task, today()),
            "basis": task.basis,
        }
        for task in tasks
    ]


def _page_of(task: Obligation) -> str:
    if task.case_id:
        return reverse("claim", args=[task.case_id])
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


def paper_rows(case: Case, papers: Iterable[Paper]) -> list[dict[str, Any]]:
    """The checklist of the family's own case; what the city holds is not asked of them."""
    return [
        {
            "href": reverse("claim_scan", args=[case.pk, paper.pk]) if paper.scan else "",
            "label": paper_label(paper.code),
            "asked": _ASKED.get(paper.asked_by, _("tidak diminta lagi")),
            "turn": _("dipegang kota") if paper.city_holds else paper.turn,
            "due_on": paper.due_on,
            "received_on": paper.received_on,
        }
        for paper in papers
    ]


def paper_columns() -> list[Column]:
    return [
        Column("label", _("Surat")),
        Column("asked", _("Diminta oleh")),
        Column("turn", _("Giliran")),
        Column("due_on", _("Sasaran"), "date"),
        Column("received_on", _("Diterima"), "date"),
    ]


def family_facts(case: Case) -> dict[str, Any]:
    """The first class of heirs as a list, and the doubts that a person must settle."""
    if not case.family.all():
        return {"heirs": [], "heir_reason": "", "flags": []}
    found = heirs_in(case)
    return {
        "heirs": [(heir.name, RELATION_WORDS[Relation(heir.relation)]) for heir in found.heirs],
        "heir_reason": found.reason,
        "flags": [flag.text for flag in found.flags],
    }


def scholarship_pairs(case: Case) -> list[dict[str, Any]]:
    """Each pair of children that the heirs may name, with its sum."""
    children = list(case.family.filter(relation="child", ended_on=None))
    return [
        {
            "names": ", ".join(child_name(children[n - 1]) for n in choice.numbers),
            "total": choice.total_rp,
        }
        for choice in choices_of(case)
    ]


def child_name(child: FamilyMember) -> str:
    """The child's name, or its number in the family where nobody has told it."""
    return child.name.reveal() or _("Anak %(n)d") % {"n": child.number}


def year_rows(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "child": child_name(year.child),
            "year": school_year_words(year.school_year),
            "stage": class_words(year.stage),
            "planned_rp": year.planned_rp,
            "state": year.state,
            "pk": year.pk,
        }
        for year in case.scholarship.select_related("child")
    ]


def year_columns() -> list[Column]:
    return [
        Column("child", _("Anak")),
        Column("year", _("Tahun ajaran")),
        Column("stage", _("Kelas")),
        Column("planned_rp", _("Jumlah"), "rupiah"),
        Column("state", _("Keadaan"), "state"),
    ]


def amount_rows(amounts: Iterable[Amount], paid: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "component": COMPONENT_WORDS[row.component],
            "predicted": between(row.predicted_low_rp, row.predicted_high_rp),
            "granted": row.amount_rp,
            "paid": paid.get(row.component, 0),
            "reason": row.reason,
        }
        for row in amounts
    ]


def amount_columns() -> list[Column]:
    return [
        Column("component", _("Manfaat")),
        Column("predicted", _("Hitungan")),
        Column("granted", _("Putusan"), "rupiah"),
        Column("paid", _("Dibayar"), "rupiah"),
        Column("reason", _("Alasan selisih")),
    ]


def missing_words(case: Case) -> str:
    return missing_sentence(missing(case)) if case.papers.exists() else ""


def crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("Klaim"), reverse("claims")), *more]
