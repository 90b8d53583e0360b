"""What the pages of this room show, made from what the selectors read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.scope import Actor
from payung.accounts.selectors import names_of, phone_of_actor
from payung.areas.selectors import place_name
from payung.claims.entitlement.prediction import CARE, CASH, WAGE_UNKNOWN, assessments, programs
from payung.claims.entitlement.words import (
    COMPONENT_WORDS,
    PAYER_WORDS,
    RELATION_WORDS,
    between,
    question_words,
)
from payung.claims.ground.harm import program_words, task_words
from payung.claims.models import Case, Entitlement, Obligation, Paper, Program
from payung.claims.open.calling import waiting_calls
from payung.claims.papers.checklist import LATER, heirs_in, missing, missing_sentence
from payung.claims.papers.offices import head_of_rt
from payung.claims.papers.register import awaited
from payung.law.engine.edition import Step
from payung.law.engine.explain import Language, as_html
from payung.law.jamsostek.advice import Advice, cause_questions, notes
from payung.law.jamsostek.explanation import shown_steps
from payung.law.jamsostek.heirs import Relation
from payung.law.jamsostek.papers import paper_label
from payung.ledger.models import Segment
from payung.office.selectors import dialled
from payung.ui.cited import cited
from payung.ui.format import write_date, write_moment, write_rupiah
from payung.ui.parts import Column, Fact, Happening
from payung.ui.words import in_english, shown

if TYPE_CHECKING:
    from payung.claims.models import Amount

_ASKED = {
    "peraturan": gettext_lazy("diminta peraturan"),
    "cabang": gettext_lazy("biasanya diminta cabang"),
}


OUTSIDE = "DI_LUAR_PROGRAM"
_OF_THE_LIVING = frozenset(
    "perawatan_rumah alat_dengar kacamata gigi_tiruan harga_patokan perawatan transport"
    " stmb cacat santunan_cacat_total".split()
)
"""What the law pays to who was hurt; a zero of it says nothing to the bereaved."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """Who does what until when."""

    what: str
    who: str
    until: str
    phone: str = ""


def case_facts(case: Case) -> list[Fact]:
    event = case.event
    hour = f" {event.happened_at:%H.%M}" if event.happened_at else ""
    doubted = shown(event.fact.doubted) if event.fact else ""
    return [
        Fact(_("Kejadian"), event.get_kind_display()),
        Fact(_("Tanggal"), f"{write_date(event.happened_on)}{hour}"),
        Fact(_("Tempat"), event.place or "–"),
        Fact(_("Sebab"), event.cause or "–"),
        Fact(_("Program"), program_words(case)),
        Fact(_("Wilayah"), place_name(case.area)),
        *([Fact(_("Sumber yang ditarik"), doubted)] if doubted else []),
    ]


def death_paper_words(case: Case, on: date) -> str:
    """The age of the *akta kematian* that is still missing, and who asks for it until when."""
    paper = awaited(case, on)
    if paper is None:
        return ""
    who = head_of_rt(str(case.person.area_id)) or _("Ketua RT")
    words = (
        _("Akta kematian belum ada, hari ke-%(days)s; batas lapor Dukcapil sudah lewat %(until)s.")
        if paper.is_late
        else _("Akta kematian belum ada, hari ke-%(days)s. Dilaporkan sebelum %(until)s.")
    ) % {"days": paper.days, "until": write_date(paper.until)}
    return words + " " + _("Yang melapor: %(who)s; keluarga mengambil aktanya.") % {"who": who}


def kin(case: Case) -> tuple[str, str]:
    """Whom of the family to call, as the newest report that says so names him, and his number."""
    for line in case.event.reports.filter(taken_back="").order_by("-reported_at"):
        if line.kin_name.reveal() or line.kin_phone.reveal():
            return line.kin_name.reveal(), line.kin_phone.reveal()
    return "", ""


def sums(due: Entitlement) -> list[Fact]:
    """The cash to the family, component by component."""
    return _components(due, CASH)


def care_sums(due: Entitlement) -> list[Fact]:
    """What is paid to who treated and carried, and Jasa Raharja's part of it in traffic."""
    rows = _components(due, CARE)
    if due.jasa_raharja_rp:
        rows.append(Fact(_("Dari itu, Jasa Raharja lebih dulu"), write_rupiah(due.jasa_raharja_rp)))
    return rows


def _components(due: Entitlement, names: Iterable[str]) -> list[Fact]:
    low, high = due.result["low"], due.result["high"]
    return [
        Fact(COMPONENT_WORDS[name], between(low[name], high[name])) for name in names if high[name]
    ]


def advice(case: Case) -> list[str]:
    """What this family should know beside the sums, each with its basis and how sure it is."""
    known: dict[Advice, None] = {}
    for program in programs(case):
        known |= dict.fromkeys(notes(program, case.facts.outcome))
    asked = cause_questions() if case.program == Program.UNDECIDED else ()
    return [_advice_words(one) for one in (*asked, *known)]


def _advice_words(advice: Advice) -> str:
    words = advice.text_en if in_english() else advice.text
    return f"{words} ({cited(advice.basis, sure=advice.verified)})"


def basis_facts(case: Case, due: Entitlement) -> list[Fact]:
    """By which membership the case was reckoned, and who corrected it why."""
    facts, newest = due.facts, case.corrections.last()
    payer = PAYER_WORDS.get(facts.get("payer", ""), _("tidak tercatat"))
    rows = [
        Fact(_("Segmen"), str(Segment(facts["segment"]).label)),
        Fact(_("Dasar upah sebulan"), _base(due)),
        Fact(_("Pembayar iuran"), str(payer)),
        Fact(_("Asalnya"), _("buku iuran dan program")),
    ]
    if newest is not None:
        who = names_of([newest.corrected_by]).get(newest.corrected_by, "")
        rows[-1] = Fact(
            _("Asalnya"),
            _("diperbaiki %(who)s, %(day)s: %(why)s")
            % {"who": who, "day": write_moment(newest.corrected_at), "why": newest.reason},
        )
    return rows


def _base(due: Entitlement) -> str:
    if WAGE_UNKNOWN in due.result["reasons"]:
        return _("belum diketahui")
    return write_rupiah(due.facts["income"])


def explained(actor: Actor, case: Case) -> SafeString:
    """Each component with its arithmetic and article; escaped by the law's own writer."""
    rows = assessments(actor, case)
    if not case.fatal:
        rows = [row for row in rows if row.status != "not_covered"]
    parts = ([step for step in shown_steps(row) if _asked(case, step)] for row in rows)
    return mark_safe("".join(as_html(steps, _language()) for steps in parts))


def _asked(case: Case, step: Step) -> bool:
    """Whether the family of this case asks about a step: not about glasses of the dead, not
    about a funeral of the living."""
    return bool(step.value) or (case.fatal and step.rule.quantity not in _OF_THE_LIVING)


def open_questions(case: Case, due: Entitlement) -> list[str]:
    """What is open; that JKM pays nothing to the living is no question of theirs."""
    codes = [code for code in due.result["reasons"] if case.fatal or code != OUTSIDE]
    return [question_words(code) for code in codes]


def _language() -> Language:
    return "en" if in_english() else "id"


def next_step(case: Case, open_tasks: Sequence[Obligation], names: dict[str, str]) -> NextStep:
    """The most urgent open obligation; a case at rest waits with its owner."""
    if not open_tasks:
        who, phone = names.get(case.owner, ""), phone_of_actor(case.owner)
        return NextStep(_("Tidak ada yang harus dilakukan"), who, "–", phone)
    first = open_tasks[0]
    due = write_moment(first.due) if first.due else _("secepatnya; sumber tidak menyebut batas")
    who, phone = names.get(first.owner, ""), phone_of_actor(first.owner)
    return NextStep(str(task_words(first)), who, due, phone)


def calls(case: Case) -> list[dict[str, str]]:
    """Whoever of the family waits to be called: number, when it suits, since when."""
    return [
        {
            "phone": call.phone.reveal(),
            "dial": dialled(call.phone.reveal()),
            "wanted": call.get_wanted_display(),
            "asked": write_moment(call.asked_at),
        }
        for call in waiting_calls(case)
    ]


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


def paper_rows(case: Case, papers: Iterable[Paper]) -> list[dict[str, Any]]:
    """The checklist of the family's own case; what the city holds is not asked of them."""
    return [
        {
            "href": reverse("claim_scan", args=[case.pk, paper.pk]) if paper.scan else "",
            "label": paper_label(paper.code),
            "asked": _asked_words(paper),
            "turn": _("dipegang kota") if paper.city_holds else paper.turn,
            "due_on": paper.due_on,
            "received_on": paper.received_on,
        }
        for paper in papers
    ]


def _asked_words(paper: Paper) -> str:
    """Who asks for a paper; of one that was asked later the name and the reason."""
    if paper.asked_by == LATER:
        return _("diminta belakangan · %(who)s") % {"who": paper.basis}
    return str(_ASKED.get(paper.asked_by, _("tidak diminta lagi")))


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
    heirs = heirs_in(case)
    return {
        "heirs": [(heir.name, RELATION_WORDS[Relation(heir.relation)]) for heir in heirs.heirs],
        "heir_reason": heirs.reason,
        "flags": [flag.text for flag in heirs.flags],
    }


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
    lacking = missing_sentence(missing(case)) if case.papers.exists() else None
    return lacking or ""
