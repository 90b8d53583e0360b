"""One's own account, and for operators who else works here."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.forms import PasswordForm
from payung.accounts.models import Role, User
from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of, actor_of_request
from payung.accounts.selectors import accounts
from payung.accounts.services import change_password
from payung.ui.parts import Column, Crumb, Fact

PER_PAGE = 50


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
        Fact(_("Peran"), user.get_role_display()),
        Fact(_("Wilayah"), user.area.name if user.area else ""),
    ]
    context = {"form": form, "facts": facts}
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)


@page_for(Role.ADMIN, Role.OPERATOR, Role.AUDITOR)
@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    """Who works in the actor's area, in which role."""
    found = accounts(actor_of_request(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "columns": [
            Column("full_name", _("Nama")),
            Column("username", _("Nama pengguna")),
            Column("role", _("Peran")),
            Column("area", _("Wilayah")),
            Column("state", _("Keadaan")),
        ],
        "rows": [_row(user) for user in page],
        "crumbs": [Crumb(_("Akun"), reverse("profile")), Crumb(_("Semua akun"))],
    }
    return render(request, "accounts/list.html", context)


def _row(user: User) -> dict[str, object]:
    return {
        "full_name": user.full_name,
        "username": user.username,
        "role": user.get_role_display(),
        "area": user.area.name if user.area else "",
        "state": _("Aktif") if user.is_active else _("Tidak aktif"),
    }
