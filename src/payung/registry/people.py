"""Reading persons for the pages: search, one person's life, merges and who looked at him."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from payung.accounts.scope import Actor, require_scope
from payung.areas.selectors import within
from payung.audit.models import Entry
from payung.audit.selectors import entries_about
from payung.kernel.errors import Conflict
from payung.kernel.sentence import say
from payung.registry.deaths import last_day
from payung.registry.fields import key_ring
from payung.registry.models import LifeFact, Merge, Person, PersonArea
from payung.registry.selectors import persons


def search_persons(
    actor: Actor, *, text: str = "", area: str = "", born: int | None = None
) -> QuerySet[Person]:
    """Persons by the words of their name, by area and by year of birth, in the order of names."""
    people = persons(actor).select_related("area__parent")
    for word in text.split():
        people = people.filter(name__icontains=word)
    if area:
        inside = PersonArea.objects.filter(**within(area))
        people = people.filter(pk__in=inside.values("person_id"))
    if born:
        people = people.filter(birth_date__year=born)
    return people


SOME = 200
"""How many names a page that counts people tells at most."""


def some_names(actor: Actor, ids: Iterable[int]) -> list[str]:
    """The names of the first of these persons, by name."""
    people = persons(actor).filter(pk__in=list(ids)).order_by("name", "pk").only("name")
    return [person.name for person in people[:SOME]]


def person_with_nik(actor: Actor, nik: str) -> Person | None:
    """The person with exactly this NIK, if the actor may see him; found by the keyed index.

    A record that claims the NIK is found as well as one that holds it, which comes first.
    """
    index = key_ring().index(nik, "nik")
    people = persons(actor).filter(Q(nik_index=index) | Q(nik_claim=index))
    return people.order_by("nik_index", "pk").first()


def records_of(actor: Actor, person: Person) -> list[int]:
    """The ids under which a person is known: his own, and those merged into it."""
    require_scope(actor)
    folded = Person.objects.filter(merged_into=person).values_list("pk", flat=True)
    return [person.pk, *folded]


def kept_record(actor: Actor, person_id: int) -> int:
    """The id that a merged record's address leads to; the same one where nothing was merged."""
    require_scope(actor)
    person = Person.objects.filter(pk=person_id).values_list("merged_into", flat=True).first()
    return person or person_id


def life_of(actor: Actor, records: Sequence[int]) -> QuerySet[LifeFact]:
    """The facts of one person's life, oldest first."""
    require_scope(actor)
    return LifeFact.objects.filter(person__in=records).order_by(last_day(), "pk")


def merges_of(actor: Actor, person: Person) -> QuerySet[Merge]:
    """Records that were merged into this one, undone ones too, newest first."""
    require_scope(actor)
    done = Merge.objects.filter(kept=person).select_related("folded")
    return done.order_by("-decided_at")


def merge_between(actor: Actor, kept_id: int, folded_id: int) -> int:
    """The id of the merge in force of two records; `Conflict` where there is none."""
    require_scope(actor)
    in_force = Merge.objects.filter(kept=kept_id, folded=folded_id, undone_at=None)
    row = in_force.values_list("pk", flat=True).first()
    if row is None:
        raise Conflict(say("Penggabungan ini sudah dibatalkan."))
    return row


def acts_on(actor: Actor, records: Sequence[int]) -> QuerySet[Entry]:
    """Who did what to a person's record, and who had his NIK shown; newest first."""
    require_scope(actor)
    return entries_about([f"person:{record}" for record in records])
