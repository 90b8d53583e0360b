"""Adding, checking and ending the second step of a person."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from payung.accounts import codes
from payung.accounts.factors import totp
from payung.accounts.factors.passkeys import Credential
from payung.accounts.models import Factor, FactorKind, Role, User
from payung.accounts.people import somebody_else
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

SPARE_CODES = 10


def live(user: User, *kinds: FactorKind) -> QuerySet[Factor]:
    """The person's factors that still open something, oldest first."""
    rows = Factor.objects.filter(user=user, ended_at=None).order_by("pk")
    return rows.filter(kind__in=kinds) if kinds else rows


@business_action("accounts.add_factor", *Role)
def add_app(*, actor: Actor, user: User, secret: str, code: str) -> list[str]:
    """An authenticator app that has just shown the right code; spare codes when these are the
    first. Raises BadInput for a wrong code."""
    step = totp.step_of(secret, code, timezone.now(), 0)
    if step is None:
        raise BadInput(
            say("Kode ini tidak cocok. Periksa jam HP, lalu ketik kode yang sedang tampil.")
        )
    live(user, FactorKind.TOTP).update(ended_at=timezone.now())
    sealed = settings.KEY_RING.seal(secret)
    _add(user, FactorKind.TOTP, sealed, name="", last_step=step)
    return _noted(actor, user, FactorKind.TOTP)


@business_action("accounts.add_factor", *Role)
def add_passkey(*, actor: Actor, user: User, credential: Credential, name: str) -> list[str]:
    """A passkey on one phone or computer; spare codes when these are the first."""
    sealed = settings.KEY_RING.seal_bytes(credential.public)
    _add(user, FactorKind.PASSKEY, sealed, handle=credential.handle, name=name.strip())
    return _noted(actor, user, FactorKind.PASSKEY)


@business_action("accounts.renew_spare_codes", *Role)
def renew_spare_codes(*, actor: Actor, user: User) -> list[str]:
    """Ten new codes for the drawer; the old ones open nothing any more."""
    live(user, FactorKind.SPARE).update(ended_at=timezone.now())
    made = _spare_codes(user)
    note(actor.id)
    return made


@business_action("accounts.end_factor", *Role)
def end_factor(*, actor: Actor, user: User, number: int) -> Factor:
    """Takes one's own app or passkey away; the last one stays until another is there."""
    mine = list(live(user, FactorKind.TOTP, FactorKind.PASSKEY))
    factor = next((one for one in mine if one.pk == number), None)
    if factor is None:
        raise BadInput(say("Langkah kedua ini sudah dilepas."))
    if len(mine) == 1:
        raise BadInput(say("Ini langkah kedua Anda yang terakhir. Tambah yang baru dulu."))
    factor.ended_at = timezone.now()
    factor.save(update_fields=["ended_at"])
    note(actor.id, factor=factor.pk)
    return factor


@business_action("accounts.reset_factors", Role.ADMIN)
def reset_factors(*, actor: Actor, user_id: int, reason: str) -> User:
    """Takes all second steps of somebody who lost them; he adds a new one at his next sign-in."""
    user = somebody_else(actor, user_id)
    if not reason.strip():
        raise BadInput(say("Isi alasannya."))
    ended = live(user).update(ended_at=timezone.now())
    note(f"user:{user.pk}", ended=ended, reason=reason.strip())
    return user


@business_action("accounts.confirm_again", *Role)
def confirm_again(*, actor: Actor, user: User, typed: str) -> None:
    """Somebody who signed in a while ago shows once more that it is he."""
    if not (user.check_password(typed) or takes(user, typed)):
        raise BadInput(say("Kata sandi atau kode ini salah. Periksa, lalu coba lagi."))
    note(actor.id)


def takes(user: User, typed: str) -> bool:
    """Whether a typed code is one of his app, not used before, or an unused spare one.

    A code that was taken is gone: of two who send it at once, one comes in.
    """
    plain = "".join(typed.split())
    if len(plain) == 6 and plain.isascii() and plain.isdigit():
        return any(_app_takes(one, plain) for one in live(user, FactorKind.TOTP))
    spare = live(user, FactorKind.SPARE).filter(secret=codes.hashed(plain))
    now = timezone.now()
    return bool(plain) and spare.update(used_at=now, ended_at=now) == 1


def factor_of(handle: bytes) -> Factor | None:
    """The passkey of somebody who may still come in."""
    rows = Factor.objects.filter(handle=handle, ended_at=None, user__is_active=True)
    return rows.select_related("user").first()


def _app_takes(factor: Factor, typed: str) -> bool:
    secret = settings.KEY_RING.open(factor.secret)
    step = totp.step_of(secret, typed, timezone.now(), factor.last_step)
    later = Factor.objects.filter(pk=factor.pk, ended_at=None, last_step__lt=step or 0)
    return bool(step) and later.update(last_step=step, used_at=timezone.now()) == 1


def _add(user: User, kind: FactorKind, secret: bytes, **facts: object) -> None:
    Factor.objects.create(user=user, kind=kind, secret=secret, made_at=timezone.now(), **facts)


def _noted(actor: Actor, user: User, kind: FactorKind) -> list[str]:
    note(actor.id, kind=kind.value)
    return [] if live(user, FactorKind.SPARE).exists() else _spare_codes(user)


def _spare_codes(user: User) -> list[str]:
    drawn, now = [codes.draw() for _number in range(SPARE_CODES)], timezone.now()
    Factor.objects.bulk_create(
        Factor(user=user, kind=FactorKind.SPARE, secret=codes.hashed(code), made_at=now)
        for code in drawn
    )
    return [codes.grouped(code) for code in drawn]


def public_part(factor: Factor) -> bytes:
    """The public key of a passkey, as the browser made it."""
    return settings.KEY_RING.open_bytes(factor.secret)
