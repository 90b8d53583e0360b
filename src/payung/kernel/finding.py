"""A finding: one thing in a sender's list that a person must mend or look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "galat"
    WARNING = "peringatan"


class RowStatus(StrEnum):
    OK = "ok"
    REVIEW = "periksa"
    REFUSED = "tolak"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `row` as Excel shows it, 0 for the sheet as a whole."""

    file: str
    sheet: str
    row: int
    column: str
    code: str
    severity: Severity
    message: str
    suggestion: str = ""
