"""Programmes, rankings, decrees and what belongs to them, by subject."""

from payung.programmes.models.amendment import Amendment, AmendmentState, Change, ChangeReason
from payung.programmes.models.decree import Decree, DecreeMember, DecreeState
from payung.programmes.models.programme import Prepaid, Programme, Quota
from payung.programmes.models.rates import RateDecision
from payung.programmes.models.selection import Outcome, Ranked, Selection
from payung.programmes.models.signing import (
    DecreeReturn,
    Holder,
    Method,
    NotaDinas,
    Paraf,
    Post,
    SignedPaper,
    Standing,
)
from payung.programmes.models.terms import TermsChange, TermsState
from payung.programmes.models.wording import Wording, WordingKind
from payung.programmes.models.works import Work, WorkMember

__all__ = [
    "Amendment",
    "AmendmentState",
    "Change",
    "ChangeReason",
    "Decree",
    "DecreeMember",
    "DecreeReturn",
    "DecreeState",
    "Holder",
    "Method",
    "NotaDinas",
    "Outcome",
    "Paraf",
    "Post",
    "Prepaid",
    "Programme",
    "Quota",
    "Ranked",
    "RateDecision",
    "Selection",
    "SignedPaper",
    "Standing",
    "TermsChange",
    "TermsState",
    "Wording",
    "WordingKind",
    "Work",
    "WorkMember",
]
