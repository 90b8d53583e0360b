"""The alarm about numbers: accounts that send many NIK of people whom they don't see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.list_pages import ListPage
from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.accounts.selectors import areas_of_accounts, names_of
from payung.audit import clock
from payung.kernel.area import covers
from payung.ui.parts import Column, Crumb
from payung.verification.models import Proposal
from payung.verification.selectors import pairs

WATCHERS = (Role.OPERATOR, Role.AUDITOR)
ALARMING = 20
"""So many claims of one account within a week are no slips of the pen."""

SPAN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class AlarmingSender:
    """An account and how many NIK of people beyond its area it sent within the last week."""

    name: str
    claims: int


def alarming(actor: Actor) -> list[AlarmingSender]:
    """The accounts that an administrator must look at, the worst first."""
    recent = pairs(actor).filter(claim=True, found_at__gte=clock.now() - SPAN)
    counted = Counter(_senders(list(recent.values_list("left", "right", "area"))))
    many = [(sender, n) for sender, n in counted.most_common() if n >= ALARMING]
    names = names_of(sender for sender, _ in many)
    return [AlarmingSender(names.get(sender, sender), n) for sender, n in many]


def _senders(found: list[tuple[int, int, str]]) -> list[str]:
    """Who sent each claim that reaches beyond the areas in which he works."""
    office = {person: area for left, right, area in found for person in (left, right)}
    claims = Proposal.objects.filter(person__in=office, person__nik_claim__isnull=False)
    rows = list(claims.values_list("person", "collected_by"))
    areas = areas_of_accounts(sender for _, sender in rows)
    return [
        sender
        for person, sender in rows
        if not any(covers(area, office[person]) for area in areas.get(sender, ()))
    ]


claim_alarm = ListPage(
    name="nik-wilayah-lain",
    title=_("Akun yang mengirim NIK orang wilayah lain"),
    roles=WATCHERS,
    rows=lambda actor: alarming(actor),
    columns=[
        Column("name", _("Akun")),
        Column("claims", _("NIK dalam 7 hari"), "count"),
    ],
    noun=_("akun"),
    why_empty=_("Tidak ada akun yang mencurigakan."),
    what_to_do=_("Akun muncul di sini sesudah 20 NIK dalam 7 hari."),
    lead=_("Satu dua NIK bisa salah ketik. Yang banyak patut ditanyakan kepada orangnya."),
    crumbs=lambda: (
        Crumb(_("Usulan"), reverse("proposal_list")),
        Crumb(_("Kemungkinan ganda"), reverse("pair_list")),
    ),
).view()
