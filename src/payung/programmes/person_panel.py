"""What a programme knows on a person's page: his place and why, and the way to his family."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.programmes.families.services import RECORDERS, covers_of
from payung.programmes.results.selectors import decrees_naming, later_acts, told_places
from payung.programmes.rules.explaining import RuleLine
from payung.programmes.rules.words import LABELS
from payung.registry.panels import Panel
from payung.ui.format import write_date
from payung.ui.parts import Column, Fact, Happening
from payung.ui.words import shown


def panel(actor: Actor, records: Sequence[int]) -> Panel | None:
    """His places rule by rule; a link to the family for those who keep the sheet of a member."""
    places = [
        {"place": place, "rows": [_row(line) for line in place.lines]}
        for place in told_places(actor, records)
    ]
    family = actor.role in RECORDERS and bool(covers_of(actor, records[0]))
    if not places and not family:
        return None
    context: dict[str, Any] = {
        "places": places,
        "columns": [
            Column("name", _("Tentang")),
            Column("words", _("Yang dilihat")),
            Column("holds", _("Hasil")),
            Column("basis", _("Dasar hukum")),
        ],
        "decrees": [
            Fact(_("SK"), str(decree), reverse("decree", args=[decree.pk]), _("Buka SK"))
            for decree in decrees_naming(actor, records)
        ],
        "acts": [
            Happening(write_date(day), shown(what)) for day, what in later_acts(actor, records)
        ],
    }
    if family:
        context["family"] = reverse("family", args=[records[0]])
        context["sheet"] = reverse("family_sheet", args=[records[0]])
    return Panel("programmes/person_panel.html", context, order=60)


def _row(line: RuleLine) -> dict[str, Any]:
    return {
        "name": LABELS[line.name],
        "words": shown(line.words),
        "holds": _outcome(line),
        "basis": line.basis,
    }


def _outcome(line: RuleLine) -> str:
    if line.points:
        return _("Nilai %(n)d") % {"n": line.points}
    if line.holds is None:
        return _("Tidak menggugurkan")
    return _("Terpenuhi") if line.holds else _("Belum terpenuhi")
