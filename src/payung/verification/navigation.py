"""The room's entries in the menu, and what waits for a decision."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.audit.clock import days_since
from payung.intake.drafts import open_drafts
from payung.intake.services import SENDERS
from payung.ui.parts import NavEntry, TodoItem
from payung.verification.alarm import alarming
from payung.verification.dukcapil import requests
from payung.verification.models import PaperState
from payung.verification.papers.selectors import papers, unnamed
from payung.verification.selectors import waiting
from payung.verification.services import DECIDERS

_READERS = frozenset((*DECIDERS, Role.APPROVER, Role.AUDITOR, Role.RT))
GROUP = _("Pekerja")
ENTRIES = (
    NavEntry(_("Tambah pekerja"), "worker_new", frozenset(SENDERS), order=15),
    NavEntry(_("Usulan"), "proposal_list", _READERS, order=20),
)


def todo(actor: Actor) -> list[TodoItem]:
    """Proposals and pairs that wait for this office."""
    begun = _begun(actor)
    if actor.role not in DECIDERS:
        return begun
    found: dict[str, Any] = waiting(actor)
    return [
        *begun,
        TodoItem(
            _("Usulan menunggu verifikasi"),
            reverse("proposal_list"),
            found["count"],
            days_since(found["oldest"]),
        ),
        TodoItem(_("Kemungkinan orang ganda"), reverse("pair_list"), found["pairs"]),
        _without_minutes(actor),
        _unsigned_papers(actor),
        _unanswered(actor),
        *_alarm(actor),
    ]


def _alarm(actor: Actor) -> list[TodoItem]:
    """Accounts that send many numbers of strangers are the administrator's to ask."""
    found = alarming(actor) if actor.role == Role.OPERATOR else []
    label = _("Akun yang mengirim NIK orang wilayah lain")
    return [TodoItem(label, reverse("claim_alarm"), len(found))] if found else []


def _begun(actor: Actor) -> list[TodoItem]:
    """Workers who were begun on the form and not proposed; nobody else sees them."""
    if actor.role not in SENDERS:
        return []
    drafts = open_drafts(actor).aggregate(count=Count("pk"), oldest=Min("kept_at"))
    return [
        TodoItem(
            _("Pekerja yang belum selesai diisi"),
            reverse("worker_new"),
            drafts["count"],
            days_since(drafts["oldest"]),
        )
    ]


def _unanswered(actor: Actor) -> TodoItem:
    """Requests that Dukcapil has not answered yet."""
    open_ones = requests(actor).filter(answered_at=None).order_by()
    waits = open_ones.aggregate(count=Count("pk"), oldest=Min("made_at"))
    return TodoItem(
        _("Pemadanan menunggu jawaban Dukcapil"),
        reverse("match_list"),
        waits["count"],
        days_since(waits["oldest"]),
    )


def _without_minutes(actor: Actor) -> TodoItem:
    """Verified people whom no minutes name yet: no ranking takes them before that."""
    rows = unnamed(actor).aggregate(count=Count("pk"), oldest=Min("decided_at"))
    return TodoItem(
        _("Terverifikasi, belum di berita acara verifikasi"),
        reverse("paper_new"),
        rows["count"],
        days_since(rows["oldest"]),
    )


def _unsigned_papers(actor: Actor) -> TodoItem:
    """Papers that were printed and did not come back yet."""
    printed = papers(actor, state=PaperState.PRINTED).order_by()
    waits = printed.aggregate(count=Count("pk"), oldest=Min("printed_at"))
    return TodoItem(
        _("Kertas menunggu tanda tangan"),
        f"{reverse('paper_list')}?status={PaperState.PRINTED.value}",
        waits["count"],
        days_since(waits["oldest"]),
    )
