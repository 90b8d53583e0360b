"""Twenty members of 2026 leave and twenty of the reserve join with one paper; one refund."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.accounts.scope import acting_as
from payung.audit.clock import telling
from payung.demo.mainjob.people import Cast
from payung.demo.mainjob.signing import sample_scan
from payung.demo.secondyear.copying import VULNERABLE
from payung.kernel.month import Month
from payung.ledger.models import COVERED_STATES
from payung.ledger.selectors import person_months
from payung.payments.ground.selectors import payment_lists
from payung.payments.money.papers import refunded_rp
from payung.programmes import services as programmes
from payung.programmes.amendments.annex import pairs_of
from payung.programmes.amendments.services import Leaver
from payung.programmes.models import Amendment, ChangeReason
from payung.programmes.papers.signed_papers import Scan
from payung.registry.selectors import facts

_LEAVERS, _FROM = 20, Month.of(2026, 2)
_PROPOSED, _SIGNED, _REFUNDED = date(2026, 2, 17), date(2026, 2, 20), date(2026, 2, 26)
_WHY = (ChangeReason.MOVE, ChangeReason.NEW_JOB, ChangeReason.WITHDREW)


def replace_twenty(cast: Cast) -> dict[str, Any]:
    """The paper signed on 20 February; BPJS gives February back for who had left by then."""
    signed = _sign(cast)
    with telling(_REFUNDED):
        rows = programmes.record_refund(
            actor=cast["keuangan"], amendment_id=signed.pk, evidence="B/204/BPJS-TK/II/2026"
        )
    with acting_as(cast["operator"]) as actor:
        lists = payment_lists(actor).filter(programme=VULNERABLE, month=_FROM)
        back = sum(refunded_rp(actor, chosen) for chosen in lists)
        pairs = pairs_of(signed)
    return {
        "amendment": {
            "number": signed.number,
            "leavers": sum(bool(pair.leaver) for pair in pairs),
            "joiners": sum(bool(pair.joiner) for pair in pairs),
        },
        "refund": {"ledger_rows": rows, "amount_rp": back},
    }


def _sign(cast: Cast) -> Amendment:
    leavers = [
        Leaver(person, _WHY[number % len(_WHY)], f"Surat Lurah {number + 1}/2026")
        for number, person in enumerate(_leaving(cast))
    ]
    with telling(_PROPOSED):
        proposed = programmes.propose_amendment(
            actor=cast["operator"], programme=VULNERABLE, leavers=leavers, first_month=_FROM,
            on=_PROPOSED,
        )  # fmt: skip
        programmes.approve_amendment(actor=cast["penyetuju"], amendment_id=proposed.pk)
    with telling(_SIGNED):
        return programmes.sign_amendment(
            actor=cast["penyetuju"], amendment_id=proposed.pk, dated=_SIGNED,
            number="87/KEP.WALI/DISNAKER/2026", scan=Scan(sample_scan()),
        )  # fmt: skip


def _leaving(cast: Cast) -> list[int]:
    """The first paid members to whom nothing is known to have happened."""
    with acting_as(cast["operator"]) as actor:
        paid = person_months(actor).filter(
            scheme=VULNERABLE, month=_FROM, component="jkm", state__in=COVERED_STATES
        )
        calm = paid.exclude(person_id__in=facts(actor).order_by().values("person"))
        people = calm.order_by("person_id").values_list("person_id", flat=True)
        return list(people[:: max(len(people) // _LEAVERS, 1)][:_LEAVERS])
