"""Which kinds of copy there are, and who may have the full one."""

from __future__ import annotations

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


FULL_COPY = (Role.OPERATOR, Role.FINANCE, Role.BPJS, Role.AUDITOR, Role.SYSTEM)


COPIES = {"umum": True, "lengkap": False}
"""The words of an address that name a copy, and whether numbers are masked in it."""


def require_whole(actor: Actor, area: str) -> None:
    """The paper with every name and number is for offices that work for its whole area: below
    it each sees its own people, and the copy to publish."""
    if not actor.covers(area):
        raise OutOfArea(say("Salinan lengkap hanya untuk kantor yang wilayahnya seluruh SK ini."))
