"""What can happen in a life: one word for one event, from the first report to the last finding.

A room that tells reports, facts, holds, findings or refusals apart keeps its own enumeration, with
its own sentences and the members that it needs; where a member is one of these events it names it.
So a fact held, found or refused under one word is found again under it in every other room.
"""

from __future__ import annotations

from enum import StrEnum


class LifeEvent(StrEnum):
    """An event that can begin, change or end somebody's cover or claim; the words are stored."""

    DEATH = "meninggal"
    ACCIDENT = "kecelakaan"
    MOVE = "pindah"
    NEW_JOB = "bekerja_pu"
    CIVIL_SERVANT = "asn"
    MARRIAGE = "menikah"
    CHILD_SCHOOL = "sekolah_anak"
    CHILD_MARRIAGE = "anak_menikah"
