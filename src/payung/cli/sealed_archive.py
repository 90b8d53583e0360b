"""Archives lie encrypted (age, https://age-encryption.org): to the installation's own key, which
its key file gives, and to any public key besides, whose other half may lie in a safe.

Nothing of an archive touches a disk in the clear but in the folder into which it is unpacked.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from payung.kernel.bech32 import bech32
from payung.kernel.errors import BadInput, ConfigError
from payung.kernel.sealing import KeyRing
from payung.kernel.sentence import say

MARK = b"age-encryption.org/v1"


def own_identity(ring: KeyRing) -> str:
    """The age identity of this installation; it follows from the key that never changes."""
    scalar = hmac.digest(ring.indexing, b"payung backup", sha256)
    return bech32("age-secret-key-", scalar).upper()


@contextmanager
def sealing_to(file: BinaryIO, own: str, others: Sequence[str]) -> Iterator[BinaryIO]:
    """A stream whose content arrives in `file` sealed."""
    import pyrage

    try:
        to = [pyrage.x25519.Recipient.from_str(other) for other in others]
    except pyrage.RecipientError as failure:
        raise ConfigError(
            say("Kunci cadangan harus berbentuk age1…. Buat dengan: age-keygen")
        ) from failure
    to.append(pyrage.x25519.Identity.from_str(own).to_public())
    with _piped(lambda source: pyrage.encrypt_io(source, file, to)) as stream:
        yield stream


@contextmanager
def opened(archive: Path, identities: Sequence[str]) -> Iterator[BinaryIO]:
    """The content of a sealed archive; raises BadInput where no identity opens it."""
    import pyrage

    reader, writer = os.pipe()
    failures: list[BaseException] = []

    def decrypt() -> None:
        with os.fdopen(writer, "wb") as target, archive.open("rb") as source:
            try:
                keys = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
                pyrage.decrypt_io(source, target, keys)
            except (pyrage.DecryptError, pyrage.IdentityError, OSError) as failure:
                failures.append(failure)

    worker = Thread(target=decrypt, daemon=True)
    worker.start()
    try:
        with os.fdopen(reader, "rb") as stream:
            yield stream
    finally:
        worker.join()
    if any(
        isinstance(identity, (pyrage.DecryptError, pyrage.IdentityError)) for identity in failures
    ):
        raise BadInput(_NO_KEY)


_NO_KEY = say(
    "Kunci bukan milik arsip ini. Taruh kunci.json yang lama di folder data, atau sebut kunci"
    " cadangan dengan --identity."
)


def is_sealed(archive: Path) -> bool:
    """Whether the file begins as age's files do."""
    with archive.open("rb") as file:
        return file.read(len(MARK)) == MARK


@contextmanager
def _piped(work: Callable[[BinaryIO], object]) -> Iterator[BinaryIO]:
    """A stream that `work` reads in a thread of its own, whose failure becomes ours."""
    reader, writer = os.pipe()
    failures: list[BaseException] = []

    def read() -> None:
        with os.fdopen(reader, "rb") as source:
            try:
                work(source)
            except BaseException as failure:
                failures.append(failure)

    worker = Thread(target=read, daemon=True)
    worker.start()
    try:
        with os.fdopen(writer, "wb") as stream:
            yield stream
    except BrokenPipeError:
        if not failures:
            raise
    finally:
        worker.join()
    if failures:
        raise failures[0]
