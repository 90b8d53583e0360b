"""The page that asks once what an unknown header means."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, form_page, offer
from payung.accounts.scope import actor_of_request
from payung.audit.clock import today
from payung.intake.answering import answer_questions
from payung.intake.forms import HeadersForm, QuestionsForm
from payung.intake.headers import answer_headers
from payung.intake.models import Upload
from payung.intake.questions import DATES, HIDDEN, PARTLY, PLACE
from payung.intake.selectors import get_upload
from payung.ui.parts import Crumb


def headers_page(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """The headers of a list that nobody knows yet, each with what it may be."""
    upload = get_upload(actor_of_request(request), upload_id)
    context = {
        "upload": upload,
        "offer": offer(request, upload, ANSWER, upload_id=upload_id),
        "crumbs": [
            Crumb(_("Unggahan"), reverse("upload_list")),
            Crumb(upload.filename, reverse("upload", args=[upload_id])),
            Crumb(_("Judul kolom")),
        ],
    }
    return render(request, "intake/headers.html", context)


def _answered(asked: Asked[Upload]) -> dict[str, Any]:
    return {"upload_id": asked.thing.pk, "answers": asked.form.answers(), "on": today()}


ANSWER = Act(
    "upload_headers",
    gettext_lazy("Simpan dan periksa ulang"),
    answer_headers,
    _answered,
    gettext_lazy("Judul kolom diingat, dan daftar diperiksa ulang."),
    form=HeadersForm,
    facts=lambda actor, upload: {"headers": upload.unknown_headers},
    then=lambda asked, upload: reverse("upload", args=[upload.pk]),
)
upload_headers = form_page(ANSWER, headers_page, get_upload)


def questions_page(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """What a list asks once before it goes in."""
    upload = get_upload(actor_of_request(request), upload_id)
    context = {
        "upload": upload,
        "hidden": upload.questions.get(HIDDEN, 0),
        "unread": ", ".join(upload.questions.get(PARTLY, [])),
        "places": ", ".join(upload.questions.get(PLACE, [])),
        "open_dates": upload.questions.get(DATES, 0),
        "offer": offer(request, upload, QUESTIONS, upload_id=upload_id),
        "crumbs": [
            Crumb(_("Unggahan"), reverse("upload_list")),
            Crumb(upload.filename, reverse("upload", args=[upload_id])),
            Crumb(_("Pertanyaan")),
        ],
    }
    return render(request, "intake/questions.html", context)


QUESTIONS = Act(
    "upload_questions",
    gettext_lazy("Simpan jawaban"),
    answer_questions,
    _answered,
    gettext_lazy("Jawaban disimpan."),
    form=QuestionsForm,
    facts=lambda actor, upload: {"questions": upload.questions},
    then=lambda asked, upload: reverse("upload", args=[upload.pk]),
)
upload_questions = form_page(QUESTIONS, questions_page, get_upload)
