"""An electronic signature from outside, behind one small interface.

Wet ink is the default. Where the city has a signing service (such as BSrE's esign client inside
its network), `PAYUNG_SIGNING_URL` names it. NIK and passphrase of the signer pass through and are
kept nowhere.
"""

from __future__ import annotations

import base64
import re
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import uuid4

from payung.kernel.errors import BadInput, PayungError
from payung.kernel.sentence import say

MOST_BYTES = 64 * 2**20
_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]")
_SIGNATURE = re.compile(rb"<30[0-9A-Fa-f]{20,}>")
"""A CMS signature in hexadecimal: a DER sequence, never empty."""


@dataclass(frozen=True, slots=True)
class SignRequest:
    """The PDF, always the same bytes for the same decree, and who signs with what."""

    pdf: bytes
    sha256: str
    signer_nik: str = field(repr=False)
    passphrase: str = field(repr=False)


class SigningService(Protocol):
    """Gives back the signed PDF, or raises a `PayungError` that says what to do."""

    def sign(self, request: SignRequest) -> bytes: ...


@dataclass(frozen=True, slots=True)
class RestSigning:
    """A service that takes the PDF as one form and answers with the signed one."""

    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    timeout_seconds: float = 30.0

    def sign(self, request: SignRequest) -> bytes:
        boundary = uuid4().hex
        call = urllib.request.Request(self.url, data=_form(request, boundary), method="POST")
        call.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
        if self.user:
            secret = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
            call.add_header("Authorization", f"Basic {secret}")
        try:
            with _straight().open(call, timeout=self.timeout_seconds) as answer:
                signed: bytes = answer.read(MOST_BYTES + 1)
        except urllib.error.HTTPError as error:
            raise BadInput(
                say("Layanan tanda tangan menolak. Periksa NIK dan frasa sandi, lalu ulangi.")
            ) from error
        except OSError as error:
            raise PayungError(
                say(
                    "Layanan tanda tangan tidak menjawab. Ulangi nanti, atau pakai tanda "
                    "tangan basah."
                )
            ) from error
        if not signs(request.pdf, signed):
            raise PayungError(
                say(
                    "Layanan tanda tangan tidak mengembalikan SK yang dikirim, ditambah tanda "
                    "tangannya saja. Jangan dipakai; hubungi pengelolanya."
                )
            )
        return signed


def signs(sent: bytes, answer: bytes) -> bool:
    """Whether the answer is the bytes that were sent, and behind them a signature that covers the
    whole file. Whose it is, and whether it holds, is for the verifier of the certificate."""
    added = answer[len(sent) :]
    if not answer.startswith(sent) or not added or len(answer) > MOST_BYTES:
        return False
    ranges = [tuple(map(int, found)) for found in _RANGE.findall(added)]
    if len(ranges) != 1:
        return False
    before, behind, rest = ranges[0]
    covers = len(sent) < before < behind and behind + rest == len(answer)
    return covers and bool(_SIGNATURE.fullmatch(answer[before:behind]))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The passphrase goes to the address that the city named, and to no other."""

    def redirect_request(self, *_asked: Any, **_more: Any) -> None:
        return None


def _straight() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_NoRedirect())


def configured() -> SigningService | None:
    """The city's service, or None: then signatures are wet."""
    from django.conf import settings

    if not settings.SIGNING_URL:
        return None
    return RestSigning(settings.SIGNING_URL, settings.SIGNING_USER, settings.SIGNING_PASSWORD)


def _form(request: SignRequest, boundary: str) -> bytes:
    """The fields as multipart/form-data: file, nik, passphrase, tampilan, hash."""
    lines = []
    for name, value in (
        ("nik", request.signer_nik),
        ("passphrase", request.passphrase),
        ("tampilan", "invisible"),
        ("sha256", request.sha256),
    ):
        lines.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n')
        lines.append(f"{value}\r\n")
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="sk.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    text = "".join(lines) + head
    return text.encode() + request.pdf + f"\r\n--{boundary}--\r\n".encode()
