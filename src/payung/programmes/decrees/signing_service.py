"""An electronic signature from outside, behind one small interface.

Wet ink is the default. Where the city has a signing service (such as BSrE's esign client inside
its network), `PAYUNG_SIGNING_URL` names it. NIK and passphrase of the signer pass through and are
kept nowhere.
"""

from __future__ import annotations

import base64
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Protocol
from uuid import uuid4

from payung.kernel.errors import BadInput, PayungError
from payung.kernel.sentence import say


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
            with urllib.request.urlopen(call, timeout=self.timeout_seconds) as answer:
                signed: bytes = answer.read()
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
        if not signed.startswith(b"%PDF-"):
            raise PayungError(say("Layanan tanda tangan tidak mengirim PDF. Hubungi pengelolanya."))
        return signed


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
