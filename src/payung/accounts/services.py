"""What people do to their own account."""

from __future__ import annotations

from payung.accounts.models import Role, User
from payung.accounts.scope import Actor, business_action
from payung.audit.services import record


@business_action(*Role)
def change_password(*, actor: Actor, user: User, password: str) -> None:
    """Sets a new password for the actor's own account."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record(actor=actor.id, action="accounts.change_password", subject=actor.id, facts={})
