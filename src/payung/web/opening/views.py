"""The page of the one-time address: choose province and city, become the first administrator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from payung.accounts import codes
from payung.accounts.models import Purpose
from payung.kernel.errors import PayungError
from payung.ui.words import shown
from payung.web.opening.forms import OpeningForm, ProvinceForm
from payung.web.opening.services import open_by_invitation


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, code: str) -> HttpResponse:
    """Without `provinsi` in the address the province is asked, with it the rest."""
    try:
        codes.find(code, Purpose.OPENING)
    except PayungError as refusal:
        return _refused(request, refusal)
    province = ProvinceForm(request.GET or None)
    if not province.is_valid():
        page = {"form": province, "opens": False}
        return render(request, "web/opening.html", page, status=422 if province.errors else 200)
    form = OpeningForm(request.POST or None, province=province.cleaned_data["provinsi"])
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_by_invitation(code, form.cleaned_data["kota"], form.newcomer())
        except PayungError as refusal:
            return _refused(request, refusal)
        return redirect(reverse("invited", args=[codes.grouped(opened.code)]))
    again = reverse("opening", args=[code])
    page = {"form": form, "opens": True, "again": again}
    return render(request, "web/opening.html", page, status=422 if form.errors else 200)


def _refused(request: HttpRequest, refusal: PayungError) -> HttpResponse:
    return render(request, "web/refused.html", {"sentence": shown(refusal)}, status=400)
