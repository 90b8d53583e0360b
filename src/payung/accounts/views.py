"""One's own account: password, and in which assignment one acts."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from payung.accounts import devices
from payung.accounts.forms import PasswordForm
from payung.accounts.models import Device, User
from payung.accounts.scope import actor_of
from payung.accounts.services import change_password, end_devices
from payung.accounts.sessions import ACTING_IN, DEVICE
from payung.kernel.errors import NotAllowed
from payung.kernel.sentence import say
from payung.ui.parts import Column, Fact


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, role and area; POST changes the password."""
    user = cast(User, request.user)
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        change_password(actor=actor_of(user), user=user, password=form.cleaned_data["baru"])
        update_session_auth_hash(request, user)
        messages.success(request, _("Kata sandi diganti."))
        return redirect("profile")
    facts = [
        Fact(_("Nama"), user.full_name),
        Fact(_("Nama pengguna"), user.username),
        Fact(_("Peran"), user.assignment.words if user.assignment else ""),
        Fact(_("Wilayah"), user.area.name if user.area else ""),
    ]
    others = [one for one in user.in_force() if one != user.assignment]
    here = request.session.get(DEVICE)
    context = {
        "form": form, "facts": facts, "others": others,
        "devices": [_device(one, here) for one in devices.live().filter(user=user)],
        "columns": [Column("since", _("Masuk sejak"), "moment"), Column("note", _("Catatan"))],
    }  # fmt: skip
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def end_other_devices(request: HttpRequest) -> HttpResponse:
    """Signs the person out everywhere but in this browser."""
    user = cast(User, request.user)
    here = request.session.get(DEVICE)
    ended = end_devices(actor=actor_of(user), user=user, keep=here)
    messages.success(request, _("%(n)d perangkat lain dikeluarkan.") % {"n": ended})
    return redirect("profile")


@login_required
@require_POST
def act_in(request: HttpRequest) -> HttpResponse:
    """Chooses in which of his assignments the person acts from now on, in this session."""
    user, wanted = cast(User, request.user), request.POST.get("penugasan", "")
    chosen = next((one for one in user.in_force() if str(one.pk) == wanted), None)
    if chosen is None:
        raise NotAllowed(say("Penugasan ini tidak berlaku lagi."))
    request.session[ACTING_IN] = chosen.pk
    messages.success(request, _("Sekarang Anda bertindak sebagai %(who)s.") % {"who": chosen})
    return redirect("home")


def _device(one: Device, here: int | None) -> dict[str, object]:
    note = _("Perangkat ini") if one.pk == here else ""
    return {"since": one.made_at, "note": note or (_("Diingat 90 hari") if one.bound else "")}
