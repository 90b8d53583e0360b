"""The way of a decree's draft: the note that carries it, and the initials in their order."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import Sentence, say
from payung.programmes.ground.selectors import get_decree
from payung.programmes.models import Decree, DecreeState, NotaDinas, Paraf, Post
from payung.programmes.officials.services import holder_on


@business_action("programmes.draft_note", Role.OPERATOR)
def draft_note(*, actor: Actor, decree_id: int, number: str, dated: date, sender: str) -> NotaDinas:
    """Makes the note of a frozen decree; the city's posts become the chain of its initials."""
    decree = get_decree(actor, decree_id)
    if decree.state != DecreeState.FROZEN:
        raise Conflict(say("SK ini sudah ditandatangani, jadi tidak butuh nota dinas lagi."))
    if NotaDinas.objects.filter(decree=decree).exists():
        raise Conflict(say("Nota dinas SK ini sudah ada. Lanjutkan parafnya."))
    if not number.strip() or not sender.strip():
        raise BadInput(say("Isi nomor nota dinas dan jabatan pengirimnya."))
    draft = NotaDinas.objects.create(
        decree=decree, number=number.strip(), dated=dated, sender=sender.strip(),
        made_by=actor.id, made_at=clock.now(),
    )  # fmt: skip
    chain = Post.objects.filter(area_id=decree.area_id, signs=False)
    Paraf.objects.bulk_create(Paraf(note=draft, post=post, step=post.step) for post in chain)
    note(f"decree:{decree.pk}", number=number, dated=dated, chain=len(chain))
    return draft


@business_action("programmes.give_paraf", Role.OPERATOR, Role.APPROVER)
def give_paraf(*, actor: Actor, decree_id: int, step: int, on: date) -> Paraf:
    """Notes one initial as given on the paper; the chain is kept in its order and its days.

    The name is that of whoever held the post on that day, a Plt. or Plh. included.
    """
    decree = get_decree(actor, decree_id)
    chain = list(parafs(decree).select_for_update(of=("self",)))
    paraf = next((one for one in chain if one.step == step), None)
    if paraf is None or paraf.given_on is not None:
        raise Conflict(say("Paraf ini sudah dicatat atau tidak ada. Muat ulang halaman."))
    before = [one for one in chain if one.step < step]
    if any(one.given_on is None for one in before):
        raise Conflict(say("Paraf sebelumnya belum ada. Ikuti urutannya."))
    earliest = max([paraf.note.dated, *(one.given_on for one in before if one.given_on)])
    if on < earliest:
        raise BadInput(say("Tanggal paraf mendahului nota dinas atau paraf sebelumnya."))
    holder = holder_on(paraf.post, on)
    if holder is None:
        raise BadInput(say("Belum ada pejabat {post} pada tanggal itu.", post=paraf.post.name))
    paraf.title, paraf.name = holder.title, holder.name
    paraf.given_on, paraf.recorded_by = on, actor.id
    paraf.save()
    note(f"decree:{decree.pk}", step=step, on=on, holder=holder.pk)
    return paraf


def parafs(decree: Decree) -> QuerySet[Paraf]:
    """The chain of a decree in its order."""
    return Paraf.objects.filter(note__decree=decree).select_related("note", "post").order_by("step")


def chain_complete(decree: Decree) -> bool:
    """Whether the paper may be signed: every initial is there, or the city keeps no posts."""
    return not _open_step(decree)


def refuse_open_chain(decree: Decree) -> None:
    """Raises unless the chain that the city keeps is complete; a city without posts has none."""
    if sentence := _open_step(decree):
        raise Conflict(sentence)


def _open_step(decree: Decree) -> Sentence | None:
    """What the chain still waits for, as a sentence; none if nothing."""
    if not Post.objects.filter(area_id=decree.area_id, signs=False).exists():
        return None
    if not NotaDinas.objects.filter(decree=decree).exists():
        return say("Nota dinas belum dibuat. Buat dulu, lalu lengkapi parafnya.")
    waiting = parafs(decree).filter(given_on=None).first()
    return say("Paraf {post} belum dicatat.", post=waiting.post.name) if waiting else None
