"""What other rooms and commands do to payments, gathered from the folders of the room."""

from __future__ import annotations

from payung.payments.exchange.answers import AnswerResult, read_answer
from payung.payments.lists.checks import release_held
from payung.payments.lists.making import make_list
from payung.payments.money.budget import record_pagu, record_spd
from payung.payments.money.papers import record_money, void_paper
from payung.payments.overlaps.outside import OutsideCover, report_outside_cover
from payung.payments.partnerships.services import register_partnership

__all__ = [
    "AnswerResult",
    "OutsideCover",
    "make_list",
    "read_answer",
    "record_money",
    "record_pagu",
    "record_spd",
    "register_partnership",
    "release_held",
    "report_outside_cover",
    "void_paper",
]
