"""A record is mended by who brought it in, while nothing rests on it; part of his act."""

from __future__ import annotations

from collections.abc import Mapping

from payung.accounts.scope import Actor
from payung.registry.fields import Sealed, key_ring
from payung.registry.selectors import require_home
from payung.registry.services import get_person, lock_person

PLAIN = ("name", "birth_place", "address", "occupation")


def mend_record(*, actor: Actor, person_id: int, words: Mapping[str, str]) -> list[str]:
    """Writes the words that were told anew; which they were. NIK and birth date never change here:
    with another number it is another person."""
    lock_person(actor, person_id)
    person = get_person(actor, person_id)
    require_home(actor, person)
    changed = [name for name in PLAIN if words.get(name) and words[name] != getattr(person, name)]
    for name in changed:
        setattr(person, name, words[name])
    if mother := words.get("mother"):
        person.mother = Sealed.of(mother)
        changed.append("mother")
    if phone := words.get("phone"):
        person.phone = Sealed.of(phone)
        person.phone_index = key_ring().index(phone, "phone")
        changed += ["phone", "phone_index"]
    if changed:
        person.save(update_fields=changed)
    return changed
