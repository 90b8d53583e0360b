"""Every view of a signed-in person runs as that person, in one transaction, in his area."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.db import DatabaseError, DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import SimpleTemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from payung.accounts.factors import gate
from payung.accounts.models import BLIND, User
from payung.accounts.scope import acting_as, actor_of
from payung.accounts.sessions import ACTING_IN, is_over
from payung.kernel.errors import BadInput, Conflict, NotAllowed, OutOfArea, PayungError
from payung.kernel.sentence import say
from payung.registry.looks import noting_looks
from payung.ui.doors import OPEN_TO, PUBLIC
from payung.ui.words import shown

log = logging.getLogger(__name__)
_STATUS = ((NotAllowed, 403), (Conflict, 409), (BadInput, 422))


class ActorMiddleware:
    """Sets `request.actor`, and answers every refusal: the page of the act again, with what was
    typed, or a page that says how to go on. The one place that does either. No page stays in a
    cache that doesn't say itself that it may, and none of somebody who has signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(request.user, User) or not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True, private=True)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        user = request.user
        if not isinstance(user, User):
            return None
        user.choose(request.session.get(ACTING_IN))
        if user.assignment is None:
            return _sent_out(
                request, _("Penugasan Anda sudah berakhir. Hubungi administrator kota.")
            )
        if is_over(request):
            return _sent_out(request, _("Sesi Anda sudah berakhir. Masuklah lagi."))
        if gate.stops(request, view):
            return redirect("factors")
        request.actor = actor_of(user)  # type: ignore[attr-defined]
        if hasattr(view, PUBLIC):
            return None  # the same for everybody: it runs as nobody
        try:
            _refuse_the_blind(user.role, view)
            return _shown(request, partial(view, *args, **kwargs))
        except PayungError as refusal:
            return _refused(request, refusal)
        except DatabaseError as fault:
            return _refused(request, _as_refusal(fault))

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The pages that ask nobody who he is take odd input, too, and refuse."""
        if isinstance(fault, DatabaseError):
            fault = _as_refusal(fault)
        return _refused(request, fault) if isinstance(fault, PayungError) else None


_HIDDEN = "42501"
"""PostgreSQL's code for a row that the area's policy doesn't let the actor write."""


def _as_refusal(fault: DatabaseError) -> PayungError:
    """What the database alone refused, in a sentence; any other fault goes up as it is."""
    if isinstance(fault, DataError):
        return BadInput(
            say("Ada isian yang terlalu panjang, terlalu besar, atau memuat tanda yang aneh.")
        )
    if isinstance(fault, IntegrityError):
        log.warning("a row was refused by a constraint", exc_info=fault)
        return Conflict(say("Ini sudah ada, atau baru diubah orang lain. Muat ulang halaman."))
    if getattr(fault.__cause__, "sqlstate", "") == _HIDDEN:
        log.warning("a row beyond the actor's area was refused", exc_info=fault)
        return OutOfArea(say("Ini milik wilayah lain. Minta kantor di sana."))
    raise fault


def _sent_out(request: HttpRequest, sentence: str) -> HttpResponse:
    """What he may do ended in the same second: he is told why, and signs in again if he can."""
    logout(request)
    messages.warning(request, sentence)
    return redirect("login")


def _refuse_the_blind(role: str, view: Callable[..., HttpResponse]) -> None:
    """Who sees no citizen opens only the pages that name his role."""
    if role in BLIND and role not in getattr(view, OPEN_TO, ()):
        raise NotAllowed(say("Halaman ini memuat data warga. Peran Anda tidak melihatnya."))


def _shown(
    request: HttpRequest, view: Callable[[HttpRequest], HttpResponse | SimpleTemplateResponse]
) -> HttpResponse:
    actor, match = request.actor, request.resolver_match  # type: ignore[attr-defined]
    with acting_as(actor), noting_looks(actor, (match.url_name if match else "") or ""):
        response = view(request)
        if isinstance(response, SimpleTemplateResponse):
            response.render()  # lazy querysets must be read inside the area
        return response


def _refused(request: HttpRequest, refusal: PayungError) -> HttpResponse:
    """What the refused act wrote is gone with its transaction; its page is read in a new one."""
    status = next((code for kind, code in _STATUS if isinstance(refusal, kind)), 500)
    again, sent = _page_again(request), getattr(request, "sent", None)
    if again is not None:
        request.refusal = refusal  # type: ignore[attr-defined]
        try:
            response = again()
        except (PayungError, Http404):
            pass  # the page itself is closed now
        else:
            if response.status_code != 200:
                return response  # a page that leads elsewhere leads there
            if sent is None or sent.drawn:
                response.status_code = 403 if status == 403 else 422
                return response
    if sent is None:
        return _alone(request, status, sentence=shown(refusal))
    return _shown(request, partial(_alone, status=status, sent=sent))


def _alone(request: HttpRequest, status: int, **facts: Any) -> HttpResponse:
    """The sentence on a page of its own, or an act that no page offers with what was typed."""
    return render(request, "web/refused.html", facts, status=status)


def _page_again(request: HttpRequest) -> Callable[[], HttpResponse] | None:
    """The page on which the refused thing was typed; None where nothing was sent."""
    sent, match = getattr(request, "sent", None), request.resolver_match
    if sent is not None:
        request.path = sent.address  # filters, pages and languages lead there, not to the act
        return partial(_shown, request, sent.page)
    if request.method == "POST" and match is not None and hasattr(match.func, PUBLIC):
        return partial(match.func, request, *match.args, **match.kwargs)
    return None
