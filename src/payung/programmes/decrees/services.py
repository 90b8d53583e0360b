"""A decree comes back signed: its number and date are noted, its months planned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from payung.accounts.models import Role
from payung.accounts.pages import open_to
from payung.accounts.scope import Actor, acting_as, business_action
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, NotAllowed
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.selectors import person_months
from payung.programmes.decrees.chain import refuse_open_chain
from payung.programmes.decrees.signing_service import SigningService, SignRequest
from payung.programmes.ground.limits import lock_programme, refuse_over_limit, refuse_overdrawn
from payung.programmes.ground.planning_months import plan_months
from payung.programmes.ground.selectors import get_decree, own_programme
from payung.programmes.models import Decree, DecreeState, Method, WordingKind
from payung.programmes.officials.services import signing_holder
from payung.programmes.papers.annex import annex_file, annex_rows
from payung.programmes.papers.signed_papers import Scan, keep_signed
from payung.programmes.ranking.candidates import covered_elsewhere
from payung.programmes.wording.services import newest

SIGNERS = (Role.OPERATOR, Role.APPROVER)


@business_action("programmes.sign_decree", *SIGNERS)
def sign_decree(
    *,
    actor: Actor,
    decree_id: int,
    number: str,
    dated: date,
    signed_by_name: str,
    first_month: Month,
    scan: Scan,
    early_start_decision: str = "",
) -> Decree:
    """Notes number and date of the signed decree, keeps the signed paper, plans its person-months.

    A month before the decree's own needs `early_start_decision`, the paper that allows it. Who is
    meanwhile paid by another public payer is left unplanned; the decree's page names them. Where
    the city keeps its posts, the chain must be complete, and the signer is who held the post.
    """
    decree = _locked(actor, decree_id)
    if decree.state == DecreeState.SIGNED:
        return _same_signature(decree, number, dated)
    refuse_unsignable(decree, number, dated, first_month, early_start_decision)
    holder = signing_holder(decree.area_id, dated)
    decree.state, decree.number, decree.dated = DecreeState.SIGNED, number.strip(), dated
    decree.signed_by_name = holder.name if holder else signed_by_name
    decree.first_month, decree.early_start_decision = first_month, early_start_decision
    decree.wording = newest(decree.area_id, WordingKind.DECREE)
    decree.save()
    paper = keep_signed(actor, scan, decree=decree, title=holder.title if holder else "")
    planned, left_out = _plan_members(actor, decree)
    note(
        f"decree:{decree.pk}",
        number=number,
        dated=dated,
        rows=planned,
        left_out=left_out,
        scan=paper.sha256,
        method=paper.method,
    )
    return decree


def refuse_unsignable(
    decree: Decree, number: str, dated: date, first_month: Month, early_start_decision: str
) -> None:
    """Raises unless chain, number and months allow the signature."""
    programme = decree.programme
    if decree.state == DecreeState.REOPENED:
        raise Conflict(say("Lampiran SK ini dibuka lagi. Bekukan dulu dari peringkat barunya."))
    refuse_open_chain(decree)
    if first_month < Month.containing(dated) and not early_start_decision.strip():
        raise BadInput(
            say("Bulan pertama mendahului tanggal SK. Isi nomor keputusan yang mengizinkan.")
        )
    if not number.strip() or not programme.first_month <= first_month <= programme.last_month:
        raise BadInput(say("Isi nomor SK, dan bulan pertama di dalam masa program."))


@open_to(Role.APPROVER)
def sign_electronically(
    *,
    actor: Actor,
    decree_id: int,
    terms: Mapping[str, Any],
    signer_nik: str,
    passphrase: str,
    service: SigningService,
) -> Decree:
    """Has the city's service sign the full copy, then notes it as `sign_decree` does.

    `terms` are number, dated, first_month and early_start_decision. The service is asked outside
    any transaction; a refusal leaves everything as it was. Who may not sign sends nothing there:
    NIK and passphrase are the signer's own, typed at his own sign-in and by no operator for him.
    """
    if actor.role != Role.APPROVER:
        raise NotAllowed(
            say("Tanda tangan elektronik diisi penanda tangan sendiri, dengan akunnya sendiri.")
        )
    with acting_as(actor):
        decree = get_decree(actor, decree_id)
        if decree.state == DecreeState.SIGNED:
            raise Conflict(
                say("SK ini sudah ditandatangani dengan nomor {number}.", number=decree.number)
            )
        own_programme(actor, decree.programme_id)
        refuse_unsignable(decree, **terms)
        holder = signing_holder(decree.area_id, terms["dated"])
        decree.number, decree.dated = terms["number"].strip(), terms["dated"]
        decree.first_month = terms["first_month"]
        decree.signed_by_name = holder.name if holder else ""
        title = holder.title if holder else ""
        pdf = annex_file(decree, annex_rows(decree), "pdf", masked=False, signs_as=title)
    digest = sha256(pdf).hexdigest()
    signed = service.sign(SignRequest(pdf, digest, signer_nik, passphrase))
    return sign_decree(
        actor=actor, decree_id=decree_id, signed_by_name=decree.signed_by_name,
        scan=Scan(signed, Method.ELECTRONIC), **terms,
    )  # fmt: skip


def _locked(actor: Actor, decree_id: int) -> Decree:
    """The decree, held against a second click of the same button."""
    Decree.objects.select_for_update().filter(pk=decree_id).first()
    decree = get_decree(actor, decree_id)
    own_programme(actor, decree.programme_id)
    return decree


def _same_signature(decree: Decree, number: str, dated: date) -> Decree:
    if (decree.number, decree.dated) != (number.strip(), dated):
        raise Conflict(
            say("SK ini sudah ditandatangani dengan nomor {number}.", number=decree.number)
        )
    note(f"decree:{decree.pk}", repeat=True)
    return decree


def _plan_members(actor: Actor, decree: Decree) -> tuple[int, int]:
    """Plans every member from the first month to the programme's last; rows and people left out."""
    programme = lock_programme(decree.programme_id)
    last = programme.last_month
    elsewhere = covered_elsewhere(actor, programme, decree.first_month, last)
    members = list(decree.members.values_list("person_id", "area_id"))
    people = [(person, area) for person, area in members if person not in elsewhere]
    known = person_months(actor).filter(scheme=programme.code, live=True)
    inside = set(known.values_list("person_id", flat=True).distinct())
    fresh = sum(person not in inside for person, _area in people)
    refuse_over_limit(actor, programme, decree.first_month, fresh)
    planned = plan_months(
        actor, programme, people, (decree.first_month, last), cause=say("Ditetapkan dengan SK"),
        document=decree.number,
    )  # fmt: skip
    if planned:
        refuse_overdrawn(actor, programme)
    return planned, len(members) - len(people)
