"""A frozen paper's PDF is made once: kept sealed under what it was made of, and served again.

What it is made of is its name, so a paper that differs in one letter is another file, and one
that does not is the very same bytes.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from uuid import NAMESPACE_URL, UUID, uuid5

from payung.registry import storage
from payung.registry.fields import key_ring
from payung.ui.typesetting import as_texts, source_of, typeset

_PART = "pdf"


def kept_pdf(package: str, template: str, **inputs: object) -> bytes:
    """As `ui.typesetting.write_pdf`, for papers whose content no longer changes."""
    source, texts = source_of(package, template), as_texts(inputs)
    owner = _name(source, texts)
    with suppress(FileNotFoundError):
        return storage.fetch(owner, _PART)
    made = typeset(source, texts)
    storage.keep(owner, _PART, made)
    return made


def _name(source: str, texts: dict[str, str]) -> UUID:
    """Keyed: from the names of kept files nobody can tell that a guessed paper is among them."""
    digest = hashlib.sha256(source.encode())
    for name, text in sorted(texts.items()):
        digest.update(f"\0{name}\0{text}".encode())
    return uuid5(NAMESPACE_URL, key_ring().index(digest.hexdigest(), "pdf").hex())
