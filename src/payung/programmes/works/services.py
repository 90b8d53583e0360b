"""RT works under Jakon: registered with the letter that names the workers, paid once for all.

Cover of works is no membership: it collides with nothing and adds no month to anybody's count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.areas.selectors import within
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, NotAllowed, OutOfArea
from payung.kernel.month import Month
from payung.kernel.sentence import Rp, say
from payung.ledger.models import Segment
from payung.programmes.ground.limits import lock_programme, refuse_beyond_ceiling
from payung.programmes.ground.selectors import get_programme
from payung.programmes.models import Programme, Work, WorkMember
from payung.registry.selectors import persons

MAKERS = (Role.RT, Role.VERIFIER, Role.OPERATOR)
READERS = (*MAKERS, Role.APPROVER, Role.FINANCE, Role.AUDITOR, Role.BPJS)


@dataclass(frozen=True, kw_only=True)
class WorkLetter:
    """What the letter says: the work, its value, its days, and who works on it."""

    name: str
    value_rp: int
    first_day: date
    last_day: date
    letter_number: str
    letter_dated: date
    people: Sequence[int]
    decision: str = ""


def works(actor: Actor) -> QuerySet[Work]:
    """Works of the actor's area, the newest first."""
    area = require_scope(actor)
    works = Work.objects.filter(**within(area))
    return works.select_related("programme", "programme__payer", "area__parent")


def get_work(actor: Actor, work_id: int) -> Work:
    work = works(actor).filter(pk=work_id).first()
    if work is None:
        raise OutOfArea(say("Pekerjaan ini tidak ada di wilayah Anda."))
    return work


def workers_to_choose(actor: Actor, area: str) -> list[tuple[int, str]]:
    """People of one RT or kelurahan as (id, name)."""
    if not actor.covers(area):
        raise OutOfArea(say("Wilayah ini di luar wilayah Anda."))
    people = persons(actor).filter(**within(area)).order_by("name")
    return list(people.values_list("pk", "name"))


@business_action("programmes.register_work", *MAKERS)
def register_work(*, actor: Actor, programme: str, area: str, given: WorkLetter) -> Work:
    """Notes a work with its letter; the contribution follows from its value by the law.

    `OverLimit` if the programme's ceiling does not pay it; the last rupiah is given once.
    """
    found = get_programme(actor, programme)
    if found.segment != Segment.JAKON or not actor.covers(area):
        raise BadInput(say("Pilih program Jakon dan wilayah Anda sendiri."))
    _refuse(found, given)
    jkk, jkm = _contribution(given)
    locked = lock_programme(found.code)
    if Work.objects.filter(area_id=area, letter_number=given.letter_number.strip()).exists():
        raise Conflict(say("Surat tugas dengan nomor itu sudah dicatat untuk wilayah ini."))
    refuse_beyond_ceiling(actor, locked, jkk + jkm)
    work = Work.objects.create(
        programme=locked, name=given.name.strip(), value_rp=given.value_rp,
        first_day=given.first_day, last_day=given.last_day,
        letter_number=given.letter_number.strip(), letter_dated=given.letter_dated, jkk_rp=jkk,
        jkm_rp=jkm, decision=given.decision.strip(), made_by=actor.id, made_at=clock.now(),
        area_id=area,
    )  # fmt: skip
    _name_workers(actor, work, given.people)
    note(
        f"work:{work.pk}",
        value_rp=given.value_rp,
        contribution_rp=jkk + jkm,
        people=len(given.people),
    )
    return work


@business_action("programmes.pay_work", Role.OPERATOR, Role.FINANCE)
def pay_work(*, actor: Actor, work_id: int, proof: str, paid_on: date) -> Work:
    """Notes the one payment of a work; who registered it does not pay it."""
    Work.objects.select_for_update().filter(pk=work_id).first()
    work = get_work(actor, work_id)
    if work.paid_on is not None:
        raise Conflict(say("Pekerjaan ini sudah dibayar dengan bukti {proof}.", proof=work.proof))
    if work.made_by == actor.id:
        raise NotAllowed(say("Pencatat pekerjaan tidak boleh membayarnya. Minta pejabat lain."))
    if not proof.strip() or paid_on < work.letter_dated:
        raise BadInput(say("Isi nomor bukti, dan tanggal bayar sesudah tanggal surat tugas."))
    work.paid_on, work.proof, work.paid_by = paid_on, proof.strip(), actor.id
    work.save()
    note(f"work:{work.pk}", proof=work.proof, paid_on=paid_on, amount_rp=work.contribution_rp)
    return work


def _refuse(programme: Programme, given: WorkLetter) -> None:
    if not given.name.strip() or not given.letter_number.strip():
        raise BadInput(say("Isi nama pekerjaan dan nomor surat tugas."))
    if given.last_day < given.first_day or given.letter_dated > given.first_day:
        raise BadInput(say("Surat tugas harus terbit sebelum mulai, dan selesai sesudah mulai."))
    begins = Month.containing(given.first_day)
    if not programme.first_month <= begins <= programme.last_month:
        raise BadInput(say("Pekerjaan harus mulai di dalam masa program."))
    if given.value_rp < 1 or not given.people:
        raise BadInput(say("Isi nilai pekerjaan dan pilih paling sedikit satu pekerja."))


def _contribution(given: WorkLetter) -> tuple[int, int]:
    """JKK and JKM in rupiah; an amount that the sources leave open needs a decision."""
    from payung.law.jamsostek.iuran import jakon_contribution

    contribution = jakon_contribution(Month.containing(given.first_day), given.value_rp)
    if contribution.total is None and not given.decision.strip():
        high = Rp(contribution.known_high)
        raise BadInput(
            say("Iurannya belum pasti (paling banyak {high}). Isi nomor keputusannya.", high=high)
        )
    return contribution.jkk, contribution.jkm


def _name_workers(actor: Actor, work: Work, people: Sequence[int]) -> None:
    known = dict(persons(actor).filter(pk__in=people).values_list("pk", "area_id"))
    if len(known) != len(set(people)):
        raise OutOfArea(say("Sebagian pekerja tidak ada di wilayah Anda."))
    WorkMember.objects.bulk_create(
        WorkMember(work=work, person_id=person, area_id=work.area_id) for person in sorted(known)
    )
