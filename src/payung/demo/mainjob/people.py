"""Areas and accounts of the demonstration city."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from payung.accounts.models import Role, User
from payung.accounts.scope import Actor, actor_of, system_actor
from payung.areas.models import Area
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
_RT_HEAD = ("rt", "Ahmad Rifai", Role.RT)


@dataclass(frozen=True)
class Cast:
    """The acting people of the story, by username."""

    actors: dict[str, Actor]

    def __getitem__(self, username: str) -> Actor:
        return self.actors[username]


def make_areas(frame: pl.DataFrame) -> None:
    """Stores the generated areas: columns code, kind, name, parent, households, valid_*."""
    Area.objects.bulk_create(
        [
            Area(
                code=row["code"],
                kind=row["kind"],
                name=row["name"],
                parent_id=row["parent"],
                households=row["households"],
                valid_from=row["valid_from"],
                valid_to=row["valid_to"],
            )
            for row in frame.iter_rows(named=True)
        ]
    )


def make_cast(password: str) -> Cast:
    """One account per role, all with the same password of this installation."""
    rt = (
        Area.objects.filter(kind=AreaKind.RT, parent=KELURAHAN, valid_to=None)
        .order_by("code")
        .values_list("code", flat=True)[0]
    )
    accounts = (*_ACCOUNTS, (*_RT_HEAD, rt))
    secret = User(username="-")
    secret.set_password(password)  # hashed once: the slow hash would cost seconds for a dozen
    users = [
        User.objects.create_user(u, None, full_name=n, role=r, area_id=a) for u, n, r, a in accounts
    ]
    User.objects.update(password=secret.password)
    return Cast({user.username: actor_of(user) for user in users})


def furnish_city() -> None:
    """The city's own records, as another city would bring them in by its file."""
    content = files("payung.demo").joinpath("data", "kota.yaml").read_bytes()
    take_over(actor=system_actor(CITY), content=content)


def logins() -> list[tuple[str, str, str]]:
    """(username, name, role) of every account, for the printed summary."""
    return [
        (user.username, user.full_name, user.get_role_display())
        for user in User.objects.order_by("pk")
    ]
