"""The pages behind a one-time code: type it, or come by the letter's address."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from payung.accounts import codes, devices, limits
from payung.accounts.coming_in import come_in
from payung.accounts.forms import CodeForm, NewPasswordForm
from payung.accounts.joining import join
from payung.accounts.models import Invitation, Purpose, User
from payung.accounts.pages import is_sent, public_form
from payung.accounts.scope import actor_of
from payung.ui.parts import Fact


@public_form
def code_page(request: HttpRequest) -> HttpResponse:
    """Where the code of a letter is typed."""
    form = CodeForm(request.POST or None)
    if is_sent(request) and form.is_valid():
        if _invitation(request, form.cleaned_data["kode"]) is None:
            return render(request, "web/slowed.html", status=429)
        return redirect("invited", code=codes.grouped(form.cleaned_data["kode"]))
    page = {"form": form}
    return render(request, "accounts/code.html", page, status=422 if form.errors else 200)


@public_form
def invited(request: HttpRequest, code: str) -> HttpResponse:
    """Who the code is for, and what he chooses; POST signs him in and the code is gone."""
    invitation = _invitation(request, code)
    if invitation is None:
        return render(request, "web/slowed.html", status=429)
    user = cast(User, invitation.user)
    actor = actor_of(user)
    if is_sent(request) and "perangkat" in request.POST:
        return _with_this_phone(request, user, invitation)
    form = NewPasswordForm(request.POST or None, user=user)
    if is_sent(request) and form.is_valid():
        join(actor=actor, user=user, invitation=invitation, password=form.cleaned_data["baru"])
        return come_in(request, user)
    page = {"form": form, "facts": _facts(user), "by_phone": devices.may_bind(user)}
    return render(request, "accounts/invited.html", page, status=422 if form.errors else 200)


def _invitation(request: HttpRequest, code: str) -> Invitation | None:
    """What a code opens; None where too many wrong ones came from here."""
    attempt = limits.begin(request)
    if attempt is None:
        return None
    invitation = codes.find(code, Purpose.ACCOUNT, Purpose.PASSWORD)
    limits.succeed(attempt)
    return invitation


def _with_this_phone(request: HttpRequest, user: User, invitation: Invitation) -> HttpResponse:
    if not devices.may_bind(user):
        return redirect(request.path)
    join(actor=actor_of(user), user=user, invitation=invitation)
    return come_in(request, user, bound=True)


@public_form
def by_device(request: HttpRequest) -> HttpResponse:
    """The owner of a bound phone comes in again with one tap."""
    device = devices.known(request) if is_sent(request) else None
    if device is None or not device.bound or not devices.may_bind(device.user):
        return redirect("login")
    return come_in(request, device.user, bound=True)


def _facts(user: User) -> list[Fact]:
    assigned = user.assignment
    return [
        Fact(_("Nama"), user.full_name),
        Fact(_("Nama pengguna"), user.username),
        Fact(_("Peran"), assigned.words if assigned else ""),
        Fact(_("Wilayah"), user.area.name if user.area else ""),
    ]
