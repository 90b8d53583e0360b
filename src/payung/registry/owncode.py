"""A person's own secret code, by which he asks whether he is covered without an account.

Sixty random bits; found by a keyed hash, sealed so that the family's letter can be printed again,
renewed when somebody else has read it. It hangs on no poster and opens nothing but that answer.
"""

from __future__ import annotations

from datetime import date

from payung.accounts import codes
from payung.accounts.scope import Actor, require_scope
from payung.audit import clock
from payung.registry.fields import Sealed, key_ring
from payung.registry.models import OwnCode, Person


def own_code(actor: Actor, person_id: int) -> str:
    """The person's code as it stands on paper; drawn when it is asked for the first time."""
    require_scope(actor)
    kept, _made = OwnCode.objects.get_or_create(person_id=person_id, defaults=_drawn(actor))
    return codes.grouped(kept.sealed.reveal())


def renew_code(actor: Actor, person_id: int) -> str:
    """A new code; the one before opens nothing any more. Part of a business action above."""
    require_scope(actor)
    kept, _made = OwnCode.objects.update_or_create(person_id=person_id, defaults=_drawn(actor))
    return codes.grouped(kept.sealed.reveal())


def person_by_code(actor: Actor, nik: str, born: date, code: str) -> Person | None:
    """Whoever has this NIK, birth date and code at once; one statement for known and unknown."""
    require_scope(actor)
    return Person.objects.filter(
        own_code__code=_hashed(code), nik_index=key_ring().index(nik, "nik"), birth_date=born
    ).first()


def _drawn(actor: Actor) -> dict[str, object]:
    code = codes.draw()
    return {
        "code": _hashed(code), "sealed": Sealed.of(code), "made_by": actor.id,
        "made_at": clock.now(),
    }  # fmt: skip


def _hashed(code: str) -> bytes:
    return key_ring().index(codes.plain(code), "kode warga")
