"""The room's entry in the menu, and what waits for people here."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.audit import clock
from payung.programmes.ground.selectors import amendments, decrees, selections
from payung.programmes.models import AmendmentState, DecreeState, TermsState
from payung.programmes.terms.services import terms_changes
from payung.ui.parts import NavEntry, TodoItem

OFFICES = frozenset(
    (Role.OPERATOR, Role.APPROVER, Role.FINANCE, Role.AUDITOR, Role.LEADER, Role.BPJS)
)
_FIELD = frozenset((Role.OPERATOR, Role.VERIFIER, Role.RT, Role.COMPANION, Role.AUDITOR))
GROUP = _("Program")
_UNSIGNED = (DecreeState.FROZEN, DecreeState.REOPENED)
ENTRIES = (
    NavEntry(_("Program"), "programme_list", OFFICES, order=40),
    NavEntry(_("Hasil seleksi"), "result_list", frozenset((Role.VERIFIER, Role.RT)), order=41),
    NavEntry(_("Keluarga"), "family_board", order=42),
)


def todo(actor: Actor) -> list[TodoItem]:
    """Rankings to approve, decrees to make and to sign."""
    open_rankings = selections(actor).filter(approved_by="")
    if actor.role == Role.APPROVER:
        found = open_rankings.order_by().aggregate(n=Count("id"), oldest=Min("made_at"))
        changed = amendments(actor).filter(state=AmendmentState.PROPOSED)
        terms = terms_changes(actor).filter(state=TermsState.PROPOSED)
        return [
            _item(_("Peringkat menunggu persetujuan"), found),
            _item(
                _("Perubahan SK menunggu persetujuan"),
                changed.aggregate(n=Count("id"), oldest=Min("made_at")),
            ),
            _item(
                _("Perubahan tengah tahun menunggu persetujuan"),
                terms.aggregate(n=Count("id"), oldest=Min("made_at")),
            ),
        ]
    if actor.role != Role.OPERATOR:
        return []
    kept = decrees(actor).order_by().exclude(state=DecreeState.REOPENED).values("selection_id")
    without_decree = selections(actor).exclude(approved_by="").exclude(pk__in=kept)
    unsigned = decrees(actor).order_by().filter(state__in=_UNSIGNED, replaced_by=None)
    return [
        _item(
            _("Peringkat disetujui, SK belum dibuat"),
            without_decree.aggregate(n=Count("id"), oldest=Min("approved_at")),
        ),
        _item(
            _("SK menunggu tanda tangan"),
            unsigned.aggregate(n=Count("id"), oldest=Min("frozen_at")),
        ),
    ]


def _item(label: object, found: dict[str, object]) -> TodoItem:
    oldest = found["oldest"]
    days = (clock.now() - oldest).days if isinstance(oldest, datetime) else None
    return TodoItem(label, reverse("programme_list"), int(str(found["n"])), days)  # type: ignore[arg-type]
