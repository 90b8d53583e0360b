"""Scans of signed papers: what they may be, judged by their first bytes and not by their names."""

from __future__ import annotations

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

MOST_BYTES = 10 * 1024 * 1024
MEDIA = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}
_MAGIC = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}


def scan_kind(content: bytes) -> str:
    """`pdf`, `jpeg` or `png` by the first bytes; a clear refusal of all else."""
    if len(content) > MOST_BYTES:
        raise BadInput(say("Berkas lebih besar dari 10 MB. Foto ulang dengan ukuran lebih kecil."))
    for magic, kind in _MAGIC.items():
        if content.startswith(magic):
            return kind
    raise BadInput(say("Berkas ini bukan PDF, JPEG, atau PNG. Pindai atau foto ulang suratnya."))
