"""The programmes of 2026, copied from those of 2025, with their partnership and their money."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from payung.accounts.scope import acting_as
from payung.audit.clock import telling
from payung.demo.mainjob import covering
from payung.demo.mainjob.paying import rates
from payung.demo.mainjob.people import Cast
from payung.kernel.month import Month
from payung.payments import services as payments
from payung.programmes import services as programmes
from payung.programmes.ground.selectors import get_programme
from payung.programmes.models import Prepaid
from payung.programmes.scheme.copying import copied_terms, copy_programme

COPIED_ON = date(2025, 11, 24)
VULNERABLE, RELIGIOUS = "PR-2026", "PK-2026"
CODES = (VULNERABLE, RELIGIOUS)
FIRST, LAST = Month.of(2026, 1), Month.of(2026, 12)


def copy_programmes(cast: Cast) -> None:
    """Both programmes for a whole year; what is paid beyond a leaver's month is asked back."""
    operator = cast["operator"]
    with telling(COPIED_ON):
        for old, code in zip(covering.CODES, CODES, strict=True):
            with acting_as(operator):
                terms = copied_terms(get_programme(operator, old))
            made = copy_programme(
                actor=operator, source=old, **terms | {"code": code, "prepaid": Prepaid.ASK_BACK}
            )
            programmes.set_criteria(
                actor=operator, programme=code, version=made.version,
                criteria=_members_first(made.criteria),
            )  # fmt: skip


def _members_first(criteria: Mapping[str, Any]) -> dict[str, Any]:
    """More points for who is a member than all other priorities give together."""
    priority = [
        {**line, "points": 100} if line["rule"] == "lanjut" else line
        for line in criteria["priority"]
    ]
    return {**criteria, "priority": priority}


def give_budget(cast: Cast) -> None:
    """The PKS of the year, then its DPA and the SPD of the first quarter."""
    for number, code in enumerate(CODES, 1):
        with telling(date(2026, 1, 2)):
            keep_partnership(cast, code, f"PKS/{number:02d}/BPJS-TK/I/2026", f"WD15710{number}")
        with acting_as(cast["operator"]):
            people = get_programme(cast["operator"], code).headcount
        with telling(date(2026, 1, 5)):
            payments.record_pagu(
                actor=cast["keuangan"], programme=code, number=f"DPA/{code}/A.1",
                dated=date(2026, 1, 5), amounts=_amounts(people * 12),
            )  # fmt: skip
        with telling(date(2026, 1, 14)):
            payments.record_spd(
                actor=cast["keuangan"], programme=code, number=f"SPD/I/{code}",
                dated=date(2026, 1, 14), first=FIRST, last=Month.of(2026, 3),
                amounts=_amounts(people * 3),
            )  # fmt: skip


def keep_partnership(cast: Cast, code: str, pks_number: str, npp: str) -> None:
    """A PKS of 2026 under the nota kesepakatan of before; the wadah keeps its number."""
    payments.register_partnership(
        actor=cast["operator"], programme=code, pks_number=pks_number, npp=npp,
        branch="BPJS Ketenagakerjaan Cabang Jambi", valid_from=date(2026, 1, 2),
        valid_to=date(2026, 12, 31), cutoff_day=20, nota_number="NK/03/PEM/2024",
        nota_valid_to=date(2027, 4, 30), data_clause="Pasal 8 (pertukaran dan perlindungan data)",
        terms="Daftar paling lambat tanggal 20; jawaban dalam 5 hari kerja.",
    )  # fmt: skip


def _amounts(person_months: int) -> dict[str, int]:
    return {component: rate * person_months for component, rate in rates().items()}
