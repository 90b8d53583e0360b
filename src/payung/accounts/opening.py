"""The first day: a city's areas, and its first administrator with a one-time way in."""

from __future__ import annotations

from dataclasses import dataclass

from payung.accounts import codes
from payung.accounts.models import Purpose, Role, User
from payung.accounts.names import free_username
from payung.accounts.scope import Actor, business_action
from payung.areas.models import Area
from payung.areas.national import city_areas
from payung.areas.selectors import area_of, areas_in
from payung.areas.settling import Settled, settle, the_city
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.area import AreaKind
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say


@dataclass(frozen=True, kw_only=True)
class NewColleague:
    """Who is to work here: what is asked when an account is made."""

    name: str
    username: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Opened:
    """A city that is ready for its first administrator; `code` is his one-time way in."""

    area: Area
    administrator: User
    code: str

    def count(self, kind: AreaKind) -> int:
        return areas_in(self.area.code, kind).count()


def is_open() -> bool:
    """Whether anybody has an account here."""
    return User.objects.exists()


def invite_opener() -> str:
    """A one-time code with which somebody opens the city on an installation without accounts."""
    if is_open():
        raise Conflict(say("Kota sudah dibuka. Masuklah dengan akun Anda."))
    return codes.give(Purpose.OPENING, None, "system")


@business_action("accounts.open_city")
def open_city(*, actor: Actor, code: str, administrator: NewColleague) -> Opened:
    """Stores the areas of a city and makes its first administrator; once in an installation."""
    if is_open() or the_city() is not None:
        raise Conflict(say("Instalasi ini sudah punya kota. Pakai folder data lain."))
    if not administrator.name.strip():
        raise BadInput(say("Isi nama administrator pertama."))
    areas = city_areas(code)
    settle(areas, clock.today())
    city = area_of(areas[0].code)
    user = User.objects.create_user(
        free_username(administrator.username or administrator.name), None,
        full_name=administrator.name.strip(), email=administrator.email.strip(),
        role=Role.ADMIN, area=city, made_at=clock.now(),
    )  # fmt: skip
    first = codes.give(Purpose.ACCOUNT, user, actor.id)
    note(city.code, areas=len(areas), administrator=f"user:{user.pk}")
    return Opened(city, user, first)


@business_action("accounts.renew_areas", Role.ADMIN)
def renew_areas(*, actor: Actor) -> Settled:
    """Brings the city's areas to the national list that this version carries."""
    settled = settle(city_areas(actor.area), clock.today())
    note(actor.area, added=settled.added, renamed=settled.renamed, gone=settled.gone)
    return settled
