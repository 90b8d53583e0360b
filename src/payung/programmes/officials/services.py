"""Posts and who holds them on a day: definitive, or a substitute (Plt., Plh.) by written order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.areas.selectors import within
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, OutOfArea
from payung.kernel.sentence import say
from payung.programmes.models import Holder, Post, Standing


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """Who holds a post from when to when; `order_number` is the paper that makes a substitute."""

    name: str
    standing: Standing
    valid_from: date
    valid_to: date | None = None
    order_number: str = ""


def posts(actor: Actor) -> QuerySet[Post]:
    """The chain of the actor's city in its order, the signing post last."""
    area = require_scope(actor)
    posts = Post.objects.filter(**within(area))
    return posts.prefetch_related(Prefetch("holders", Holder.objects.select_related("post")))


@business_action("programmes.keep_post", Role.OPERATOR)
def keep_post(*, actor: Actor, name: str, step: int, signs: bool = False) -> Post:
    """Adds a post to the chain; a city has one post that signs."""
    if not name.strip():
        raise BadInput(say("Isi nama jabatannya."))
    known = Post.objects.filter(area_id=actor.area)
    if known.filter(step=step).exists():
        raise Conflict(
            say("Urutan {step} sudah dipakai jabatan lain. Pilih urutan lain.", step=step)
        )
    if signs and known.filter(signs=True).exists():
        raise Conflict(say("Jabatan yang menandatangani sudah ada."))
    post = Post.objects.create(name=name.strip(), step=step, signs=signs, area_id=actor.area)
    note(f"post:{post.pk}", step=step, signs=signs)
    return post


@business_action("programmes.appoint", Role.OPERATOR)
def appoint(*, actor: Actor, post_id: int, given: Appointment) -> Holder:
    """Notes who holds a post; a new definitive holder ends the one before him."""
    post = Post.objects.select_for_update().filter(pk=post_id).first()
    if post is None or not actor.covers(post.area_id):
        raise OutOfArea(say("Jabatan ini tidak ada di wilayah Anda."))
    _refuse(post, given)
    if given.standing == Standing.DEFINITIVE:
        _end_before(post, given.valid_from)
    holder = Holder.objects.create(
        post=post, name=given.name.strip(), standing=given.standing, valid_from=given.valid_from,
        valid_to=given.valid_to, order_number=given.order_number.strip(),
    )  # fmt: skip
    note(
        f"post:{post.pk}",
        holder=holder.pk,
        standing=given.standing.value,
        **{"from": given.valid_from},
    )
    return holder


def holder_on(post: Post, day: date) -> Holder | None:
    """Who acts in a post on a day: a substitute in force before the definitive holder."""
    acting = post.holders.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
    rows = list(acting.select_related("post"))
    return next((h for h in rows if h.standing != Standing.DEFINITIVE), next(iter(rows), None))


def signing_holder(area: str, day: date) -> Holder | None:
    """Who signs decrees of an area on a day; None where the city keeps no signing post."""
    post = Post.objects.filter(area_id=area, signs=True).first()
    if post is None:
        return None
    holder = holder_on(post, day)
    if holder is None:
        raise BadInput(
            say("Belum ada pejabat {post} pada tanggal itu. Catat pejabatnya dulu.", post=post.name)
        )
    return holder


def _refuse(post: Post, given: Appointment) -> None:
    if not given.name.strip():
        raise BadInput(say("Isi nama pejabatnya."))
    if given.valid_to is not None and given.valid_to < given.valid_from:
        raise BadInput(say("Masa jabatan harus berakhir sesudah mulai."))
    if given.standing == Standing.DEFINITIVE:
        return
    if given.valid_to is None or not given.order_number.strip():
        raise BadInput(say("Plt. dan Plh. butuh tanggal akhir dan nomor surat perintah."))
    others = post.holders.exclude(standing=Standing.DEFINITIVE)
    if others.filter(valid_from__lte=given.valid_to, valid_to__gte=given.valid_from).exists():
        raise Conflict(say("Masa itu sudah punya Plt. atau Plh. Periksa tanggalnya."))


def _end_before(post: Post, day: date) -> None:
    """Ends the definitive holder before `day`; one who began later is a mistake to tell."""
    from datetime import timedelta

    definitive = post.holders.filter(standing=Standing.DEFINITIVE, valid_to=None)
    if definitive.filter(valid_from__gte=day).exists():
        raise Conflict(say("Pejabat definitif yang tercatat mulai sesudah tanggal itu."))
    definitive.update(valid_to=day - timedelta(days=1))
