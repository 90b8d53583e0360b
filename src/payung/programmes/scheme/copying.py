"""Last year's programme as the draft of the next: what stays is taken over, what must change shown.

The copy has its own code, its months and its fiscal year; its criteria, quotas and accounts are
those of the programme that it was made from, and who is a member goes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from payung.accounts.models import Role
from payung.accounts.pages import open_to
from payung.accounts.scope import Actor, acting_as
from payung.kernel.month import Month
from payung.programmes.ground.selectors import own_programme
from payung.programmes.models import Prepaid, Programme
from payung.programmes.scheme.forms import terms_of
from payung.programmes.scheme.services import create_programme

CONTINUITY, CONTINUITY_POINTS = "lanjut", 100
"""More than all other priorities of the shipped rule books together."""

TO_CHANGE = ("kode", "nama", "dasar", "tahun", "bulan_pertama", "bulan_terakhir", "orang", "pagu")
"""The boxes that a new year asks to look at."""


@open_to(Role.OPERATOR)
def copy_programme(*, actor: Actor, source: str, code: str, **terms: Any) -> Programme:
    """Makes a programme with the rules and quotas of another; `terms` are those of a new one."""
    with acting_as(actor):
        old = own_programme(actor, source)
        quotas = dict(old.quotas.values_list("area_id", "places"))
    return create_programme(
        actor=actor, code=code, criteria=_with_continuity(old.criteria, old.basis),
        quotas=quotas, area=old.area_id, **terms,
    )  # fmt: skip


def copied_terms(programme: Programme) -> dict[str, Any]:
    """The terms of the copy in the names of `create_programme`: a whole year after the
    programme's last month, the ceiling in proportion."""
    year = programme.last_month.year + 1
    months = programme.last_month - programme.first_month + 1
    before, after = str(programme.fiscal_year), str(year)
    kept = ("segment", "jht", "category", "basis", "headcount", "base_rp", "accounts",
            "activity", "fund", "lists_ahead")  # fmt: skip
    return {name: getattr(programme, name) for name in kept} | {
        "code": programme.code.replace(before, after),
        "name": programme.name.replace(before, after),
        "payer": programme.payer_id,
        "fiscal_year": year,
        "first_month": Month.of(year, 1),
        "last_month": Month.of(year, 12),
        "ceiling_rp": programme.ceiling_rp * 12 // months,
        "prepaid": Prepaid(programme.prepaid),
    }


def next_boxes(programme: Programme) -> dict[str, Any]:
    """The boxes of the form with the copy's terms."""
    new = copied_terms(programme)
    return terms_of(programme) | {
        "kode": new["code"], "nama": new["name"], "tahun": new["fiscal_year"],
        "bulan_pertama": str(new["first_month"]), "bulan_terakhir": str(new["last_month"]),
        "pagu": new["ceiling_rp"],
    }  # fmt: skip


def _with_continuity(criteria: Mapping[str, Any], basis: str) -> dict[str, Any]:
    priority = list(criteria.get("priority", ()))
    if not any(line["rule"] == CONTINUITY for line in priority):
        line = {"rule": CONTINUITY, "points": CONTINUITY_POINTS, "basis": basis}
        priority.insert(0, line)
    return {**criteria, "priority": priority}
