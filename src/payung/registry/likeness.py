"""Whether two records under one NIK speak of one human being: name, birth date, mother.

A difference is never settled here: it is held for a person to judge.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from payung.kernel.names import compatible, fold
from payung.registry.fields import key_ring
from payung.ui.parts import Words as Phrase


class Words(NamedTuple):
    """What a record says of who somebody is; the mother's name is sealed."""

    name: str
    birth_date: date | None
    mother: bytes | memoryview


def agree(told: Words, known: Words) -> bool:
    """Whether nothing differs; what one of the two leaves open differs from nothing."""
    return not differing(told, known)


def differing(told: Words, known: Words) -> list[Phrase]:
    """What differs, as a person calls it; shortened and older spellings of a name agree."""
    found: list[Phrase] = []
    if told.name != known.name and not compatible(fold(told.name), fold(known.name)):
        found.append(_("nama"))
    if told.birth_date and known.birth_date and told.birth_date != known.birth_date:
        found.append(_("tanggal lahir"))
    mothers = [fold(key_ring().open(bytes(one.mother))) for one in (told, known)]
    if all(mothers) and not compatible(*mothers):
        found.append(_("nama ibu"))
    return found
