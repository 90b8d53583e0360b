"""What the year leaves to audit: files to BPJS, minutes, cards, news that came late, findings.

News of moves and jobs reaches the office only in December, and one death a month late, so that
months were paid in good faith; the Inspektorat finds them, and the office answers.
"""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from payung.accounts.scope import acting_as
from payung.audit.clock import telling
from payung.claims.models import ChangeKind
from payung.claims.news.services import ChangeReport, confirm_change, report_change
from payung.demo.mainjob.people import Cast
from payung.kernel.errors import Conflict
from payung.kernel.month import Month
from payung.ledger.models import State
from payung.ledger.selectors import person_months
from payung.payments.audit.followup import answer_finding, close_finding, findings, open_findings
from payung.payments.cards.services import cards_of, list_cards, note_cards
from payung.payments.exchange.making import make_file
from payung.payments.exchange.returns import take_return
from payung.payments.minutes.services import draft_minutes, sign_minutes
from payung.payments.models import BpjsFile, FileKind, FindingKind

if TYPE_CHECKING:
    import polars as pl

HEARD_ON, CLOSED_ON = date(2025, 12, 22), date(2025, 12, 30)
_NEWS = (
    (ChangeKind.MOVE, date(2025, 8, 9), "Kabupaten Muaro Jambi"),
    (ChangeKind.MOVE, date(2025, 9, 15), "Kota Palembang"),
    (ChangeKind.NEW_JOB, date(2025, 10, 6), "Gudang contoh, tenaga angkut"),
    (ChangeKind.CIVIL_SERVANT, date(2025, 11, 3), "Sekolah dasar contoh, guru PPPK"),
)
_MINUTES = (
    (Month.of(2025, 6), Month.of(2025, 6), date(2025, 7, 4), date(2025, 7, 11)),
    (Month.of(2025, 7), Month.of(2025, 9), date(2025, 10, 3), date(2025, 10, 14)),
    (Month.of(2025, 10), Month.of(2025, 10), date(2025, 11, 14), None),
)
_SCAN = b"%PDF-1.4\n% contoh pindaian bertanda tangan\n"
_CARDS_ON = date(2025, 7, 18)
_HANDED, _FAMILY, _CAME_BACK = 0.86, 0.61, 0.04


def exchange_month(cast: Cast, code: str, month: Month, answers: pl.DataFrame, on: date) -> None:
    """The new and those who left, each with BPJS's answer; `answers` are those to the list."""
    with telling(on):
        for kind in (FileKind.NEW, FileKind.EXIT):
            try:
                made = make_file(actor=cast["operator"], programme=code, kind=kind, month=month)
            except Conflict:
                continue  # nobody is new or has left
            _take(cast, made, answers if kind == FileKind.NEW else None)


def _take(cast: Cast, made: BpjsFile, answers: pl.DataFrame | None) -> None:
    """BPJS takes every exit; of the new it rejects whom it rejects in the list."""
    from payung.lists.returns import ReturnRow

    with acting_as(cast["operator"]):
        niks = [row.person.nik.reveal() for row in made.rows.select_related("person")]
    if answers is None:
        told = [(nik, True, "", "") for nik in niks]
    else:
        mine = answers.filter(answers["nik"].is_in(niks))
        told = list(mine.select("nik", "accepted", "reason", "kpj").iter_rows())
    rows = [
        ReturnRow("Hasil", number, nik, "accepted" if yes else "rejected", "", reason, kpj, "")
        for number, (nik, yes, reason, kpj) in enumerate(told, start=2)
    ]
    name = f"jawaban-{made.kind}-{made.month}.xlsx"
    take_return(
        actor=cast["bpjs"], name=name, content=name.encode(), rows=rows, file_id=made.pk
    )  # fmt: skip


def hand_over_cards(cast: Cast, seed: int) -> None:
    """Most cards reach their people by July; fewer families say that they know."""
    with telling(_CARDS_ON):
        list_cards(actor=cast["operator"], on=_CARDS_ON)
        with acting_as(cast["operator"]) as actor:
            ids = sorted(cards_of(actor).values_list("person_id", "pk"))
        chance = Random(f"{seed}-kartu")
        drawn = [(pk, chance.random(), chance.random()) for _, pk in ids]
        note: dict[str, Any] = {"actor": cast["operator"], "on": _CARDS_ON}
        note_cards(**note, ids=[pk for pk, fate, _ in drawn if fate < _HANDED], handed=True)
        back = [pk for pk, fate, _ in drawn if _HANDED <= fate < _HANDED + _CAME_BACK]
        note_cards(**note, ids=back, handed=False, reason="Alamat tidak ditemukan")
        knows = [pk for pk, fate, told in drawn if fate < _HANDED and told < _FAMILY]
        note_cards(**note, ids=knows, family_knows=True)


def keep_minutes(cast: Cast, codes: tuple[str, ...], month: Month) -> None:
    """The BA of the span that has just ended, if one is due; the last waits for signatures."""
    for first, last, drafted, signed in _MINUTES:
        if last != month:
            continue
        for code in codes:
            with telling(drafted):
                minutes = draft_minutes(
                    actor=cast["operator"], programme=code, first=first, last=last, on=drafted
                )
            if signed is not None:
                with telling(signed):
                    sign_minutes(
                        actor=cast["keuangan"], minutes_id=minutes.pk, city="Kepala Disnaker",
                        bpjs="Kepala Cabang", on=signed, scan=_SCAN,
                        follow_up="Nama yang belum bisa didaftarkan diperbaiki kelurahan.",
                    )  # fmt: skip


def close_year(cast: Cast, codes: tuple[str, ...], seed: int) -> None:
    """Late news, then the register of findings: two answered, one of them closed."""
    with acting_as(cast["operator"]):
        members = sorted(
            person_months(cast["operator"])
            .filter(scheme__in=codes, month=Month.of(2025, 12), component="jkm", state=State.POSTED)
            .values_list("person_id", flat=True)
        )
    people = Random(f"{seed}-kabar").sample(members, len(_NEWS))
    with telling(HEARD_ON):
        for person, (kind, happened, detail) in zip(people, _NEWS, strict=True):
            change = report_change(
                actor=cast["operator"],
                report=ChangeReport(
                    id=uuid5(NAMESPACE_URL, f"payung-demo-{seed}-{person}-{kind}"),
                    person_id=person, kind=kind, happened_on=happened, detail=detail,
                ),
                today=HEARD_ON,
            )  # fmt: skip
            confirm_change(actor=cast["verifikator"], change_id=change.pk, today=HEARD_ON)
    with telling(CLOSED_ON):
        _follow_up(cast)


def _follow_up(cast: Cast) -> None:
    open_findings(actor=cast["inspektorat"], on=CLOSED_ON)
    with acting_as(cast["operator"]) as actor:
        wanted = (FindingKind.MOVE, FindingKind.NEW_JOB)
        answered = list(findings(actor).filter(kind__in=wanted).order_by("happened_on")[:2])
    for number, finding in enumerate(answered, start=1):
        answer_finding(
            actor=cast["operator"], finding_id=finding.pk, on=CLOSED_ON,
            what="Kabar baru sampai Desember; permintaan pengembalian sudah dikirim ke BPJS.",
            document=f"560/{number:03d}/Disnaker/2025",
        )  # fmt: skip
    if answered:
        close_finding(
            actor=cast["inspektorat"], finding_id=answered[0].pk, on=CLOSED_ON,
            conclusion="Dibayar sebelum kota tahu; pengembalian dipantau.",
        )  # fmt: skip
