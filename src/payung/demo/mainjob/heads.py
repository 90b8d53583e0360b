"""The city's third programme: heads of RT as wage earners (PU), named by the city's own decree.

Their months of 2025 were paid before the city worked with Payung and come in as a report; the
programme, its decree and its partnership give them their legal basis.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.accounts.scope import acting_as
from payung.audit.clock import telling
from payung.demo.mainjob.people import CITY, Cast
from payung.demo.mainjob.signing import Days, sign_through_the_chain
from payung.demo.mainjob.vouching import sign_minutes
from payung.kernel.month import Month
from payung.ledger.selectors import person_months
from payung.payments import services as payments
from payung.programmes import services as programmes
from payung.programmes.models import Outcome
from payung.programmes.rules.criteria import example, settled
from payung.verification.models import Category, ProposalState
from payung.verification.named import propose_named
from payung.verification.selectors import proposals
from payung.verification.services import ProposalDecision, decide

CODE = "KRT-2025"
WAGE_RP = 3_000_000
FIRST, LAST = Month.of(2025, 1), Month.of(2025, 12)
_NAMED_ON = date(2024, 12, 9)
_DAYS = Days(noted=date(2024, 12, 16), initialled=date(2024, 12, 18), signed=date(2024, 12, 20))


def decree_heads(cast: Cast, monthly_rp: int) -> dict[str, Any]:
    """From the named heads to the signed decree; `monthly_rp` is what the law asks for the wage."""
    with telling(_NAMED_ON):
        people = _named(cast)
        _make(cast, len(people), monthly_rp)
        selection = programmes.rank(actor=cast["operator"], programme=CODE, on=_NAMED_ON)
        programmes.approve_selection(actor=cast["penyetuju"], selection_id=selection.pk)
        frozen = programmes.freeze_decree(
            actor=cast["operator"], selection_id=selection.pk, on=_DAYS.noted
        )
    signed = sign_through_the_chain(cast, frozen, 398, FIRST, _DAYS)
    with acting_as(cast["operator"]):
        chosen = selection.ranked.filter(outcome=Outcome.IN).count()
    return {"programme": CODE, "selected": chosen, "decree": signed.number}


def _named(cast: Cast) -> list[tuple[int, str]]:
    """The heads as the kelurahan's letters name them, verified and minuted by somebody else."""
    with acting_as(cast["operator"]):
        rows = person_months(cast["operator"]).filter(scheme=CODE).order_by("person_id")
        people = list(rows.values_list("person_id", "area_id").distinct())
    propose_named(
        actor=cast["operator"],
        category=Category.RT_HEAD,
        people=people,
        document="SK Lurah tentang Ketua RT (contoh)",
    )
    with acting_as(cast["verifikator"]):
        waiting = proposals(cast["verifikator"]).filter(
            category=Category.RT_HEAD, state=ProposalState.WAITING
        )
        ids = list(waiting.values_list("pk", flat=True))
    decisions = [ProposalDecision(pk, ProposalState.VERIFIED, None) for pk in ids]
    decide(actor=cast["verifikator"], decisions=decisions)
    sign_minutes(cast["verifikator"], Category.RT_HEAD, _NAMED_ON)
    return people


def _make(cast: Cast, people: int, monthly_rp: int) -> None:
    programmes.create_programme(
        actor=cast["operator"],
        code=CODE,
        name="Ketua RT 2025",
        payer="apbd",
        segment="pu",
        category=Category.RT_HEAD,
        basis="Perwal tentang perlindungan ketua RT",
        fiscal_year=2025,
        first_month=FIRST,
        last_month=LAST,
        headcount=people,
        ceiling_rp=people * monthly_rp * (LAST - FIRST + 1),
        criteria=settled(example("ketua_rt")),
        accounts={"jkk": "5.1.02.02.02.0006", "jkm": "5.1.02.02.02.0007"},
        area=CITY,
        quotas={},
        base_rp=WAGE_RP,
        activity="Perlindungan ketua RT (contoh)",
        fund="Pendapatan asli daerah (contoh)",
    )
    payments.register_partnership(
        actor=cast["operator"],
        programme=CODE,
        pks_number="PKS/03/BPJS-TK/XII/2024",
        npp="WD157103",
        branch="BPJS Ketenagakerjaan Cabang Jambi",
        valid_from=date(2024, 12, 1),
        valid_to=date(2025, 12, 31),
        cutoff_day=20,
        nota_number="NK/03/PEM/2024",
        nota_valid_to=date(2027, 4, 30),
        data_clause="Pasal 8 (pertukaran dan perlindungan data)",
    )
