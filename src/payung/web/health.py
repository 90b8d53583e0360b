"""What is wrong with this installation right now, each with the sentence that mends it."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from payung.audit.clock import today
from payung.jobs.daily import unworked_days
from payung.jobs.liveness import a_worker_lives, waits_since
from payung.kernel.sentence import Sentence, say

LEAST_FREE_BYTES = 500 * 2**20
LONGEST_WAIT = timedelta(minutes=2)
MOST_UNWORKED_DAYS = 1

Fault = tuple[str, Sentence]
"""A code that stays, and a sentence."""


def faults() -> list[Fault]:
    """The faults that a living site can tell of itself; empty when all is well."""
    try:
        return _of_disk() + _of_work()
    except DatabaseError:
        return [("DATABASE", say("Basis data tidak menjawab. Jalankan lagi basis datanya."))]


def _of_disk() -> list[Fault]:
    free = shutil.disk_usage(Path(settings.DATA_DIR)).free
    if free >= LEAST_FREE_BYTES:
        return []
    return [("DISK", say("Ruang penyimpanan hampir habis. Kosongkan, atau perbesar."))]


def _of_work() -> list[Fault]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    found: list[Fault] = []
    waiting = waits_since()
    if waiting and timezone.now() - waiting > LONGEST_WAIT and not a_worker_lives():
        found.append(("WORKER", say("Pekerja latar mati. Jalankan: payung worker")))
    behind = unworked_days(today())
    if behind > MOST_UNWORKED_DAYS:
        found.append(
            (
                "DAYS",
                say(
                    "Pekerjaan harian tertinggal {days} hari. Periksa jam mesin, lalu jalankan:"
                    " payung worker --catch-up",
                    days=behind,
                ),
            )
        )
    return found
