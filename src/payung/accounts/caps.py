"""Daily caps of one account, counted outside what is refused: a refusal gives no try back.

`ask` counts inside the caller's transaction, so that parallel tries wait for each other. If the
transaction or the action ends in a refusal, the count is written again after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from payung.audit.clock import today
from payung.audit.counts import count_up
from payung.kernel.errors import OverLimit
from payung.kernel.sentence import Sentence


@dataclass(slots=True)
class _Try:
    account: str
    what: str
    day: date
    count: int
    lost: bool = False


_depth: ContextVar[int] = ContextVar("depth", default=0)
_tries: ContextVar[tuple[_Try, ...]] = ContextVar("tries", default=())


def ask(*, account: str, what: str, count: int, most: int, refusal: Sentence) -> None:
    """Counts `count` more of `what` today; raises `OverLimit` with the sentence beyond `most`."""
    tried = _Try(account, what, today(), count)
    _tries.set((*_tries.get(), tried))
    if _add(tried) > most:
        raise OverLimit(refusal)


@contextmanager
def counting() -> Iterator[None]:
    """Around each transaction of an actor: what it counted and lost is written when all are over.

    A refused action inside a page's transaction loses its own tries alone.
    """
    start, depth = len(_tries.get()), _depth.set(_depth.get() + 1)
    try:
        yield
    except BaseException:
        for tried in _tries.get()[start:]:
            tried.lost = True
        raise
    finally:
        _depth.reset(depth)
        if not _depth.get():
            _keep_lost()


def _keep_lost() -> None:
    lost = [tried for tried in _tries.get() if tried.lost]
    _tries.set(())
    for tried in lost:
        _add(tried)


def _add(tried: _Try) -> int:
    return count_up(account=tried.account, what=tried.what, day=tried.day, count=tried.count)
