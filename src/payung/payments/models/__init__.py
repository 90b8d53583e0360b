"""Partnerships, lists to pay and their answers, budget, and the chain of money papers."""

from payung.payments.models.cards import CardState, MemberCard
from payung.payments.models.continuity import FiscalDate, Overlap
from payung.payments.models.exchange import (
    BpjsFile,
    BpjsFileRow,
    FileKind,
    FileLayout,
    ReturnFile,
    ReturnProblem,
)
from payung.payments.models.findings import AuditFinding, FindingKind, FindingState, FindingStep
from payung.payments.models.lists import HeldRow, HoldReason, ListRow, ListState, PaymentList
from payung.payments.models.minutes import MinutesName, ReconciliationMinutes
from payung.payments.models.money import MoneyDocument, MoneyKind, MoneyPart, Pagu, Spd
from payung.payments.models.partnership import Partnership

__all__ = [
    "AuditFinding",
    "BpjsFile",
    "BpjsFileRow",
    "CardState",
    "FileKind",
    "FileLayout",
    "FindingKind",
    "FindingState",
    "FindingStep",
    "FiscalDate",
    "HeldRow",
    "HoldReason",
    "ListRow",
    "ListState",
    "MemberCard",
    "MinutesName",
    "MoneyDocument",
    "MoneyKind",
    "MoneyPart",
    "Overlap",
    "Pagu",
    "Partnership",
    "PaymentList",
    "ReconciliationMinutes",
    "ReturnFile",
    "ReturnProblem",
    "Spd",
]
