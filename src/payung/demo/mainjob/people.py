"""Areas and accounts of the demonstration city."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from payung.accounts.models import Role
from payung.accounts.people import open_accounts
from payung.accounts.scope import Actor, actor_of, system_actor
from payung.accounts.selectors import working
from payung.areas.selectors import areas_in
from payung.areas.settling import store_areas
from payung.kernel.area import AreaKind
from payung.office.exchange import take_over

if TYPE_CHECKING:
    import polars as pl

CITY = "15.71"
KELURAHAN = "15.71.11.1006"

_ACCOUNTS = (
    ("operator", "Rahmat Hidayat", Role.OPERATOR, CITY),
    ("kesra", "Siti Maryam", Role.OPERATOR, CITY),
    ("verifikator", "Nurlela", Role.VERIFIER, CITY),
    ("kelurahan", "Budi Santoso", Role.VERIFIER, KELURAHAN),
    ("penyetuju", "Drs. Effendi", Role.APPROVER, CITY),
    ("keuangan", "Yusnidar", Role.FINANCE, CITY),
    ("bendahara", "Zulkifli", Role.FINANCE, CITY),
    ("pendamping", "Halimah", Role.COMPANION, CITY),
    ("bpjs", "Anton Wijaya", Role.BPJS, CITY),
    ("inspektorat", "Farida", Role.AUDITOR, CITY),
    ("pimpinan", "Wali Kota", Role.LEADER, CITY),
    ("admin", "Nur Hidayah", Role.ADMIN, CITY),
)
_AREA = ("code", "kind", "name", "parent", "households", "valid_from", "valid_to")
_RT_HEAD = ("rt", "Ahmad Rifai", Role.RT)


@dataclass(frozen=True)
class Cast:
    """The acting people of the story, by username."""

    actors: dict[str, Actor]

    def __getitem__(self, username: str) -> Actor:
        return self.actors[username]


def make_areas(frame: pl.DataFrame) -> None:
    """Stores the generated areas: columns code, kind, name, parent, households, valid_*."""
    store_areas(
        {("parent_id" if name == "parent" else name): value for name, value in row.items()}
        for row in frame.select(_AREA).iter_rows(named=True)
    )


def make_cast(password: str) -> Cast:
    """One account per role, all with the same password of this installation."""
    rt = areas_in(KELURAHAN, AreaKind.RT)[0].code
    accounts = (*_ACCOUNTS, (*_RT_HEAD, rt))
    users = open_accounts(
        [(name, full, role, area) for name, full, role, area in accounts], password
    )
    return Cast({user.username: actor_of(user) for user in users})


def furnish_city() -> None:
    """The city's own records, as another city would bring them in by its file."""
    content = files("payung.demo").joinpath("data", "kota.yaml").read_bytes()
    take_over(actor=system_actor(CITY), content=content)


def account(username: str) -> Actor:
    """Who acts under one of the demonstration's accounts."""
    return next(actor_of(user) for user in working() if user.username == username)


def logins() -> list[tuple[str, str, str]]:
    """(username, name, role) of every account, for the printed summary."""
    return [
        (user.username, user.full_name, user.get_role_display())
        for user in working().order_by("pk")
    ]
