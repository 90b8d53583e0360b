"""Pairs of records that may be one person: the list, the judgement, and taking it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, act_view, offers
from payung.accounts.list_pages import ListPage
from payung.accounts.models import Role
from payung.accounts.pages import open_to, page
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.areas.selectors import place_name
from payung.kernel.digits import whole_number
from payung.ui.format import write_moment
from payung.ui.parts import Column, Crumb
from payung.verification.claims import holder_and_claimer
from payung.verification.differences import differences
from payung.verification.evidence_words import told_evidence
from payung.verification.forms import PairAnswerForm, PairFilter
from payung.verification.judging import DECIDERS, judge_pair, undo_judgement
from payung.verification.models import DoublePair, PairState
from payung.verification.queue import get_pair, next_pair, search_pairs

READERS = (*DECIDERS, Role.AUDITOR)


def _likeness(pair: DoublePair) -> str:
    """Never 100: only a person says that two records are one."""
    return _("%(n)d %%") % {"n": min(pair.probability_percent, 99)}


pair_list = ListPage(
    name="kemungkinan-ganda",
    title=gettext_lazy("Kemungkinan ganda"),
    roles=READERS,
    rows=lambda actor, state=PairState.OPEN: search_pairs(actor, state),
    columns=(
        Column("left.name", gettext_lazy("Catatan pertama")),
        Column("right.name", gettext_lazy("Catatan kedua")),
        Column("evidence", gettext_lazy("Persamaan"), of=lambda pair: told_evidence(pair.evidence)),
        Column("likeness", gettext_lazy("Kemiripan"), of=_likeness),
        Column("area", gettext_lazy("Diputuskan oleh"), of=lambda pair: place_name(pair.area)),
        Column("state", gettext_lazy("Keadaan"), "state"),
    ),
    noun=gettext_lazy("pasangan"),
    why_empty=gettext_lazy("Tidak ada pasangan yang menunggu kantor Anda."),
    what_to_do=gettext_lazy("Pasangan baru muncul setelah daftar dikonfirmasi."),
    filters=PairFilter,
    leads_to=lambda pair: reverse("pair", args=[pair.pk]),
    lead=gettext_lazy("Tidak ada yang digabungkan sendiri. Anda yang memutuskan."),
    crumbs=lambda: (
        Crumb(_("Usulan"), reverse("proposal_list")),
        Crumb(_("Kemungkinan ganda")),
    ),
).view()


@page(*READERS)
def pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Two records side by side; keys 1-2-3 press the three answers."""
    actor = actor_of_request(request)
    pair = get_pair(actor, pair_id)
    following = next_pair(actor, pair.pk)
    names = names_of([pair.decided_by])
    context = {
        "pair": pair,
        "evidence": told_evidence(pair.evidence),
        "claimer": _claimer(pair),
        "differences": differences(pair.left, pair.right),
        "likeness": _likeness(pair),
        "offers": offers(request, pair, (JUDGE, UNDO), pair_id=pair_id),
        "decided": f"{write_moment(pair.decided_at)}, {names.get(pair.decided_by, '')}",
        "next_url": reverse("pair", args=[following.pk]) if following else "",
        "before": _before(request),
        "crumbs": [
            Crumb(_("Usulan"), reverse("proposal_list")),
            Crumb(_("Kemungkinan ganda"), reverse("pair_list")),
            Crumb(f"{pair.left.name} – {pair.right.name}"),
        ],
    }
    return render(request, "verification/pair.html", context)


def _before(request: HttpRequest) -> DoublePair | None:
    """The pair that was judged a moment ago, so that a slip of the finger can be undone."""
    number = whole_number(request.GET.get("sebelumnya", ""))
    if number is None:
        return None
    row = search_pairs(actor_of_request(request)).filter(pk=number).first()
    return None if row is None or row.state == PairState.OPEN else row


def _claimer(pair: DoublePair) -> str:
    """Which of the two records of a claim says that the other's NIK is its own."""
    if not pair.claim:
        return ""
    return _("kedua") if holder_and_claimer(pair)[1].pk == pair.right_id else _("pertama")


@open_to(*DECIDERS)
def _judge(*, actor: Actor, pair_id: int, **answer: Any) -> DoublePair | None:
    """Keeps the answer and gives the next pair; the answer can be taken back there."""
    judge_pair(actor=actor, pair_id=pair_id, **answer)
    return next_pair(actor, pair_id)


def _answered(asked: Asked[DoublePair]) -> dict[str, Any]:
    answer, claimer_holds = PairAnswerForm.MEANINGS[asked.data["jawaban"]]
    return {"pair_id": asked.thing.pk, "answer": answer, "claimer_holds": claimer_holds}


def _to_next(asked: Asked[DoublePair], following: DoublePair | None) -> str:
    if following is None:
        return reverse("pair_list")
    return f"{reverse('pair', args=[following.pk])}?sebelumnya={asked.thing.pk}"


JUDGE = Act(
    "pair_judge",
    gettext_lazy("Apakah ini orang yang sama?"),
    _judge,
    _answered,
    lambda following: "" if following else _("Semua pasangan sudah diputuskan."),
    form=PairAnswerForm,
    offered=lambda actor, pair: pair.state in (PairState.OPEN, PairState.UNSURE),
    then=_to_next,
)
UNDO: Act[DoublePair] = Act(
    "pair_undo",
    gettext_lazy("Batalkan jawaban ini"),
    undo_judgement,
    lambda asked: {"pair_id": asked.thing.pk},
    gettext_lazy("Jawaban dibatalkan. Kedua catatan kembali seperti semula."),
    offered=lambda actor, pair: pair.state != PairState.OPEN,
)
pair_judge = act_view(JUDGE, pair, get_pair)
pair_undo = act_view(UNDO, pair, get_pair)
