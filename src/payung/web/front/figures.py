"""The figures of the front page: the same as the leader's, for everybody, told in whole numbers.

Kept a few minutes, so that a busy front page asks the database no more than a quiet one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.accounts.scope import acting_as, system_actor
from payung.areas.models import Area
from payung.audit.clock import today
from payung.claims.figures.selectors import benefit
from payung.insight import leader
from payung.insight.coverage import counted
from payung.insight.leader_pages import count_words, expected_words, hidden_sum
from payung.insight.risk import at_risk
from payung.kernel.month import Month
from payung.programmes.ground.limits import people_inside
from payung.programmes.ground.selectors import programmes
from payung.ui.figures import named
from payung.ui.format import write_count, write_date, write_month, write_rupiah


@dataclass(frozen=True, slots=True)
class FrontFigure:
    """A figure as it is shown, and what it means."""

    label: str
    value: str
    meaning: str


def front_figures(city: Area) -> list[FrontFigure]:
    """Places and progress, then rupiah, each labelled: planned, at risk, expected, paid."""
    key = f"depan:{city.code}:{get_language()}"
    kept: list[FrontFigure] | None = cache.get(key)
    if kept is None:
        kept = _figures(city, today())
        cache.set(key, kept, settings.FRONT_SECONDS)
    return kept


def _places(taken: int, places: int, span: str) -> FrontFigure:
    words = {"taken": count_words(taken), "places": write_count(places)}
    return FrontFigure(
        _("Tempat terisi"),
        _("%(taken)s dari %(places)s") % words,
        _("Kuota program yang berjalan, %(month)s.") % {"month": span},
    )


def _figures(city: Area, on: date) -> list[FrontFigure]:
    month = Month.containing(on)
    with acting_as(system_actor(city.code)) as actor:
        people = counted(actor, month, ("protected",))["protected"][city.code]
        known = leader.months_known(actor, city.code, month)
        year = leader.contribution(actor, city.code, month.year, known)
        families = benefit(actor, city.code, date(month.year, 1, 1), on)
        running = [one for one in programmes(actor) if one.first_month <= month <= one.last_month]
        places = sum(one.headcount for one in running)
        taken = sum(people_inside(actor, one, month) for one in running)
        risk = hidden_sum(people, at_risk(known, month))
    period, span = _("Tahun %(year)d.") % {"year": month.year}, write_month(month)
    return [
        FrontFigure(str(named("protected").label), count_words(people), span + "."),
        *(_places(taken, places, span) for _running in running[:1]),
        FrontFigure(str(named("contribution_paid_rp").label), write_rupiah(year.paid_rp), period),
        FrontFigure(
            str(named("sum_at_risk_rp").label),
            risk,
            _("Bila semua yang terlindungi meninggal bulan itu; bukan uang yang dibayar."),
        ),
        FrontFigure(
            _("Uang untuk keluarga, diharapkan"),
            expected_words(families),
            _("Hitungan menurut peraturan, kejadian sejak 1 Januari."),
        ),
        FrontFigure(
            _("Uang untuk keluarga, dibayar"),
            hidden_sum(families.families_paid, families.paid_rp),
            _("Sudah masuk rekening keluarga, dihitung %(day)s.") % {"day": write_date(on)},
        ),
    ]
