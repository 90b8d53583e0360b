"""What people do to their own account."""

from __future__ import annotations

from django.utils import timezone

from payung.accounts import devices
from payung.accounts.models import Role, User
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note


@business_action("accounts.change_password", *Role)
def change_password(*, actor: Actor, user: User, password: str) -> None:
    """Sets a new password for the actor's own account."""
    user.set_password(password)
    user.save(update_fields=["password"])
    note(actor.id)


@business_action("accounts.end_devices", *Role)
def end_devices(*, actor: Actor, user: User, keep: int | None) -> int:
    """Signs oneself out everywhere but here; returns how many devices that were."""
    others = devices.live().filter(user=user).exclude(pk=keep or 0)
    ended = others.update(ended_at=timezone.now())
    note(actor.id, n=ended)
    return ended
