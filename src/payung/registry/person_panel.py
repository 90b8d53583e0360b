"""What the register itself shows on a person's page: evidence, and the decile for the offices."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.registry.evidence import RECORDERS, VIEWERS, evidence_of, missing_kinds
from payung.registry.panels import Panel
from payung.registry.welfare import VIEWERS as DECILE_VIEWERS
from payung.registry.welfare import decile_of
from payung.ui.format import write_date
from payung.ui.parts import Column


def panel(actor: Actor, records: Sequence[int]) -> Panel | None:
    """Evidence by kind and what is still missing; nothing for roles that don't verify."""
    if actor.role not in (*VIEWERS, Role.RT):
        return None
    evidence = list(evidence_of(actor, records))
    context = {
        "rows": [
            {
                "href": reverse("evidence", args=[e.pk]),
                "what": e.what,
                "kind": e.get_kind_display(),
                "source": e.source,
                "dated": e.dated,
                "scan": _("Ada") if e.scan_kind else "",
                "counts": _("Laporan wilayah lain, belum diterima") if e.report else _("Ya"),
            }
            for e in evidence
        ],
        "columns": [
            Column("what", _("Yang dilihat")),
            Column("kind", _("Tentang")),
            Column("source", _("Dari siapa")),
            Column("dated", _("Tanggal"), "date"),
            Column("scan", _("Pindaian")),
            Column("counts", _("Diterima")),
        ],
        "missing": ", ".join(str(kind.label).lower() for kind in missing_kinds(evidence)),
        "new": reverse("evidence_new", args=[records[0]]) if actor.role in RECORDERS else "",
        "decile": _decile(actor, records),
    }
    return Panel("registry/evidence_panel.html", context, order=20)


def _decile(actor: Actor, records: Sequence[int]) -> str:
    """In words with its vintage; empty for roles that may not see it."""
    if actor.role not in DECILE_VIEWERS:
        return ""
    decile = decile_of(actor, records)
    if decile is None:
        return _("Desil kesejahteraan belum diketahui. Itu tidak menggugurkan siapa pun.")
    words = _("Desil kesejahteraan %(decile)d menurut %(source)s, per %(day)s.")
    return words % {
        "decile": decile.decile,
        "source": decile.source,
        "day": write_date(decile.dated),
    }
