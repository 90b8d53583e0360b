"""Passkeys (WebAuthn): the phone's own lock signs a challenge; nothing is typed, nothing guessed.

They need a name and HTTPS, or `localhost`: on a bare address browsers offer none.
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

if TYPE_CHECKING:
    from fido2.server import Fido2Server

CHALLENGE = "tantangan"
"""What a session remembers of the challenge that its page asked for; it is good once."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A new passkey: its handle, and its public key as it is kept."""

    handle: bytes
    public: bytes


def possible(request: HttpRequest) -> bool:
    """Whether browsers offer passkeys at the address by which the site is called."""
    name = _name(request)
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return request.is_secure() or name == "localhost"
    return False


def ask_new(request: HttpRequest, user_id: int, username: str, known: Sequence[bytes]) -> str:
    """The options with which the browser makes a passkey, as JSON; the challenge is remembered."""
    from fido2.webauthn import (
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    user = PublicKeyCredentialUserEntity(
        id=str(user_id).encode(), name=username, display_name=username
    )
    options, state = _server(request).register_begin(
        user, _read(known), resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )  # fmt: skip
    request.session[CHALLENGE] = state
    return json.dumps(dict(options)["publicKey"])


def ask_proof(request: HttpRequest) -> str:
    """The options with which the browser lets a person choose a passkey of this site."""
    from fido2.webauthn import UserVerificationRequirement

    options, state = _server(request).authenticate_begin(
        user_verification=UserVerificationRequirement.REQUIRED
    )
    request.session[CHALLENGE] = state
    return json.dumps(dict(options)["publicKey"])


def read_new(request: HttpRequest, answer: str) -> Credential:
    """The passkey that the browser made; BadInput if it doesn't answer our challenge."""
    state, told = request.session.pop(CHALLENGE, None), _parsed(answer)
    try:
        made = _server(request).register_complete(state, told).credential_data
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise _unread() from fault
    if made is None:
        raise _unread()
    return Credential(bytes(made.credential_id), bytes(made))


def handle_in(answer: str) -> bytes:
    """Which passkey answers; it still has to be proved."""
    from fido2.utils import websafe_decode

    try:
        return bytes(websafe_decode(_parsed(answer)["rawId"]))
    except (ValueError, KeyError, TypeError) as fault:
        raise _unread() from fault


def prove(request: HttpRequest, answer: str, public: bytes) -> None:
    """Refuses an answer that this passkey didn't sign for our challenge at our address."""
    state = request.session.pop(CHALLENGE, None)
    try:
        _server(request).authenticate_complete(state, _read([public]), _parsed(answer))
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise _unread() from fault


def _server(request: HttpRequest) -> Fido2Server:
    from fido2.server import Fido2Server
    from fido2.webauthn import PublicKeyCredentialRpEntity

    place = f"{request.scheme}://{request.get_host()}"
    entity = PublicKeyCredentialRpEntity(name="Payung", id=_name(request))
    return Fido2Server(entity, verify_origin=lambda origin: origin == place)


def _read(kept: Sequence[bytes]) -> list[Any]:
    from fido2.webauthn import AttestedCredentialData

    return [AttestedCredentialData(one) for one in kept]


def _parsed(answer: str) -> Mapping[str, Any]:
    try:
        told = json.loads(answer)
    except ValueError as fault:
        raise _unread() from fault
    if not isinstance(told, dict):
        raise _unread()
    return told


def _name(request: HttpRequest) -> str:
    return request.get_host().rpartition(":")[0] or request.get_host()


def _unread() -> BadInput:
    return BadInput(say("Kunci sandi tidak terbaca. Muat ulang halaman, lalu coba sekali lagi."))
