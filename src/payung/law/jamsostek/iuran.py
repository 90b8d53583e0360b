"""What one month of cover costs: by month, income, sector, payer and segment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.law.engine.edition import Result, Step
from payung.law.jamsostek import load
from payung.law.jamsostek.inputs import MAX_INCOME, MAX_RUPIAH, PAYERS, SECTORS, SEGMENTS
from payung.law.jamsostek.law import Law
from payung.law.jamsostek.rules.jumlah import EMPTY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STATUSES = ("payable", "not_covered", "needs_decision")


@dataclass(frozen=True, slots=True)
class Contribution:
    """One month's contribution, whole rupiah.

    `total` is None where a person must decide first: then `reasons` names what is open, and
    `jkk`, `jkm` and `jht` add up to `total_high`, or to `total_low` where nobody knows the highest.
    """

    jkk: int
    jkm: int
    jht: int
    total: int | None
    status: str
    total_low: int
    total_high: int | None
    reasons: list[str]
    basis: list[str]
    law_version: str
    steps: tuple[Step, ...]
    result: Result

    @property
    def known_high(self) -> int:
        """The highest amount that can be named; where nobody knows the highest, the lowest."""
        return self.total_low if self.total_high is None else self.total_high


def contribution(
    month: Month,
    income: int,
    sector: str,
    payer: str,
    segment: str = "bpu",
    *,
    jht: bool = False,
    law: Law | None = None,
) -> Contribution:
    """The contribution for the coverage month `month`, whenever it is paid.

    Arrears are therefore due at the rate of the month that they are for. `income` is the
    declared income (BPU) or the wage (PU) in rupiah. `BadInput` for an unknown word or amount.
    """
    if segment not in ("bpu", "pu"):
        raise BadInput(say("Segmen harus bpu atau pu. Yang diisi {segment!r}.", segment=segment))
    facts = {
        "segment": SEGMENTS[segment],
        "income": _amount("Penghasilan", income, MAX_INCOME),
        "sector": _code("Sektor", SECTORS, sector),
        "payer": _code("Pembayar", PAYERS, payer),
        "jht": int(jht),
        "works_value": 0,
    }
    return _computed(month, facts, law or load())


def lowest_base(law: Law | None = None) -> int:
    """The base of the lowest BPU tier, at which public money usually pays."""
    table = (law or load()).parameters["iuran_bpu_lapisan"].values[-1]
    return table.rows[0].value


def jakon_contribution(month: Month, works_value: int, law: Law | None = None) -> Contribution:
    """Construction cover of one RT work whose value is `works_value` rupiah, as one payment."""
    facts = {
        "segment": SEGMENTS["jakon"],
        "income": 0,
        "sector": SECTORS["other"],
        "payer": PAYERS["rt"],
        "jht": 0,
        "works_value": _amount("Nilai pekerjaan", works_value, MAX_RUPIAH),
    }
    return _computed(month, facts, law or load())


@dataclass(frozen=True, slots=True)
class Prepayment:
    """Several months paid at once; `total` is None if any month needs a decision."""

    months: tuple[tuple[Month, Contribution], ...]

    @property
    def total(self) -> int | None:
        totals = [part.total for _, part in self.months if part.total is not None]
        return sum(totals) if len(totals) == len(self.months) else None

    @property
    def total_low(self) -> int:
        return sum(part.total_low for _, part in self.months)

    @property
    def known_high(self) -> int:
        return sum(part.known_high for _, part in self.months)

    @property
    def total_high(self) -> int | None:
        highs = [part.total_high for _, part in self.months if part.total_high is not None]
        return sum(highs) if len(highs) == len(self.months) else None


def prepayment(
    first: Month,
    last: Month,
    income: int,
    sector: str,
    payer: str,
    segment: str = "bpu",
    *,
    jht: bool = False,
    law: Law | None = None,
) -> Prepayment:
    """The months `first` to `last`, each at its own rate, both included."""
    if last < first:
        raise BadInput(say("Bulan terakhir harus sama dengan atau sesudah bulan pertama."))

    def at(month: Month) -> Contribution:
        return contribution(month, income, sector, payer, segment, jht=jht, law=law)

    return Prepayment(tuple((month, at(month)) for month in first.through(last)))


def contribution_columns(
    months: NDArray[np.datetime64], facts: Mapping[str, NDArray[np.int64]], law: Law | None = None
) -> dict[str, NDArray[np.generic]]:
    """Many contributions: `months` as datetime64, `facts` as coded in `inputs`.

    Gives jkk, jkm, iuran_jht, total (-1 where open), total_low, total_high and status codes.
    """
    wanted = ("jkk", "jkm", "iuran_jht", "total", "total_low", "total_high", "status")
    days = months.astype("datetime64[M]").astype("datetime64[D]")
    return (law or load()).contributions.columns.compute(days, facts, wanted)


def _computed(month: Month, facts: dict[str, int], law: Law) -> Contribution:
    result = law.contributions.case(month.first_day, facts)
    total = result["total"]
    return Contribution(
        jkk=result["jkk"],
        jkm=result["jkm"],
        jht=result["iuran_jht"],
        total=None if total == EMPTY else total,
        status=STATUSES[result["status"]],
        total_low=result["total_low"],
        total_high=None if result["total_high"] == EMPTY else result["total_high"],
        reasons=law.contributions.reasons(result),
        basis=law.contributions.basis(result),
        law_version=law.version,
        steps=result.steps(),
        result=result,
    )


def _code(what: str, codes: Mapping[str, int], word: str) -> int:
    if word not in codes:
        raise BadInput(
            say(
                "{what} harus salah satu dari {codes}. Yang diisi {word!r}.",
                what=what,
                codes=", ".join(codes),
                word=word,
            )
        )
    return codes[word]


def _amount(what: str, rupiah: int, highest: int) -> int:
    if not 0 <= rupiah <= highest:
        raise BadInput(
            say(
                "{what} harus 0 sampai {highest} rupiah. Yang diisi {rupiah}.",
                what=what,
                highest=highest,
                rupiah=rupiah,
            )
        )
    return rupiah
