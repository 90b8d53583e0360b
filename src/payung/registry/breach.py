"""Whose data an account saw, for the letter that UU 27/2022 asks for within 3 × 24 hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from payung.accounts.models import User
from payung.accounts.scope import acting_as, system_actor
from payung.accounts.selectors import find_account
from payung.areas.selectors import city_codes
from payung.audit.models import Entry
from payung.audit.selectors import entries_by
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.registry.models import Look, Person

TERM = timedelta(hours=72)
"""UU 27/2022 Pasal 46: told in writing at the latest 3 × 24 hours after it is known."""

_REVEALS = ("registry.reveal_nik", "registry.fetch_evidence")


@dataclass(slots=True)
class Affected:
    """One person: from when to when, on which pages, and whether the full NIK was shown."""

    person_id: int
    name: str
    area: str
    first: datetime
    last: datetime
    pages: list[str] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    full_nik: bool = False


@dataclass(frozen=True, slots=True)
class Breach:
    """What an account saw: `due` is when the letter is due if it became known now."""

    account: str
    name: str
    first: str
    last: str
    looks: int
    known_at: datetime
    due: datetime
    people: list[Affected]


def affected(account: str, first: date, last: date) -> Breach:
    """Everybody whose data this account saw from the first to the last day, both included."""
    user = _user(account)
    span = (_midnight(first), _midnight(last + timedelta(days=1)))
    found: dict[int, Affected] = {}
    looks = 0
    for city in city_codes(former=True):
        with acting_as(system_actor(city)):
            looks += _gather(f"user:{user.pk}", span, found)
            _name(found)
    now = timezone.now()
    people = sorted(found.values(), key=lambda one: (one.name, one.person_id))
    days = (first.isoformat(), last.isoformat())
    return Breach(user.username, user.full_name, *days, looks, now, now + TERM, people)


def letter(found: Breach) -> str:
    """The list for the office, and the words of the letter to each affected person."""
    lines = [
        f"Akun {found.account} ({found.name}), {found.first} sampai {found.last}: "
        f"{found.looks} halaman, {len(found.people)} orang.",
        f"Surat kepada orang-orang ini dan kepada lembaga jatuh tempo {_moment(found.due)} "
        "bila diketahui sekarang (UU 27/2022 Pasal 46, 3 × 24 jam).",
        "",
        *(_line(one) for one in found.people),
        "",
        "Isi surat: data yang terungkap, kapan dan bagaimana terungkap, dan upaya penanganan serta",
        "pemulihannya. Yang dilihat akun ini menurut catatan di atas: nama, tanggal lahir, alamat,",
        "pekerjaan, dan NIK tersamar; NIK lengkap hanya di mana tertulis.",
    ]
    return "\n".join(lines)


def _user(account: str) -> User:
    user = find_account(account)
    if user is None:
        raise BadInput(say("Akun {account} tidak ada.", account=account))
    return user


def _gather(account: str, span: tuple[datetime, datetime], found: dict[int, Affected]) -> int:
    """Looks and acts of the account into `found`; how many pages were opened."""
    looks = list(Look.objects.filter(account=account, at__gte=span[0], at__lt=span[1]))
    for look in looks:
        for person in look.people:
            _note(found, person, look.at).pages.append(look.page)
    for person, entry in _acts(account, span):
        one = _note(found, person, entry.at)
        one.acts.append(entry.action)
        one.full_nik = one.full_nik or entry.action in _REVEALS
    for one in found.values():
        one.pages, one.acts = sorted(set(one.pages)), sorted(set(one.acts))
    return len(looks)


def _acts(account: str, span: tuple[datetime, datetime]) -> Iterator[tuple[int, Entry]]:
    """Entries of the chain about one person each; the chain is of all cities."""
    entries = entries_by(account, *span)
    visible = set(Person.objects.values_list("pk", flat=True)) if entries.exists() else set()
    for entry in entries.filter(subject__startswith="person:"):
        person = int(entry.subject.removeprefix("person:"))
        if person in visible:
            yield person, entry


def _note(found: dict[int, Affected], person: int, at: datetime) -> Affected:
    one = found.setdefault(person, Affected(person, "", "", at, at))
    one.first, one.last = min(one.first, at), max(one.last, at)
    return one


def _name(found: dict[int, Affected]) -> None:
    rows = Person.objects.filter(pk__in=[p for p, one in found.items() if not one.name])
    for person, name, area in rows.values_list("pk", "name", "area__name"):
        found[person].name, found[person].area = name, area


def _line(one: Affected) -> str:
    nik = "NIK lengkap" if one.full_nik else "NIK tersamar"
    seen = ", ".join((*one.pages, *one.acts))
    return f"{one.name} ({one.area}) · {_moment(one.first)} – {_moment(one.last)} · {nik} · {seen}"


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%d-%m-%Y %H.%M")
