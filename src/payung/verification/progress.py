"""The progress board: what each office has sent and decided, as a page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.areas.models import Area
from payung.areas.selectors import ancestors, find_area
from payung.audit.clock import days_since, today
from payung.kernel.area import AreaKind, area_kind, covers
from payung.ui.format import write_date
from payung.ui.parts import Column, Crumb
from payung.verification.queue import Office, board, refusals

_TOTALS = ("listed", "ready", "waiting", "verified", "refused")


def board_page(actor: Actor, query: QueryDict) -> dict[str, Any]:
    """What the board's template shows, for the area of the URL or the actor's own."""
    parent = _chosen(actor, query.get("wilayah", ""))
    whole, offices = board(actor, parent)
    by_rt = area_kind(parent) in (AreaKind.KELURAHAN, AreaKind.RT)
    silent = [] if by_rt else [o.area for o in offices if o.is_silent]
    trail = [area for area in ancestors(parent) if covers(actor.area, area.code)]
    return {
        "totals": whole,
        "silent": silent,
        "reminders": [_reminder(area) for area in silent],
        "rows": [_row(office, by_rt=by_rt) for office in offices],
        "columns": _columns(by_rt=by_rt),
        "reasons": [{"reason": reason, "count": n} for reason, n in refusals(actor, parent)],
        "reason_columns": [Column("reason", _("Alasan")), Column("count", _("Usulan"), "count")],
        "by_rt": by_rt,
        "parent": parent,
        "place": trail[-1].name if trail else "",
        "crumbs": _crumbs(trail),
    }


def _reminder(area: Area) -> str:
    """What is written to an office that has not sent, ready to be copied into a message."""
    return _(
        "Yth. Lurah %(area)s. Sampai %(day)s kami belum menerima daftar pekerja dari kelurahan "
        "Bapak/Ibu. Mohon kirim lewat halaman Unggahan, atau minta ketua RT mengisi di ponsel. "
        "Terima kasih."
    ) % {"area": area.name, "day": write_date(today())}


def _chosen(actor: Actor, wanted: str) -> str:
    known = covers(actor.area, wanted) and find_area(wanted) is not None
    return wanted if known else actor.area


def _crumbs(trail: Sequence[Area]) -> list[Crumb]:
    address = reverse("progress_board")
    steps = [Crumb(area.name, f"{address}?wilayah={area.code}") for area in trail]
    return [Crumb(_("Usulan"), reverse("proposal_list")), *steps]


def _columns(*, by_rt: bool) -> list[Column]:
    decided = [
        Column("waiting", _("Menunggu"), "count"),
        Column("oldest", _("Tertua (hari)"), "count"),
        Column("verified", _("Terverifikasi"), "count"),
        Column("refused", _("Ditolak"), "count"),
    ]
    if by_rt:
        return [Column("name", _("RT")), *decided]
    return [
        Column("name", _("Kelurahan")),
        Column("district", _("Kecamatan")),
        Column("last_sent", _("Kiriman terakhir"), "date"),
        Column("listed", _("Baris dikirim"), "count"),
        Column("ready", _("Baris siap"), "count"),
        *decided,
    ]


def _row(office: Office, *, by_rt: bool) -> dict[str, Any]:
    page = "proposal_list" if by_rt else "progress_board"
    return {
        "href": f"{reverse(page)}?wilayah={office.area.code}",
        "name": office.area.name,
        "district": office.area.parent.name if office.area.parent else "",
        "last_sent": office.last_sent,
        "oldest": days_since(office.oldest),
        **{name: getattr(office, name) for name in _TOTALS},
    }
