"""Why somebody sees identity in full: one of a few purposes, and the occasion in words."""

from __future__ import annotations

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

LEAST_LETTERS = 12
_WORD = re.compile(r"[^\W\d_]{3,}")


class LookPurpose(models.TextChoices):
    """What a full NIK or a scan is needed for; everything else is no reason to see it."""

    DESK = "loket", _("Mencocokkan KTP atau KK orangnya di loket")
    MEND = "perbaikan", _("Memperbaiki NIK yang salah")
    MATCH = "pemadanan", _("Pemadanan dengan Dukcapil")
    BPJS = "bpjs", _("Mengisi formulir atau menjawab BPJS Ketenagakerjaan")
    CLAIM = "klaim", _("Mengurus klaim atau ahli waris")
    VERIFY = "verifikasi", _("Memeriksa usulan sebelum diputuskan")
    AUDIT = "pemeriksaan", _("Pemeriksaan Inspektorat")


REFUSAL = say("Tulis untuk siapa dan ada urusan apa, paling sedikit dua kata.")


def stated(purpose: str, words: str) -> str:
    """The purpose as the audit keeps it; refuses a purpose that is none, and words that say none.

    Two different words are asked for: one word, or one key pressed again and again, tells nothing.
    """
    if purpose not in LookPurpose.values:
        raise BadInput(say("Pilih untuk apa NIK lengkap dibutuhkan."))
    if not says_something(words):
        raise BadInput(REFUSAL)
    return f"{LookPurpose(purpose).label}: {' '.join(words.split())}"


def says_something(words: str) -> bool:
    """Whether the words could be a reason: two words that differ, each of several letters."""
    found = {word.lower() for word in _WORD.findall(words) if len(set(word.lower())) > 1}
    return len(found) >= 2 and len("".join(found)) >= LEAST_LETTERS - 4
