"""Codes of an authenticator app (TOTP, RFC 6238): six digits that change each half minute."""

from __future__ import annotations

import io
from datetime import datetime
from hmac import compare_digest

STEP_SECONDS = 30
AROUND = (0, -1, 1)
"""A phone's clock may be half a minute off."""


def new_secret() -> str:
    """Random, in the letters that can also be typed into an app."""
    import pyotp

    return pyotp.random_base32()


def address(secret: str, username: str, city: str) -> str:
    """What an authenticator app reads from the picture."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=f"Payung {city}".strip())


def picture(text: str) -> str:
    """The address as a QR code, an SVG with black on white so that it is read in dark mode too."""
    import segno

    drawn = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(drawn, kind="svg", scale=4, border=4, light="#fff", xmldecl=False)
    return drawn.getvalue().decode()


def step_of(secret: str, typed: str, now: datetime, after: int) -> int | None:
    """The half minute whose code was typed, none at or before `after`: a code is good once."""
    import pyotp

    clock, at = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    right = (at + off for off in AROUND if compare_digest(clock.generate_otp(at + off), typed))
    return next((step for step in right if step > after), None)
