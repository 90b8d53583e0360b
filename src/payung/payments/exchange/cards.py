"""Card numbers (KPJ) that an answer names, against those that are known of the same people.

One worker has one card number; another one for the same NIK means two memberships, or a mistake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from payung.accounts.scope import Actor
from payung.ledger.enrolments import known_kpj, plain_card
from payung.payments.models import BpjsFile, PaymentList
from payung.registry.fields import key_ring

if TYPE_CHECKING:
    import polars as pl


def known_cards(actor: Actor, target: PaymentList | BpjsFile) -> dict[bytes, str]:
    """Keyed NIK → the known card number of the people in a list or a file."""
    people = target.rows.order_by().values("person_id")
    known = known_kpj(actor, target.programme.segment, people)
    indexes = target.rows.filter(person_id__in=known).values_list("person__nik_index", "person_id")
    pairs = [(bytes(index), person) for index, person in indexes if index is not None]
    opened = key_ring().open_many([known[person].raw for _index, person in pairs])
    return {index: kpj for (index, _person), kpj in zip(pairs, opened, strict=True) if kpj}


def differs(known: str | None, told: str) -> bool:
    """Whether an answer names another card than the known one; blanks and dots aside."""
    return bool(known and told) and plain_card(known or "") != plain_card(told)


def without_other_cards(
    target: PaymentList | BpjsFile, answers: pl.DataFrame, known: dict[bytes, str]
) -> tuple[pl.DataFrame, int]:
    """The answers without card numbers that contradict the known ones, and how many did."""
    import polars as pl

    if not known or not {"nik", "kpj"} <= set(answers.columns):
        return answers, 0
    indexes = key_ring().index_many(answers["nik"].fill_null(""), "nik")
    told = answers["kpj"].fill_null("")
    odd = [
        differs(known.get(bytes(index or b"")), kpj)
        for index, kpj in zip(indexes, told, strict=True)
    ]
    marked = answers.with_columns(odd=pl.Series(odd, dtype=pl.Boolean))
    kept = pl.when("odd").then(pl.lit("")).otherwise(pl.col("kpj"))
    return marked.with_columns(kpj=kept).drop("odd"), sum(odd)
