"""Verification by the deadline: registers answer, people work, who is not reached waits.

Who is verified stands on papers that the offices sign (`vouching`); from there selection starts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from payung.accounts.scope import Actor, acting_as
from payung.demo.mainjob.people import Cast
from payung.registry.matching import opened
from payung.registry.welfare import import_deciles
from payung.verification.models import Category, ProposalState, Reason
from payung.verification.selectors import proposals
from payung.verification.services import ProposalDecision, decide

if TYPE_CHECKING:
    import polars as pl

CAPACITY = {Category.VULNERABLE: 4_030, Category.RELIGIOUS: 1_500}
"""How many the offices can verify by the deadline: of 15,000 listed, Jambi managed a third."""

_FATES = {"meninggal": Reason.DEATH, "pindah": Reason.MOVE, "tidak_aktif": Reason.IDENTITY}


def verify_what_can_be(cast: Cast, truth: pl.DataFrame, seed: int) -> int:
    """Decides as the verifiers would; `truth` is what registers and visits would tell them."""
    decisions = _decisions(cast["verifikator"], truth, seed)
    return decide(actor=cast["verifikator"], decisions=decisions)


def take_deciles(cast: Cast, born: pl.DataFrame, seed: int) -> None:
    """The social office's file, as its vintage of March knows the people."""
    from payung.demo.synthetic.registers import welfare_deciles

    rows = welfare_deciles(born, seed).rename({"tanggal_dtsen": "tanggal"})
    import_deciles(actor=cast["operator"], rows=rows, source="DTSEN, Dinas Sosial")


def _decisions(actor: Actor, truth: pl.DataFrame, seed: int) -> list[ProposalDecision]:
    frame = _proposed(actor, seed).join(truth, on="nik", how="left").sort("turn", "proposal")
    left = dict(CAPACITY)
    done = []
    for row in frame.iter_rows(named=True):
        category = Category(row["category"])
        if not left[category]:
            continue  # the deadline came first: the proposal waits
        reason = _refusal(row)
        if reason is None and row["doubts"]:
            continue  # the sender must mend the row first
        if reason is None:
            left[category] -= 1
        state = ProposalState.REFUSED if reason else ProposalState.VERIFIED
        done.append(ProposalDecision(row["proposal"], state, reason))
    return done


def _refusal(row: dict[str, object]) -> Reason | None:
    if row["fate"] in _FATES:
        return _FATES[str(row["fate"])]
    if row["pu"]:
        return Reason.NEW_JOB
    return Reason.OTHER_PAYER if row["payer"] else None


def _proposed(actor: Actor, seed: int) -> pl.DataFrame:
    """Waiting proposals with the opened NIK, in a steady order that is not the list's."""
    import polars as pl

    from payung.demo.synthetic.rng import steady_uniform

    with acting_as(actor):
        rows = list(
            proposals(actor)
            .filter(state=ProposalState.WAITING)
            .values_list("pk", "person_id", "category", "doubts")
        )
        people = opened(sorted({person for _, person, _, _ in rows}))
    frame = pl.DataFrame(
        rows, schema=["proposal", "person", "category", "doubts"], orient="row"
    ).with_columns(pl.col("person").cast(pl.String))
    joined = frame.join(people.select("id", "nik"), left_on="person", right_on="id")
    return joined.with_columns(turn=steady_uniform(joined["nik"], seed, "verification"))


def registers(born: pl.DataFrame) -> pl.DataFrame:
    """What Dukcapil, BPJS and other payers know, by true NIK: nik, fate, pu, payer."""
    return born.select("nik", "pu", fate="nasib", payer="pembayar_lain").unique(
        "nik", keep="first", maintain_order=True
    )
