"""All tables of the room: events, cases, what must be done, what came of it, unclaimed deaths."""

from payung.claims.models.case import (
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
from payung.claims.models.work import Care, Obligation, Paper, Stage, StageNotice, StatusTry, Task

__all__ = [
    "HOLDING",
    "Amount",
    "AttemptKind",
    "Care",
    "Case",
    "CaseFacts",
    "CaseState",
    "ChangeKind",
    "ChangeState",
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
    "Stage",
    "StageChange",
    "StageNotice",
    "StatusTry",
    "Task",
    "Teller",
    "ToldIn",
    "YearState",
]
