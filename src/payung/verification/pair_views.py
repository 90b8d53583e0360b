"""Pairs of records that may be one person: the list, the judgement, and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.accounts.selectors import names_of
from payung.areas.selectors import place_name
from payung.kernel.digits import whole_number
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.ui.format import write_moment
from payung.ui.parts import Column, Crumb
from payung.verification.claims import holder_and_claimer
from payung.verification.differences import differences
from payung.verification.forms import PairFilter
from payung.verification.judging import DECIDERS, judge_pair, undo_judgement
from payung.verification.models import DoublePair, PairState
from payung.verification.queue import get_pair, next_pair, search_pairs

PER_PAGE = 50
READERS = (*DECIDERS, Role.AUDITOR)
_ANSWERS = {
    "sama": (PairState.SAME, False),
    "sama_penuntut": (PairState.SAME, True),
    "beda": (PairState.DIFFERENT, False),
    "beda_penuntut": (PairState.DIFFERENT, True),
    "belum_jelas": (PairState.UNSURE, False),
}
"""What a button sends: the answer, and whether the record that claims the NIK is right."""


@page_for(*READERS)
@require_safe
def pair_list(request: HttpRequest) -> HttpResponse:
    """Pairs for which the actor's office answers, the likeliest first."""
    form = PairFilter(request.GET)
    found = search_pairs(actor_of_request(request), form.state())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter_form": form,
        "page": page,
        "rows": [_listed(pair) for pair in page],
        "columns": [
            Column("left", _("Catatan pertama")),
            Column("right", _("Catatan kedua")),
            Column("evidence", _("Persamaan")),
            Column("probability", _("Kemiripan")),
            Column("area", _("Diputuskan oleh")),
            Column("state", _("Keadaan"), "state"),
        ],
        "crumbs": [Crumb(_("Usulan"), reverse("proposal_list")), Crumb(_("Kemungkinan ganda"))],
    }
    return render(request, "verification/pairs.html", context)


@page_for(*READERS)
@never_cache
@require_safe
def pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Two records side by side; keys 1-2-3 press the three answers."""
    actor = actor_of_request(request)
    found = get_pair(actor, pair_id)
    following = next_pair(actor, found.pk)
    names = names_of([found.decided_by])
    context = {
        "pair": found,
        "claimer": _claimer(found),
        "differences": differences(found.left, found.right),
        "likeness": _likeness(found),
        "may_judge": actor.role in DECIDERS and found.state in (PairState.OPEN, PairState.UNSURE),
        "may_undo": actor.role in DECIDERS and found.state != PairState.OPEN,
        "decided": f"{write_moment(found.decided_at)}, {names.get(found.decided_by, '')}",
        "next_url": reverse("pair", args=[following.pk]) if following else "",
        "before": _before(request),
        "crumbs": [
            Crumb(_("Usulan"), reverse("proposal_list")),
            Crumb(_("Kemungkinan ganda"), reverse("pair_list")),
            Crumb(f"{found.left.name} – {found.right.name}"),
        ],
    }
    return render(request, "verification/pair.html", context)


@page_for(*DECIDERS)
@require_POST
def pair_judge(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Keeps the answer and goes on to the next pair; the answer can be taken back there."""
    actor = actor_of_request(request)
    pressed = request.POST.get("jawaban", "")
    if pressed not in _ANSWERS:
        raise BadInput(say("Pilih satu dari jawaban yang ada."))
    answer, claimer_holds = _ANSWERS[pressed]
    get_pair(actor, pair_id)
    judge_pair(actor=actor, pair_id=pair_id, answer=answer, claimer_holds=claimer_holds)
    following = next_pair(actor, pair_id)
    if following is None:
        messages.success(request, _("Semua pasangan sudah diputuskan."))
        return redirect("pair_list")
    return redirect(f"{reverse('pair', args=[following.pk])}?sebelumnya={pair_id}")


@page_for(*DECIDERS)
@require_POST
def pair_undo(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Takes an answer back; merged records are parted again."""
    actor = actor_of_request(request)
    get_pair(actor, pair_id)
    undo_judgement(actor=actor, pair_id=pair_id)
    messages.success(request, _("Jawaban dibatalkan. Kedua catatan kembali seperti semula."))
    return redirect("pair", pair_id)


def _before(request: HttpRequest) -> DoublePair | None:
    """The pair that was judged a moment ago, so that a slip of the finger can be undone."""
    number = whole_number(request.GET.get("sebelumnya", ""))
    if number is None:
        return None
    found = search_pairs(actor_of_request(request)).filter(pk=number).first()
    return None if found is None or found.state == PairState.OPEN else found


def _claimer(pair: DoublePair) -> str:
    """Which of the two records of a claim says that the other's NIK is its own."""
    if not pair.claim:
        return ""
    return _("kedua") if holder_and_claimer(pair)[1].pk == pair.right_id else _("pertama")


def _likeness(pair: DoublePair) -> str:
    """Never 100: only a person says that two records are one."""
    return _("%(n)d %%") % {"n": min(pair.probability_percent, 99)}


def _listed(pair: DoublePair) -> dict[str, Any]:
    return {
        "href": reverse("pair", args=[pair.pk]),
        "left": pair.left.name,
        "right": pair.right.name,
        "evidence": pair.evidence,
        "probability": _likeness(pair),
        "area": place_name(pair.area),
        "state": pair.state,
    }
