"""One's own account: password, and in which assignment one acts."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts import devices
from payung.accounts.acts import Act, Asked, act_view, form_page, offer, offers
from payung.accounts.forms import ActInForm, PasswordForm
from payung.accounts.models import Assignment, Device, User
from payung.accounts.pages import SIGNED_IN, open_to, page
from payung.accounts.scope import Actor
from payung.accounts.selectors import oneself
from payung.accounts.services import change_password, end_devices
from payung.accounts.sessions import ACTING_IN, DEVICE
from payung.kernel.errors import NotAllowed
from payung.kernel.sentence import say
from payung.ui.parts import Column, Fact


@open_to(*SIGNED_IN)
def _new_password(*, actor: Actor, request: HttpRequest, user: User, password: str) -> None:
    """A new password, with which this browser stays signed in."""
    change_password(actor=actor, user=user, password=password)
    update_session_auth_hash(request, user)


@open_to(*SIGNED_IN)
def _act_in(*, actor: Actor, request: HttpRequest, user: User, number: int) -> Assignment:
    """Chooses in which of his assignments the person acts from now on, in this session."""
    chosen = next((one for one in user.in_force() if one.pk == number), None)
    if chosen is None:
        raise NotAllowed(say("Penugasan ini tidak berlaku lagi."))
    request.session[ACTING_IN] = chosen.pk
    return chosen


def _own(asked: Asked[User]) -> dict[str, Any]:
    return {"request": asked.request, "user": asked.thing}


PASSWORD: Act[User] = Act(
    "profile", gettext_lazy("Ganti kata sandi"), _new_password,
    lambda asked: _own(asked) | {"password": asked.data["baru"]},
    gettext_lazy("Kata sandi diganti."), form=PasswordForm,
    facts=lambda actor, user: {"user": user},
)  # fmt: skip
END_OTHERS: Act[User] = Act(
    "end_other_devices", gettext_lazy("Keluarkan perangkat lain"), end_devices,
    lambda asked: {"user": asked.thing, "keep": asked.request.session.get(DEVICE)},
    lambda ended: _("%(n)d perangkat lain dikeluarkan.") % {"n": ended},
    offered=lambda actor, user: devices.live().filter(user=user).count() > 1,
)  # fmt: skip
ACT_IN: Act[User] = Act(
    "act_in", gettext_lazy("Bertindak di sini"), _act_in,
    lambda asked: _own(asked) | {"number": asked.data["penugasan"]},
    lambda chosen: _("Sekarang Anda bertindak sebagai %(who)s.") % {"who": chosen},
    form=ActInForm, then=lambda asked, chosen: reverse("home"),
)  # fmt: skip


@page(*SIGNED_IN)
def _profile(request: HttpRequest) -> HttpResponse:
    """Name, role and area; devices; the password."""
    user = cast(User, request.user)
    here = request.session.get(DEVICE)
    context = {
        "facts": [
            Fact(_("Nama"), user.full_name),
            Fact(_("Nama pengguna"), user.username),
            Fact(_("Peran"), user.assignment.words if user.assignment else ""),
            Fact(_("Wilayah"), user.area.name if user.area else ""),
        ],
        "others": [one for one in user.in_force() if one != user.assignment],
        "devices": [_device(one, here) for one in devices.live().filter(user=user)],
        "columns": [Column("since", _("Masuk sejak"), "moment"), Column("note", _("Catatan"))],
        "act_in": ACT_IN,
        "offers": offers(request, user, (END_OTHERS,)),
        "password": offer(request, user, PASSWORD),
    }
    return render(request, "accounts/profile.html", context)


profile = form_page(PASSWORD, _profile, oneself)
end_other_devices = act_view(END_OTHERS, profile, oneself)
act_in = act_view(ACT_IN, profile, oneself)


def _device(device: Device, here: int | None) -> dict[str, object]:
    note = _("Perangkat ini") if device.pk == here else ""
    return {"since": device.made_at, "note": note or (_("Diingat 90 hari") if device.bound else "")}
