"""What the planner shows: scenarios, months, payers, budget lines and the words that justify."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.payments.ground.sheets import TableSheet
from payung.payments.planner.comparing import BudgetLine, ChangeNeed, Question, ScenarioComparison
from payung.planning.scenario import ScenarioOutlook, Spending
from payung.ui.format import short_months, write_count, write_month, write_rupiah
from payung.ui.parts import Column
from payung.ui.svg import ChartLine, bar_series, line_series

WAY_WORDS = {
    "orang": gettext_lazy("satu orang lagi"),
    "bulan": gettext_lazy("satu bulan lagi untuk semua orang di rencana"),
}


def scenario_columns() -> list[Column]:
    return [
        Column("name", _("Skenario")),
        Column("people", _("Orang"), "count"),
        Column("dropped", _("Tanpa tempat"), "count"),
        Column("person_months", _("Orang-bulan"), "count"),
        Column("cost_rp", _("Iuran direncanakan"), "rupiah"),
        Column("lapses", _("Gugur"), "count"),
        Column("waiting", _("OB masa tunggu"), "count"),
        Column("uncovered", _("OB kosong"), "count"),
        Column("deaths_uncovered", _("Kematian tanpa santunan")),
        Column("benefit_rp", _("Perkiraan santunan JKM"), "rupiah"),
        Column("sum_at_risk_rp", _("Uang pertanggungan JKM akhir tahun"), "rupiah"),
    ]


def scenario_line(outlook: ScenarioOutlook) -> dict[str, Any]:
    return {
        "name": outlook.name,
        "people": outlook.people,
        "dropped": outlook.dropped,
        "person_months": outlook.person_months,
        "cost_rp": outlook.cost_rp,
        "lapses": outlook.lapses,
        "waiting": outlook.waiting_months,
        "uncovered": outlook.uncovered_months,
        "deaths_uncovered": f"{outlook.deaths_uncovered:.1f}".replace(".", ","),
        "benefit_rp": outlook.benefit_expected_rp,
        "sum_at_risk_rp": outlook.sum_at_risk_rp,
    }


def shown_beside(comparison: ScenarioComparison) -> list[ScenarioOutlook]:
    """The scenarios of the charts: the chosen one, the whole year, all payers together."""
    others = [comparison.outlooks[0]]
    others += [o for o in comparison.outlooks[-1:] if comparison.shares]
    return [comparison.chosen, *(o for o in others if o.name != comparison.chosen.name)]


def charts(comparison: ScenarioComparison) -> list[SafeString]:
    """People in full cover by month for up to three scenarios, and the chosen one's wait."""
    months = [month for month, _n in comparison.chosen.full_by_month]
    lines = [ChartLine(o.name, [n for _m, n in o.full_by_month]) for o in shown_beside(comparison)]
    waiting = dict(comparison.chosen.waiting_by_month)
    drawn = [line_series(months, lines, title=_("Orang dengan santunan penuh"))]
    if waiting:
        title = _("Orang dalam masa tunggu, skenario %(name)s") % {"name": comparison.chosen.name}
        drawn.append(bar_series(months, [waiting.get(m, 0) for m in months], title=title))
    return drawn


def month_columns(comparison: ScenarioComparison) -> list[Column]:
    beside = [
        Column(f"full_{n}", _("Penuh, %(name)s") % {"name": o.name}, "count")
        for n, o in enumerate(shown_beside(comparison))
    ]
    return [
        Column("month", _("Bulan"), "month"),
        *beside,
        Column("wait", _("Masa tunggu"), "count"),
    ]


def month_lines(comparison: ScenarioComparison) -> list[dict[str, Any]]:
    """The table under the charts: a row a month."""
    waiting = dict(comparison.chosen.waiting_by_month)
    full = [dict(o.full_by_month) for o in shown_beside(comparison)]
    return [
        {"month": month, "wait": waiting.get(month, 0)}
        | {f"full_{n}": counts[month] for n, counts in enumerate(full)}
        for month, _n in comparison.chosen.full_by_month
    ]


def share_columns() -> list[Column]:
    return [
        Column("month", _("Bulan"), "month"),
        Column("payer", _("Pembayar")),
        Column("people", _("Orang"), "count"),
        Column("amount_rp", _("Iuran direncanakan"), "rupiah"),
    ]


def share_lines(comparison: ScenarioComparison, names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "month": share.month,
            "payer": names.get(share.payer, share.payer),
            "people": share.people,
            "amount_rp": share.amount_rp,
        }
        for share in comparison.shares
    ]


def budget_columns() -> list[Column]:
    return [
        Column("account", _("Rekening")),
        Column("component", _("Program")),
        Column("people", _("Orang"), "count"),
        Column("months", _("Bulan"), "count"),
        Column("rate_rp", _("Iuran sebulan"), "rupiah"),
        Column("total_rp", _("Jumlah"), "rupiah"),
    ]


def budget_line(line: BudgetLine) -> dict[str, Any]:
    return {
        "account": line.account,
        "component": line.component.upper(),
        "people": line.people,
        "months": line.months,
        "rate_rp": line.rate_rp,
        "total_rp": line.total_rp,
    }


def way_columns() -> list[Column]:
    return [
        Column("words", _("Tambahan uang dipakai untuk")),
        Column("cost_rp", _("Biaya"), "rupiah"),
        Column("gain", _("Tambahan santunan per Rp1 juta"), "rupiah"),
    ]


def way_line(way: Spending) -> dict[str, Any]:
    return {
        "words": WAY_WORDS[way.kind],
        "cost_rp": way.cost_rp,
        "gain": way.gain_per_million_rp,
    }


def justification(need: ChangeNeed, asked: Question, cost_rp: int) -> list[str]:
    """The paragraphs for the change budget: what it was, what is missing, what happens without."""
    facts = {
        "people": write_count(need.people),
        "months": write_count(asked.months),
        "cost": write_rupiah(cost_rp),
        "span": short_months(need.months[0], need.months[-1]),
        "more": write_rupiah(need.total_rp),
        "new": write_rupiah(cost_rp + need.total_rp),
        "count": write_count(len(need.months)),
        "first": write_month(need.month),
    }
    consequence = (
        _(
            "Kepesertaan sudah gugur sebelum dana perubahan datang. Tambahan ini membeli"
            " kepesertaan baru dengan masa tunggu baru dan bukti kerja baru."
        )
        if need.lapsed
        else _(
            "Tanpa tambahan ini kepesertaan gugur, hak penuh santunan kematian hilang selama masa"
            " tunggu baru, dan hitungan 36 bulan beasiswa mulai dari nol."
        )
    )
    return [
        _("Semula: %(people)s orang × %(months)s bulan = %(cost)s.") % facts,
        _("Belum dibiayai: %(span)s, %(people)s orang × %(count)s bulan = %(more)s.") % facts,
        _("Menjadi: %(new)s. Dana perubahan paling cepat membayar iuran %(first)s.") % facts,
        consequence,
    ]


def sheets(
    comparison: ScenarioComparison, asked: Question, names: Mapping[str, str]
) -> list[TableSheet]:
    """The whole page as tables."""
    told = [
        TableSheet(
            _("Skenario"), scenario_columns(), [scenario_line(o) for o in comparison.outlooks]
        ),
        TableSheet(_("Per bulan"), month_columns(comparison), month_lines(comparison)),
        TableSheet("RKA", budget_columns(), [budget_line(line) for line in comparison.lines]),
        TableSheet(_("Rupiah terakhir"), way_columns(), [way_line(way) for way in comparison.ways]),
    ]
    if comparison.shares:
        told.append(TableSheet(_("Pembayar"), share_columns(), share_lines(comparison, names)))
    if comparison.change:
        words = justification(comparison.change, asked, comparison.chosen.cost_rp)
        column = Column("words", _("Alasan perubahan"))
        told.append(TableSheet(_("Perubahan APBD"), [column], [{"words": word} for word in words]))
        lines = [budget_line(line) for line in comparison.change.lines]
        told.append(TableSheet(_("RKA perubahan"), budget_columns(), lines))
    return told
