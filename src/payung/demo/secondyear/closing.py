"""The end of 2025: its last minutes signed, its open findings answered, its accounts read."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.accounts.scope import acting_as
from payung.audit.clock import telling
from payung.demo.mainjob import covering
from payung.demo.mainjob.people import Cast
from payung.kernel.month import Month
from payung.payments.audit.followup import answer_finding, findings
from payung.payments.minutes.selectors import unsigned
from payung.payments.minutes.services import draft_minutes, sign_minutes
from payung.payments.models import FindingState
from payung.payments.money import accrual
from payung.payments.money.overview import overview

YEAR_END = date(2025, 12, 31)
_DRAFTED_ON, _SIGNED_ON, _ANSWERED_ON = date(2026, 1, 8), date(2026, 1, 16), date(2026, 1, 20)
_SCAN = b"%PDF-1.4\n% contoh pindaian bertanda tangan\n"


def close_2025(cast: Cast) -> dict[str, Any]:
    """What the year bought, what it owed and had prepaid on its last day, what is still open."""
    with telling(_DRAFTED_ON):
        for code in covering.CODES:
            draft_minutes(
                actor=cast["operator"], programme=code, first=Month.of(2025, 11),
                last=covering.LAST, on=_DRAFTED_ON,
            )  # fmt: skip
    with telling(_SIGNED_ON):
        _sign_minutes(cast)
    with telling(_ANSWERED_ON):
        _answer_findings(cast)
    with acting_as(cast["operator"]) as actor:
        view = overview(actor, YEAR_END.year, "apbd")
        open_states = (FindingState.CLOSED, FindingState.ANSWERED)
        return {
            "paid_rp": view.total.sp2d,
            "rest_rp": view.rest,
            "owed_rp": sum(line.amount_rp for line in accrual.owed(actor, YEAR_END)),
            "prepaid_rp": sum(line.amount_rp for line in accrual.prepaid(actor, YEAR_END)),
            "minutes_unsigned": unsigned(actor).count(),
            "findings_without_answer": findings(actor).exclude(state__in=open_states).count(),
        }


def _sign_minutes(cast: Cast) -> None:
    with acting_as(cast["keuangan"]) as actor:
        waiting = [minutes.pk for minutes in unsigned(actor)]
    for minutes_id in waiting:
        sign_minutes(
            actor=cast["keuangan"], minutes_id=minutes_id, city="Kepala Disnaker",
            bpjs="Kepala Cabang", on=_SIGNED_ON, scan=_SCAN,
            follow_up="Nama yang belum bisa didaftarkan masuk verifikasi 2026.",
        )  # fmt: skip


def _answer_findings(cast: Cast) -> None:
    with acting_as(cast["operator"]) as actor:
        waiting = list(findings(actor).filter(state=FindingState.OPEN))
    for number, finding in enumerate(waiting, start=11):
        answer_finding(
            actor=cast["operator"], finding_id=finding.pk, on=_ANSWERED_ON,
            what="Diperiksa saat tutup tahun; permintaan pengembalian dikirim ke BPJS.",
            document=f"560/{number:03d}/Disnaker/2026",
        )  # fmt: skip
