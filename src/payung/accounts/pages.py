"""Who may open a page: signed in, and in one of the roles that work with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from payung.accounts.models import Role
from payung.accounts.scope import actor_of_request
from payung.kernel.errors import NotAllowed
from payung.ui.doors import OPEN_TO

View = Callable[..., HttpResponse]


def page_for(*roles: Role) -> Callable[[View], View]:
    """Lets the roles in; others get a page that says why not, strangers the sign-in.

    Links to the page are shown to the roles alone (`payung.ui.doors`).
    """

    def guard(view: View) -> View:
        @wraps(view)
        def show(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if actor_of_request(request).role not in roles:
                raise NotAllowed("Halaman ini tidak untuk peran Anda. Hubungi operator kota.")
            return view(request, *args, **kwargs)

        setattr(show, OPEN_TO, frozenset(roles))
        return login_required(show)

    return guard
