"""What the programmes ask first: who has no payer soon, what waits for a word or a signature."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.audit import clock
from payung.kernel.month import Month
from payung.programmes.ground.selectors import amendments, programmes, selections
from payung.programmes.models import AmendmentState, Programme
from payung.ui.format import write_count, write_month
from payung.ui.parts import MainAct

SOON = 2
"""Months before the last programme in which the next programme is missed."""


def steer(actor: Actor) -> list[MainAct]:
    """For operator, approver and leader, the nearest end first."""
    if actor.role == Role.APPROVER:
        return [*_rankings(actor), *_without_payer(actor)]
    if actor.role == Role.OPERATOR:
        return [*_without_payer(actor), *_to_sign(actor)]
    return _without_payer(actor) if actor.role == Role.LEADER else []


def _without_payer(actor: Actor) -> list[MainAct]:
    """Programmes that end soon and that no programme of the same workers follows."""
    this = Month.containing(clock.today())
    known = list(programmes(actor).exclude(segment="jakon"))
    ending = [p for p in known if this <= p.last_month <= this + SOON and not _follows(p, known)]
    may_make = actor.role == Role.OPERATOR
    acts = []
    for programme in sorted(ending, key=lambda p: p.last_month):
        words = {
            "month": write_month(programme.last_month + 1), "name": programme.name,
            "n": write_count(programme.headcount),
        }  # fmt: skip
        page = reverse("programme_detail", args=[programme.code])
        acts.append(
            MainAct(
                label=_("Belum ada pembayar mulai %(month)s") % words,
                why=_("%(name)s berakhir; %(n)s tempat belum punya program lanjutan.") % words,
                button=_("Buat program lanjutan") if may_make else _("Lihat program"),
                href=reverse("programme_new") if may_make else page,
                last_day=programme.last_month.last_day,
            )
        )
    return acts


def _follows(programme: Programme, known: list[Programme]) -> bool:
    return any(
        follower.last_month > programme.last_month
        and (follower.category, follower.segment, follower.payer_id)
        == (programme.category, programme.segment, programme.payer_id)
        for follower in known
    )


def _rankings(actor: Actor) -> list[MainAct]:
    return [
        MainAct(
            label=_("Setujui peringkat"),
            why=f"{ranking.programme.name}.",
            button=_("Buka peringkat"),
            href=reverse("selection", args=[ranking.pk]),
            last_day=ranking.programme.first_month.last_day,
        )
        for ranking in selections(actor).filter(approved_by="").order_by("made_at")[:2]
    ]


def _to_sign(actor: Actor) -> list[MainAct]:
    waiting = amendments(actor).filter(state=AmendmentState.APPROVED)
    return [
        MainAct(
            label=_("Perubahan SK belum ditandatangani"),
            why=f"{change.programme.name}, {write_month(change.first_month)}.",
            button=_("Catat tanda tangan"),
            href=reverse("amendment", args=[change.pk]),
            last_day=change.first_month.last_day,
        )
        for change in waiting.order_by("first_month")[:2]
    ]
