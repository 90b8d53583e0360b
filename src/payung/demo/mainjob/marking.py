"""The senders' marked workbooks, made beside the rest of the work, as a worker's job would.

Knows no Django: it runs in a process of its own, on the second core.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from payung.demo.synthetic.workbooks import SentList


@dataclass
class Marking:
    """Marking under way; `finish` waits for it and raises what went wrong."""

    pool: ProcessPoolExecutor
    books: list[Future[None]]

    def finish(self) -> None:
        for book in self.books:
            book.result()
        self.pool.shutdown()


def begin(sent: Sequence[SentList], findings: pl.DataFrame, folder: Path) -> Marking:
    """Starts marking each sender's own workbook into `folder`."""
    pool = ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
    books = []
    for one in sent:
        found = findings.filter(file=one.path.name).write_ipc(None).getvalue()
        target = folder / f"perbaikan-{one.path.stem}.xlsx"
        books.append(pool.submit(_mark, one.path, found, target))
    return Marking(pool, books)


def _mark(source: Path, findings: bytes, target: Path) -> None:
    import polars as pl

    from payung.lists.mark import mark_workbook

    mark_workbook(source, pl.read_ipc(findings), target)
