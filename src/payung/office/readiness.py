"""What is missing before each first act of a city, and where it is mended.

A room that needs something has a module `readiness` with `needs(actor)`, a sequence of `Need`s;
nothing is registered by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor, acting_as, system_actor
from payung.accounts.selectors import in_force
from payung.areas.selectors import areas_in
from payung.kernel.area import AreaKind, city_of
from payung.office.kinds import KINDS
from payung.office.selectors import current
from payung.ui.parts import Words


class FirstAct(Enum):
    """The first acts of a city in their order; the value is the word on the page."""

    LIST = _("Daftar pertama")
    VERIFICATION = _("Verifikasi pertama")
    DECREE = _("SK pertama")
    PAYMENT = _("Daftar bayar pertama")
    CLAIM = _("Klaim pertama")
    ALWAYS = _("Sepanjang tahun")


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must be there before an act; `address` is where it is mended."""

    act: FirstAct
    what: Words
    met: bool
    address: str


def all_needs(actor: Actor) -> list[Need]:
    """Of all rooms, in the order of the acts.

    Asked for the whole city, whoever asks: an administrator sees no citizen and yet learns whether
    there is a list; no more than that is told.
    """
    order = list(FirstAct)
    with acting_as(system_actor(city_of(actor.area))) as city:
        found = [need for ask in _askers() for need in ask(city)]
    return sorted(found, key=lambda need: (order.index(need.act), need.met))


def _askers() -> Iterator[Callable[[Actor], Sequence[Need]]]:
    for config in apps.get_app_configs():
        name = f"{config.name}.readiness"
        if config.name.startswith("payung.") and find_spec(name):
            yield import_module(name).needs


def needs(actor: Actor) -> Sequence[Need]:
    """What this room and those below it know of."""
    kinds = set(current().values_list("kind", flat=True))
    roles = set(in_force().values_list("role", flat=True))
    rt = areas_in(actor.area, AreaKind.RT, former=True).exists()
    people = reverse("account_list")
    return [
        Need(FirstAct.LIST, _("Operator kota sudah punya akun"), Role.OPERATOR in roles, people),
        Need(FirstAct.LIST, _("RT sudah tercatat"), rt, reverse("head_sheet")),
        Need(FirstAct.VERIFICATION, _("Verifikator punya akun"), Role.VERIFIER in roles, people),
        Need(FirstAct.DECREE, _("Pejabat penyetuju punya akun"), Role.APPROVER in roles, people),
        Need(FirstAct.PAYMENT, _("Petugas keuangan punya akun"), Role.FINANCE in roles, people),
        Need(FirstAct.CLAIM, _("Pendamping punya akun"), Role.COMPANION in roles, people),
        *(
            Need(act, KINDS[kind].label, kind in kinds, reverse("office_kind", args=[kind]))
            for act, kind in _KINDS_BEFORE
        ),
    ]


_KINDS_BEFORE = (
    (FirstAct.LIST, "kantor"),
    (FirstAct.VERIFICATION, "pejabat"),
    (FirstAct.DECREE, "penyebut"),
    (FirstAct.DECREE, "sasaran"),
    (FirstAct.PAYMENT, "cabang_bpjs"),
    (FirstAct.PAYMENT, "rekening"),
    (FirstAct.CLAIM, "tenggat"),
    (FirstAct.ALWAYS, "kontak_data"),
    (FirstAct.ALWAYS, "libur"),
)
