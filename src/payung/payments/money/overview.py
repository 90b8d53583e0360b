"""Pagu → SPD → SPP → SP2D → rest, by account, payer and month, beside what the ledger says.

Six statements read a fiscal year; everything else is sums of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from payung.accounts.scope import Actor
from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.ledger.models import LEFT_STATES, Component, State
from payung.ledger.selectors import person_months
from payung.payments.models import MoneyKind, MoneyPart, PaymentList, Spd
from payung.payments.money.budget import pagu_of
from payung.payments.money.papers import GIFT_CHAIN
from payung.programmes.ground.cost import monthly_amounts
from payung.programmes.ground.selectors import programmes
from payung.programmes.models import Programme
from payung.programmes.works.services import works

_TO_PAY = (State.PLANNED, State.SUBMITTED, State.ACCEPTED)


@dataclass(slots=True)
class MoneySums:
    """Rupiah of one account in one month, or over the year.

    `planned` is all that was planned and not withdrawn, whatever became of it. `sp2d` is what the
    papers say has left, `ledger` what the person-months of lists say; `reported` was paid in months
    without a list here, as the payer's report says; `to_pay` is still planned or on its way, `held`
    waits for a decision, `committed` is asked for by an SPP whose SP2D is not out yet.
    """

    pagu: int = 0
    spd: int = 0
    spp: int = 0
    committed: int = 0
    sp2d: int = 0
    posted: int = 0
    ledger: int = 0
    reported: int = 0
    to_pay: int = 0
    held: int = 0
    planned: int = 0
    refunded: int = 0

    @property
    def rest(self) -> int | None:
        """Free in the pagu: neither asked for by an SPP nor paid; None where there is no pagu, as
        with RT money, gifts and works: these take nothing from the city's."""
        return self.pagu - self.committed - self.sp2d if self.pagu else None

    @property
    def left(self) -> int:
        """What has left the payer, by papers or as he reports, whether or not it came back."""
        return self.sp2d + self.reported

    @property
    def paid(self) -> int:
        """What has left and did not come back."""
        return self.left - self.refunded

    @property
    def forecast(self) -> int:
        """At the year's end, if everything that is planned gets paid."""
        return self.left + self.to_pay

    @property
    def forecast_rest(self) -> int | None:
        return self.pagu - self.forecast if self.pagu else None

    @property
    def difference(self) -> int:
        return self.sp2d - self.ledger

    def add(self, other: MoneySums) -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


Account = tuple[str, str, str]
"""Payer's name, account code, component."""


@dataclass(slots=True)
class Overview:
    """A fiscal year of money: by account, and by month and account; empty accounts left out."""

    year: int
    accounts: dict[Account, MoneySums] = field(default_factory=lambda: defaultdict(MoneySums))
    months: dict[tuple[Month, Account], MoneySums] = field(
        default_factory=lambda: defaultdict(MoneySums)
    )
    programmes: dict[str, MoneySums] = field(default_factory=lambda: defaultdict(MoneySums))
    """The same by programme; what RT, companies or Baznas pay stands with their own."""

    @property
    def total(self) -> MoneySums:
        whole = MoneySums()
        for sums in self.accounts.values():
            whole.add(sums)
        return whole

    @property
    def rest(self) -> int:
        """Free in the pagu of all accounts that have one."""
        return sum(sums.rest or 0 for sums in self.accounts.values())

    @property
    def forecast_rest(self) -> int:
        return sum(sums.forecast_rest or 0 for sums in self.accounts.values())

    @property
    def balanced(self) -> bool:
        """Papers and person-months agree to the rupiah, in every month and account."""
        return not any(sums.difference for sums in self.months.values())


def fiscal_years(actor: Actor) -> list[int]:
    """The years that some programme belongs to, the latest first."""
    return sorted(set(programmes(actor).values_list("fiscal_year", flat=True)), reverse=True)


def year_of_day(years: list[int], today: date) -> int:
    """The year that a page begins with: the site's own. Where nothing belongs to it, the latest
    one before; the newest programme moves nothing."""
    begun = [year for year in years if year <= today.year]
    return max(begun) if begun else min(years, default=today.year)


def overview(actor: Actor, year: int, payer: str = "") -> Overview:
    """What a fiscal year's programmes have, asked for, paid and still need."""
    chosen = programmes(actor).filter(fiscal_year=year).select_related("payer")
    known = {p.pk: p for p in (chosen.filter(payer=payer) if payer else chosen)}
    overview = Overview(year)
    for (code, component), line in pagu_of(known).items():
        account = (known[code].payer.name, line.account, component)
        overview.accounts[account].add(MoneySums(pagu=line.amount_rp))
    for code, component, amount in _released(known):
        overview.accounts[_account(known[code], component)].add(MoneySums(spd=amount))
    for code, month, component, sums in _lines(actor, known):
        account = _account(known[code], component)
        overview.accounts[account].add(sums)
        overview.months[month, account].add(sums)
        overview.programmes[code].add(sums)
    overview.accounts = dict(sorted(overview.accounts.items()))
    overview.months = dict(sorted(overview.months.items()))
    return overview


@dataclass(frozen=True, slots=True)
class Spare:
    """What a programme's pagu still buys beyond its plan, in orang-bulan; negative: what it lacks.

    This is the figure for the APBD-P: `rest_rp` in money, `person_months` at the last month's rate.
    """

    programme: str
    rest_rp: int
    person_months: int


def spare(actor: Actor, year: int) -> list[Spare]:
    """Forecast rest of each programme with a pagu; the scarcer component decides."""
    chosen = programmes(actor).filter(fiscal_year=year).select_related("payer")
    spares = []
    for programme in chosen:
        view = _one(actor, programme)
        rates = _rates(programme)
        rests = {c: sums.forecast_rest for (_, _, c), sums in view.items() if sums.pagu}
        if any(sums.pagu for sums in view.values()) and rates:
            scarce = min((rests.get(c) or 0) // rate for c, rate in rates.items() if rate)
            spares.append(Spare(programme.name, sum(rest or 0 for rest in rests.values()), scarce))
    return spares


def _one(actor: Actor, programme: Programme) -> dict[Account, MoneySums]:
    sums: dict[Account, MoneySums] = defaultdict(MoneySums)
    known = {programme.pk: programme}
    for (_code, component), line in pagu_of(known).items():
        sums[_account(programme, component)].add(MoneySums(pagu=line.amount_rp))
    for _code, _month, component, part in _lines(actor, known):
        sums[_account(programme, component)].add(part)
    return sums


def _rates(programme: Programme) -> Mapping[str, int]:
    """Empty where the law leaves the rate open."""
    try:
        return monthly_amounts(programme, [programme.last_month])[programme.last_month]
    except BadInput:
        return {}


def _account(programme: Programme, component: str) -> Account:
    return (programme.payer.name, programme.accounts.get(component, ""), component)


def _released(known: Mapping[str, Programme]) -> Iterable[tuple[str, str, int]]:
    rows = Spd.objects.filter(programme__in=known).order_by()
    return rows.values_list("programme_id", "component").annotate(sum=Sum("amount_rp"))


def _lines(actor: Actor, known: Mapping[str, Programme]) -> list[tuple[str, Month, str, MoneySums]]:
    """Programme, month, component and sums, from the papers, the ledger and the works."""
    return [*_papers(known), *_ledger(actor, known), *_works(actor, known)]


def _works(
    actor: Actor, known: Mapping[str, Programme]
) -> Iterable[tuple[str, Month, str, MoneySums]]:
    """Works under Jakon, in the month in which they begin; each is paid once, with its proof and
    no SP2D of the city."""
    rows = works(actor).filter(programme__in=known).order_by()
    for code, begins, paid_on, jkk, jkm in rows.values_list(
        "programme_id", "first_day", "paid_on", "jkk_rp", "jkm_rp"
    ):
        for component, amount in (("jkk", jkk), ("jkm", jkm)):
            paid = MoneySums(reported=amount, planned=amount)
            sums = paid if paid_on else MoneySums(to_pay=amount, planned=amount)
            yield code, Month.containing(begins), component, sums


def _papers(known: Mapping[str, Programme]) -> list[tuple[str, Month, str, MoneySums]]:
    rows = (
        MoneyPart.objects.filter(document__list__programme__in=known, document__void_reason="")
        .order_by()
        .values_list(
            "document__list__programme_id", "document__list__month", "component", "document__kind"
        )
        .annotate(sum=Sum("amount_rp"))
    )
    return [
        (code, month, component, _sums_of_paper(known[code], MoneyKind(kind), amount))
        for code, month, component, kind, amount in rows
    ]


def _sums_of_paper(programme: Programme, kind: MoneyKind, amount: int) -> MoneySums:
    """A gift has no SP2D: its proof of payment stands in that column."""
    gift = not programme.payer.public
    if kind == MoneyKind.SPP:
        return MoneySums(spp=amount, committed=amount)
    if kind == MoneyKind.SP2D:
        return MoneySums(sp2d=amount, committed=-amount)
    if gift and kind == GIFT_CHAIN[-2]:
        return MoneySums(sp2d=amount)
    return MoneySums(posted=amount) if kind == MoneyKind.POSTED else MoneySums()


def _ledger(
    actor: Actor, known: Mapping[str, Programme]
) -> list[tuple[str, Month, str, MoneySums]]:
    rows = (
        person_months(actor)
        .filter(scheme__in=known, component__in=Component.values)
        .order_by()
        .values_list("scheme", "month", "component", "state")
        .annotate(sum=Sum("amount_rp"))
    )
    lists = PaymentList.objects.filter(programme__in=known).order_by()
    listed = set(lists.values_list("programme_id", "month"))
    return [
        (
            code,
            month,
            component,
            MoneySums(
                ledger=amount if state in LEFT_STATES and (code, month) in listed else 0,
                reported=amount if state in LEFT_STATES and (code, month) not in listed else 0,
                to_pay=amount if state in _TO_PAY else 0,
                held=amount if state == State.HELD else 0,
                planned=amount if state != State.WITHDRAWN else 0,
                refunded=amount if state == State.REFUNDED else 0,
            ),
        )
        for code, month, component, state, amount in rows
    ]
