"""Random cases as `law batch` reads them, heavy around the cut dates and the counts that matter."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from payung.law.jamsostek.inputs import STAGES

CUTS = (date(2015, 7, 1), date(2019, 12, 2), date(2025, 2, 24))
MONTHS = ("", "0", "1", "2", "3", "4", "5", "35", "36", "37", "59", "60", "61")
SPOILED = ("x", "-1", "1e3", "2014-01-01", "TK9", "1.000", "4,25", " 5 ", "7.0")


def random_cases(count: int, seed: int, spoiled: float = 0.0) -> Iterator[dict[str, str]]:
    """`count` cases; in a share `spoiled` of them one cell holds something strange."""
    chance = random.Random(seed)
    for number in range(count):
        case = {"case_id": str(number)} | _cover(chance) | _harm(chance) | _family(chance)
        if chance.random() < spoiled:
            case[chance.choice(list(case)[1:])] = chance.choice(SPOILED)
        yield case


def _cover(chance: random.Random) -> dict[str, str]:
    day = chance.choice(CUTS) + timedelta(days=chance.choice((-1, 0, 1, 2, 90, 700)))
    return {
        "program": chance.choice(("jkm", "jkk")),
        "event": chance.choice(
            ("death", "death", "total_disability", "partial_disability", "injury")
        ),
        "event_date": day.isoformat(),
        "segment": chance.choice(("bpu", "bpu", "bpu", "pu", "jakon", "")),
        "income": chance.choice(
            ("", "0", "1000000", "2050000", "2600000", str(chance.randrange(10**9)))
        ),
        "paid_months": chance.choice(MONTHS),
        "membership_months": chance.choice(MONTHS),
        "paid_months_total": chance.choice(("", "", *MONTHS)),
        "unpaid_months": chance.choice(("", "", "", "0", "1", "3", "4")),
        "other_membership": chance.choice(("", "0", "1")),
        "payer": chance.choice(("", "", "self", "apbd", "rt", "csr", "unknown")),
        "accident_date": _accident(chance, day),
    }


def _accident(chance: random.Random, event: date) -> str:
    """Mostly the event's own day; else before it, at times on the other side of a cut."""
    before = chance.choice((0, 1, 30, 900, -1))
    return (event - timedelta(days=before)).isoformat() if chance.random() < 0.1 else ""


def _harm(chance: random.Random) -> dict[str, str]:
    rarely = {
        name: chance.choice(("",) * 8 + ("1", "1000001", "20000001"))
        for name in ("home_care", "prosthesis", "hearing", "glasses", "dental", "rehabilitation")
    }
    return rarely | {
        "disability_percent": chance.choice(("", "4.5", "33", "70", "70.1", "100")),
        "function_loss_percent": chance.choice(("", "", "0", "33.33", "100")),
        "incapacity_months": chance.choice(("", "", "6", "7", "12", "13", "20")),
        "incapacity_days": chance.choice(("", "", "", "0", "1", "15", "29", "30")),
        "traffic": chance.choice(("", "0", "1")),
        "medical_cost": chance.choice(("", "123456789")),
        "transport_land": chance.choice(("", "999999", "5000001")),
        "transport_sea": chance.choice(("", "2000001")),
        "transport_air": chance.choice(("", "10000001")),
    }


def _family(chance: random.Random) -> dict[str, str]:
    children = [chance.choice(list(STAGES)) for _ in range(chance.choice((0, 0, 1, 2, 3)))]
    births = [
        chance.choice(("", "1996-12-02", "2002-02-24", "2004-02-29", "2003-07-01"))
        for _ in children
    ]
    dated = chance.random() < 0.4
    return {"children": ";".join(children), "children_birth": ";".join(births) if dated else ""}
