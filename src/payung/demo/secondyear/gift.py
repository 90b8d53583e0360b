"""A company's gift: the law leaves its contribution open, a decision settles it, months go on."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.accounts.scope import acting_as
from payung.audit.clock import telling
from payung.demo.mainjob.paying import rates
from payung.demo.mainjob.people import CITY, Cast
from payung.demo.mainjob.signing import Days, sample_scan, sign_through_the_chain
from payung.demo.secondyear.copying import LAST, keep_partnership
from payung.demo.secondyear.deciding import freeze
from payung.demo.secondyear.paying import answered_list
from payung.demo.secondyear.paying import pay as pay_list
from payung.kernel.month import Month
from payung.programmes import services as programmes
from payung.programmes.ground.cost import undecided_months
from payung.programmes.models import Programme
from payung.programmes.rules.criteria import example, settled
from payung.programmes.terms.rates import RateTerms, record_rate
from payung.verification.models import Category

CODE = "CSR-2026"
_FIRST, _PEOPLE = Month.of(2026, 2), 100
_MADE_ON, _DECIDED_ON, _RANKED_ON = date(2026, 1, 7), date(2026, 1, 12), date(2026, 1, 13)
_DAYS = Days(noted=date(2026, 1, 14), initialled=date(2026, 1, 19), signed=date(2026, 1, 22))


def begin(cast: Cast) -> dict[str, Any]:
    """The programme, the decision on its open months, and its signed decree."""
    with telling(_MADE_ON):
        made = _make(cast)
        keep_partnership(cast, CODE, "PKS/04/BPJS-TK/I/2026", "WD157104")
    with acting_as(cast["operator"]):
        waiting = undecided_months(made)
    number = _decide(cast, waiting)
    signed = sign_through_the_chain(cast, freeze(cast, CODE, _RANKED_ON), 31, _FIRST, _DAYS)
    return {
        "programme": CODE,
        "months_without_a_rate": len(waiting),
        "first_of_them": str(waiting[0]) if waiting else "",
        "decision": number,
        "people": signed.people,
        "decree": signed.number,
    }


def pay(cast: Cast, seed: int) -> dict[str, int]:
    """February, by the company's own bank: no SPP, no SP2D."""
    on = date(2026, 2, 3)
    list_id = answered_list(cast, CODE, _FIRST, on, seed)
    return {"contribution_paid_rp": pay_list(cast, list_id, (9, 11, 13))}


def _make(cast: Cast) -> Programme:
    monthly_rp = sum(rates().values())
    return programmes.create_programme(
        actor=cast["operator"], code=CODE, name="Pekerja Rentan TJSL 2026", payer="csr",
        segment="bpu", category=Category.VULNERABLE, basis="Perjanjian TJSL 11/2026",
        fiscal_year=2026, first_month=_FIRST, last_month=LAST, headcount=_PEOPLE,
        ceiling_rp=_PEOPLE * monthly_rp * (LAST - _FIRST + 1),
        criteria=settled(example("rentan")), area=CITY, quotas={},
        accounts={"jkk": "TJSL-JKK", "jkm": "TJSL-JKM"},
    )  # fmt: skip


def _decide(cast: Cast, waiting: list[Month]) -> str:
    if not waiting:
        return ""
    amounts = rates()
    decided = RateTerms(
        first=waiting[0], last=waiting[-1], jkk_rp=amounts["jkk"], jkm_rp=amounts["jkm"],
        number="B/17/012026", dated=_DECIDED_ON, by="Kepala BPJS Ketenagakerjaan Cabang Jambi",
    )  # fmt: skip
    with telling(_DECIDED_ON):
        record_rate(actor=cast["operator"], programme=CODE, decided=decided, scan=sample_scan())
    return decided.number
