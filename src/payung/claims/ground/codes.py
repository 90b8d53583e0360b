"""Codes on paper: by the one of a letter a family asks for the status, by another for an answer."""

from __future__ import annotations

import base64
from uuid import UUID

from payung.registry.fields import key_ring

CODE_LENGTH = 12


def letter_code(case_id: int) -> str:
    """The code on the letters of a case: nobody can guess it from the number."""
    return _code(f"case:{case_id}", "letter-code")


def complaint_code(complaint_id: UUID) -> str:
    """The code by which whoever complained asks for the answer; the same for a form sent twice."""
    return _code(str(complaint_id), "complaint-code")


def typed_index(code: str, purpose: str) -> bytes:
    """The keyed hash of a code as somebody typed it, with dashes, blanks and small letters."""
    return key_ring().index("".join(code.upper().replace("-", "").split()), purpose)


def _code(about: str, purpose: str) -> str:
    digest = key_ring().index(about, purpose)
    return base64.b32encode(digest).decode()[:CODE_LENGTH]
