"""What the money pages show, made from what the selectors read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.payments.models import MoneyKind, Pagu, PaymentList, Spd
from payung.payments.money.accrual import Accrual
from payung.payments.money.chain import ListOnItsWay, steps
from payung.payments.money.overview import Overview
from payung.payments.money.papers import chain_of, papers_of
from payung.programmes.models import Programme
from payung.ui.figures import Spot, named
from payung.ui.format import (
    short_month,
    write_count,
    write_date,
    write_month,
    write_months,
    write_rupiah,
)
from payung.ui.parts import Column, Happening


def account_columns() -> list[Column]:
    return [
        Column("account", _("Rekening dan pembayar")),
        Column("pagu", _("Pagu (DPA)"), "rupiah"),
        Column("spd", _("SPD"), "rupiah"),
        Column("spp", _("SPP-LS"), "rupiah"),
        Column("sp2d", _("SP2D"), "rupiah"),
        Column("reported", _("Tanpa SP2D (dilaporkan)"), "rupiah"),
        Column("refunded", named("refunded_rp").label, "rupiah"),
        Column("rest", named("rest_rp").label, "rupiah"),
        Column("forecast", _("Perkiraan akhir tahun"), "rupiah"),
    ]


def account_lines(view: Overview) -> list[dict[str, Any]]:
    keys = [column.key for column in account_columns()[1:]]
    lines = [
        {"account": _account(*account)} | {key: getattr(sums, key) for key in keys}
        for account, sums in view.accounts.items()
    ]
    total = {"account": _("Jumlah")} | {key: getattr(view.total, key) for key in keys}
    total["rest"] = view.rest
    return [*lines, total] if lines else []


def _account(payer: str, account: str, component: str) -> str:
    return f"{component.upper()} · {account} · {payer}"


def month_columns() -> list[Column]:
    return [
        Column("month", _("Bulan")),
        Column("account", _("Rekening dan pembayar")),
        Column("planned", _("Rencana"), "rupiah"),
        Column("spp", _("SPP-LS"), "rupiah"),
        Column("sp2d", _("SP2D"), "rupiah"),
        Column("posted", _("Dibukukan BPJS"), "rupiah"),
        Column("refunded", named("refunded_rp").label, "rupiah"),
        Column("ledger", _("Menurut orang-bulan"), "rupiah"),
        Column("difference", _("Selisih"), "rupiah"),
        Column("reported", _("Menurut laporan, tanpa daftar"), "rupiah"),
    ]


def month_lines(view: Overview) -> list[dict[str, Any]]:
    keys = [column.key for column in month_columns()[2:]]
    return [
        {"month": f"{short_month(month)} {month.year}", "account": _account(*account)}
        | {key: getattr(sums, key) for key in keys}
        for (month, account), sums in view.months.items()
    ]


def programme_columns() -> list[Column]:
    return [
        Column("name", _("Program")),
        Column("planned", _("Rencana"), "rupiah"),
        Column("left", named("left_rp").label, "rupiah", figure="left_rp"),
        Column("refunded", named("refunded_rp").label, "rupiah", figure="refunded_rp"),
        Column("paid", named("paid_rp").label, "rupiah", figure="paid_rp"),
    ]


def programme_lines(view: Overview, known: Iterable[Programme]) -> list[dict[str, Any]]:
    """What each programme planned, what left, what came back, and what is paid for good."""
    keys = [column.key for column in programme_columns()[1:]]
    return [
        {
            "name": f"{programme.name} · {programme.payer.name}",
            "spot": Spot(programme.area_id, str(view.year), programme.code),
        }
        | {key: getattr(view.programmes[programme.code], key) for key in keys}
        for programme in known
        if programme.code in view.programmes
    ]


def running_columns() -> list[Column]:
    return [
        Column("list", _("Daftar")),
        Column("next", _("Kertas berikutnya")),
        Column("owner", _("Ada di tangan")),
        Column("since", _("Sejak"), "date"),
        Column("days", _("Hari"), "count"),
        Column("late", _("Batas")),
        Column("amount_rp", _("Iuran"), "rupiah"),
    ]


def running_line(running: ListOnItsWay) -> dict[str, Any]:
    limit = _("%(n)d hari") % {"n": running.allowed_days}
    return {
        "href": reverse("payment_list", args=[running.list.pk]),
        "list": f"{write_month(running.list.month)} · {running.list.programme.name}",
        "next": running.label,
        "owner": running.owner,
        "since": running.since,
        "days": running.days,
        "late": _("%(limit)s, lewat") % {"limit": limit} if running.late else limit,
        "amount_rp": running.amount_rp,
    }


def money_chain(chosen: PaymentList) -> list[Happening]:
    """All papers in their order, returned ones too; those still to come name who has them."""
    ended = [paper for paper in chosen.documents.all() if paper.void_reason]
    papers = papers_of(chosen)
    return [
        *(
            Happening(
                when=write_date(paper.dated),
                what=_("%(paper)s, tidak berlaku lagi") % {"paper": MoneyKind(paper.kind).label},
                detail=f"{paper.number} · {paper.void_reason}",
            )
            for paper in ended
        ),
        *(_happening(kind, papers) for kind in chain_of(chosen)),
    ]


def _happening(kind: MoneyKind, papers: dict[MoneyKind, Any]) -> Happening:
    paper = papers.get(kind)
    if paper is None:
        owner = steps()[kind.value].owner
        return Happening(when=_("Belum"), what=kind.label, detail=owner, planned=True)
    parts = " + ".join(
        f"{part.component.upper()} {write_rupiah(part.amount_rp)} ({part.account})"
        for part in sorted(paper.parts.all(), key=lambda part: str(part.component))
    )
    until = _(" · berlaku sampai %(day)s") % {"day": write_date(paper.valid_to)}
    return Happening(
        when=write_date(paper.dated),
        what=kind.label,
        detail=f"{paper.number} · {write_rupiah(paper.amount_rp)} · {parts}"
        + (until if paper.valid_to else ""),
    )


def budget_columns() -> list[Column]:
    return [
        Column("paper", _("Surat")),
        Column("dated", _("Tanggal"), "date"),
        Column("account", _("Rekening")),
        Column("span", _("Untuk bulan")),
        Column("amount_rp", _("Jumlah"), "rupiah"),
    ]


def budget_lines(pagu: Iterable[Pagu], spd: Iterable[Spd]) -> list[dict[str, Any]]:
    lines = [
        {
            "paper": _named(_("DPPA") if line.revision else _("DPA"), line.number),
            "dated": line.dated,
            "account": f"{line.component.upper()} · {line.account}",
            "span": "",
            "amount_rp": line.amount_rp,
        }
        for line in pagu
    ]
    return lines + [
        {
            "paper": _named("SPD", line.number),
            "dated": line.dated,
            "account": line.component.upper(),
            "span": write_months(line.first_month, line.last_month),
            "amount_rp": line.amount_rp,
        }
        for line in spd
    ]


def _named(kind: str, number: str) -> str:
    """The kind of paper before its number, unless the number begins with it."""
    return number if number.upper().startswith(kind) else f"{kind} {number}"


def spare_columns() -> list[Column]:
    return [
        Column("programme", _("Program")),
        Column("rest_rp", _("Perkiraan sisa"), "rupiah"),
        Column("person_months", _("Cukup untuk (OB)"), "count"),
    ]


def accrual_columns() -> list[Column]:
    return [
        Column("list", _("Daftar")),
        Column("account", _("Rekening")),
        Column("paid_on", _("Tanggal SP2D"), "date"),
        Column("people", _("Orang")),
        Column("amount_rp", _("Jumlah"), "rupiah"),
    ]


def accrual_line(accrual: Accrual) -> dict[str, Any]:
    return {
        "href": reverse("payment_list", args=[accrual.list.pk]),
        "list": f"{write_month(accrual.month)} · {accrual.list.programme.name}",
        "account": f"{accrual.component.upper()} · {accrual.account}",
        "paid_on": accrual.paid_on,
        "people": write_count(accrual.list.accepted),
        "amount_rp": accrual.amount_rp,
    }
