"""Reading uploads and what the check said of them, limited to the actor's area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from payung.accounts.scope import Actor
from payung.areas.selectors import within
from payung.intake.models import Row, RowFinding, Upload, UploadState
from payung.intake.services import uploads
from payung.intake.wording import column_name
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say
from payung.ui.words import shown


@dataclass(frozen=True)
class FindingGroup:
    """All findings of one code in one upload, with one of their sentences."""

    code: str
    severity: str
    count: int
    example: str


@dataclass(frozen=True)
class Mend:
    """One finding as the sender must mend it; `name` is empty for a finding about a sheet."""

    sheet: str
    row: int | None
    name: str
    column: str
    message: str
    severity: str

    @property
    def field(self) -> str:
        return str(column_name(self.column))


def get_upload(actor: Actor, upload_id: UUID) -> Upload:
    """One upload that lies in the actor's area."""
    upload = uploads(actor).select_related("area").filter(pk=upload_id).first()
    if upload is None:
        raise OutOfArea(say("Berkas ini tidak ada di wilayah Anda."))
    return upload


def search_uploads(
    actor: Actor, *, text: str = "", state: str = "", area: str = ""
) -> QuerySet[Upload]:
    """Uploads by file name or sender, by state, by area, newest first."""
    rows = uploads(actor).select_related("area")
    if text:
        rows = rows.filter(Q(filename__icontains=text) | Q(sender__icontains=text))
    if state:
        rows = rows.filter(state=state)
    if area:
        rows = rows.filter(**within(area))
    return rows


def finding_groups(actor: Actor, upload: Upload) -> list[FindingGroup]:
    """The findings of an upload by code: errors first, the commonest first."""
    rows = (
        _findings(actor, upload)
        .order_by()
        .values("code", "severity")
        .annotate(count=Count("pk"), example=Min("message"))
    )
    groups = [FindingGroup(**row | {"example": shown(row["example"])}) for row in rows]
    return sorted(groups, key=lambda g: (g.severity != "galat", -g.count, g.code))


def to_mend(actor: Actor, upload: Upload, code: str = "") -> QuerySet[RowFinding]:
    """The findings of an upload in the order of its rows, of one code or all."""
    found = _findings(actor, upload)
    return found.filter(code=code) if code else found


def with_names(upload: Upload, findings: Sequence[RowFinding]) -> list[Mend]:
    """A page of findings with the names on their rows; one query for all."""
    numbers = {f.number for f in findings if f.number is not None}
    names = dict(
        Row.objects.filter(upload=upload, number__in=numbers).values_list("number", "name")
    )
    return [
        Mend(
            f.sheet,
            f.sheet_row or None,
            names.get(f.number or 0, ""),
            f.column,
            shown(f.message),
            f.severity,
        )
        for f in findings
    ]


def line_in_sheet(upload: Upload, number: int | None) -> int | None:
    """The line of the sender's own sheet in which a row of the list stands."""
    rows = Row.objects.filter(upload=upload, number=number or 0)
    return rows.values_list("sheet_row", flat=True).first()


def open_uploads(actor: Actor) -> dict[str, tuple[int, datetime | None]]:
    """How many uploads wait for a check and for a confirmation, and since when."""
    rows = (
        uploads(actor)
        .filter(state__in=(UploadState.RECEIVED, UploadState.CHECKED))
        .order_by()
        .values_list("state")
        .annotate(n=Count("pk"), oldest=Min("received_at"))
    )
    return {state: (n, oldest) for state, n, oldest in rows}


def findings_frame(upload: Upload) -> Any:
    """The findings of an upload as the list rooms read them: a table with contract's columns."""
    import polars as pl

    rows = [
        (f.sheet, f.sheet_row, f.column, f.code, f.severity, f.message, f.suggestion.reveal())
        if f.suggestion
        else (f.sheet, f.sheet_row, f.column, f.code, f.severity, f.message, "")
        for f in RowFinding.objects.filter(upload=upload)
    ]
    names = ["sheet", "row", "column", "code", "severity", "message", "suggestion"]
    kinds = {name: pl.Int64 if name == "row" else pl.String for name in names}
    frame = pl.DataFrame(rows, schema=kinds, orient="row")
    return frame.with_columns(file=pl.lit(upload.filename))


def _findings(actor: Actor, upload: Upload) -> QuerySet[RowFinding]:
    return RowFinding.objects.filter(upload__in=uploads(actor).filter(pk=upload.pk))
