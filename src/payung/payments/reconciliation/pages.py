"""What the reconciliation of a programme shows, month by month and name by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.kernel.month import Month
from payung.payments.reconciliation.selectors import Behind, MonthOfMoney
from payung.ui.format import short_month, short_months
from payung.ui.parts import Column
from payung.ui.words import shown


def reconciliation_columns() -> list[Column]:
    return [
        Column("label", _("Bulan")),
        Column("planned", _("Rencana (OB)"), "count"),
        Column("accepted", _("Diterima"), "count"),
        Column("rejected", _("Belum bisa"), "count"),
        Column("held", _("Ditahan"), "count"),
        Column("withdrawn", _("Ditarik"), "count"),
        Column("waiting", _("Menunggu"), "count"),
        Column("accepted_rp", _("Iuran diterima"), "rupiah"),
        Column("paid_rp", _("Iuran dibayar"), "rupiah"),
        Column("difference_rp", _("Selisih"), "rupiah"),
    ]


def reconciliation_line(month: MonthOfMoney) -> dict[str, Any]:
    named = {column.key: getattr(month, column.key, None) for column in reconciliation_columns()}
    return named | {"label": f"{short_month(month.month)} {month.month.year}"}


def behind_columns() -> list[Column]:
    return [
        Column("name", _("Nama")),
        Column("span", _("Bulan")),
        Column("months", _("Orang-bulan"), "count"),
        Column("state", _("Keadaan"), "state"),
        Column("reason", _("Alasan")),
        Column("rp", _("Iuran"), "rupiah"),
    ]


def behind_lines(
    months: list[MonthOfMoney], reasons: Mapping[tuple[int, str], str]
) -> list[dict[str, Any]]:
    """Who is behind the differences, one line a person and state; those who only wait left out."""
    found: dict[tuple[int, str], list[tuple[Month, Behind]]] = {}
    for month in months:
        for one in month.behind:
            if one.state not in ("planned", "submitted"):
                found.setdefault((one.person_id, one.state), []).append((month.month, one))
    return [
        {
            "href": reverse("person", args=[key[0]]),
            "name": rows[0][1].name,
            "span": short_months(rows[0][0], rows[-1][0]),
            "months": len(rows),
            "state": key[1],
            "reason": shown(reasons.get(key, "")),
            "rp": sum(one.amount_rp for _month, one in rows),
        }
        for key, rows in sorted(found.items(), key=lambda item: (item[0][1], item[1][0][1].name))
    ]
