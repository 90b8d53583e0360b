"""The lists of 68 kelurahan and Bagian Kesra: written, sent in, checked, confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from payung.cli.mainjob.people import CITY, Cast
from payung.intake.services import Incoming, check, receive
from payung.verification.models import Category
from payung.verification.services import Entered, confirm

if TYPE_CHECKING:
    from payung.lists.check import Checked
    from payung.synthetic.workbooks import SentList

KESRA = "kesra"


def receive_lists(cast: Cast, sent: Sequence[SentList], seed: int) -> list[UUID]:
    """Puts every file into quarantine; the office for religious affairs sends its own."""
    for username in ("operator", "kesra"):
        files = [
            _incoming(one, seed) for one in sent if (one.sender == KESRA) == (username == "kesra")
        ]
        receive(actor=cast[username], files=files)
    return [_id(one, seed) for one in sent]


def check_lists(cast: Cast, ids: Sequence[UUID], on: date) -> Checked:
    """Checks all files together, so that the same NIK in two of them is found."""
    return check(actor=cast["operator"], upload_ids=ids, on=on)


def confirm_lists(cast: Cast, ids: Sequence[UUID]) -> Entered:
    """What the operator's click on confirm does."""
    return confirm(actor=cast["operator"], upload_ids=ids)


def begin_marking(sent: Sequence[SentList], checked: Checked, folder: Path) -> Executor:
    """Marks each sender's own workbook beside the rest of the work, as the job of a worker would.

    `finish_marking` waits for it; it uses the second core and needs no database.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    folder.mkdir(parents=True, exist_ok=True)
    worker = ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
    for one in sent:
        findings = checked.findings.filter(file=one.path.name)
        target = folder / f"perbaikan-{one.path.stem}.xlsx"
        worker.submit(_mark, one.path, findings.write_ipc(None).getvalue(), target)
    return worker


def finish_marking(worker: Executor, expected: int, folder: Path) -> None:
    """Waits for the marked workbooks; a missing one is an error, never passed over."""
    worker.shutdown(wait=True)
    made = len(list(folder.glob("perbaikan-*.xlsx")))
    if made != expected:
        raise RuntimeError(f"{expected - made} marked workbooks are missing")


def _mark(source: Path, findings: bytes, target: Path) -> None:
    import polars as pl

    from payung.lists.mark import mark_workbook

    mark_workbook(source, pl.read_ipc(findings), target)


def _incoming(one: SentList, seed: int) -> Incoming:
    religious = one.sender == KESRA
    return Incoming(
        id=_id(one, seed),
        filename=one.path.name,
        content=one.path.read_bytes(),
        category=Category.RELIGIOUS if religious else Category.VULNERABLE,
        area=CITY if religious else one.sender,
        sender="Bagian Kesra" if religious else "Kelurahan",
    )


def _id(one: SentList, seed: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"payung-demo-{seed}-{one.path.name}")
