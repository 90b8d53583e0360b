"""The pages behind a one-time code: type it, or come by the letter's address."""

from __future__ import annotations

from typing import cast

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from payung.accounts import codes, devices, limits
from payung.accounts.forms import CodeForm, NewPasswordForm
from payung.accounts.joining import join
from payung.accounts.models import Invitation, Purpose, User
from payung.accounts.scope import actor_of
from payung.kernel.errors import PayungError
from payung.ui.parts import Fact
from payung.ui.words import shown

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code_page(request: HttpRequest) -> HttpResponse:
    """Where the code of a letter is typed."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("invited", code=codes.grouped(form.cleaned_data["kode"]))
    page = {"form": form}
    return render(request, "accounts/code.html", page, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, code: str) -> HttpResponse:
    """Who the code is for, and what he chooses; POST signs him in and the code is gone."""
    attempt = limits.begin(request)
    if attempt is None:
        return render(request, "web/slowed.html", status=429)
    try:
        invitation = codes.find(code, Purpose.ACCOUNT, Purpose.PASSWORD)
        limits.succeed(attempt)
        user = cast(User, invitation.user)
        actor_of(user)
        if request.method == "POST" and "perangkat" in request.POST:
            return _with_this_phone(request, user, invitation)
        form = NewPasswordForm(request.POST or None, user=user)
        if request.method == "POST" and form.is_valid():
            join(
                actor=actor_of(user), user=user, invitation=invitation,
                password=form.cleaned_data["baru"],
            )  # fmt: skip
            return _signed_in(request, user)
    except PayungError as refusal:
        page = {"form": CodeForm(), "sentence": shown(refusal)}
        return render(request, "accounts/code.html", page, status=400)
    page = {"form": form, "facts": _facts(user), "by_phone": devices.may_bind(user)}
    return render(request, "accounts/invited.html", page, status=422 if form.errors else 200)


def _with_this_phone(request: HttpRequest, user: User, invitation: Invitation) -> HttpResponse:
    if not devices.may_bind(user):
        return redirect(request.path)
    join(actor=actor_of(user), user=user, invitation=invitation)
    return _signed_in(request, user, bound=True)


def _signed_in(request: HttpRequest, user: User, *, bound: bool = False) -> HttpResponse:
    login(request, user, backend=BACKEND)
    response = redirect(reverse("home"))
    devices.remember(request, response, user, bound=bound)
    return response


@never_cache
@require_POST
def by_device(request: HttpRequest) -> HttpResponse:
    """The owner of a bound phone comes in again with one tap."""
    device = devices.known(request)
    if device is None or not device.bound or not devices.may_bind(device.user):
        return redirect("login")
    return _signed_in(request, device.user, bound=True)


def _facts(user: User) -> list[Fact]:
    assigned = user.assignment
    return [
        Fact(_("Nama"), user.full_name),
        Fact(_("Nama pengguna"), user.username),
        Fact(_("Peran"), assigned.words if assigned else ""),
        Fact(_("Wilayah"), user.area.name if user.area else ""),
    ]
