"""The annex of a decree: frozen with its hash, opened again before the signature, frozen anew."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import connection

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.programmes.decrees.returning import take_back
from payung.programmes.ground.limits import lock_programme
from payung.programmes.ground.selectors import get_decree, own_programme, selections
from payung.programmes.models import Decree, DecreeState, Programme, Selection
from payung.programmes.papers.annex import annex_hash, annex_rows, verification_code
from payung.programmes.scheme.services import components


@business_action("programmes.freeze_decree", Role.OPERATOR)
def freeze_decree(*, actor: Actor, selection_id: int, on: date) -> Decree:
    """Freezes the names of an approved selection as an annex; a repeat gives the same decree.

    It replaces the draft that was opened again, if there is one; both annexes are kept.
    `on` is the day that the office writes on the draft; what counts later is the signature.
    """
    selection = selections(actor).filter(pk=selection_id).first()
    if selection is None or not selection.approved_by:
        raise Conflict(say("Peringkat ini belum disetujui. Minta persetujuan lebih dulu."))
    own_programme(actor, selection.programme_id)
    _refuse_without_account(selection.programme)
    decree, fresh = _draft(actor, selection)
    if fresh:
        decree.people = _copy_names(decree)
        decree.annex_sha256 = annex_hash(annex_rows(decree))
        decree.verification_code = verification_code(decree.programme_id, decree.annex_sha256)
        if decree.replaces:
            decree.verification_code = verification_code(
                f"{decree.programme_id}/{decree.pk}", decree.annex_sha256
            )
        decree.save(update_fields=["people", "annex_sha256", "verification_code"])
    note(f"decree:{decree.pk}", people=decree.people, sha256=decree.annex_sha256, on=on, new=fresh)
    return decree


@business_action("programmes.reopen_decree", Role.OPERATOR)
def reopen_decree(*, actor: Actor, decree_id: int, reason: str) -> Decree:
    """Opens the annex of an unsigned decree: the ranking waits for approval again, or for another.

    A note that is on its way is taken back with the same reason.
    """
    decree = get_decree(actor, decree_id)
    own_programme(actor, decree.programme_id)
    Decree.objects.select_for_update().get(pk=decree.pk)
    if decree.state != DecreeState.FROZEN:
        raise Conflict(say("Hanya lampiran SK yang belum ditandatangani bisa dibuka lagi."))
    if len(reason.strip()) < 5:
        raise BadInput(say("Tulis alasannya, paling sedikit 5 huruf."))
    take_back(actor, decree, reason=reason, on=clock.today())
    selection = decree.selection
    selection.approved_by, selection.approved_at = "", None
    selection.save(update_fields=["approved_by", "approved_at"])
    decree.state = DecreeState.REOPENED
    decree.save(update_fields=["state"])
    note(f"decree:{decree.pk}", selection=selection.pk)
    return decree


def _draft(actor: Actor, selection: Selection) -> tuple[Decree, bool]:
    """The decree of a selection, and whether it is a new one; it replaces an opened one."""
    lock_programme(selection.programme_id)  # one draft of a programme at a time
    drafts = Decree.objects.filter(programme=selection.programme)
    known = drafts.filter(selection=selection).exclude(state=DecreeState.REOPENED).first()
    if known is not None:
        return known, False
    made = Decree.objects.create(
        selection=selection, programme=selection.programme, state=DecreeState.FROZEN,
        replaces=drafts.filter(state=DecreeState.REOPENED, replaced_by=None).first(),
        first_month=selection.programme.first_month, people=0,
        verification_code=secrets.token_hex(8), frozen_by=actor.id, frozen_at=clock.now(),
        area_id=selection.area_id,
    )  # fmt: skip
    return made, True


def _refuse_without_account(programme: Programme) -> None:
    for component in components(programme):
        if not programme.accounts.get(component):
            raise BadInput(
                say(
                    "Kode rekening {component} program ini belum diisi.",
                    component=component.upper(),
                )
            )


def _copy_names(decree: Decree) -> int:
    """Copies who is in as they are known today, by kelurahan and name; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO programmes_decreemember
                (decree_id, number, person_id, name, nik, birth_date, occupation, area_id)
            SELECT %s, row_number() OVER (ORDER BY r.area_id, p.name COLLATE "C", p.id), p.id,
                   p.name, p.nik, p.birth_date, p.occupation, r.area_id
            FROM programmes_ranked r JOIN registry_known p ON p.id = r.person_id
            WHERE r.selection_id = %s AND r.outcome = 'masuk'
            """,
            [decree.pk, decree.selection_id],
        )
        return int(cursor.rowcount)
