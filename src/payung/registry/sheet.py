"""A person's record in words: facts, life, merges, and who looked at it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.scope import Actor
from payung.accounts.selectors import names_of
from payung.audit.actions import action_words
from payung.audit.models import Entry
from payung.kernel.nik import age_on
from payung.registry.deaths import when
from payung.registry.looks import looks_at_person
from payung.registry.masks import initials, last_digits, masked_number
from payung.registry.models import FactState, LifeFact, Person
from payung.registry.people import acts_on, merges_of
from payung.ui.format import DASH, write_date, write_moment, write_rupiah
from payung.ui.parts import Fact, Happening
from payung.ui.words import shown

MOST_ACTS = 50
_SEX = {"L": gettext_lazy("Laki-laki"), "P": gettext_lazy("Perempuan")}


def person_facts(person: Person, on: date) -> list[Fact]:
    """What the KTP says, with identity numbers masked."""
    born = person.birth_date
    birth = ", ".join(
        part for part in (person.birth_place, write_date(born) if born else "") if part
    )
    age = _(" (%(n)d tahun)") % {"n": age_on(born, on)} if born else ""
    return [
        Fact(_("NIK"), masked_number(person.nik.reveal()), "#nik-lengkap", _("Tampilkan")),
        Fact(_("Nomor KK"), masked_number(person.nkk.reveal())),
        Fact(_("Lahir"), f"{birth}{age}" if birth else DASH),
        Fact(_("Jenis kelamin"), _SEX.get(person.sex, DASH)),
        Fact(_("Nama ibu"), initials(person.mother.reveal())),
        Fact(_("Nomor HP"), last_digits(person.phone.reveal())),
        Fact(_("Alamat"), person.address or DASH),
        Fact(_("Pekerjaan"), person.occupation or DASH),
        Fact(_("Penghasilan sebulan"), write_rupiah(person.income_rp)),
    ]


def life(facts: Iterable[LifeFact]) -> list[Happening]:
    """What happened in a person's life, when the city knew, and whether it is certain."""
    found = list(facts)
    names = names_of(fact.reported_by for fact in found)
    return [
        Happening(
            str(when(fact)),
            f"{fact.get_kind_display()} · {FactState(fact.state).label}",
            names.get(fact.reported_by, ""),
            _("Diketahui %(when)s, sumber: %(source)s.")
            % {"when": write_moment(fact.known_at), "source": shown(fact.source)}
            + (_(" Hari: menurut %(who)s.") % {"who": shown(fact.day_source)})
            * bool(fact.day_source),
        )
        for fact in found
    ]


def merges(actor: Actor, person: Person) -> list[Happening]:
    """Which records were joined to this one, by whom, and whether that was taken back."""
    merges = list(merges_of(actor, person))
    names = names_of(name for m in merges for name in (m.decided_by, m.undone_by))
    return [
        Happening(
            write_moment(m.decided_at),
            _("Catatan %(number)d (%(name)s) digabungkan")
            % {"number": m.folded_id, "name": m.folded.name},
            names.get(m.decided_by, ""),
            _("Dibatalkan %(when)s oleh %(who)s.")
            % {"when": write_moment(m.undone_at), "who": names.get(m.undone_by, "")}
            if m.undone_at
            else "",
        )
        for m in merges
    ]


def acts(actor: Actor, records: Sequence[int]) -> list[Happening]:
    """Who did something with this person's data, newest first; a purpose where one was asked."""
    return told_acts(acts_on(actor, records)[:MOST_ACTS])


def told_looks(actor: Actor, records: Sequence[int]) -> list[Happening]:
    """Who opened a page that showed this person, the newest first."""
    found = list(looks_at_person(actor, records)[:MOST_ACTS])
    names = names_of(look.account for look in found)
    return [
        Happening(write_moment(look.at), look.page, names.get(look.account, "")) for look in found
    ]


def told_acts(entries: Iterable[Entry]) -> list[Happening]:
    """Entries of the chain as a person reads them: when, what, who, and why where it was asked."""
    found = list(entries)
    names = names_of(entry.actor for entry in found)
    return [
        Happening(
            write_moment(entry.at),
            action_words(entry.action),
            names.get(entry.actor, ""),
            _("Alasan: %(purpose)s") % {"purpose": shown(entry.facts["purpose"])}
            if "purpose" in entry.facts
            else "",
        )
        for entry in found
    ]
