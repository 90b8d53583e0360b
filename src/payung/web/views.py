"""Home, sign-in, health and error pages."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

from payung.accounts import devices, limits
from payung.accounts.coming_in import come_in
from payung.accounts.factors.gate import on_the_way
from payung.accounts.models import Role
from payung.accounts.pages import SIGNED_IN, page_or, public, public_form
from payung.accounts.scope import actor_of_request
from payung.web.front.views import front
from payung.web.health import faults
from payung.web.navigation import steering_for, todo_for


class SignInForm(AuthenticationForm):
    """The same words for an unknown name and a wrong password, so that names can't be tried out."""

    error_messages = {
        "invalid_login": _(
            "Nama pengguna atau kata sandi salah. Periksa keduanya, lalu coba lagi."
        ),
        "inactive": _("Nama pengguna atau kata sandi salah. Periksa keduanya, lalu coba lagi."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for name, label, missing in (
            ("username", _("Nama pengguna"), _("Nama pengguna belum diisi.")),
            ("password", _("Kata sandi"), _("Kata sandi belum diisi.")),
        ):
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = missing
            self.fields[name].widget.attrs.pop("autofocus", None)


class SignIn(LoginView):
    """Counts each try where it comes from; knows the browser once its owner has come in."""

    template_name = "web/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.attempt = limits.begin(request, request.POST.get("username", ""))
        if self.attempt is None:
            return render(request, "web/slowed.html", status=429)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        if self.attempt is not None:
            limits.succeed(self.attempt)
        return come_in(self.request, form.get_user(), then=self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        device = devices.known(self.request)
        bound = device.user if device and device.bound and devices.may_bind(device.user) else None
        return {**super().get_context_data(**kwargs), "owner": bound}


sign_in = public_form(SignIn.as_view())
sign_out = on_the_way(public_form(LogoutView.as_view()))
choose_language = on_the_way(public_form(set_language))


@page_or(front, *SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person, over all rooms; an RT head has a first page of his own, a
    visitor the public one."""
    actor = actor_of_request(request)
    if actor.role == Role.RT:
        return redirect("rt_page")
    items = todo_for(actor)
    return render(request, "web/home.html", {"items": items, "acts": steering_for(request)})


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when all is well; 503 with a code a line: database, disk, worker, daily work."""
    codes = [code for code, _ in faults()]
    if codes:
        return HttpResponse("\n".join([*codes, ""]), status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the context of the page, since that may be what failed."""
    return HttpResponse(render_to_string("web/500.html"), status=500)
