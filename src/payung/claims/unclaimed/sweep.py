"""All deaths that any source has told, held anew against everybody who was ever covered.

Somebody enrolled or mended since a list was taken is found by it then; so the sweep runs on the
first of each month, and after each new list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.clock import today as this_day
from payung.audit.services import note
from payung.claims.deathlists.deathrows import readable
from payung.claims.deathlists.keeping import SOUGHT, keep_matches
from payung.claims.deathlists.kept import deaths_of
from payung.claims.models import DeathList, DeathMatch
from payung.claims.unclaimed.days import learn_days
from payung.claims.unclaimed.services import take_from_facts
from payung.jobs.services import Report, kind


@dataclass(frozen=True, slots=True)
class Swept:
    """How many lists were held against the covered, and how many families that found anew."""

    lists: int
    families: int


@business_action("claims.sweep_deaths", Role.OPERATOR)
def sweep_deaths(*, actor: Actor, today: date) -> Swept:
    """Every list that stands, and every death that the register or a person has told."""
    before = DeathMatch.objects.filter(state__in=SOUGHT).count()
    standing = list(DeathList.objects.filter(taken_back_at=None).order_by("taken_at"))
    for known in standing:
        deaths = deaths_of(known)
        if deaths is not None:
            keep_matches(actor, known, readable(deaths, today)[0], today)
    take_from_facts(actor, today)
    learn_days(actor)
    found = DeathMatch.objects.filter(state__in=SOUGHT).count() - before
    note("claims", lists=len(standing), families=found)
    return Swept(len(standing), found)


@kind("claims.sweep_deaths", label=gettext_lazy("Cocokkan semua kematian"), page="")
def _sweep_job(actor: Actor, subject: str, report: Report) -> str:
    done = sweep_deaths(actor=actor, today=this_day())
    report(done.lists, done.lists)
    words = _("%(lists)d daftar dicocokkan lagi; %(families)d keluarga baru ditemukan.")
    return words % {"lists": done.lists, "families": done.families}
