"""The lists of 68 kelurahan and Bagian Kesra: written, sent in, checked, confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from payung.accounts.scope import acting_as
from payung.demo.mainjob.people import CITY, Cast
from payung.intake.services import Incoming, check, receive
from payung.verification.judging import judge_pair
from payung.verification.models import Category, PairState
from payung.verification.newcomers import match_newcomers
from payung.verification.selectors import pairs
from payung.verification.services import Entered, confirm

if TYPE_CHECKING:
    from payung.demo.synthetic.workbooks import SentList
    from payung.lists.check import Checked

KESRA = "kesra"


def receive_lists(cast: Cast, sent: Sequence[SentList], seed: int) -> list[UUID]:
    """Puts every file into quarantine; the office for religious affairs sends its own."""
    for username in ("operator", "kesra"):
        files = [
            _incoming(one, seed) for one in sent if (one.sender == KESRA) == (username == "kesra")
        ]
        receive(actor=cast[username], files=files)
    return [_id(one, seed) for one in sent]


def check_lists(cast: Cast, ids: Sequence[UUID], on: date) -> Checked:
    """Checks all files together, so that the same NIK in two of them is found."""
    return check(actor=cast["operator"], upload_ids=ids, on=on)


def confirm_lists(cast: Cast, ids: Sequence[UUID]) -> Entered:
    """What the operator's click on confirm does, and what the city does about it afterwards.

    Some are listed by two kelurahan, or with other words: their NIK opens nothing by itself. The
    operator, as the lowest office that covers both, answers that they are one person, as the
    first list knows him.
    """
    entered = confirm(actor=cast["operator"], upload_ids=ids)
    match_newcomers(CITY)
    with acting_as(cast["operator"]) as actor:
        claims = list(pairs(actor).filter(claim=True, state=PairState.OPEN).order_by("pk"))
    for claim in claims:
        judge_pair(actor=cast["operator"], pair_id=claim.pk, answer=PairState.SAME)
    return entered


def _incoming(sent: SentList, seed: int) -> Incoming:
    religious = sent.sender == KESRA
    return Incoming(
        id=_id(sent, seed),
        filename=sent.path.name,
        content=sent.path.read_bytes(),
        category=Category.RELIGIOUS if religious else Category.VULNERABLE,
        area=CITY if religious else sent.sender,
        sender="Bagian Kesra" if religious else "Kelurahan",
    )


def _id(sent: SentList, seed: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"payung-demo-{seed}-{sent.path.name}")
