"""Coming in with a one-time code: a first password, a new one, or one's own phone."""

from __future__ import annotations

from payung.accounts import codes
from payung.accounts.models import Invitation, Role, User
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note


@business_action("accounts.join", *Role)
def join(*, actor: Actor, user: User, invitation: Invitation, password: str = "") -> None:
    """Takes the code and sets the password; without one, the phone stands for the person."""
    codes.use(invitation)
    if password:
        user.set_password(password)
        user.save(update_fields=["password"])
    note(actor.id, purpose=invitation.purpose, by=invitation.made_by, password=bool(password))
