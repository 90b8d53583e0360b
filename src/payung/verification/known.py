"""What a verifier sees of a proposed person before he decides: evidence, matching, papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.registry.person_panel import panel
from payung.ui.parts import Column
from payung.verification.dukcapil import matches_of
from payung.verification.models import Proposal
from payung.verification.papers.selectors import papers_naming


def known_of(actor: Actor, proposal: Proposal) -> dict[str, Any]:
    """The context of `verification/known.html`."""
    return {
        "panel": panel(actor, [proposal.person_id]),
        **matches_shown(actor, [proposal.person_id]),
        "papers": [
            {
                "href": reverse("paper", args=[named.paper_id]),
                "number": named.paper.number,
                "kind": named.paper.get_kind_display(),
                "outcome": named.outcome,
                "state": named.paper.state,
            }
            for named in papers_naming(actor, [proposal.pk])
        ],
        "paper_columns": [
            Column("number", _("Nomor")),
            Column("kind", _("Kertas")),
            Column("outcome", _("Hasil"), "state"),
            Column("state", _("Keadaan"), "state"),
        ],
    }


def matches_shown(actor: Actor, records: Sequence[int]) -> dict[str, Any]:
    """Dukcapil's answers about one person, as a table."""
    return {
        "matches": [
            {"result": m.result, "answered_on": m.answered_on, "source": m.source}
            for m in matches_of(actor, records)
        ],
        "match_columns": [
            Column("result", _("Jawaban Dukcapil"), "state"),
            Column("answered_on", _("Tanggal"), "date"),
            Column("source", _("Sumber")),
        ],
    }
