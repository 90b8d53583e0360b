"""The code on the letters of a case, by which its family asks for the status."""

from __future__ import annotations

import base64

from payung.registry.fields import key_ring

CODE_LENGTH = 12


def letter_code(case_id: int) -> str:
    """The code on the letters of a case: nobody can guess it from the number."""
    digest = key_ring().index(f"case:{case_id}", "letter-code")
    return base64.b32encode(digest).decode()[:CODE_LENGTH]
