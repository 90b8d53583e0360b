"""What a case's page tells of its past: computations, decisions, the ladder, the two readings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.scope import Actor
from payung.claims.case.outcome import paid_by_component
from payung.claims.case.pages import amount_rows
from payung.claims.entitlement.prediction import CARE, CASH, assessments
from payung.claims.entitlement.words import between
from payung.claims.ground.harm import nothing_words, now_words, program_words
from payung.claims.models import Case, Decision, Entitlement, Objection, Program
from payung.ui.format import write_date, write_moment, write_rupiah
from payung.ui.parts import Column, Fact, Happening

if TYPE_CHECKING:
    from payung.law.jamsostek.benefits import Assessment

_FACT_WORDS = {
    "event_date": gettext_lazy("tanggal kejadian"),
    "event": gettext_lazy("akibat"),
    "program": gettext_lazy("karena kerja atau bukan"),
    "paid_months": gettext_lazy("bulan iur"),
    "membership_months": gettext_lazy("lama kepesertaan"),
    "unpaid_months": gettext_lazy("bulan menunggak"),
    "paid_months_total": gettext_lazy("seluruh bulan iur"),
    "children": gettext_lazy("anak"),
    "income": gettext_lazy("penghasilan"),
    "segment": gettext_lazy("segmen"),
    "other_membership": gettext_lazy("kepesertaan lain"),
    "incapacity_months": gettext_lazy("bulan tidak mampu bekerja"),
    "medical_cost": gettext_lazy("biaya perawatan"),
}


def computations(case: Case) -> list[Happening]:
    """Each computation with what had changed since the one before, newest first."""
    ladders = list(case.entitlements.all())
    before = [*ladders[1:], None]
    return [
        Happening(
            write_moment(one.computed_at),
            now_words(case, one.cash_low_rp, one.cash_high_rp),
            "; ".join(filter(None, (_care(one), _scholarship(one)))),
            _changed(one, older),
        )
        for one, older in zip(ladders, before, strict=True)
    ]


def _care(entitlement: Entitlement) -> str:
    if not entitlement.care_high_rp:
        return ""
    return _("biaya perawatan dan pengangkutan %(amount)s") % {
        "amount": between(entitlement.care_low_rp, entitlement.care_high_rp)
    }


def _scholarship(entitlement: Entitlement) -> str:
    if not entitlement.beasiswa_high_rp:
        return ""
    return _("beasiswa paling banyak %(amount)s") % {
        "amount": write_rupiah(entitlement.beasiswa_high_rp)
    }


def _changed(entitlement: Entitlement, older: Entitlement | None) -> str:
    if older is None:
        return _("Hitungan pertama")
    names = [
        str(_FACT_WORDS.get(name, name))
        for name in sorted({*entitlement.facts, *older.facts})
        if entitlement.facts.get(name) != older.facts.get(name)
    ]
    if not names:
        return _("Keluarga atau peraturan berubah")
    return _("Berubah: %(facts)s") % {"facts": ", ".join(names)}


def decisions(case: Case) -> list[dict[str, Any]]:
    """Every decision, the newest first; what was paid stands beside the newest."""
    found = list(case.decisions.prefetch_related("amounts"))[::-1]
    paid = paid_by_component(case)
    return [
        {
            "decision": one,
            "branch": one.branch,
            "amounts": amount_rows(one.amounts.all(), paid if n == 0 else {}),
            "newest": n == 0,
            "less": _less(one),
        }
        for n, one in enumerate(found)
    ]


def received(case: Case) -> int:
    """What has reached the family so far without the scholarship, in rupiah."""
    return sum(amount for name, amount in paid_by_component(case).items() if name in CASH)


def care_paid(case: Case) -> int:
    """What was paid so far to who treated and carried, in rupiah."""
    return sum(amount for name, amount in paid_by_component(case).items() if name in CARE)


def _less(decision: Decision) -> int:
    """How much less was decided than was certain, in rupiah."""
    rows = decision.amounts.all()
    return sum(max(row.predicted_low_rp - row.amount_rp, 0) for row in rows)


def ladder(case: Case) -> list[dict[str, Any]]:
    """Each rung that was drafted: its letter, who sent it when, what BPJS answered."""
    return [
        {
            "href": reverse("claim_document", args=[case.pk, f"tanggapan-{row.rung}"]),
            "rung": row.get_rung_display(),
            "drafted_on": row.drafted_at.date(),
            "sent": _sent(case, row),
            "answer": f"{row.answer} ({write_date(row.answered_on)})" if row.answered_on else "",
        }
        for row in case.objections.order_by("pk")
    ]


def _sent(case: Case, row: Objection) -> str:
    if row.sent_on is None:
        if case.fatal:
            return _("belum; hanya ahli waris yang mengirim")
        return _("belum; hanya peserta yang mengirim")
    with_power = row.sent_with == "surat_kuasa"
    own = _("oleh ahli waris") if case.fatal else _("oleh peserta")
    by = _("dengan surat kuasa") if with_power else own
    return f"{write_date(row.sent_on)}, {by}"


def ladder_columns() -> list[Column]:
    return [
        Column("rung", _("Langkah")),
        Column("drafted_on", _("Dikonsep"), "date"),
        Column("sent", _("Dikirim")),
        Column("answer", _("Jawaban BPJS")),
    ]


def _cash(case: Case, program: Program, assessment: Assessment) -> str:
    return (
        between(assessment.cash_low, assessment.cash)
        if assessment.cash
        else nothing_words(case, program)
    )


def _beside(assessment: Assessment) -> list[Fact]:
    """Care and scholarship, where there are any; never added to the cash."""
    care, most = between(assessment.care_low, assessment.care), assessment.components["beasiswa"]
    rows = [Fact(_("Biaya perawatan"), care)] if assessment.care else []
    return [*rows, Fact(_("Beasiswa, paling banyak"), write_rupiah(most))] if most else rows


def readings(actor: Actor, case: Case) -> list[dict[str, Any]]:
    """While JKM or JKK is undecided: what each pays, and the evidence that speaks for it."""
    if case.program != Program.UNDECIDED:
        return []
    notes = list(case.evidence.order_by("pk"))
    return [
        {
            "program": program_words(case, program),
            "facts": [
                Fact(_("Uang untuk keluarga"), _cash(case, program, found)),
                *_beside(found),
                Fact(
                    _("Yang mendukung"),
                    "; ".join(note.what for note in notes if note.speaks_for == program) or "–",
                ),
            ],
        }
        for program, found in zip((Program.JKM, Program.JKK), assessments(actor, case), strict=True)
    ]
