"""Keeping the city's records: adding, mending, withdrawing; each by who answers for the kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.area import AreaKind, area_kind
from payung.kernel.errors import BadInput, Conflict, NotAllowed, OutOfArea, Stale
from payung.kernel.sentence import say
from payung.office.kinds import KINDS, RecordKind, read
from payung.office.models import Record
from payung.office.selectors import current

KEEPERS = (Role.ADMIN, Role.OPERATOR, Role.FINANCE)
"""Roles that answer for some kind; which for which stands in `kinds`."""


@business_action("office.add", *KEEPERS)
def add(
    *, actor: Actor, kind: str, told: Mapping[str, Any], source: str, since: date, key: str = ""
) -> Record:
    """Notes something new about the city."""
    _refuse_others(actor, kind)
    made = put(actor, kind, told, source=source, since=since, key=key)
    _noted(made)
    return made


@business_action("office.mend", *KEEPERS)
def mend(
    *, actor: Actor, record_id: int, told: Mapping[str, Any], source: str, since: date, reason: str
) -> Record:
    """A newer record in the place of one that holds; the older stays readable."""
    before = _holding(actor, record_id)
    _refuse_others(actor, before.kind)
    if not reason.strip():
        raise BadInput(say("Isi alasan perbaikannya."))
    made = put(
        actor, before.kind, told, source=source, since=since, key=before.key, before=before,
        reason=reason,
    )  # fmt: skip
    _noted(made)
    return made


@business_action("office.withdraw", *KEEPERS)
def withdraw(*, actor: Actor, record_id: int, reason: str) -> Record:
    """The thing is there no more; what was known of it stays readable."""
    before = _holding(actor, record_id)
    _refuse_others(actor, before.kind)
    if not reason.strip():
        raise BadInput(say("Isi alasannya."))
    made = put(
        actor, before.kind, before.told, source=before.source, since=clock.today(),
        key=before.key, before=before, reason=reason, withdrawn=True,
    )  # fmt: skip
    _noted(made)
    return made


def put(
    actor: Actor, kind: str, told: Mapping[str, Any], *, source: str, since: date, key: str = "",
    before: Record | None = None, reason: str = "", withdrawn: bool = False,
) -> Record:  # fmt: skip
    """Stores one record inside a business action of this room."""
    known = _kind(actor, kind)
    plain = read(known, dict(told))
    if not source.strip():
        raise BadInput(say("Isi sumbernya."))
    try:
        with transaction.atomic():
            return Record.objects.create(
                kind=kind, key=key or _key(str(plain[known.name])), told=plain, valid_from=since,
                source=source.strip()[:200], supersedes=before, reason=reason.strip()[:200],
                withdrawn=withdrawn, area_id=actor.area, made_by=actor.id, made_at=clock.now(),
            )  # fmt: skip
    except IntegrityError as refusal:
        if before is not None:
            raise Stale(say("Catatan ini sudah diperbaiki orang lain. Muat ulang.")) from refusal
        raise Conflict(say("Catatan dengan nama ini sudah ada. Perbaiki yang ada.")) from refusal


def _refuse_others(actor: Actor, kind: str) -> None:
    """Each kind is kept by the roles that answer for it; the system may keep all."""
    if kind in KINDS and actor.role not in (Role.SYSTEM, *KINDS[kind].roles):
        raise NotAllowed(say("Catatan ini bukan tanggung jawab peran Anda."))


def _kind(actor: Actor, kind: str) -> RecordKind:
    """The kind, for somebody who works for the whole city."""
    record_kind = KINDS.get(kind)
    if record_kind is None:
        raise BadInput(say("Jenis catatan ini tidak dikenal."))
    if area_kind(actor.area) is not AreaKind.CITY:
        raise OutOfArea(say("Catatan kota hanya diubah petugas tingkat kota."))
    return record_kind


def _holding(actor: Actor, record_id: int) -> Record:
    record = current().filter(pk=record_id, area_id=actor.area).first()
    if record is None:
        raise Stale(say("Catatan ini sudah diperbaiki orang lain. Muat ulang."))
    return record


def _noted(made: Record) -> None:
    note(f"office:{made.pk}", kind=made.kind, key=made.key, supersedes=made.supersedes_id)


def _key(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:60] or "catatan"
