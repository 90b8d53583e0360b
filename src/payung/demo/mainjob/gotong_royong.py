"""Three RT works of Kampung Bahagia under Jakon: letters of assignment, two of them paid."""

from __future__ import annotations

from datetime import date

from payung.accounts.scope import acting_as
from payung.audit.clock import telling
from payung.demo.mainjob.people import CITY, Cast
from payung.kernel.month import Month
from payung.ledger.selectors import person_months
from payung.programmes import services as programmes
from payung.programmes.models import Work
from payung.programmes.works.services import WorkLetter
from payung.verification.models import Category

CODE = "JK-2025"
_WORKS = (
    ("Perbaikan drainase", 45_000_000, date(2025, 7, 7)),
    ("Pengecoran jalan lingkungan", 70_000_000, date(2025, 8, 4)),
    ("Perbaikan pos kamling", 18_000_000, date(2025, 9, 1)),
)
_WORKERS = 8


def register_works(cast: Cast) -> dict[str, int]:
    """A Jakon programme from RT money and its works, each in another kelurahan."""
    operator = cast["operator"]
    programmes.create_programme(
        actor=operator, code=CODE, name="Gotong royong Kampung Bahagia 2025", payer="rt",
        segment="jakon", category=Category.VULNERABLE, basis="Perwal Jambi 36/2025",
        fiscal_year=2025, first_month=Month.of(2025, 6), last_month=Month.of(2025, 12),
        headcount=500, ceiling_rp=5_000_000, criteria={}, area=CITY, quotas={},
        accounts={"jkk": "5.1.02.02.02.0006", "jkm": "5.1.02.02.02.0007"},
    )  # fmt: skip
    made = [
        _register(cast, number, area, people)
        for number, (area, people) in enumerate(_crews(cast), 1)
    ]
    for work in made[:2]:
        with telling(work.first_day):
            programmes.pay_work(
                actor=cast["keuangan"], work_id=work.pk, proof=f"BKU/{work.letter_number}",
                paid_on=work.first_day,
            )  # fmt: skip
    return {"works": len(made), "contribution_rp": sum(work.contribution_rp for work in made)}


def _register(cast: Cast, number: int, area: str, people: list[int]) -> Work:
    name, value, begins = _WORKS[number - 1]
    with telling(begins):
        given = WorkLetter(
            name=name, value_rp=value, first_day=begins, last_day=begins.replace(day=28),
            letter_number=f"ST/{number:02d}/2025", letter_dated=begins, people=people,
        )  # fmt: skip
        return programmes.register_work(
            actor=cast["operator"], programme=CODE, area=area, given=given
        )


def _crews(cast: Cast) -> list[tuple[str, list[int]]]:
    """Eight people of the RT money's list in each of three kelurahan."""
    with acting_as(cast["operator"]):
        rows = person_months(cast["operator"]).filter(scheme="RT-2025")
        pairs = rows.order_by("area_id", "person_id").values_list("area_id", "person_id").distinct()
        crews: dict[str, list[int]] = {}
        for area, person in pairs:
            crews.setdefault(area, []).append(person)
    full = [(area, people[:_WORKERS]) for area, people in crews.items()]
    return [crew for crew in full if len(crew[1]) == _WORKERS][: len(_WORKS)]
