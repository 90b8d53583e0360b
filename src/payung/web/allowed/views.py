"""*Siapa boleh apa*: who may do and open what, for those who give roles and those who audit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from payung.accounts.list_pages import ListPage
from payung.accounts.models import Role
from payung.accounts.pages import SIGNED_IN
from payung.accounts.scope import Actor
from payung.ui.parts import Column, Words
from payung.ui.words import shown
from payung.web.allowed.declared import doors
from payung.web.navigation import entries


@dataclass(frozen=True, slots=True)
class Permission:
    """An act or a page of the menu, with those who may."""

    what: str
    kind: Words
    room: Words
    roles: frozenset[Role]


ROOMS: dict[str, Words] = {
    "accounts": _("Akun"),
    "claims": _("Klaim"),
    "insight": _("Cakupan"),
    "intake": _("Unggahan"),
    "jobs": _("Tugas latar"),
    "office": _("Catatan kota"),
    "payments": _("Iuran"),
    "programmes": _("Program"),
    "registry": _("Orang"),
    "verification": _("Verifikasi"),
    "web": _("Umum"),
}
"""What the rooms are called on this page."""


def permissions(actor: Actor) -> list[Permission]:
    """Everything that is declared, room by room: pages of the menu first, then acts by name."""
    found = {*_pages(), *_acts()}
    order = list(ROOMS.values())
    return sorted(found, key=lambda one: (order.index(one.room), one.kind != PAGE, one.what))


PAGE, ACT = _("Halaman"), _("Tindakan")


def _pages() -> Iterator[Permission]:
    by_name = {door.name: door for door in doors()}
    for entry in entries():
        door = by_name[entry.url_name]
        roles = frozenset(SIGNED_IN) if door.roles is None else door.roles
        yield Permission(shown(entry.label), PAGE, ROOMS[door.room], roles)


def _acts() -> Iterator[Permission]:
    for door in doors():
        for act in door.acts:
            yield Permission(shown(act.label), ACT, ROOMS[door.room], act.roles)


def _may(role: Role) -> Column:
    return Column(role.value, role.label, of=lambda one: _("Ya") if role in one.roles else "–")


who_may = ListPage(
    name="siapa-boleh-apa",
    title=_("Siapa boleh apa"),
    roles=(Role.OPERATOR, Role.AUDITOR, Role.ADMIN),
    rows=permissions,
    columns=(
        Column("what", _("Tindakan atau halaman")),
        Column("kind", _("Jenis")),
        Column("room", _("Bagian")),
        *(_may(role) for role in SIGNED_IN),
    ),
    noun=_("izin"),
    why_empty=_("Belum ada yang dinyatakan."),
    what_to_do=_("Hubungi pengelola sistem."),
    lead=_("Dibaca dari halaman dan tindakannya sendiri. Semua berlaku di wilayah sendiri saja."),
).view()
