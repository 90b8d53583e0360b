"""Taking in what BPJS sends back: clear rows at once, odd rows kept until a person settles them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import connection

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.ledger.enrolments import give_card
from payung.ledger.services import hashed_joins
from payung.payments.exchange.answers import AnswerResult, apply_answers, stage_answers
from payung.payments.exchange.cards import differs, keep_answered, known_cards
from payung.payments.exchange.selectors import (
    NOTHING_TO_DO,
    OTHER_CARD,
    Target,
    get_target,
    returns_of,
)
from payung.payments.models import (
    BpjsFile,
    BpjsFileRow,
    ListRow,
    PaymentList,
    ReturnFile,
    ReturnProblem,
)
from payung.registry.fields import Sealed, key_ring

if TYPE_CHECKING:
    import polars as pl

    from payung.lists.returns import ReturnRow

UNKNOWN = "TIDAK_DI_DAFTAR"
CHANGED = "BEDA_SEBELUMNYA"


@dataclass(frozen=True, slots=True)
class ReturnTaken:
    """What a return file did: rows taken over, rows that wait for a person, and the new count."""

    returned: ReturnFile
    problems: int
    result: AnswerResult


@business_action("payments.take_return", Role.OPERATOR, Role.BPJS)
def take_return(
    *,
    actor: Actor,
    name: str,
    content: bytes,
    rows: Sequence[ReturnRow],
    list_id: int = 0,
    file_id: int = 0,
) -> ReturnTaken:
    """Takes over a return file for a list to pay, or for a file of another kind.

    Every row is either applied or kept with its code; an answer once given stands. The same file
    again changes nothing.
    """
    target = get_target(actor, list_id=list_id, file_id=file_id)
    _lock(target)
    digest = hashlib.sha256(content).hexdigest()
    known = returns_of(actor, target).filter(sha256=digest).first()
    if known is None:
        _refuse_answer_of_another_month(target, digest)
        judged = _judged(target, rows, known_cards(actor, target))
        known = _keep(actor, target, name, digest, judged)
        _apply(actor, target, [_answer(row) for row in judged if row.code in _ANSWERS])
    target.refresh_from_db()
    note(_subject(target), rows=known.rows, applied=known.applied, file=digest)
    unanswered = target.people - target.accepted - target.rejected
    odd = known.problems.exclude(code__in=NOTHING_TO_DO).count()
    return ReturnTaken(known, odd, AnswerResult(target.accepted, target.rejected, unanswered, 0))


@business_action("payments.settle_problem", Role.OPERATOR)
def settle_problem(
    *, actor: Actor, problem_id: int, remark: str, number: int | None = None
) -> ReturnProblem:
    """A person's decision on an odd row: it means row `number` of what was sent, or nobody.

    Where it means a row that nobody answered, BPJS's answer goes there; where the row names
    another card number, that number becomes the person's.
    """
    problem = (
        ReturnProblem.objects.select_for_update(of=("self",))
        .select_related("returned__list__programme", "returned__file__programme")
        .filter(pk=problem_id)
        .first()
    )
    if problem is None or problem.settled:
        raise Conflict(say("Baris ini sudah diputuskan. Muat ulang halaman."))
    if len(remark.strip()) < 5:
        raise BadInput(say("Tulis dasar keputusannya, paling sedikit 5 huruf."))
    target = _answered(problem.returned)
    if number is not None:
        _apply_to(actor, target, problem, number)
    problem.settled, problem.settled_by = remark.strip()[:160], actor.id
    problem.settled_at = clock.now()
    problem.save(update_fields=["settled", "settled_by", "settled_at"])
    note(_subject(target), problem=problem.pk, number=number)
    return problem


def _refuse_answer_of_another_month(target: Target, digest: str) -> None:
    """The members of one month are mostly those of the next: their answer would pass unnoticed."""
    used = ReturnFile.objects.filter(sha256=digest).select_related("list", "file")
    for other in (_answered(returned) for returned in used):
        if type(other) is type(target) and other.month != target.month:
            raise Conflict(
                say("Berkas ini jawaban atas {other}. Pilih berkas jawaban bulan ini.", other=other)
            )


def _answered(returned: ReturnFile) -> Target:
    found = returned.list or returned.file
    assert found is not None, "the database keeps a return for exactly one of the two"
    return found


def _lock(target: Target) -> None:
    type(target).objects.select_for_update().get(pk=target.pk)


def _subject(target: Target) -> str:
    kind = "list" if isinstance(target, PaymentList) else "bpjs-file"
    return f"{kind}:{target.pk}"


_ANSWERS = ("", OTHER_CARD)
"""The codes of rows whose answer is taken over at once."""


def _answer(row: ReturnRow) -> ReturnRow:
    """What is taken over of a row: its answer, and its card number unless another is known."""
    return replace(row, code="", kpj="") if row.code == OTHER_CARD else row


def _judged(
    target: Target, rows: Sequence[ReturnRow], cards: Mapping[bytes, str]
) -> list[ReturnRow]:
    """The rows with what only the database knows: not in what was sent, answered otherwise, or
    with another card number than the known one."""
    sent = {
        bytes(index): accepted
        for index, accepted in target.rows.values_list("person__nik_index", "accepted")
        if index is not None
    }
    indexes = _indexes(row.nik for row in rows)
    judged = []
    for row, index in zip(rows, indexes, strict=True):
        if row.code:
            judged.append(row)
        elif index not in sent:
            judged.append(replace(row, code=UNKNOWN))
        elif sent[index] not in (None, row.status == "accepted"):
            judged.append(replace(row, code=CHANGED))
        elif differs(cards.get(index), row.kpj):
            judged.append(replace(row, code=OTHER_CARD))
        else:
            judged.append(row)
    return judged


def _indexes(niks: Iterable[str]) -> list[bytes]:
    return [bytes(index or b"") for index in key_ring().index_many(list(niks), "nik")]


def _keep(
    actor: Actor, target: Target, name: str, digest: str, rows: Sequence[ReturnRow]
) -> ReturnFile:
    odd = [row for row in rows if row.code]
    side = {"list": target} if isinstance(target, PaymentList) else {"file": target}
    kept = ReturnFile.objects.create(
        **side, name=name[:120], sha256=digest, rows=len(rows),
        applied=sum(row.code in _ANSWERS for row in rows),
        taken_by=actor.id, taken_at=clock.now(), area_id=target.area_id,
    )  # fmt: skip
    answers = {"accepted": True, "rejected": False}
    ReturnProblem.objects.bulk_create(
        ReturnProblem(
            returned=kept, sheet=row.sheet[:60], row=row.row, code=row.code,
            nik=Sealed.of(row.nik), name=row.name[:120], said=row.said[:60],
            accepted=answers.get(row.status), reason=row.reason[:160],
            kpj=Sealed.of(row.kpj) if row.kpj else Sealed(b""), area_id=target.area_id,
        )
        for row in odd
    )  # fmt: skip
    return kept


def _apply(actor: Actor, target: Target, clear: Sequence[ReturnRow]) -> None:
    from payung.lists.returns import clear_answers

    if isinstance(target, PaymentList):
        apply_answers(actor, target, clear_answers(list(clear)))
    else:
        _apply_to_file(actor, target, clear_answers(list(clear)))


def _apply_to_file(actor: Actor, made: BpjsFile, answers: pl.DataFrame) -> None:
    """Every line of a person gets the answer; a change of two fields is two lines."""
    stage_answers(answers)
    with hashed_joins(), connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE payments_bpjsfilerow r
            SET accepted = a.accepted, answer = a.reason, kpj = a.kpj
            FROM answer_in a JOIN registry_known p ON p.nik_index = a.nik_index
            WHERE r.file_id = %s AND r.person_id = p.id AND r.accepted IS NULL
            """,
            [made.pk],
        )
        keep_answered(actor, made)
    made.accepted = made.rows.filter(accepted=True).count()
    made.rejected = made.rows.filter(accepted=False).count()
    made.save(update_fields=["accepted", "rejected"])


def _take_card(target: Target, row: ListRow | BpjsFileRow, problem: ReturnProblem) -> None:
    """The other card number becomes the person's; only for the row whose answer named it."""
    if row.person.nik.reveal() != problem.nik.reveal():
        raise BadInput(say("Baris itu bukan orang yang dijawab. Pilih nomor orang yang sama."))
    row.kpj = problem.kpj
    row.save(update_fields=["kpj"])
    segment = target.programme.segment
    give_card(person_id=row.person_id, segment=segment, kpj=problem.kpj)


def _apply_to(actor: Actor, target: Target, problem: ReturnProblem, number: int) -> None:
    """Gives the odd row's answer to the row that a person says it means."""
    import polars as pl

    row = target.rows.filter(number=number).select_related("person").first()
    if row is None:
        raise BadInput(say("Tidak ada baris nomor {number} di berkas yang dikirim.", number=number))
    if problem.code == OTHER_CARD:
        _take_card(target, row, problem)
        return
    if row.accepted is not None:
        raise Conflict(say("Baris itu sudah dijawab BPJS. Pilih nomor lain."))
    if problem.accepted is None:
        raise BadInput(
            say("Status baris ini tidak jelas. Minta BPJS menyebut diterima atau ditolak.")
        )
    answer = {
        "nik": row.person.nik.reveal(), "accepted": problem.accepted, "reason": problem.reason,
        "kpj": problem.kpj.reveal() if problem.kpj else "",
    }  # fmt: skip
    answers = pl.DataFrame([answer])
    if isinstance(target, PaymentList):
        apply_answers(actor, target, answers)
    else:
        _apply_to_file(actor, target, answers)
