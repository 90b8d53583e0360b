"""A person's proposals and possible doubles on his page."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.areas.selectors import place_name
from payung.registry.panels import Panel
from payung.ui.parts import Column
from payung.verification.evidence_words import told_evidence
from payung.verification.known import matches_shown
from payung.verification.papers.selectors import papers_naming
from payung.verification.queue import pairs_of, proposals_of


def panel(actor: Actor, records: Sequence[int]) -> Panel:
    """Where he was proposed and what became of it; which records may be the same person."""
    known = list(proposals_of(actor, records))
    papers = [
        {
            "href": reverse("paper", args=[named.paper_id]),
            "number": str(named.paper),
            "kind": named.paper.get_kind_display(),
            "line": named.number,
            "signed_on": named.paper.signed_on,
            "state": named.paper.state,
        }
        for named in papers_naming(actor, [p.pk for p in known])
    ]
    proposals = [
        {
            "href": reverse("proposal", args=[p.pk]),
            "category": p.get_category_display(),
            "area": place_name(p.area),
            "proposed_at": p.proposed_at,
            "state": p.state,
            "reason": p.get_reason_display() if p.reason else "",
        }
        for p in known
    ]
    pairs = [
        {
            "href": reverse("pair", args=[p.pk]),
            "other": p.right.name if p.left_id in records else p.left.name,
            "evidence": told_evidence(p.evidence),
            "state": p.state,
        }
        for p in pairs_of(actor, records)
    ]
    context = {
        "proposals": proposals,
        "proposal_columns": [
            Column("category", _("Diusulkan sebagai")),
            Column("area", _("Wilayah")),
            Column("proposed_at", _("Tanggal"), "date"),
            Column("state", _("Keadaan"), "state"),
            Column("reason", _("Alasan")),
        ],
        "papers": papers,
        "paper_columns": [
            Column("number", _("Berita acara")),
            Column("kind", _("Jenis")),
            Column("line", _("Nomor urut"), "count"),
            Column("signed_on", _("Ditandatangani"), "date"),
            Column("state", _("Keadaan"), "state"),
        ],
        **matches_shown(actor, records),
        "pairs": pairs,
        "pair_columns": [
            Column("other", _("Mungkin sama dengan")),
            Column("evidence", _("Persamaan")),
            Column("state", _("Keadaan"), "state"),
        ],
    }
    return Panel("verification/person_panel.html", context, order=30)
