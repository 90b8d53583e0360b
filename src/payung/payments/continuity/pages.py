"""What the pages of continuity show, made from what the ledger and the planning rooms say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.ledger.continuity import Alarm, AlarmCount, Arrears, PaymentProposal
from payung.ledger.gaps import GapGroup
from payung.planning.continuity import GapKind, Handover
from payung.ui.format import write_date, write_month, write_months
from payung.ui.parts import Column, Crumb

GAP_WORDS = {
    GapKind.RT_MONEY: gettext_lazy("Menunggu dana RT"),
    GapKind.YEAR_START: gettext_lazy("Awal tahun anggaran"),
    GapKind.HANDOVER: gettext_lazy("Ganti pembayar"),
    GapKind.CUT: gettext_lazy("Kuota dipotong atau iuran dihentikan"),
    GapKind.REPLACED: gettext_lazy("Diganti peserta lain"),
    GapKind.OPEN: gettext_lazy("Belum ada yang merencanakan"),
    GapKind.PAUSE: gettext_lazy("Jeda pembayaran"),
}


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way back: the first page of continuity, then what the caller adds."""
    top = Crumb(_("Keberlanjutan"), reverse("continuity") if more else "")
    return [Crumb(_("Daftar bayar"), reverse("payment_lists")), top, *more]


def links() -> list[tuple[str, str, str]]:
    """Address, name and purpose of the other pages of continuity."""
    return [
        (reverse("gaps"), _("Bulan kosong"), _("siapa terputus, kapan, dan siapa bisa menutup")),
        (reverse("arrears"), _("Tunggakan"), _("apa yang masih menyelamatkan, dan biayanya")),
        (reverse("overlaps"), _("Tumpang tindih"), _("dua pembayar untuk satu orang-bulan")),
        (reverse("fiscal_calendar"), _("Kalender anggaran"), _("bulan pertama yang bisa dibayar")),
    ]


def alarm_columns() -> list[Column]:
    return [
        Column("name", _("Nama")),
        Column("place", _("Wilayah")),
        Column("payer", _("Pembayar terakhir")),
        Column("last_paid", _("Bulan terakhir dibayar"), "month"),
        Column("lapses_after", _("Gugur sesudah"), "month"),
        Column("last_day", _("Hari terakhir mengajukan"), "date"),
        Column("days", _("Hari tersisa"), "count"),
        Column("planned", _("Direncanakan sampai"), "month"),
    ]


def alarm_line(alarm: Alarm, today: date) -> dict[str, Any]:
    return {
        "href": reverse("person", args=[alarm.person_id]),
        "name": alarm.name,
        "place": alarm.place,
        "payer": alarm.payer,
        "last_paid": alarm.last_paid,
        "lapses_after": alarm.lapses_after,
        "last_day": alarm.last_day,
        "days": alarm.days_left(today),
        "planned": alarm.planned,
    }


def count_columns() -> list[Column]:
    return [
        Column("label", _("Menurut")),
        Column("in_7", _("≤ 7 hari"), "count"),
        Column("in_30", _("≤ 30 hari"), "count"),
        Column("in_60", _("≤ 60 hari"), "count"),
        Column("first_day", _("Hari terakhir terdekat"), "date"),
    ]


def count_line(count: AlarmCount) -> dict[str, Any]:
    return {column.key: getattr(count, column.key) for column in count_columns()}


def gap_columns() -> list[Column]:
    return [
        Column("kind", _("Sebab")),
        Column("span", _("Bulan kosong")),
        Column("payers", _("Pembayar sebelum → sesudah")),
        Column("people", _("Orang"), "count"),
        Column("lapses_on", _("Gugur pada"), "date"),
        Column("full_from", _("Santunan penuh lagi"), "month"),
        Column("scholarship_from", _("Beasiswa lagi"), "month"),
        Column("lost_months", _("Bulan iur hilang"), "count"),
    ]


def gap_line(group: GapGroup, number: int, names: Mapping[str, str]) -> dict[str, Any]:
    after = names.get(group.after, group.after) or _("belum ada")
    return {
        "href": f"{reverse('gap')}?{gap_query(group)}",
        "number": number,
        "kind": GAP_WORDS[group.kind],
        "span": write_span(group),
        "payers": f"{names.get(group.before, group.before)} → {after}",
        "people": len(group.people),
        "lapses_on": group.lapses_on,
        "full_from": group.full_from,
        "scholarship_from": group.scholarship_from,
        "lost_months": group.lost_months,
    }


def gap_query(group: GapGroup) -> str:
    last = group.last or ""
    return (
        f"dari={group.before}&ke={group.after}&mulai={group.first}&sampai={last}&sebab={group.kind}"
    )


def write_span(group: GapGroup) -> str:
    if group.last is None:
        return _("sejak %(month)s") % {"month": write_month(group.first)}
    return write_months(group.first, group.last)


def handover_sentence(
    group: GapGroup, proposal: Handover | None, names: Mapping[str, str]
) -> tuple[str, str]:
    """What the system proposes for a gap, in one sentence, with its tone."""
    if proposal is None:
        return _("Tidak ada pembayar yang uangnya datang sebelum gugur. Cari TJSL/CSR."), "bad"
    facts = {
        "payer": names.get(proposal.payer, proposal.payer),
        "first": write_month(proposal.months[0]),
        "last": write_month(proposal.months[-1]),
        "day": write_date(proposal.pay_by),
    }
    if proposal.arrears:
        return _(
            "%(payer)s membayar %(first)s – %(last)s sebagai tunggakan, paling lambat diajukan"
            " %(day)s."
        ) % facts, "warn"
    return _("%(payer)s membayar %(first)s – %(last)s tanpa jeda.") % facts, "info"


def arrears_columns() -> list[Column]:
    return [
        Column("payer", _("Pembayar")),
        Column("person_months", _("Orang-bulan menunggak"), "count"),
        Column("amount_rp", _("Iuran menunggak"), "rupiah"),
        Column("oldest", _("Sejak"), "month"),
    ]


def arrears_line(owed: Arrears) -> dict[str, Any]:
    return {column.key: getattr(owed, column.key) for column in arrears_columns()}


def rescue_columns() -> list[Column]:
    return [
        Column("payer", _("Pembayar terakhir")),
        Column("last_paid", _("Bulan terakhir dibayar"), "month"),
        Column("people", _("Orang"), "count"),
        Column("months", _("Bulan yang dibayar")),
        Column("cost_rp", _("Iuran diusulkan"), "rupiah"),
        Column("pay_by", _("Diajukan paling lambat"), "date"),
    ]


def rescue_line(proposal: PaymentProposal) -> dict[str, Any]:
    months = [write_month(month) for month in proposal.rescue.months]
    return {
        "payer": proposal.payer,
        "last_paid": proposal.last_paid,
        "people": len(proposal.people),
        "months": months[0] if len(months) == 1 else f"{months[0]} – {months[-1]}",
        "cost_rp": proposal.cost_rp,
        "pay_by": proposal.rescue.pay_by,
    }
