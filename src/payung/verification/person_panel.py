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
from payung.verification.queue import pairs_of, proposals_of


def panel(actor: Actor, records: Sequence[int]) -> Panel:
    """Where he was proposed and what became of it; which records may be the same person."""
    proposals = [
        {
            "href": reverse("proposal", args=[p.pk]),
            "category": p.get_category_display(),
            "area": place_name(p.area),
            "proposed_at": p.proposed_at,
            "state": p.state,
            "reason": p.get_reason_display() if p.reason else "",
        }
        for p in proposals_of(actor, records)
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
        **matches_shown(actor, records),
        "pairs": pairs,
        "pair_columns": [
            Column("other", _("Mungkin sama dengan")),
            Column("evidence", _("Persamaan")),
            Column("state", _("Keadaan"), "state"),
        ],
    }
    return Panel("verification/person_panel.html", context, order=30)
