"""What other rooms and commands do to programmes, gathered from the folders of the room."""

from __future__ import annotations

from payung.programmes.amendments.services import (
    Leaver,
    approve_amendment,
    propose_amendment,
    refuse_amendment,
)
from payung.programmes.amendments.signing import record_refund, sign_amendment
from payung.programmes.decrees.chain import draft_note, give_paraf
from payung.programmes.decrees.freezing import freeze_decree, reopen_decree
from payung.programmes.decrees.returning import return_decree
from payung.programmes.decrees.services import sign_decree, sign_electronically
from payung.programmes.ground.limits import lock_programme
from payung.programmes.officials.services import appoint, keep_post
from payung.programmes.ranking.services import approve_selection, rank
from payung.programmes.scheme.services import (
    create_programme,
    set_criteria,
    set_quotas,
    update_programme,
)
from payung.programmes.terms.services import NewTerms, approve_terms, propose_terms, refuse_terms
from payung.programmes.works.services import pay_work, register_work

__all__ = [
    "Leaver",
    "NewTerms",
    "appoint",
    "approve_amendment",
    "approve_selection",
    "approve_terms",
    "create_programme",
    "draft_note",
    "freeze_decree",
    "give_paraf",
    "keep_post",
    "lock_programme",
    "pay_work",
    "propose_amendment",
    "propose_terms",
    "rank",
    "record_refund",
    "refuse_amendment",
    "refuse_terms",
    "register_work",
    "reopen_decree",
    "return_decree",
    "set_criteria",
    "set_quotas",
    "sign_amendment",
    "sign_decree",
    "sign_electronically",
    "update_programme",
]
