"""The page on which an answer of Dukcapil is taken back, and what earlier ones had said."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, form_page, offer
from payung.accounts.scope import actor_of_request
from payung.accounts.selectors import names_of
from payung.registry.withdrawing import Withdrawn
from payung.ui.format import write_count, write_moment
from payung.ui.forms import PayungForm
from payung.ui.parts import Crumb, Happening
from payung.verification.answer_back import take_back_answers
from payung.verification.dukcapil import get_request
from payung.verification.models import MatchRequest


class AnswerBackForm(PayungForm):
    """Why an answer is taken back."""

    alasan = forms.CharField(
        label=gettext_lazy("Mengapa ditarik"),
        max_length=160,
        help_text=gettext_lazy("Misalnya: berkas jawaban milik kota lain."),
    )


def answer_back_page(request: HttpRequest, request_id: int) -> HttpResponse:
    """What follows, why, and the answers that were taken back before."""
    found = get_request(actor_of_request(request), request_id)
    earlier = list(found.taken_back.all())
    names = names_of(one.by for one in earlier)
    context = {
        "found": found,
        "offer": offer(request, found, TAKE_BACK, request_id=request_id)
        if found.answered_at
        else None,
        "earlier": [
            Happening(
                write_moment(one.at),
                one.because,
                names.get(one.by, ""),
                _("%(n)s jawaban, dibaca %(when)s")
                % {"n": write_count(len(one.said)), "when": write_moment(one.answered_at)},
            )
            for one in earlier
        ],
        "crumbs": [
            Crumb(_("Pemadanan Dukcapil"), reverse("match_list")),
            Crumb(str(found), reverse("match", args=[found.pk])),
            Crumb(_("Tarik jawaban")),
        ],
    }
    return render(request, "verification/answer_back.html", context)


def _told(done: Withdrawn) -> str:
    words = _(
        "Jawaban ditarik: bulan %(freed)s orang berjalan lagi, %(kept)s kasus perlu diperiksa."
    )
    return words % {"freed": write_count(len(done.freed)), "kept": write_count(len(done.kept))}


TAKE_BACK: Act[MatchRequest] = Act(
    "match_answer_back",
    gettext_lazy("Tarik jawaban"),
    take_back_answers,
    lambda asked: {"request_id": asked.thing.pk, "reason": asked.data["alasan"]},
    _told,
    form=AnswerBackForm,
    then=lambda asked, done: reverse("match", args=[asked.thing.pk]),
)
match_answer_back = form_page(TAKE_BACK, answer_back_page, get_request)
