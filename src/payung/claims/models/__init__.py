"""All tables of the room: events, cases, what must be done, what came of it, unclaimed deaths."""

from payung.claims.models.calls import CallRequest, CallTime
from payung.claims.models.case import (
    BasisCorrection,
    Case,
    CaseFacts,
    CaseState,
    Entitlement,
    Evidence,
    FamilyMember,
    Program,
    StageChange,
)
from payung.claims.models.change import HOLDING, ChangeKind, ChangeState, LifeChange
from payung.claims.models.complaints import (
    CONFIDENTIAL,
    Complaint,
    ComplaintKind,
    ComplaintState,
    ComplaintWay,
)
from payung.claims.models.deaths import (
    AttemptKind,
    DeathList,
    DeathMatch,
    DeathRow,
    FamilyAttempt,
    How,
    MatchState,
    PatternNote,
)
from payung.claims.models.event import Event, EventKind, EventReport, ReportSource, Teller
from payung.claims.models.messages import MessageWay, SentMessage
from payung.claims.models.named import NamedKind, NamedReport, NamedState
from payung.claims.models.outcome import (
    Amount,
    Decision,
    Objection,
    Payment,
    Rung,
    ScholarshipYear,
    SchoolClass,
    YearState,
)
from payung.claims.models.told import ToldIn
from payung.claims.models.work import Care, Obligation, Paper, Stage, StageNotice, Task

__all__ = [
    "CONFIDENTIAL",
    "HOLDING",
    "Amount",
    "AttemptKind",
    "BasisCorrection",
    "CallRequest",
    "CallTime",
    "Care",
    "Case",
    "CaseFacts",
    "CaseState",
    "ChangeKind",
    "ChangeState",
    "Complaint",
    "ComplaintKind",
    "ComplaintState",
    "ComplaintWay",
    "DeathList",
    "DeathMatch",
    "DeathRow",
    "Decision",
    "Entitlement",
    "Event",
    "EventKind",
    "EventReport",
    "Evidence",
    "FamilyAttempt",
    "FamilyMember",
    "How",
    "LifeChange",
    "MatchState",
    "MessageWay",
    "NamedKind",
    "NamedReport",
    "NamedState",
    "Objection",
    "Obligation",
    "Paper",
    "PatternNote",
    "Payment",
    "Program",
    "ReportSource",
    "Rung",
    "ScholarshipYear",
    "SchoolClass",
    "SentMessage",
    "Stage",
    "StageChange",
    "StageNotice",
    "Task",
    "Teller",
    "ToldIn",
    "YearState",
]
