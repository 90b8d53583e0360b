"""Reading BPJS's answer to a list: accepted or rejected with a reason, matched by NIK at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import connection

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.ledger.models import State
from payung.ledger.services import hashed_joins, move_rows
from payung.payments.exchange.cards import keep_answered, known_cards, without_other_cards
from payung.payments.ground.selectors import current_rows, get_list, months_of_list
from payung.payments.models import ListState, PaymentList
from payung.registry.fields import key_ring

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class AnswerResult:
    """What an answer file did; `unknown` are its NIKs that are not in the list, `other_kpj` the
    people for whom it names another card number than the known one, which stays."""

    accepted: int
    rejected: int
    unanswered: int
    unknown: int
    other_kpj: int = 0


@business_action("payments.read_answer", Role.OPERATOR, Role.BPJS)
def read_answer(*, actor: Actor, list_id: int, answers: pl.DataFrame) -> AnswerResult:
    """Takes over an answer with the columns `nik`, `accepted`, `reason`, `kpj` (may be empty).

    Rows without an answer stay submitted, so that a later file may complete them; a repeat
    changes nothing; another card number than the known one isn't taken; an answer that
    contradicts an earlier one is a `Conflict`, nothing is stored.
    """
    chosen = get_list(actor, list_id)
    answers, others = without_other_cards(chosen, answers, known_cards(actor, chosen))
    result = replace(apply_answers(actor, chosen, answers), other_kpj=others)
    note(
        f"list:{chosen.pk}",
        accepted=result.accepted,
        rejected=result.rejected,
        unknown=result.unknown,
        other_kpj=others,
    )
    return result


def apply_answers(actor: Actor, chosen: PaymentList, answers: pl.DataFrame) -> AnswerResult:
    """Writes the answers to a list and moves its months; part of a business action."""
    PaymentList.objects.select_for_update().get(pk=chosen.pk)
    stage_answers(answers)
    with hashed_joins():
        unknown = _refuse_contradictions(chosen)
        _write_answers(chosen)
        keep_answered(actor, chosen)
    _move_months(actor, chosen)
    return _count(chosen, unknown)


def stage_answers(answers: pl.DataFrame) -> None:
    """Brings the answers into a temporary table: keyed NIK, sealed KPJ."""
    if not {"nik", "accepted", "reason", "kpj"} <= set(answers.columns):
        raise BadInput(say("Berkas jawaban butuh kolom NIK, hasil, alasan, dan KPJ."))
    answers = answers.unique(["nik", "accepted", "reason", "kpj"], maintain_order=True)
    if answers["nik"].is_duplicated().any():
        raise BadInput(say("Ada NIK dengan dua jawaban yang berbeda. Minta berkas yang benar."))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE IF NOT EXISTS answer_in (nik_index bytea, accepted boolean,"
            " reason text, kpj bytea) ON COMMIT DROP"
        )
        cursor.execute("TRUNCATE answer_in")
        with cursor.copy("COPY answer_in FROM STDIN") as copy:
            for row in _sealed(answers):
                copy.write_row(row)
        cursor.execute("ANALYZE answer_in")


def _sealed(answers: pl.DataFrame) -> Iterator[tuple[Any, ...]]:
    ring = key_ring()
    return zip(
        ring.index_many(answers["nik"].fill_null(""), "nik"),
        answers["accepted"],
        answers["reason"].fill_null("").str.slice(0, 160),
        ring.seal_many(answers["kpj"].fill_null("")),
        strict=True,
    )


_JOINED = """
    FROM answer_in a
    LEFT JOIN registry_known p ON p.nik_index = a.nik_index
    LEFT JOIN payments_listrow r ON r.person_id = p.id AND r.list_id = %s
"""


def _refuse_contradictions(chosen: PaymentList) -> int:
    """How many answers are for nobody in the list."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE r.id IS NULL),"
            " count(*) FILTER (WHERE r.accepted <> a.accepted)" + _JOINED,
            [chosen.pk],
        )
        unknown, contradicting = cursor.fetchone()
    if contradicting:
        raise Conflict(
            say(
                "{number} orang sudah dijawab lain sebelumnya. Periksa berkasnya.",
                number=contradicting,
            )
        )
    return int(unknown)


def _write_answers(chosen: PaymentList) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE payments_listrow r
            SET accepted = a.accepted, reason = a.reason, kpj = a.kpj
            FROM answer_in a JOIN registry_known p ON p.nik_index = a.nik_index
            WHERE r.list_id = %s AND r.person_id = p.id AND r.accepted IS NULL
            """,
            [chosen.pk],
        )


def _move_months(actor: Actor, chosen: PaymentList) -> None:
    """Only months that still wait: one that was held meanwhile stays held."""
    rows = current_rows(chosen)
    for accepted, state in ((True, State.ACCEPTED), (False, State.REJECTED)):
        months = months_of_list(actor, chosen, rows.filter(accepted=accepted))
        move_rows(
            actor=actor,
            rows=months.filter(state=State.SUBMITTED),
            state=state,
            cause=say("Jawaban BPJS"),
            document=f"daftar:{chosen.pk}",
        )


def _count(chosen: PaymentList, unknown: int) -> AnswerResult:
    accepted = chosen.rows.filter(accepted=True).count()
    rejected = chosen.rows.filter(accepted=False).count()
    unanswered = chosen.people - accepted - rejected
    chosen.accepted, chosen.rejected = accepted, rejected
    if not unanswered and chosen.state == ListState.PREPARED:
        chosen.state = ListState.ANSWERED
    chosen.save(update_fields=["accepted", "rejected", "state"])
    return AnswerResult(accepted, rejected, unanswered, unknown)
