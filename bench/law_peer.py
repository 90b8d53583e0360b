"""Equivalent rules for OpenFisca-Core: JKM and JKK without the scholarship.

OpenFisca picks parameters by the period of the whole simulation, so cases of mixed dates are
computed in one simulation for each regime.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

REGIMES = {"2015-07": "2015-07-01", "2019-12": "2019-12-02", "2025-03": "2025-02-24"}
VALUES = {
    "jkm": (16_200_000, 20_000_000),
    "berkala": (4_800_000, 12_000_000),
    "pemakaman": (3_000_000, 10_000_000),
    "darat": (1_000_000, 5_000_000),
    "stmb_awal": (6, 12),
}
FACTS = (
    "program", "event", "segment", "income", "paid", "member", "owing", "other",
    "permille", "months", "medical", "land",
)  # fmt: skip

FLAGS = ("covered", "full_jkm", "jkk")


class Peer:
    """The tax-benefit system, built once."""

    def __init__(self) -> None:
        from openfisca_core.entities import build_entity
        from openfisca_core.taxbenefitsystems import TaxBenefitSystem

        self.person = build_entity("person", "persons", "", is_person=True)
        self.system = TaxBenefitSystem([self.person])
        self.system.parameters = _parameters()
        for name in FACTS:
            self.system.add_variable(_variable(self.person, name, None))
        for name, formula in FORMULAS.items():
            self.system.add_variable(_variable(self.person, name, formula))

    def total(self, facts: dict[str, NDArray[Any]], days: NDArray[Any]) -> NDArray[Any]:
        """The sum of each case, without the scholarship."""
        found = np.zeros(len(days))
        starts = np.array(list(REGIMES.values()), "datetime64[D]")
        regime = np.searchsorted(starts, days, side="right") - 1
        for number, period in enumerate(REGIMES):
            rows = np.flatnonzero(regime == number)
            if len(rows):
                found[rows] = self._simulate({k: v[rows] for k, v in facts.items()}, period)
        return found

    def _simulate(self, facts: dict[str, NDArray[Any]], period: str) -> NDArray[Any]:
        from openfisca_core.simulations import SimulationBuilder

        size = len(facts["income"])
        simulation = SimulationBuilder().build_default_simulation(self.system, count=size)
        for name, values in facts.items():
            simulation.set_input(name, period, values)
        found: NDArray[Any] = simulation.calculate("total", period)
        return found


def _parameters() -> Any:
    from openfisca_core.parameters import ParameterNode

    data = {
        name: {"values": {"2015-07-01": {"value": old}, "2019-12-01": {"value": new}}}
        for name, (old, new) in VALUES.items()
    }
    return ParameterNode("", data=data)


def _variable(person: Any, name: str, formula: Any) -> Any:
    from openfisca_core.periods import DateUnit
    from openfisca_core.variables import Variable

    kind = bool if name in FLAGS else float
    body = {"value_type": kind, "entity": person, "definition_period": DateUnit.MONTH}
    return type(name, (Variable,), body | ({"formula": formula} if formula else {}))


def covered(p: Any, period: Any) -> Any:
    return (p("segment", period) != 0) | (p("owing", period) < 4)


def full_jkm(p: Any, period: Any) -> Any:
    waits = (p("segment", period) == 0) & (str(period.start) >= "2025-02-24")
    short = (p("paid", period) < 3) & (p("member", period) < 3)
    return (p("program", period) == 0) & p("covered", period) & ~(waits & short)


def jkk(p: Any, period: Any) -> Any:
    return (p("program", period) == 1) & p("covered", period)


def santunan(p: Any, period: Any, parameters: Any) -> Any:
    jkm, base, event = parameters(period).jkm, p("income", period), p("event", period)
    death = np.maximum(base * 80 * 60 // 100, jkm) * (event == 0)
    total = base * 80 * 70 // 100 * (event == 1)
    return p("full_jkm", period) * jkm + p("jkk", period) * (death + total)


def berkala(p: Any, period: Any, parameters: Any) -> Any:
    event = p("event", period)
    paid = p("full_jkm", period) + p("jkk", period) * (event <= 1)
    return paid * parameters(period).berkala


def pemakaman(p: Any, period: Any, parameters: Any) -> Any:
    due = (p("event", period) == 0) & (p("other", period) == 0)
    return due * p("covered", period) * parameters(period).pemakaman


def stmb(p: Any, period: Any, parameters: Any) -> Any:
    months, first = p("months", period), parameters(period).stmb_awal
    paid = np.minimum(months, first) + np.maximum(months - first, 0) // 2
    return p("jkk", period) * p("income", period) * paid


def cacat(p: Any, period: Any) -> Any:
    partial = (p("event", period) == 2) * p("jkk", period)
    return partial * p("income", period) * 80 * p("permille", period) // 1000


def in_kind(p: Any, period: Any, parameters: Any) -> Any:
    land = np.minimum(p("land", period), parameters(period).darat)
    return p("jkk", period) * (p("medical", period) + land)


def total(p: Any, period: Any) -> Any:
    parts = ("santunan", "berkala", "pemakaman", "stmb", "cacat", "in_kind")
    return sum(p(name, period) for name in parts)


FORMULAS = {
    formula.__name__: formula
    for formula in (
        covered, full_jkm, jkk, santunan, berkala, pemakaman, stmb, cacat, in_kind, total,
    )
}  # fmt: skip
