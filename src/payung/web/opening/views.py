"""The page of the one-time address: choose province and city, become the first administrator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from payung.accounts import codes
from payung.accounts.models import Purpose
from payung.accounts.pages import is_sent, public_form
from payung.web.opening.forms import OpeningForm, ProvinceForm
from payung.web.opening.services import open_by_invitation


@public_form
def opening(request: HttpRequest, code: str) -> HttpResponse:
    """Without `provinsi` in the address the province is asked, with it the rest."""
    codes.find(code, Purpose.OPENING)
    province = ProvinceForm(request.GET or None)
    if not province.is_valid():
        page = {"form": province, "opens": False}
        return render(request, "web/opening.html", page, status=422 if province.errors else 200)
    form = OpeningForm(request.POST or None, province=province.cleaned_data["provinsi"])
    if is_sent(request) and form.is_valid():
        opened = open_by_invitation(code, form.cleaned_data["kota"], form.newcomer())
        return redirect(reverse("invited", args=[codes.grouped(opened.code)]))
    again = reverse("opening", args=[code])
    page = {"form": form, "opens": True, "again": again}
    return render(request, "web/opening.html", page, status=422 if form.errors else 200)
