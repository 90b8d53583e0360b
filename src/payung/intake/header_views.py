"""The page that asks once what an unknown header means."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.audit.clock import today
from payung.intake.headers import NOT_NEEDED, answer_headers
from payung.intake.selectors import get_upload
from payung.intake.services import SENDERS
from payung.intake.wording import column_name
from payung.kernel.errors import BadInput
from payung.ui.forms import PayungForm
from payung.ui.parts import Crumb


class HeadersForm(PayungForm):
    """One choice for each unknown header, in the file's order."""

    def __init__(self, *args: Any, headers: list[str], **kwargs: Any) -> None:
        from payung.lists.fields import PERSON_FIELDS

        self.headers = headers
        super().__init__(*args, **kwargs)
        known = [(field, column_name(field)) for field in PERSON_FIELDS]
        choices = [(NOT_NEEDED, gettext_lazy("Kolom ini tidak diperlukan")), *known]
        for number, header in enumerate(headers):
            self.fields[f"judul_{number}"] = forms.ChoiceField(label=header, choices=choices)

    def answers(self) -> dict[str, str]:
        return {h: self.cleaned_data[f"judul_{n}"] for n, h in enumerate(self.headers)}


@page_for(*SENDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_headers(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Asks, remembers for the sending office, and has the list read again."""
    actor = actor_of_request(request)
    found = get_upload(actor, upload_id)
    form = HeadersForm(request.POST or None, headers=list(found.unknown_headers))
    if request.method == "POST" and form.is_valid():
        try:
            answer_headers(actor=actor, upload_id=upload_id, answers=form.answers(), on=today())
        except BadInput as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Judul kolom diingat, dan daftar diperiksa ulang."))
            return redirect("upload", upload_id)
    context = {
        "upload": found,
        "form": form,
        "crumbs": [
            Crumb(_("Unggahan"), reverse("upload_list")),
            Crumb(found.filename, reverse("upload", args=[upload_id])),
            Crumb(_("Judul kolom")),
        ],
    }
    return render(request, "intake/headers.html", context, status=422 if form.errors else 200)
