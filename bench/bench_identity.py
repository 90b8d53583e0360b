"""What protecting identity costs: sealing four fields and indexing three, for 10,000 rows.

Floor: encoding the same texts. Peer: Fernet, the usual recipe of the same library.
"""

from __future__ import annotations

import os

from bench.harness import Benchmark, best_seconds
from payung.kernel.sealing import KEY_BYTES, KeyRing

ROWS = 10_000
SEALED, INDEXED = 4, 3


def run() -> list[Benchmark]:
    from cryptography.fernet import Fernet

    ring = KeyRing(sealing={1: os.urandom(KEY_BYTES)}, indexing=os.urandom(KEY_BYTES))
    fernet = Fernet(Fernet.generate_key())
    texts = [f"15710101018{number:05d}" for number in range(ROWS)]

    def sealed() -> None:
        for _ in range(SEALED):
            ring.seal_many(texts)
        for purpose in ("nik", "nkk", "phone")[:INDEXED]:
            ring.index_many(texts, purpose)

    def floor() -> None:
        for _ in range(SEALED + INDEXED):
            [text.encode() for text in texts]

    def peer() -> None:
        for _ in range(SEALED):
            [fernet.encrypt(text.encode()) for text in texts]

    whole = ring.seal_many(texts)
    common = {"unit": "s", "better": "lower"}
    return [
        Benchmark(
            name="identity.seal_10k",
            what="seal four fields and index three of 10,000 rows",
            value=best_seconds(sealed),
            floor=best_seconds(floor),
            peer=best_seconds(peer),
            peer_name="Fernet, four fields",
            **common,  # type: ignore[arg-type]
        ),
        Benchmark(
            name="identity.open_10k",
            what="open one field of 10,000 rows",
            value=best_seconds(lambda: ring.open_many(whole)),
            **common,  # type: ignore[arg-type]
        ),
    ]
