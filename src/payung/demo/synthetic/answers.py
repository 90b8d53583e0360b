"""The answer that BPJS would send to a list to pay: accepted with a card number, or rejected.

Depends on seed and NIK alone, so that the same person gets the same answer every month.
"""

from __future__ import annotations

import hashlib

import polars as pl

from payung.demo.synthetic.rng import steady_uniform

REJECT_REASONS: tuple[tuple[str, str, float], ...] = (
    ("NIK_TIDAK_DITEMUKAN", "NIK tidak ditemukan di data kependudukan", 0.34),
    ("NAMA_BEDA", "Nama tidak sesuai dengan NIK", 0.24),
    ("TGL_LAHIR_BEDA", "Tanggal lahir tidak sesuai dengan NIK", 0.12),
    ("SUDAH_PU", "Sudah terdaftar sebagai penerima upah", 0.16),
    ("SUDAH_BPU", "Sudah terdaftar BPU pada wadah lain", 0.14),
)


def draw_answer(payment_rows: pl.DataFrame, seed: int, reject_rate: float) -> pl.DataFrame:
    """One answer per row of `payment_rows`, in its order; only its column `nik` is read.

    Columns: nik, hasil (`diterima`|`ditolak`), kpj (11 characters that begin with 000, empty if
    rejected), kode, alasan (both empty if accepted). `reject_rate` is a share, 0 to 1.
    """
    nik = payment_rows["nik"]
    draw = steady_uniform(nik, seed, "bpjs-answer")
    rejected = draw < reject_rate
    # Within the rejected the draw is even over [0, reject_rate): it serves for the reason too.
    reasons = [_reason(number / reject_rate) for number in draw.filter(rejected)]
    picked = iter(reasons)
    rows = [
        (number, "ditolak", "", *next(picked)) if no else (number, "diterima", _kpj(number), "", "")
        for number, no in zip(nik, rejected, strict=True)
    ]
    columns = ("nik", "hasil", "kpj", "kode", "alasan")
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def _reason(draw: float) -> tuple[str, str]:
    passed = 0.0
    for code, text, share in REJECT_REASONS:
        passed += share
        if draw < passed:
            return code, text
    return REJECT_REASONS[-1][:2]


def _kpj(nik: str) -> str:
    """A card number that no member has: real ones don't begin with 000."""
    digest = hashlib.blake2b(nik.encode(), digest_size=6).digest()
    return f"000{int.from_bytes(digest, 'big') % 10**8:08d}"
