"""`/law/explain`, `/law/batch`, `/law/iuran`: the commands of the same names for other programs.

The law itself judges the values, so that every surface refuses in the same words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.decorators import decorate_view

from payung.api.guard import guarded
from payung.api.shapes import (
    BatchAnswer,
    BatchRequest,
    Case,
    ContributionAnswer,
    ContributionRequest,
    Explanation,
    Refusal,
)
from payung.audit.clock import today
from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say

MAX_ROWS = 10_000
ONE_BYTES = 64 * 1024
BATCH_BYTES = 5 * 1024 * 1024

router = Router(tags=["law"])
_REFUSALS: dict[int, type[Refusal]] = dict.fromkeys((413, 422, 429), Refusal)


@router.post("/explain", response={200: Explanation, **_REFUSALS}, summary="Satu kasus")
@decorate_view(guarded("one", ONE_BYTES))
def explain(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Apa yang menjadi hak dalam satu kasus, dengan langkah dan dasar hukumnya."""
    from payung.law.jamsostek.benefits import assess
    from payung.law.jamsostek.explanation import benefit_json

    return benefit_json(assess(case.dict(), today=today()))


@router.post("/batch", response={200: BatchAnswer, **_REFUSALS}, summary="Banyak kasus")
@decorate_view(guarded("batch", BATCH_BYTES))
def batch(request: HttpRequest, cases: BatchRequest) -> dict[str, Any]:
    """Paling banyak 10.000 kasus; baris yang tidak terbaca berstatus `invalid`."""
    if not 1 <= len(cases.rows) <= MAX_ROWS:
        raise BadInput(
            say(
                "Kirim 1 sampai {most} baris. Yang dikirim {number}.",
                most=MAX_ROWS,
                number=len(cases.rows),
            )
        )
    results = _assessed(cases.rows)
    statuses = [row["status"] for row in results]
    counts = {name: statuses.count(name) for name in sorted(set(statuses))}
    rows = [row | result for row, result in zip(cases.rows, results, strict=True)]
    return {"rows": rows, "counts": counts}


@router.post("/iuran", response={200: ContributionAnswer, **_REFUSALS}, summary="Iuran satu bulan")
@decorate_view(guarded("one", ONE_BYTES))
def iuran(request: HttpRequest, asked: ContributionRequest) -> dict[str, Any]:
    """Iuran satu bulan: menurut bulan, penghasilan, sektor, dan pembayar."""
    from payung.law.engine.rule import FIRST_DAY
    from payung.law.jamsostek.explanation import contribution_json
    from payung.law.jamsostek.iuran import contribution

    month = Month.parse(asked.month)
    if month < Month.containing(FIRST_DAY):
        raise BadInput(
            say(
                "Iuran dihitung sejak {first}. Yang diisi {month}.",
                first=Month.containing(FIRST_DAY),
                month=month,
            )
        )
    found = contribution(
        month, asked.income, asked.sector, asked.payer, asked.segment, jht=asked.jht
    )
    return contribution_json(found)


def _assessed(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The columns that the law adds, row by row; an amount that nobody can name is null."""
    from payung.law.jamsostek import load
    from payung.law.jamsostek.benefits import EMPTY, assess_columns

    names = ["program"]  # always there, so that rows without any known field are counted too
    names += [name for name in Case.model_fields if any(name in row for row in rows)]
    law = load()
    cases = {name: [_text(row.get(name)) for row in rows] for name in names}
    found = assess_columns(cases, law, today())
    columns = {name: list(values.tolist()) for name, values in found.items()}
    for name in law.amounts:
        columns[name] = [None if amount == EMPTY else amount for amount in columns[name]]
    return [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]


def _text(value: Any) -> str | None:
    """A value as a CSV would hold it; what a cell can't hold becomes text that no column reads."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(int(value))
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "replace").decode("utf-8")
