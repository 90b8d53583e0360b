"""The lists of 68 kelurahan and Bagian Kesra: written, sent in, checked, confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from payung.demo.mainjob.people import CITY, Cast
from payung.intake.services import Incoming, check, receive
from payung.verification.models import Category
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
    """What the operator's click on confirm does."""
    return confirm(actor=cast["operator"], upload_ids=ids)


def _incoming(one: SentList, seed: int) -> Incoming:
    religious = one.sender == KESRA
    return Incoming(
        id=_id(one, seed),
        filename=one.path.name,
        content=one.path.read_bytes(),
        category=Category.RELIGIOUS if religious else Category.VULNERABLE,
        area=CITY if religious else one.sender,
        sender="Bagian Kesra" if religious else "Kelurahan",
    )


def _id(one: SentList, seed: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"payung-demo-{seed}-{one.path.name}")
