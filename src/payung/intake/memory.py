"""What sending offices answered about headers that nobody knew: asked once, then remembered.

The office that sends, not the clerk who clicks, is the sender: clerks change, layouts stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from payung.accounts.scope import Actor
from payung.audit import clock
from payung.intake.models import HeaderMemory, Upload


def header_memory(uploads: Sequence[Upload]) -> dict[str, dict[str, str]]:
    """For each file what its sender answered before: file name → header → field."""
    areas = {upload.area_id for upload in uploads}
    known: dict[str, dict[str, str]] = {}
    for area, header, field in HeaderMemory.objects.filter(area__in=areas).values_list(
        "area_id", "header", "field"
    ):
        known.setdefault(area, {})[header] = field
    return {u.filename: known[u.area_id] for u in uploads if u.area_id in known}


def remember(actor: Actor, area: str, answers: Mapping[str, str]) -> None:
    """Keeps answers of one office; a new answer about a header takes the place of the old."""
    from payung.lists.headers import normalise

    remember_as_told(actor, area, {normalise(h)[:120]: field for h, field in answers.items()})


def remember_as_told(actor: Actor, area: str, answers: Mapping[str, str]) -> None:
    """As `remember`, under names that are no headers or are normalised already."""
    HeaderMemory.objects.bulk_create(
        [
            HeaderMemory(
                area_id=area,
                header=header,
                field=field,
                answered_by=actor.id,
                answered_at=clock.now(),
            )
            for header, field in answers.items()
        ],
        update_conflicts=True,
        unique_fields=["area", "header"],
        update_fields=["field", "answered_by", "answered_at"],
    )
