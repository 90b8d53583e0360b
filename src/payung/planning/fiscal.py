"""The fiscal calendar of a payer: when his money of a year can first and last be paid.

The dates ship as data (`data/fiscal-calendar.yaml`), each with its source or marked as a usual
date that the office must confirm; an office writes its own over them year by year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from payung.kernel.month import Month


@dataclass(frozen=True, slots=True)
class Milestone:
    """One date of a fiscal year: `confirmed` once an office has set it, `basis` says whence."""

    step: str
    day: date
    basis: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """One payer's calendar of one year, in the order of its steps."""

    source: str
    year: int
    milestones: tuple[Milestone, ...]
    opening_step: str
    closing_step: str
    change_step: str = ""

    def day_of(self, step: str) -> date | None:
        return next((m.day for m in self.milestones if m.step == step), None)

    def earliest_month(self, posting_days: int) -> Month:
        """The first month that can be paid in time: its money is there and posted within it."""
        opens = self.day_of(self.opening_step) or date(self.year, 1, 1)
        return Month.containing(opens + timedelta(days=posting_days))

    def latest_month(self) -> Month:
        """The last month that this year's money pays."""
        return Month.containing(self.day_of(self.closing_step) or date(self.year, 12, 31))

    def change_month(self, posting_days: int) -> Month | None:
        """The first month that money of the change budget pays; None without a change budget."""
        opens = self.day_of(self.change_step) if self.change_step else None
        return Month.containing(opens + timedelta(days=posting_days)) if opens else None

    @property
    def unconfirmed(self) -> int:
        """How many dates no office has confirmed yet."""
        return sum(not m.confirmed for m in self.milestones)


def payers_with_calendar() -> tuple[str, ...]:
    """The sources of money that follow a fiscal calendar; others can pay in any month."""
    return tuple(_data())


def steps_of(source: str) -> tuple[str, ...]:
    return tuple(entry["step"] for entry in _data().get(source, {}).get("steps", ()))


def fiscal_year(source: str, year: int, own: Mapping[str, date] | None = None) -> FiscalYear | None:
    """The calendar of a source of money (`apbd`, `rt` …); None where it follows none.

    `own` holds the dates that the office has set for this year, by step.
    """
    found = _data().get(source)
    if found is None:
        return None
    own = own or {}
    return FiscalYear(
        source,
        year,
        tuple(_milestone(entry, year, own) for entry in found["steps"]),
        found["opens"],
        found["closes"],
        found.get("changes", ""),
    )


def _milestone(entry: Mapping[str, Any], year: int, own: Mapping[str, date]) -> Milestone:
    step = entry["step"]
    if step in own:
        return Milestone(step, own[step], "", confirmed=True)
    month, day = (int(part) for part in entry["day"].split("-"))
    usual = date(year + entry.get("year", 0), month, day)
    return Milestone(step, usual, entry.get("basis", ""), confirmed=False)


@cache
def _data() -> dict[str, Any]:
    import yaml

    text = files("payung.planning").joinpath("data", "fiscal-calendar.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found
