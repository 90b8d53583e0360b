"""Opening a city in one transaction: areas, first administrator, the usual payers."""

from __future__ import annotations

from django.db import transaction

from payung.accounts import codes
from payung.accounts.models import Purpose
from payung.accounts.opening import NewColleague, Opened, open_city
from payung.accounts.scope import system_actor
from payung.ledger.payers import install_payers


def open_with_payers(code: str, administrator: NewColleague) -> Opened:
    """The city of a national code, ready for its first administrator."""
    with transaction.atomic():
        actor = system_actor(code)
        opened = open_city(actor=actor, code=code, administrator=administrator)
        install_payers(actor=actor)
    return opened


def open_by_invitation(one_time: str, code: str, administrator: NewColleague) -> Opened:
    """The same from the page of the one-time address, which then opens nothing any more."""
    with transaction.atomic():
        codes.use(codes.find(one_time, Purpose.OPENING))
        return open_with_payers(code, administrator)
