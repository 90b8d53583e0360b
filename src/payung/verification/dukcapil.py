"""Matching with Dukcapil: who is asked about and why, and what the answer says, taken in at once.

Nothing in an answer refuses anybody: a death or a move becomes a report for a person to judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from django.db import connection
from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, OutOfArea
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.services import hold_after_deaths
from payung.registry.deaths import When, unknown_days
from payung.registry.matching import opened
from payung.registry.models import FactKind
from payung.registry.reports import report_facts
from payung.verification.models import Match, MatchRequest, MatchResult, ProposalState

if TYPE_CHECKING:
    import polars as pl

MATCHERS = (Role.OPERATOR, Role.VERIFIER)
_LIVING = (ProposalState.WAITING, ProposalState.VERIFIED)
_DEAD, _MOVED = MatchResult.DEATH.value, MatchResult.MOVE.value


DEATH_TOLD = say("Kematian menurut Dukcapil")
"""Why months after it are held; taking the answer back frees them."""


class Matcher(Protocol):
    """Whoever can say what Dukcapil knows: an answer file today, a web service one day."""

    @property
    def source(self) -> str:
        """Who answers, in words that stand beside each result."""
        ...

    def answers(self, people: pl.DataFrame) -> pl.DataFrame:
        """`people`: row_id, nik, nama, tanggal_lahir, jenis_kelamin, all text. The answer: row_id,
        nik, hasil (a `MatchResult`, anything else is unclear) as text, tanggal (of the answer) and,
        where it is told, tanggal_meninggal as date or null."""
        ...


@dataclass(frozen=True, slots=True)
class RegisterAnswerTaken:
    """What an answer brought: persons by result, rows that were not clear, reports of lives."""

    results: dict[str, int] = field(default_factory=dict)
    unclear: int = 0
    unanswered: int = 0
    reported: int = 0


@business_action("verification.request_match", *MATCHERS)
def request_match(*, actor: Actor, area: str, purpose: str) -> MatchRequest:
    """Gathers everyone who is proposed in `area` and not refused; the purpose is kept."""
    if len(purpose.strip()) < 5:
        raise BadInput(say("Tulis tujuan pemadanan, paling sedikit 5 huruf."))
    if not actor.covers(area):
        raise OutOfArea(say("Wilayah ini bukan wilayah Anda. Pilih wilayah Anda sendiri."))
    request = MatchRequest.objects.create(
        area_id=area,
        purpose=purpose.strip(),
        people=0,
        made_by=actor.id,
        made_at=clock.now(),
    )
    request.people = _gather(request)
    if not request.people:
        raise BadInput(say("Belum ada usulan untuk dipadankan di wilayah itu."))
    request.save(update_fields=["people"])
    note(f"match:{request.pk}", purpose=request.purpose, area=area, people=request.people)
    return request


@business_action("verification.open_match", *MATCHERS)
def people_asked(*, actor: Actor, request_id: int) -> pl.DataFrame:
    """The persons of a request with their identity opened, for a file or a service.

    Columns row_id, nik, nama, tanggal_lahir, jenis_kelamin as text; each opening is noted with
    the request's purpose.
    """
    request = get_request(actor, request_id)
    frame = _people(request)
    note(f"match:{request.pk}", purpose=request.purpose, people=frame.height)
    return frame


@business_action("verification.take_answers", *MATCHERS)
def take_answers(*, actor: Actor, request_id: int, matcher: Matcher) -> RegisterAnswerTaken:
    """Stores what the matcher answers; a later answer replaces the one before.

    A row whose number and NIK don't belong together in this request is unclear and stays out.
    """
    request = get_request(actor, request_id)
    frame = _belonging(_people(request), matcher)
    taken = _store(actor, request, frame, matcher.source)
    request.answered_by, request.answered_at = actor.id, clock.now()
    request.save(update_fields=["answered_by", "answered_at"])
    note(
        f"match:{request.pk}",
        purpose=request.purpose,
        results=taken.results,
        reported=taken.reported,
    )
    return taken


def origin_of(request: MatchRequest) -> str:
    """How a fact of life names the answer from which it came."""
    return f"match:{request.pk}"


def requests(actor: Actor) -> QuerySet[MatchRequest]:
    """Requests of the actor's area, newest first."""
    area = require_scope(actor)
    requests = MatchRequest.objects.filter(area_id__gte=area, area_id__lt=f"{area}/")
    return requests.select_related("area__parent")


def get_request(actor: Actor, request_id: int) -> MatchRequest:
    found = requests(actor).filter(pk=request_id).first()
    if found is None:
        raise OutOfArea(say("Permintaan ini tidak ada di wilayah Anda."))
    return found


def matches_of(actor: Actor, records: Sequence[int]) -> QuerySet[Match]:
    """What was answered about one person, newest first."""
    require_scope(actor)
    matches = Match.objects.filter(person__in=list(records)).exclude(result="")
    return matches.select_related("request").order_by("-answered_on", "-pk")


def _gather(request: MatchRequest) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO verification_match (request_id, number, person_id, result, source)
            SELECT %s, row_number() OVER (ORDER BY person_id), person_id, '', ''
            FROM (
                SELECT DISTINCT person_id FROM verification_proposal
                WHERE area_id >= %s AND area_id < %s AND state = ANY(%s)
            ) proposed
            """,
            [request.pk, request.area_id, f"{request.area_id}/", [s.value for s in _LIVING]],
        )
        return int(cursor.rowcount)


def _people(request: MatchRequest) -> pl.DataFrame:
    import polars as pl

    numbers = dict(request.matches.values_list("person_id", "number"))
    people = opened(list(numbers))
    rows = [str(numbers[int(person)]) for person in people["id"]]
    numbered = people.with_columns(row_id=pl.Series(rows, dtype=pl.String))
    ordered = numbered.sort(pl.col("row_id").cast(pl.Int64))
    return ordered.select("row_id", "nik", "nama", "tanggal_lahir", "jenis_kelamin")


def _belonging(people: pl.DataFrame, matcher: Matcher) -> pl.DataFrame:
    """All answers with `known`: the row and its NIK are this request's, the result is one."""
    import polars as pl

    asked = people.select("row_id", "nik", known=pl.lit(True))
    answers = matcher.answers(people)
    if "tanggal_meninggal" not in answers.columns:
        answers = answers.with_columns(tanggal_meninggal=pl.lit(None, pl.Date))
    answers = answers.select("row_id", "nik", "hasil", "tanggal", "tanggal_meninggal")
    joined = answers.join(asked, on=["row_id", "nik"], how="left", maintain_order="left")
    clear = pl.col("known").fill_null(False) & pl.col("hasil").is_in(MatchResult.values)
    return joined.with_columns(known=clear)


def _store(
    actor: Actor, request: MatchRequest, answers: pl.DataFrame, source: str
) -> RegisterAnswerTaken:
    import polars as pl

    known = answers.filter("known").unique("row_id", keep="last", maintain_order=True)
    dated = known.with_columns(pl.col("tanggal").fill_null(clock.today()))
    rows = list(dated.select(pl.col("row_id").cast(pl.Int64), "hasil", "tanggal").iter_rows())
    stored = _write(request, rows, source)
    counted: dict[str, int] = {}
    for _, result, _, _ in stored:
        counted[result] = counted.get(result, 0) + 1
    died = dict(known.select(pl.col("row_id").cast(pl.Int64), "tanggal_meninggal").iter_rows())
    reported = sum(_report(actor, request, stored, died, source))
    unclear = answers.height - known.height
    return RegisterAnswerTaken(counted, unclear, request.people - len(stored), reported)


def _report(
    actor: Actor,
    request: MatchRequest,
    stored: Sequence[tuple[int, str, date, int]],
    died: Mapping[int, date | None],
    source: str,
) -> Iterator[int]:
    """Deaths and moves as reports. A death whose day the answer doesn't tell has none: it lies
    before the day of the answer. Months that are surely after a death are held at once."""
    label = f"{source}, pemadanan {request.pk}"[:80]
    moved = [(p, When.on(day)) for p, result, day, _ in stored if result == _MOVED]
    dead = {p: (died.get(n), day) for p, result, day, n in stored if result == _DEAD}
    bounds = unknown_days({p: known_on for p, (day, known_on) in dead.items() if day is None})
    told = [(p, When.on(day) if day else bounds[p]) for p, (day, _) in dead.items()]
    for kind, people in ((FactKind.DEATH, told), (FactKind.MOVE, moved)):
        yield report_facts(
            actor=actor, kind=kind, people=people, source=label, origin=origin_of(request)
        )
    _hold(actor, told, label)


def _hold(actor: Actor, told: Sequence[tuple[int, When]], label: str) -> None:
    ends = {person: Month.containing(death.last) for person, death in told}
    if ends:
        hold_after_deaths(actor=actor, ends=ends, cause=DEATH_TOLD, document=label)


def _write(
    request: MatchRequest, rows: Sequence[tuple[int, str, date]], source: str
) -> list[tuple[int, str, date, int]]:
    """One statement for all rows; gives person, result, day and number of each that was stored."""
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE verification_match m
            SET result = a.result, answered_on = a.answered_on, source = %s
            FROM unnest(%s::int[], %s::text[], %s::date[]) AS a(number, result, answered_on)
            WHERE m.request_id = %s AND m.number = a.number
            RETURNING m.person_id, m.result, m.answered_on, m.number
            """,
            [source[:80], *columns, request.pk],
        )
        return list(cursor.fetchall())
