"""Taking the social office's deciles in; they are shown to nobody outside the offices."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.audit.clock import today
from payung.kernel.errors import BadInput
from payung.registry.evidence_forms import DecileForm
from payung.registry.uploads import kept_for_reading
from payung.registry.welfare import import_deciles, read_deciles
from payung.ui.format import write_count
from payung.ui.parts import Crumb


@page_for(Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def decile_import(request: HttpRequest) -> HttpResponse:
    """Reads one file; what belongs to nobody here is not kept."""
    form = DecileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            with kept_for_reading(form.cleaned_data["berkas"]) as path:
                rows = read_deciles(path, today())
            done = import_deciles(
                actor=actor_of_request(request), rows=rows, source=form.cleaned_data["sumber"]
            )
        except BadInput as refusal:
            form.add_error("berkas", refusal.sentence)
        else:
            words = _("%(known)s orang mendapat desil, %(unknown)s NIK tidak terdaftar di sini, "
                      "%(bad)s baris tidak terbaca.")  # fmt: skip
            counts = {"known": done.known, "unknown": done.unknown, "bad": done.unreadable}
            messages.success(request, words % {k: write_count(n) for k, n in counts.items()})
            return redirect("decile_import")
    crumbs = [Crumb(_("Orang"), reverse("person_list")), Crumb(_("Desil kesejahteraan"))]
    context = {"form": form, "crumbs": crumbs}
    return render(request, "registry/deciles.html", context, status=422 if form.errors else 200)
