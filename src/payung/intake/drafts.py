"""A worker entered on a screen form, kept field by field until he is proposed.

A draft is no data of the city yet: only who enters it sees it, and it is emptied when it is sent.
Keeping one is therefore no business action; proposing it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet

from payung.accounts.pages import open_to
from payung.accounts.scope import Actor, acting_as
from payung.audit import clock
from payung.intake.models import WorkerDraft
from payung.intake.services import SENDERS
from payung.kernel.errors import Conflict, NotAllowed, OutOfArea
from payung.kernel.sentence import say
from payung.registry.fields import Sealed
from payung.registry.models import Person

LONGEST_TEXT = 200
MOST_OPEN = 50
"""So many unfinished workers one account may leave behind; nobody enters more at once."""


@open_to(*SENDERS)
def keep_draft(*, actor: Actor, draft_id: UUID, told: Mapping[str, str]) -> WorkerDraft:
    """Adds what was told to a draft, which is made if it is new; a repeat changes nothing.

    A draft that was sent stays as it is: what arrives late from a slow network is dropped.
    """
    if actor.role not in SENDERS:
        raise NotAllowed(say("Peran Anda tidak mengisi pekerja. Hubungi operator kota."))
    with acting_as(actor):
        draft, _ = WorkerDraft.objects.select_for_update().get_or_create(
            pk=draft_id,
            defaults={"area_id": actor.area, "kept_by": actor.id, "kept_at": clock.now()},
        )
        if draft.kept_by != actor.id:
            raise OutOfArea(say("Isian ini milik orang lain. Mulai isian baru."))
        if draft.proposed_at is None:
            _refuse_too_many(actor)
            short = {name: text[:LONGEST_TEXT] for name, text in told.items()}
            draft.told = Sealed.of(json.dumps({**told_in(draft), **short}))
            draft.kept_at = clock.now()
            draft.save(update_fields=["told", "kept_at"])
    return draft


@open_to(*SENDERS)
def discard_draft(*, actor: Actor, draft_id: UUID) -> None:
    """Deletes a worker who was never sent; nothing of him stays."""
    with acting_as(actor):
        open_drafts(actor).filter(pk=draft_id).delete()


def open_drafts(actor: Actor) -> QuerySet[WorkerDraft]:
    """What this account has begun and not sent, the newest first."""
    return WorkerDraft.objects.filter(kept_by=actor.id, proposed_at=None)


def get_draft(actor: Actor, draft_id: UUID, *, lock: bool = False) -> WorkerDraft:
    """One draft of this account, sent ones too."""
    own = WorkerDraft.objects.filter(kept_by=actor.id)
    worker_draft = (own.select_for_update() if lock else own).filter(pk=draft_id).first()
    if worker_draft is None:
        raise OutOfArea(say("Isian ini tidak ada, atau milik orang lain. Mulai isian baru."))
    return worker_draft


def told_in(draft: WorkerDraft) -> dict[str, str]:
    """What has been told so far, by the names of the form's inputs."""
    told: dict[str, str] = json.loads(draft.told.reveal()) if draft.told else {}
    return told


def close_draft(draft: WorkerDraft, person: Person) -> None:
    """Marks a draft as sent and empties it: what it told stands with the person now."""
    draft.proposed_at, draft.person, draft.told = clock.now(), person, Sealed(b"")
    draft.save(update_fields=["proposed_at", "person", "told"])


def _refuse_too_many(actor: Actor) -> None:
    if open_drafts(actor).count() > MOST_OPEN:
        raise Conflict(
            say("Ada {number} isian yang belum dikirim. Kirim atau buang dulu.", number=MOST_OPEN)
        )
