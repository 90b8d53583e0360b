"""What BPJS owes for paying late: 1 % of the benefit for each day after its term, by the day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from payung.claims.models import Case, CaseState, Entitlement, Task
from payung.law.jamsostek.deadlines import WIB
from payung.ui.format import write_date, write_rupiah

if TYPE_CHECKING:
    from payung.law.jamsostek.deadlines import Late

_RUNNING = (CaseState.SUBMITTED, CaseState.DECIDED, CaseState.OBJECTION, CaseState.PAID)


def term_of(case: Case) -> date | None:
    """The last day on which BPJS pays in time; None while no complete file lies with it."""
    task = case.obligations.filter(task=Task.PAYMENT).exclude(due=None).last()
    return task.due.astimezone(WIB).date() if task and task.due else None


def owed_late(case: Case, due: Entitlement, on: date) -> Late | None:
    """What is owed until the money came, or as it stands on a day; None where nothing is late.

    The benefit is what BPJS decided, before its decision what is certain. While BPJS asks for
    papers, and after a refusal, no term runs.
    """
    from payung.law.jamsostek.deadlines import late_payment

    last = term_of(case)
    if last is None or case.state not in _RUNNING:
        return None
    paid_on = case.payments.filter(year=None).order_by("-paid_on").values_list("paid_on", flat=True)
    late = late_payment(case.program, _benefit(case, due), last, min([on, *paid_on[:1]]))
    return late if late.days and late.owed_rp else None


def _benefit(case: Case, due: Entitlement) -> int:
    from payung.claims.entitlement.prediction import CASH

    decision = case.decisions.filter(granted=True).last()
    if decision is None:
        return due.cash_low_rp
    return sum(row.amount_rp for row in decision.amounts.all() if row.component in CASH)


def late_words(late: Late) -> str:
    """One sentence for the family and for BPJS, with how sure it is."""
    words = _("BPJS terlambat %(days)d hari. Ganti rugi 1 %% dari manfaat sehari, kini %(sum)s") % {
        "days": late.days,
        "sum": write_rupiah(late.owed_rp),
    }
    return f"{words} ({late.basis}; {sureness(sure=late.sure)})."


def sureness(*, sure: bool) -> str:
    return _("naskahnya terbaca") if sure else _("belum dipastikan")


def percent_words(program: str, last: date, on: date) -> str:
    """The same without a sum, for pages where none is shown; empty while the term runs."""
    from payung.law.jamsostek.deadlines import late_payment

    late = late_payment(program, 0, last, on)
    if not late.days:
        return _("BPJS membayar paling lambat %(day)s.") % {"day": write_date(last)}
    return _(
        "Batas bayar BPJS %(day)s sudah lewat %(days)d hari. BPJS berutang ganti rugi"
        " %(percent)d %% dari manfaat (%(basis)s; %(sure)s)."
    ) % {
        "day": write_date(last), "days": late.days, "percent": late.percent,
        "basis": late.basis, "sure": sureness(sure=late.sure),
    }  # fmt: skip
