"""The pages of the second step: taking it at sign-in, and adding, renewing, ending one's own."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts import coming_in, limits
from payung.accounts.acts import Act, Asked, act_view, form_page, offer, offers
from payung.accounts.factors import gate, passkeys, services, totp
from payung.accounts.factors.forms import AgainForm, AppForm, PasskeyForm, SecondStepForm
from payung.accounts.models import Factor, FactorKind, User
from payung.accounts.pages import SIGNED_IN, is_sent, open_to, page, public_form
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.settling import the_city
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.ui.parts import Column


@public_form
def second_step(request: HttpRequest) -> HttpResponse:
    """After the right password: a code of the app or a spare one; signs in."""
    waiting = coming_in.waiting(request)
    if waiting is None:
        return redirect("login")
    form = SecondStepForm(request.POST or None)
    if is_sent(request) and form.is_valid():
        attempt = limits.begin(request, waiting.user.username)
        if attempt is None:
            return render(request, "web/slowed.html", status=429)
        if services.takes(waiting.user, form.cleaned_data["kode"]):
            limits.succeed(attempt)
            return coming_in.sign_in(request, waiting.user, then=waiting.then, taken=True)
        if not coming_in.may_try_again(request):
            return redirect("login")
        form.add_error("kode", _("Kode ini salah, atau sudah dipakai. Ketik kode yang baru."))
    context = {"form": form, "passkeys": passkeys.possible(request)}
    return render(request, "accounts/second_step.html", context, status=422 if form.errors else 200)


@public_form
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """Comes in with a passkey alone: it is what one has, and the phone's lock what one is."""
    form = PasskeyForm(request.POST or None)
    if is_sent(request) and form.is_valid():
        attempt = limits.begin(request)
        if attempt is None:
            return render(request, "web/slowed.html", status=429)
        user = _owner(request, form.cleaned_data["jawaban"])
        limits.succeed(attempt)
        return coming_in.sign_in(request, user, taken=True)
    options = passkeys.ask_proof(request) if passkeys.possible(request) else ""
    context = {"options": options, "form": form}
    status = 422 if form.errors else 200
    return render(request, "accounts/passkey_sign_in.html", context, status=status)


def _owner(request: HttpRequest, answer: str) -> User:
    factor = services.factor_of(passkeys.handle_in(answer))
    if factor is None:
        raise BadInput(say("Kunci sandi ini tidak dikenal di sini. Masuk dengan kata sandi."))
    passkeys.prove(request, answer, services.public_part(factor))
    return factor.user


def _mine(actor: Actor) -> User:
    return User.objects.get(pk=int(actor.id.removeprefix("user:")))


@gate.on_the_way
@page(*SIGNED_IN)
def factors(request: HttpRequest) -> HttpResponse:
    """One's own second steps; whoever has none adds one here before he works."""
    user = cast(User, request.user)
    mine = list(services.live(user, FactorKind.TOTP, FactorKind.PASSKEY))
    shown_acts = offers(request, user, ACTS)
    app = shown_acts[ADD_APP.name].form
    city = the_city()
    address = totp.address(app.secret, user.username, city.name if city else "")  # type: ignore[attr-defined]
    asked = passkeys.possible(request)
    known = [services.public_part(one) for one in mine if one.kind == FactorKind.PASSKEY]
    context = {
        "offers": shown_acts, "rows": mine, "must": gate.stops(request, lambda: None),
        "columns": (
            Column("kind", _("Cara"), of=_kind), Column("made_at", _("Ditambahkan"), "moment"),
            Column("used_at", _("Terakhir dipakai"), "moment"),
        ),
        "ending": [(one, offer(request, user, END, number=one.pk)) for one in mine[:10]],
        "secret": app.secret, "picture": mark_safe(totp.picture(address)),  # type: ignore[attr-defined]
        "spare": services.live(user, FactorKind.SPARE).count(),
        "options": passkeys.ask_new(request, user.pk, user.username, known) if asked else "",
    }  # fmt: skip
    return render(request, "accounts/factors.html", context)


def _kind(factor: Factor) -> str:
    label = str(FactorKind(factor.kind).label)
    return f"{label}: {factor.name}" if factor.name else label


@open_to(*SIGNED_IN)
def _app(*, actor: Actor, request: HttpRequest, secret: str, code: str) -> HttpResponse:
    made = services.add_app(actor=actor, user=cast(User, request.user), secret=secret, code=code)
    return _added(request, made)


@open_to(*SIGNED_IN)
def _passkey(*, actor: Actor, request: HttpRequest, answer: str, name: str) -> HttpResponse:
    user, made = cast(User, request.user), passkeys.read_new(request, answer)
    told = services.add_passkey(actor=actor, user=user, credential=made, name=name)
    return _added(request, told)


@open_to(*SIGNED_IN)
def _renewed(*, actor: Actor, request: HttpRequest) -> HttpResponse:
    told = services.renew_spare_codes(actor=actor, user=cast(User, request.user))
    return _codes(request, told)


def _added(request: HttpRequest, told: list[str]) -> HttpResponse:
    request.session[gate.TAKEN] = True
    return _codes(request, told) if told else redirect("factors")


def _codes(request: HttpRequest, told: list[str]) -> HttpResponse:
    """The spare codes, shown this once."""
    return render(request, "accounts/spare_codes.html", {"codes": told})


ADD_APP: Act[User] = Act(
    "factor_app", gettext_lazy("Tambah aplikasi kode"), _app,
    lambda asked: {
        "request": asked.request, "secret": asked.data["rahasia"], "code": asked.data["kode"],
    },
    "", form=AppForm,
)  # fmt: skip
ADD_PASSKEY: Act[User] = Act(
    "factor_passkey", gettext_lazy("Tambah kunci sandi di perangkat ini"), _passkey,
    lambda asked: {
        "request": asked.request, "answer": asked.data["jawaban"], "name": asked.data["nama"],
    },
    "", form=PasskeyForm,
)  # fmt: skip
RENEW: Act[User] = Act(
    "factor_codes", gettext_lazy("Buat 10 kode cadangan baru"), _renewed,
    lambda asked: {"request": asked.request}, "",
    offered=lambda actor, user: services.live(user).exists(), again=True,
)  # fmt: skip
ACTS = (ADD_APP, ADD_PASSKEY, RENEW)
END: Act[User] = Act(
    "factor_end", gettext_lazy("Lepas"), services.end_factor,
    lambda asked: {"user": asked.thing, "number": asked.where["number"]},
    gettext_lazy("Langkah kedua dilepas."), again=True,
)  # fmt: skip

factor_app = gate.on_the_way(act_view(ADD_APP, factors, _mine))
factor_passkey = gate.on_the_way(act_view(ADD_PASSKEY, factors, _mine))
factor_codes = act_view(RENEW, factors, _mine)
factor_end = act_view(END, factors, lambda actor, number: _mine(actor))


def _again_page(request: HttpRequest) -> HttpResponse:
    asked = offer(request, _mine(actor_of_request(request)), AGAIN)
    asked.form.initial["next"] = request.GET.get("next", "/")
    return render(request, "accounts/again.html", {"offer": asked})


def _next(asked: Asked[User], _made: Any) -> str:
    gate.note_asked(asked.request)
    wanted, host = asked.data["next"], asked.request.get_host()
    secure = asked.request.is_secure()
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={host}, require_https=secure)
    return wanted if safe else reverse("home")


AGAIN: Act[User] = Act(
    "again", gettext_lazy("Lanjutkan"), services.confirm_again,
    lambda asked: {"user": asked.thing, "typed": asked.data["sandi"]},
    "", form=AgainForm, then=_next,
)  # fmt: skip
again = gate.on_the_way(form_page(AGAIN, _again_page, _mine))
