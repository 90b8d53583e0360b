"""Sealing of identity: AES-GCM for what must be read back, a keyed index for what must be found.

An unkeyed hash of one city's NIKs falls to guessing within minutes, so the index is an HMAC.
A sealed value is: key id (1 byte) + nonce (12 bytes) + ciphertext with its tag.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from payung.kernel.errors import ConfigError
from payung.kernel.sentence import say

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
KEY_BYTES = 32
INDEX_BYTES = 16


@dataclass(frozen=True)
class KeyRing:
    """The keys of one installation: the newest seals, every key still opens.

    `sealing` maps key ids (1 to 255) to 32 bytes; `indexing` is the HMAC key of the search index.
    """

    sealing: Mapping[int, bytes] = field(repr=False)
    indexing: bytes = field(repr=False)

    def __post_init__(self) -> None:
        right_sizes = all(len(key) == KEY_BYTES for key in (*self.sealing.values(), self.indexing))
        if not self.sealing or not right_sizes or not all(0 < i < 256 for i in self.sealing):
            raise ConfigError(say("Kunci data harus 32 bita per kunci, dengan nomor 1 sampai 255."))

    @cached_property
    def _ciphers(self) -> dict[int, AESGCM]:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return {key_id: AESGCM(key) for key_id, key in self.sealing.items()}

    def seal(self, text: str) -> bytes:
        """The sealed form of one text; the empty text stays empty."""
        return self.seal_many([text])[0]

    def seal_many(self, texts: Iterable[str]) -> list[bytes]:
        """Sealed forms, in the same order; one random nonce a value, drawn in one call."""
        key_id = max(self.sealing)
        encrypt = self._ciphers[key_id].encrypt
        head = bytes([key_id])
        values = list(texts)
        nonces = memoryview(os.urandom(NONCE_BYTES * len(values)))
        sealed = []
        for number, text in enumerate(values):
            nonce = bytes(nonces[number * NONCE_BYTES : (number + 1) * NONCE_BYTES])
            sealed.append(head + nonce + encrypt(nonce, text.encode(), None) if text else b"")
        return sealed

    def open(self, sealed: bytes | memoryview) -> str:
        """The text inside; raises `cryptography.exceptions.InvalidTag` if it was tampered with."""
        return self.open_bytes(sealed).decode()

    def open_many(self, sealed: Sequence[bytes | memoryview]) -> list[str]:
        return [self.open(value) for value in sealed]

    def seal_bytes(self, content: bytes) -> bytes:
        """For files at rest: uploads, lists for BPJS, annexes, scans."""
        key_id = max(self.sealing)
        nonce = os.urandom(NONCE_BYTES)
        return bytes([key_id]) + nonce + self._ciphers[key_id].encrypt(nonce, content, None)

    def open_bytes(self, sealed: bytes | memoryview) -> bytes:
        raw = bytes(sealed)
        if not raw:
            return b""
        cipher = self._ciphers[raw[0]]
        return cipher.decrypt(raw[1 : 1 + NONCE_BYTES], raw[1 + NONCE_BYTES :], None)

    def index(self, text: str, purpose: str) -> bytes:
        """The keyed index of one text: equal texts of one purpose have equal indexes."""
        message = f"{purpose}\0{text}".encode()
        return hmac.digest(self.indexing, message, sha256)[:INDEX_BYTES]

    def scramble(self, blocks: bytes, purpose: str) -> bytes:
        """Keyed stand-ins for many 16-byte blocks in one call: equal blocks stay equal.

        AES on single blocks is a keyed permutation; nobody without the key goes back or forth.
        """
        from cryptography.hazmat.primitives.ciphers import Cipher
        from cryptography.hazmat.primitives.ciphers.algorithms import AES256
        from cryptography.hazmat.primitives.ciphers.modes import ECB

        key = hmac.digest(self.indexing, f"scramble\0{purpose}".encode(), sha256)
        encryptor = Cipher(AES256(key), ECB()).encryptor()
        return encryptor.update(blocks) + encryptor.finalize()

    def index_many(self, texts: Iterable[str], purpose: str) -> list[bytes | None]:
        """Indexes in the same order; None for an empty text, so that blanks never match."""
        return [self.index(text, purpose) if text else None for text in texts]
