"""The mayor's page in words: each figure labelled with its scope and its period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.areas.models import Area
from payung.areas.selectors import area_of
from payung.audit.clock import today
from payung.claims.complaints.selectors import answer_days
from payung.claims.figures.selectors import Benefit, Delay, benefit, delays
from payung.claims.ground.selectors import visits
from payung.claims.papers.later import complete_at_first_visit
from payung.insight import leader, workers
from payung.insight.coverage import counted
from payung.insight.pages import AreaAndMonth, share_word, view_of
from payung.insight.risk import at_risk
from payung.insight.small_cells import FEWEST, few, hidden_parts
from payung.insight.spells import Spells
from payung.insight.targets import Ahead
from payung.kernel.month import Month
from payung.ui.figures import BY_ROW, Spot, named
from payung.ui.format import (
    short_month,
    write_count,
    write_date,
    write_month,
    write_percent,
    write_rupiah,
)
from payung.ui.parts import Column, Words
from payung.ui.svg import bar_series


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it is shown, with its definition; `key` and `spot` where it has a name."""

    label: str
    value: str
    meaning: str
    key: str = ""
    spot: Spot | None = None


def one_page(actor: Actor, month: Month) -> dict[str, Any]:
    """Everything on the page for the actor's area, up to a month that has begun."""
    area = area_of(actor.area)
    on = min(month.last_day, today())
    span = (date(month.year, 1, 1), on)
    families = benefit(actor, area.code, *span)
    counts = counted(actor, month, _BESIDE)
    people = {name: found[area.code] for name, found in counts.items()}
    known = leader.months_known(actor, area.code, month)
    ahead = leader.year_and_ahead(known, month)
    year = leader.contribution(actor, area.code, month.year, known)
    return {
        "area": area,
        "month": month,
        "year": str(month.year),
        "month_words": write_month(month),
        "as_of": write_date(today()),
        "coverage": [
            *_coverage(area.code, people["protected"]),
            *(_named(key, people[key], Spot(area.code, str(month))) for key in _BESIDE),
            _months(year.months_each, month),
        ],
        "figure_columns": [
            Column("label", _("Angka")),
            Column("value", _("Nilai")),
            Column("meaning", _("Arti")),
        ],
        "gap": _gap(actor, known, month),
        "chart": _chart(ahead),
        "ahead": [
            {"month": one.month, "people": one.people, "spot": Spot(area.code, str(one.month))}
            for one in ahead
        ],
        "ahead_columns": [
            Column("month", _("Bulan"), "month"),
            Column("people", named("assured").label, "count", figure="assured"),
        ],
        "families": [
            *_families(families, delays(actor, area.code, *span)[0], month.year),
            _first_visit(actor, *span),
            _answers(answer_days(actor, *span)),
        ],
        "visits": count_words(visits(actor).count()),
        "money": _money(area, people["protected"], known, month, families, year),
        "money_columns": [
            Column("what", _("Angka")),
            Column("amount", _("Jumlah"), figure=BY_ROW),
            Column("scope", _("Cakupan")),
            Column("period", _("Masa")),
        ],
        **_choices(actor, area.code, month, year.months_each),
    }


def count_words(number: int) -> str:
    """A number of persons or families; one to four are not told."""
    return _("kurang dari %(n)d") % {"n": FEWEST} if few(number) else write_count(number)


_BESIDE = ("protected", "listed", "verified")
"""Beside the share: who is protected, and the work that was done for it."""


def _named(key: str, people: int, spot: Spot) -> Figure:
    one = named(key)
    return Figure(str(one.label), count_words(people), str(one.meaning), key, spot)


def _coverage(area: str, protected: int) -> list[Figure]:
    """The headline: protected against each named number of workers, with source and date."""
    return [
        Figure(
            label=one.of.meaning,
            value=write_percent(one.share),
            meaning=_("%(people)s terlindungi dari %(workers)s pekerja. %(source)s, %(date)s.")
            % {
                "people": count_words(protected),
                "workers": write_count(one.workers),
                "source": one.of.source,
                "date": write_date(one.of.as_of),
            },
        )
        for one in workers.shares(area, None if few(protected) else protected)
    ]


def _months(found: float | None, month: Month) -> Figure:
    return Figure(
        _("Bulan terlindungi per orang"),
        "–" if found is None else number_format(found, 1),
        _("Rata-rata bulan dalam tahun %(year)s, dari mereka yang pernah terlindungi.")
        % {"year": str(month.year)},
    )


def _gap(actor: Actor, known: Spells, month: Month) -> str:
    found = leader.first_gap(actor, known, month)
    if found is None:
        return ""
    words = _(
        "Mulai %(month)s, %(people)s orang yang kini terlindungi belum punya iuran terencana. "
        "Supaya kepesertaan tidak gugur, pembayaran disiapkan paling lambat %(day)s."
    )
    return words % {
        "month": write_month(found.month),
        "people": count_words(found.people),
        "day": write_date(found.last_day),
    }


def _chart(ahead: list[Ahead]) -> str:
    return bar_series(
        [one.month for one in ahead],
        [one.people for one in ahead],
        title=_("Orang terlindungi atau direncanakan, bulan demi bulan"),
    )


def _families(found: Benefit, delay: Delay, year: int) -> list[Figure]:
    period = _("Kejadian tahun %(year)d sampai hari ini.") % {"year": year}
    enough = not few(delay.deaths)
    waited = _("Hari sejak kematian; separuh keluarga lebih cepat.")
    deaths, accidents = _parts(found.cases, found.deaths, found.accidents)
    return [
        Figure(_("Keluarga yang ditolong"), count_words(found.cases), period),
        Figure(_("Kematian"), deaths, period),
        Figure(_("Kecelakaan kerja"), accidents, period),
        Figure(_("Keluarga yang sudah menerima uang"), count_words(found.families_paid), period),
        Figure(
            _("Hari sampai laporan pertama"),
            write_count(delay.notice_days) if enough else "–",
            waited,
        ),
        Figure(
            _("Hari sampai berkas lengkap"),
            write_count(delay.complete_days) if enough else "–",
            waited,
        ),
    ]


def _first_visit(actor: Actor, first: date, last: date) -> Figure:
    """How many of the filed cases needed one round of papers; few cases are not told."""
    complete, filed = complete_at_first_visit(actor, first, last)
    words = _("%(n)s dari %(of)s") % {"n": write_count(complete), "of": write_count(filed)}
    figure, spot = named("first_visit"), Spot(actor.area, str(first.year))
    hidden = few(filed) or few(complete) or few(filed - complete)
    shown = _("disamarkan") if hidden else words
    return Figure(str(figure.label), shown, str(figure.meaning), figure.key, spot)


def _answers(days: int | None) -> Figure:
    return Figure(
        _("Hari sampai pengaduan dijawab"),
        "–" if days is None else write_count(days),
        _("Jawaban pertama; separuh pengaduan lebih cepat. Tanpa yang rahasia."),
    )


def _parts(whole: int, *parts: int) -> list[str]:
    """Parts of a number that stands beside them; none tells another that is hidden."""
    if few(whole):
        return [count_words(part) for part in parts]
    hidden = hidden_parts((*parts, whole - sum(parts)))
    return [_("disamarkan") if n in hidden else write_count(part) for n, part in enumerate(parts)]


def _money(
    area: Area,
    protected: int,
    known: Spells,
    month: Month,
    found: Benefit,
    paid: leader.YearOfContributions,
) -> list[dict[str, Any]]:
    """Kinds of rupiah that must never be taken for each other."""
    risk = hidden_sum(protected, at_risk(known, month))
    in_year, in_month = Spot(area.code, str(month.year)), Spot(area.code, str(month))
    year, until = (
        str(month.year),
        _("Kejadian 1 Januari sampai %(day)s") % {"day": write_date(min(month.last_day, today()))},
    )
    payers, families = _("Semua pembayar, %(area)s") % {"area": area.name}, _("Semua kasus")
    period = _("Tahun %s") % year
    rows: list[tuple[Any, ...]] = [
        (*_rupiah("contribution_planned_rp", paid.planned_rp), payers, period, in_year),
        (*_rupiah("contribution_paid_rp", paid.paid_rp), payers, period, in_year),
        (
            "sum_at_risk_rp",
            named("sum_at_risk_rp").label,
            risk,
            payers,
            write_month(month),
            in_month,
        ),
        *(("", *row, None) for row in _benefits(found, families, until)),
    ]
    keys = ("figure", "what", "amount", "scope", "period", "spot")
    return [dict(zip(keys, row, strict=False)) for row in rows]


def _benefits(found: Benefit, families: str, until: str) -> list[tuple[str, str, str, str]]:
    """Cash to the families, care, Jasa Raharja and scholarship: four sums that are never added."""
    most = hidden_sum(found.scholarship_families, found.scholarship_most_rp)
    yearly = _("Tahun demi tahun, sampai anak tidak berhak lagi")
    first = hidden_sum(found.care_cases, found.jasa_raharja_rp)
    received = hidden_sum(found.families_paid, found.paid_rp)
    return [
        (_("Uang untuk keluarga, diharapkan"), expected_words(found), families, until),
        (_("Uang untuk keluarga, dibayar"), received, families, until),
        (_("Biaya rumah sakit dan pengangkut, diharapkan"), _care(found), families, until),
        (_("Dari biaya itu, bagian Jasa Raharja"), first, families, until),
        (_("Beasiswa, paling banyak"), most, families, yearly),
    ]


def _rupiah(key: str, amount: int | str) -> tuple[str, Words, str]:
    words = amount if isinstance(amount, str) else write_rupiah(amount)
    return key, named(key).label, words


def expected_words(found: Benefit) -> str:
    low, high = found.expected_low_rp, found.expected_high_rp
    if low == high or few(found.cases):
        return hidden_sum(found.cases, high)
    return _("%(low)s sampai %(high)s") % {"low": write_rupiah(low), "high": write_rupiah(high)}


def _care(found: Benefit) -> str:
    if found.care_low_rp == found.care_high_rp or few(found.care_cases):
        return hidden_sum(found.care_cases, found.care_high_rp)
    low, high = write_rupiah(found.care_low_rp), write_rupiah(found.care_high_rp)
    return _("%(low)s sampai %(high)s") % {"low": low, "high": high}


def hidden_sum(families: int, amount_rp: int) -> str:
    """The sum of one to four families is nobody's business."""
    return _("disamarkan") if few(families) else write_rupiah(amount_rp)


def _choices(actor: Actor, area: str, month: Month, months_each: float | None) -> dict[str, Any]:
    found = leader.choices(actor, area, month, _monthly_rp(month + 1), months_each)
    labels = (
        _("%(n)s orang lagi") % {"n": write_count(leader.MORE_PEOPLE)},
        _("%(n)d bulan lagi untuk yang sekarang") % {"n": leader.MORE_MONTHS},
    )
    return {
        "choices": [
            {
                "label": label,
                "people": use.people,
                "months": use.months,
                "cost": use.extra_rp,
                "person_months": use.extra_person_months,
                "benefit": use.extra_benefit_rp,
            }
            for label, use in zip(labels, found, strict=bool(found))
        ],
        "choice_columns": [
            Column("label", _("Pilihan")),
            Column("people", _("Orang seluruhnya"), "count"),
            Column("months", _("Bulan setahun"), "count"),
            Column("cost", _("Tambahan iuran"), "rupiah"),
            Column("person_months", _("Tambahan orang-bulan"), "count"),
            Column("benefit", _("Tambahan santunan yang diperkirakan"), "rupiah"),
        ],
        "next_year": f"{short_month(month + 1)} {(month + 1).year}",
    }


def _monthly_rp(month: Month) -> int:
    """What one BPU month at the floor costs public money."""
    from payung.law.jamsostek.iuran import contribution, lowest_base

    return contribution(month, lowest_base(), "other", "apbd").known_high


def for_council(actor: Actor, month: Month) -> dict[str, Any]:
    """What the DPRD's sheet adds: money by payer, and the kecamatan, small numbers hidden."""
    area = area_of(actor.area)
    view = view_of(AreaAndMonth(actor, area, month, public=True))
    return {
        "lines": view.districts or view.lines,
        "share_word": share_word(),
        "payers": leader.by_payer(actor, area.code, month.year),
        "payer_columns": [
            Column("payer_name", _("Pembayar")),
            Column("scheme", _("Program")),
            Column("person_months", _("Orang-bulan"), "count"),
            Column("planned_rp", _("Iuran direncanakan"), "rupiah"),
            Column("paid_rp", _("Iuran dibayar"), "rupiah"),
        ],
    }


READERS = (Role.LEADER, Role.OPERATOR, Role.APPROVER, Role.FINANCE, Role.AUDITOR)
"""Who may open the mayor's page; it shows the same to all of them."""
