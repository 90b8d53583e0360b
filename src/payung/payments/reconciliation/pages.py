"""What the reconciliation of a programme shows, month by month and name by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.kernel.month import Month
from payung.ledger.models import State
from payung.payments.reconciliation.selectors import Behind, MonthOfMoney
from payung.programmes.models import Programme
from payung.ui.figures import Spot, named
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
        Column("refunded", _("Dikembalikan"), "count"),
        Column("waiting", _("Menunggu"), "count"),
        Column("accepted_rp", _("Iuran diterima"), "rupiah"),
        Column("left_rp", named("left_rp").label, "rupiah", figure="left_rp"),
        Column("refunded_rp", named("refunded_rp").label, "rupiah", figure="refunded_rp"),
        Column("paid_rp", named("paid_rp").label, "rupiah", figure="paid_rp"),
        Column("difference_rp", _("Selisih"), "rupiah"),
    ]


def reconciliation_lines(months: list[MonthOfMoney], programme: Programme) -> list[dict[str, Any]]:
    """One line a month, and their sum, which is the programme's on the page of the money."""
    keys = [column.key for column in reconciliation_columns()[1:]]
    lines: list[dict[str, Any]] = [
        {key: getattr(month, key) for key in keys}
        | {
            "label": f"{short_month(month.month)} {month.month.year}",
            "spot": Spot(programme.area_id, str(month.month), programme.code),
        }
        for month in months
    ]
    whole = {key: sum(line[key] for line in lines) for key in keys}
    of = Spot(programme.area_id, str(programme.fiscal_year), programme.code)
    return [*lines, whole | {"label": _("Jumlah"), "spot": of}] if lines else []


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
            if one.state not in (State.PLANNED, State.SUBMITTED):
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
