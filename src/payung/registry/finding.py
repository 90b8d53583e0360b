"""What the search box finds here: persons by NIK or name, and places with the people in them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.areas.selectors import find_places, place_name
from payung.kernel.area import AreaKind
from payung.kernel.nik import NIK_LENGTH
from payung.registry.models import Person
from payung.registry.people import person_with_nik, search_persons
from payung.ui.format import write_date
from payung.ui.parts import Hit

MOST = 8


def find(actor: Actor, text: str) -> Iterator[Hit]:
    """A NIK finds its person, other words the first persons who are named so, and places."""
    digits = text.replace(" ", "").replace(".", "")
    if digits.isdecimal():
        holder = person_with_nik(actor, digits) if len(digits) == NIK_LENGTH else None
        people = [holder] if holder else []
    else:
        people = list(search_persons(actor, text=text)[:MOST])
    for person in people:
        yield person_hit(person)
    for area in find_places(actor.area, text)[:MOST]:
        address = f"{reverse('person_list')}?wilayah={area.code}"
        kind = area.get_kind_display().upper() if area.kind == AreaKind.RT else area.kind.title()
        yield Hit(kind, place_name(area), _("Orang di wilayah ini"), address)


def person_hit(person: Person) -> Hit:
    """A person as the search shows him: name, birth date, place; never a NIK."""
    born = write_date(person.birth_date) if person.birth_date else _("tanggal lahir belum ada")
    where = f"{born} · {place_name(person.area)}"
    return Hit(_("Orang"), person.name, where, reverse("person", args=[person.pk]))
