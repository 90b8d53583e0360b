"""What programmes say of a person's membership: the monthly base, and works that name him."""

from __future__ import annotations

from datetime import date

from payung.programmes.models import Programme, WorkMember


def monthly_bases() -> dict[str, int]:
    """The monthly base of each programme by its code, in rupiah."""
    return dict(Programme.objects.order_by().values_list("code", "base_rp"))


def at_works(person_id: int, day: date) -> bool:
    """Whether a letter of assignment names the person for works that ran on that day."""
    named = WorkMember.objects.filter(person=person_id)
    return named.filter(work__first_day__lte=day, work__last_day__gte=day).exists()
