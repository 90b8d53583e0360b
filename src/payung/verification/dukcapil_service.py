"""Matching by a web service, for the city that has one: the same questions, the same answers.

Which service it is belongs to the installation: PAYUNG_DUKCAPIL_SERVICE names a class that is a
`Matcher`. Without one the files of `dukcapil_files` are the way. Away for days, the service loses
nothing: requests wait in their order and are asked once it is back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.scope import Actor, acting_as
from payung.jobs.services import Report, kind
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.verification.dukcapil import Matcher, people_asked, requests, take_answers

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class AskingRound:
    """How many requests the service has answered now, and how many still wait for it."""

    answered: int
    waiting: int


@dataclass(frozen=True)
class Answered:
    """Answers that are already here, so that no transaction waits for a network."""

    source: str
    rows: pl.DataFrame

    def answers(self, people: pl.DataFrame) -> pl.DataFrame:
        return self.rows


def service() -> Matcher | None:
    """The installation's service; None where there is none."""
    if not settings.DUKCAPIL_SERVICE:
        return None
    made: Matcher = import_string(settings.DUKCAPIL_SERVICE)()
    return made


def ask_waiting(*, actor: Actor, matcher: Matcher, report: Report | None = None) -> AskingRound:
    """Asks about the requests that nobody has answered, the oldest first.

    The opening of each request's identities is noted with its purpose before anything leaves.
    At the first request for which the service can't be reached (`OSError`) all others wait too.
    """
    with acting_as(actor):
        unanswered = requests(actor).filter(answered_at=None).order_by("made_at", "pk")
        waiting = list(unanswered.values_list("pk", flat=True))
    for done, request_id in enumerate(waiting):
        people = people_asked(actor=actor, request_id=request_id)
        try:
            rows = matcher.answers(people)
        except OSError:
            return AskingRound(done, len(waiting) - done)
        here = Answered(matcher.source, rows)
        take_answers(actor=actor, request_id=request_id, matcher=here)
        if report is not None:
            report(done + 1, len(waiting))
    return AskingRound(len(waiting), 0)


@kind("verification.ask_dukcapil", label=gettext_lazy("Pemadanan Dukcapil"), page="match")
def _ask_job(actor: Actor, subject: str, report: Report) -> str:
    matcher = service()
    if matcher is None:
        raise BadInput(say("Layanan Dukcapil belum dipasang. Pakai berkas pemadanan."))
    asked = ask_waiting(actor=actor, matcher=matcher, report=report)
    if asked.waiting:
        words = _("Layanan Dukcapil sedang tidak terjangkau. %(n)d permintaan menunggu.")
        return words % {"n": asked.waiting}
    return _("Dukcapil sudah menjawab %(n)d permintaan.") % {"n": asked.answered}
