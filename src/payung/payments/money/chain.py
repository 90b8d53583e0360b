"""Where each list's money stands: the next paper, who has it in hand, for how many days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.payments.ground.selectors import payment_lists
from payung.payments.models import ListState, MoneyKind, PaymentList
from payung.payments.money.papers import amount_due, chain_of, papers_of

ANSWER = "jawaban"


@dataclass(frozen=True, slots=True)
class OfficeStep:
    """An office that has a paper in hand, and the days that it may take."""

    owner: str
    days: int


@dataclass(frozen=True, slots=True)
class ListOnItsWay:
    """One list on its way: what comes next, who has it, since when, and what is at stake."""

    list: PaymentList
    next: str
    owner: str
    since: date
    days: int
    allowed_days: int
    amount_rp: int

    @property
    def late(self) -> bool:
        return self.days > self.allowed_days

    @property
    def label(self) -> str:
        return _("Jawaban BPJS") if self.next == ANSWER else str(MoneyKind(self.next).label)


@cache
def steps() -> Mapping[str, OfficeStep]:
    """The offices of `data/chain.yaml`, by the paper that they have in hand."""
    import yaml

    text = files("payung.payments").joinpath("data", "chain.yaml").read_text(encoding="utf-8")
    return {kind: OfficeStep(**data) for kind, data in yaml.safe_load(text).items()}


def running_of(actor: Actor, chosen: PaymentList, today: date) -> ListOnItsWay | None:
    """Where one list stands; None once BPJS has posted it, or where it accepted nobody."""
    answered = chosen.state != ListState.PREPARED
    if chosen.state == ListState.POSTED or (answered and not chosen.accepted):
        return None
    return _running(actor, chosen, today)


def running(actor: Actor, today: date) -> list[ListOnItsWay]:
    """All lists whose money isn't posted yet, the one that waits longest first."""
    lists = (
        payment_lists(actor)
        .exclude(state__in=(ListState.POSTED, ListState.CANCELLED))
        .prefetch_related("documents")
    )
    found = [running_of(actor, chosen, today) for chosen in lists if chosen.people]
    return sorted(filter(None, found), key=lambda r: (-r.days, r.list.pk))


def _running(actor: Actor, chosen: PaymentList, today: date) -> ListOnItsWay:
    papers = papers_of(chosen)
    since = max((p.dated for p in papers.values()), default=localdate(chosen.made_at))
    if chosen.state == ListState.PREPARED:
        following = ANSWER
    else:
        following = next(kind.value for kind in chain_of(chosen) if kind not in papers)
    if papers:
        amount = next(iter(papers.values())).amount_rp
    else:
        amount = chosen.asked_rp if following == ANSWER else amount_due(actor, chosen)
    step = steps()[following]
    days = max((today - since).days, 0)
    return ListOnItsWay(chosen, following, step.owner, since, days, step.days, amount)
