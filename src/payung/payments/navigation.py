"""The room's entry in the menu, and what waits for people here."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.audit import clock
from payung.ledger.continuity import alarm_total
from payung.payments.audit.followup import findings
from payung.payments.exchange.selectors import waiting_problems
from payung.payments.ground.selectors import payment_lists, posting_days
from payung.payments.minutes.selectors import UNSIGNED_DAYS, unsigned
from payung.payments.models import FindingState, ListState
from payung.payments.models.continuity import OverlapState
from payung.payments.overlaps.services import overlaps
from payung.payments.partnerships.selectors import partnerships
from payung.payments.partnerships.views import ALARM_DAYS
from payung.ui.parts import NavEntry, TodoItem, Words

NEAR_DAYS = 30
GROUP = _("Iuran")
ENTRIES = (
    NavEntry(_("Daftar bayar"), "payment_lists", order=50),
    NavEntry(_("Uang"), "money", order=52),
    NavEntry(_("Berkas BPJS"), "bpjs_files", order=53),
    NavEntry(_("Kartu"), "cards", order=56),
    NavEntry(_("Berita acara"), "minutes_register", order=54),
    NavEntry(_("Keberlanjutan"), "continuity", order=55),
    NavEntry(_("Pemeriksaan"), "audit", order=80),
)


def todo(actor: Actor) -> list[TodoItem]:
    """Lists without an answer, without money or not posted, and PKS that end soon."""
    if actor.role == Role.FINANCE:
        return [
            _waiting(actor, ListState.ANSWERED, _("Daftar menunggu SPP sampai SP2D")),
            _waiting(actor, ListState.PAID, _("Daftar belum dibukukan BPJS")),
            _unsigned_minutes(actor),
            _findings(actor, FindingState.OPEN, _("Temuan yang menunggu tanggapan")),
        ]
    if actor.role == Role.AUDITOR:
        return [_findings(actor, FindingState.ANSWERED, _("Temuan yang sudah ditanggapi"))]
    if actor.role == Role.BPJS:
        return [_waiting(actor, ListState.PREPARED, _("Daftar menunggu jawaban BPJS"))]
    if actor.role == Role.VERIFIER:
        return [_nearly_lapsed(actor)]
    if actor.role != Role.OPERATOR:
        return []
    return [
        _waiting(actor, ListState.PREPARED, _("Daftar menunggu jawaban BPJS")),
        _odd_answers(actor),
        _findings(actor, FindingState.OPEN, _("Temuan yang menunggu tanggapan")),
        _unsigned_minutes(actor),
        _ending_partnerships(actor),
        _nearly_lapsed(actor),
        _overlapping(actor),
    ]


def _nearly_lapsed(actor: Actor) -> TodoItem:
    """Members whose last saving day is at most 30 days away."""
    count = alarm_total(actor, clock.today(), NEAR_DAYS, posting_days(actor))
    href = f"{reverse('continuity')}?hari={NEAR_DAYS}"
    return TodoItem(_("Hampir gugur dalam 30 hari"), href, count)


def _overlapping(actor: Actor) -> TodoItem:
    """People whom two public payers want, until somebody decides."""
    rows = overlaps(actor).order_by().filter(state=OverlapState.OPEN)
    row: dict[str, Any] = rows.aggregate(n=Count("id"), oldest=Min("noted_at"))
    return TodoItem(
        _("Tumpang tindih pembayar menunggu keputusan"), reverse("overlaps"), row["n"],
        clock.days_since(row["oldest"]),
    )  # fmt: skip


def _waiting(actor: Actor, state: ListState, label: Words) -> TodoItem:
    lists = payment_lists(actor).order_by().filter(state=state)
    row: dict[str, Any] = lists.aggregate(n=Count("id"), oldest=Min("made_at"))
    oldest = row["oldest"]
    days = (clock.now() - oldest).days if isinstance(oldest, datetime) else None
    return TodoItem(label, f"{reverse('payment_lists')}?keadaan={state}", row["n"], days)


def _odd_answers(actor: Actor) -> TodoItem:
    """Rows of return files that nobody has settled; the oldest list or file comes first."""
    problems = waiting_problems(actor).select_related("returned").order_by("returned__taken_at")
    first = problems.first()
    href = reverse("bpjs_files")
    if first and first.returned.list_id:
        href = reverse("payment_list", args=[first.returned.list_id])
    elif first and first.returned.file_id:
        href = reverse("bpjs_file", args=[first.returned.file_id])
    days = clock.days_since(first.returned.taken_at) if first else None
    return TodoItem(_("Baris jawaban BPJS yang perlu diputuskan"), href, problems.count(), days)


def _findings(actor: Actor, state: FindingState, label: Words) -> TodoItem:
    rows = findings(actor).filter(state=state).order_by("opened_on")
    oldest = rows.first()
    days = (clock.today() - oldest.opened_on).days if oldest else None
    return TodoItem(label, f"{reverse('findings')}?keadaan={state}", rows.count(), days)


def _unsigned_minutes(actor: Actor) -> TodoItem:
    """Minutes of reconciliation that wait for their signatures beyond the limit."""
    today = clock.today()
    late = unsigned(actor).filter(dated__lt=today - timedelta(days=UNSIGNED_DAYS))
    oldest = late.first()
    days = (today - oldest.dated).days if oldest else None
    label = _("Berita acara rekonsiliasi belum ditandatangani lebih dari 30 hari")
    return TodoItem(label, reverse("minutes_register"), late.count(), days)


def _ending_partnerships(actor: Actor) -> TodoItem:
    """PKS and nota kesepakatan whose last day is near; ended ones that no newer PKS follows."""
    today = clock.today()
    last = today + timedelta(days=ALARM_DAYS)
    near = Q(valid_to__lte=last) | Q(nota_valid_to__lte=last)
    ending = partnerships(actor).filter(near, valid_to__gte=today)
    label = _("PKS atau nota kesepakatan berakhir dalam 90 hari")
    return TodoItem(label, reverse("partnerships"), ending.count())
