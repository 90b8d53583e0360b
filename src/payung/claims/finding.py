"""What the search box finds here: cases, by number, by BPJS's letter or by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.claims.ground.selectors import CASE_PEOPLE, cases, search_cases
from payung.claims.models import Decision
from payung.ui.format import write_date
from payung.ui.parts import Hit

MOST = 6
_NUMBER = re.compile(r"K-?0*(\d{1,9})", re.IGNORECASE)


def find(actor: Actor, text: str) -> Iterator[Hit]:
    """`K-00012`, the number of a decision's letter, or the words of a name."""
    if actor.role not in CASE_PEOPLE:
        return
    if number := _NUMBER.fullmatch(text):
        matching = cases(actor).filter(pk=int(number[1]))
    elif any(sign.isdecimal() for sign in text):
        letters = Decision.objects.filter(letter__icontains=text)
        matching = cases(actor).filter(pk__in=letters.values("case_id"))
    else:
        matching = search_cases(actor, text=text)
    for case in matching.select_related("person", "event")[:MOST]:
        day = write_date(case.event.happened_on)
        detail = f"{case} · {case.event.get_kind_display()} {day} · {case.get_state_display()}"
        yield Hit(_("Kasus"), case.person.name, detail, reverse("claim", args=[case.pk]))
