"""What is done to decrees: the annex frozen with its hash, then number, date and signature."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import connection

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import record
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from payung.ledger.services import Cover, plan
from payung.programmes.annex import annex_hash, annex_rows, verification_code
from payung.programmes.candidates import covered_elsewhere
from payung.programmes.cost import monthly_amounts, same_amounts
from payung.programmes.models import Decree, DecreeState, Programme, Selection
from payung.programmes.selectors import get_decree, selections


@business_action(Role.OPERATOR)
def freeze_decree(*, actor: Actor, selection_id: int, on: date) -> Decree:
    """Freezes the names of an approved selection as an annex; a repeat gives the same decree.

    `on` is the day that the office writes on the draft; what counts later is the signature.
    """
    selection = selections(actor).filter(pk=selection_id).first()
    if selection is None or not selection.approved_by:
        raise Conflict("Peringkat ini belum disetujui. Minta persetujuan lebih dulu.")
    decree, fresh = Decree.objects.get_or_create(
        selection=selection, defaults=_draft(actor, selection)
    )
    if fresh:
        decree.people = _copy_names(decree)
        decree.annex_sha256 = annex_hash(annex_rows(decree))
        decree.verification_code = verification_code(decree.programme_id, decree.annex_sha256)
        decree.save(update_fields=["people", "annex_sha256", "verification_code"])
    record(
        actor=actor.id,
        action="programmes.freeze_decree",
        subject=f"decree:{decree.pk}",
        facts={"people": decree.people, "sha256": decree.annex_sha256, "on": on, "new": fresh},
    )
    return decree


@business_action(Role.OPERATOR, Role.APPROVER)
def sign_decree(
    *,
    actor: Actor,
    decree_id: int,
    number: str,
    dated: date,
    signed_by_name: str,
    first_month: Month,
    early_start_decision: str = "",
) -> Decree:
    """Notes number and date of the signed decree and plans its person-months.

    A month before the decree's own needs `early_start_decision`, the paper that allows it. Who is
    meanwhile paid by another public payer is left unplanned; the decree's page names them.
    """
    decree = get_decree(actor, decree_id)
    if decree.state == DecreeState.SIGNED:
        return _same_signature(actor, decree, number, dated)
    if first_month < Month.containing(dated) and not early_start_decision:
        raise BadInput("Bulan pertama mendahului tanggal SK. Isi nomor keputusan yang mengizinkan.")
    if not number.strip() or not decree.programme.first_month <= first_month:
        raise BadInput("Isi nomor SK, dan bulan pertama di dalam masa program.")
    decree.state, decree.number, decree.dated = DecreeState.SIGNED, number.strip(), dated
    decree.signed_by_name, decree.first_month = signed_by_name, first_month
    decree.early_start_decision = early_start_decision
    decree.save()
    planned, left_out = _plan_members(actor, decree)
    record(
        actor=actor.id,
        action="programmes.sign_decree",
        subject=f"decree:{decree.pk}",
        facts={"number": number, "dated": dated, "rows": planned, "left_out": left_out},
    )
    return decree


def _same_signature(actor: Actor, decree: Decree, number: str, dated: date) -> Decree:
    if (decree.number, decree.dated) != (number.strip(), dated):
        raise Conflict(f"SK ini sudah ditandatangani dengan nomor {decree.number}.")
    record(
        actor=actor.id,
        action="programmes.sign_decree",
        subject=f"decree:{decree.pk}",
        facts={"repeat": True},
    )
    return decree


def _draft(actor: Actor, selection: Selection) -> dict[str, object]:
    return {
        "programme": selection.programme,
        "state": DecreeState.FROZEN,
        "first_month": selection.programme.first_month,
        "people": 0,
        "verification_code": secrets.token_hex(8),
        "frozen_by": actor.id,
        "frozen_at": clock.now(),
        "area_id": selection.area_id,
    }


def _copy_names(decree: Decree) -> int:
    """Copies who is in as they are known today, by kelurahan and name; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO programmes_decreemember
                (decree_id, number, person_id, name, nik, birth_date, occupation, area_id)
            SELECT %s, row_number() OVER (ORDER BY r.area_id, p.name COLLATE "C", p.id), p.id,
                   p.name, p.nik, p.birth_date, p.occupation, r.area_id
            FROM programmes_ranked r JOIN registry_person p ON p.id = r.person_id
            WHERE r.selection_id = %s AND r.outcome = 'masuk'
            """,
            [decree.pk, decree.selection_id],
        )
        return int(cursor.rowcount)


def _plan_members(actor: Actor, decree: Decree) -> tuple[int, int]:
    """Plans every member from the first month to the programme's last; rows and people left out."""
    programme: Programme = decree.programme
    last = programme.last_month
    elsewhere = covered_elsewhere(actor, programme, decree.first_month, last)
    members = list(decree.members.values_list("person_id", "area_id"))
    people = [(person, area) for person, area in members if person not in elsewhere]
    by_month = monthly_amounts(programme, decree.first_month.through(last))
    planned = 0
    for months, amounts in same_amounts(by_month):
        cover = Cover(
            payer=programme.payer_id,
            scheme=programme.code,
            segment=programme.segment,
            amounts=amounts,
        )
        planned += plan(
            actor=actor,
            people=people,
            months=months,
            cover=cover,
            cause="Ditetapkan dengan SK",
            document=decree.number,
        )
    return planned, len(members) - len(people)
