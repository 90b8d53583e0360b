"""A draft that comes back: each desk of the chain may return it with a reason, the signer's too."""

from __future__ import annotations

from datetime import date

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.programmes.decrees.chain import parafs
from payung.programmes.ground.selectors import get_decree
from payung.programmes.models import (
    Decree,
    DecreeReturn,
    DecreeState,
    Holder,
    NotaDinas,
    Paraf,
    Post,
)
from payung.programmes.officials.services import holder_on


@business_action("programmes.return_decree", Role.OPERATOR, Role.APPROVER)
def return_decree(*, actor: Actor, decree_id: int, reason: str, on: date) -> DecreeReturn:
    """Notes that the desk at which the draft lies has returned it; the chain begins anew.

    The desk is the next one whose initial is missing, or the signer's when none is. Its text can
    be set right and a new note written at once; other names need the annex opened again.
    """
    decree = get_decree(actor, decree_id)
    Decree.objects.select_for_update().get(pk=decree.pk)
    draft = NotaDinas.objects.filter(decree=decree).first()
    if decree.state != DecreeState.FROZEN or draft is None:
        raise Conflict(say("Konsep SK ini tidak sedang beredar. Buat nota dinasnya dulu."))
    if len(reason.strip()) < 5:
        raise BadInput(say("Tulis alasannya, paling sedikit 5 huruf."))
    given = [paraf.given_on for paraf in parafs(decree) if paraf.given_on]
    if on < max([draft.dated, *given]) or on > clock.today():
        raise BadInput(say("Tanggal kembali harus sesudah nota dinas dan paraf, dan tidak besok."))
    kept = take_back(actor, decree, reason=reason, on=on, post=desk(decree))
    note(f"decree:{decree.pk}", post=kept.post_id, on=on)
    return kept


def desk(decree: Decree) -> Post | None:
    """Where the draft lies: the next post to initial, then the one that signs."""
    waiting = parafs(decree).filter(given_on=None).first()
    if waiting is not None:
        return waiting.post
    return Post.objects.filter(area_id=decree.area_id, signs=True).first()


def take_back(
    actor: Actor, decree: Decree, *, reason: str, on: date, post: Post | None = None
) -> DecreeReturn:
    """Keeps the note and its initials as they were and clears the chain, inside the caller's
    action; `post` is whose desk it came back from, none where the office took it back itself."""
    chain = list(parafs(decree))
    draft = NotaDinas.objects.filter(decree=decree).first()
    holder: Holder | None = holder_on(post, on) if post else None
    kept = DecreeReturn.objects.create(
        decree=decree, post=post, title=holder.title if holder else (post.name if post else ""),
        name=holder.name if holder else "", reason=reason.strip()[:300], returned_on=on,
        note_number=draft.number if draft else "", initials=[_told(paraf) for paraf in chain],
        recorded_by=actor.id, recorded_at=clock.now(),
    )  # fmt: skip
    if draft is not None:
        Paraf.objects.filter(note=draft).delete()
        draft.delete()
    return kept


def _told(paraf: Paraf) -> dict[str, str]:
    return {
        "title": paraf.title or paraf.post.name,
        "name": paraf.name,
        "given_on": paraf.given_on.isoformat() if paraf.given_on else "",
    }
