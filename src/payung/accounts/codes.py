"""One-time codes: random, short enough to type, kept as a keyed hash.

The password hasher would take minutes for a city's RT heads; sixty random bits need none.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from payung.accounts.models import Invitation, Purpose, User
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O, U, which people take for others."""
LENGTH = 12
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})

TERM = {
    Purpose.OPENING: timedelta(days=1),
    Purpose.ACCOUNT: timedelta(days=30),
    Purpose.PASSWORD: timedelta(days=2),
}


def draw() -> str:
    return "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))


def grouped(code: str) -> str:
    """`ABCD-EFGH-JKMN`, as it stands on paper."""
    return "-".join(code[n : n + 4] for n in range(0, LENGTH, 4))


def hashed(code: str) -> bytes:
    """The keyed hash of a code as somebody typed it."""
    return settings.KEY_RING.index(plain(code), "kode sekali pakai")


def plain(code: str) -> str:
    """A code as it was drawn, however somebody typed it."""
    return code.strip().upper().translate(_READ_AS)


def unsaved(purpose: Purpose, user: User | None, made_by: str) -> tuple[Invitation, str]:
    """An invitation with its code, which is told once and never stored."""
    code, now = draw(), timezone.now()
    made = Invitation(
        purpose=purpose, user=user, code=hashed(code), made_by=made_by, made_at=now,
        expires_at=now + TERM[purpose],
    )  # fmt: skip
    return made, code


def give(purpose: Purpose, user: User | None, made_by: str) -> str:
    """A new code; those of the same purpose that the person still had no longer open anything."""
    open_codes().filter(purpose=purpose, user=user).update(withdrawn_at=timezone.now())
    made, code = unsaved(purpose, user, made_by)
    made.save()
    return code


def withdraw(user: User) -> None:
    """None of the person's codes opens anything any more."""
    open_codes().filter(user=user).update(withdrawn_at=timezone.now())


def open_codes() -> QuerySet[Invitation]:
    """Those that were neither used nor withdrawn and have not run out."""
    return Invitation.objects.filter(
        used_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    ).select_related("user")


def find(code: str, *purposes: Purpose) -> Invitation:
    """What a typed code opens; the same words for one that is wrong, used or run out."""
    invitation = open_codes().filter(code=hashed(code), purpose__in=purposes).first()
    if invitation is None or (invitation.user is not None and not invitation.user.is_active):
        raise BadInput(say("Kode ini tidak berlaku atau sudah dipakai. Minta kode baru."))
    return invitation


def use(invitation: Invitation) -> None:
    """Takes the code; of two who come at once, one is refused."""
    taken = open_codes().filter(pk=invitation.pk).update(used_at=timezone.now())
    if not taken:
        raise BadInput(say("Kode ini tidak berlaku atau sudah dipakai. Minta kode baru."))
