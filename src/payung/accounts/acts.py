"""Declared acts: one form, one business action, one sentence afterwards.

A page names the acts that it offers; who may do one is what its business action says. A refusal,
by the form or by the service, is answered in one place: the act's page again, with the sentence
on top and everything that was typed (`payung.web.middleware`). No view catches a refusal.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from payung.accounts.models import Role
from payung.accounts.pages import View, page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.kernel.errors import BadInput
from payung.ui.doors import OPEN_TO
from payung.ui.forms import PlainForm
from payung.ui.parts import Words

T = TypeVar("T")


def nothing(actor: Actor, *where: Any) -> Any:
    """The thing of an act that makes a new one."""


class NotFilled(BadInput):
    """A form that its own rules refuse; the words stand at its fields."""


@dataclass(frozen=True, slots=True)
class Asked(Generic[T]):
    """One call of an act: by whom, on which thing, with which answers and address."""

    actor: Actor
    thing: T
    data: Mapping[str, Any]
    where: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Act(Generic[T]):
    """An act as a page offers it; `name` is the name of its address.

    `given` makes the service's arguments from what was asked, `facts` the form's (choices, what
    is known already), `said` the sentence afterwards, `then` the next address (else the page).
    """

    name: str
    label: Words
    service: Callable[..., Any]
    given: Callable[[Asked[T]], Mapping[str, Any]]
    said: Words | Callable[[Any], Words]
    form: Callable[..., Any] = PlainForm
    facts: Callable[[Actor, T], Mapping[str, Any]] = lambda actor, thing: {}
    offered: Callable[[Actor, T], bool] = lambda actor, thing: True
    then: Callable[[Any], str] | None = None

    @property
    def roles(self) -> frozenset[Role]:
        """Those whom the business action lets in."""
        found: frozenset[Role] = getattr(self.service, OPEN_TO)
        return found

    def blank(self, actor: Actor, thing: T, **data: Any) -> Any:
        """Its form; unsent unless `data` and `files` are handed over."""
        facts = {"auto_id": f"id_{self.name}_%s", **self.facts(actor, thing)}
        return self.form(**data, **facts)


@dataclass(frozen=True, slots=True)
class Offer:
    """An act on a page: its form, where it goes, and whether it has just been refused there."""

    act: Act[Any]
    form: BaseForm
    address: str
    refused: bool


def offers(
    request: HttpRequest, thing: T, acts: Iterable[Act[T]], **where: Any
) -> dict[str, Offer]:
    """The acts that this person may do with the thing now, each with its form, by name."""
    actor = actor_of_request(request)
    return {
        act.name: offer(request, thing, act, **where)
        for act in acts
        if actor.role in act.roles and act.offered(actor, thing)
    }


def offer(request: HttpRequest, thing: T, act: Act[T], **where: Any) -> Offer:
    """One act; its form is the sent one if it has just been refused."""
    sent: Sent | None = getattr(request, "sent", None)
    refused = sent is not None and (sent.act, sent.where) == (act.name, where)
    blank = act.blank(actor_of_request(request), thing)
    form = sent.form if sent is not None and refused else blank
    return Offer(act, form, reverse(act.name, kwargs=where), refused)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a request sent to an act, and the page that shows it again if it is refused."""

    act: str
    where: Mapping[str, Any]
    form: Any
    page: Callable[[HttpRequest], HttpResponse]


def act_view(act: Act[T], page: View, get: Callable[..., T] = nothing) -> View:
    """The view of an act that stands on a page of another address: POST does it, GET leads there.

    `get` finds the thing from the actor and the page's own part of the address.
    """
    names = [name for name in inspect.signature(page).parameters if name != "request"]

    def view(request: HttpRequest, **where: Any) -> HttpResponse:
        place = {name: where[name] for name in names}
        if request.method == "POST":
            result = _done(request, act, partial(page, **place), get, place, where)
            return redirect(act.then(result) if act.then else reverse(page, kwargs=place))
        return redirect(reverse(page, kwargs=place))

    return page_for(*act.roles)(view)


def form_page(act: Act[T], page: View, get: Callable[..., T] = nothing) -> View:
    """The view of a page that is there for one act: GET shows it, POST does the act."""

    def view(request: HttpRequest, **where: Any) -> HttpResponse:
        if request.method == "POST":
            result = _done(request, act, partial(page, **where), get, where, where)
            return redirect(act.then(result) if act.then else request.path)
        return page(request, **where)

    return page_for(*act.roles)(view)


def _done(
    request: HttpRequest,
    act: Act[T],
    page: Callable[[HttpRequest], HttpResponse],
    get: Callable[..., T],
    place: Mapping[str, Any],
    where: Mapping[str, Any],
) -> Any:
    """The result of the act on the thing at `place`; a refusal goes up, and finds what was sent."""
    actor = actor_of_request(request)
    thing = get(actor, *place.values())
    form = act.blank(actor, thing, data=request.POST, files=request.FILES)
    request.sent = Sent(act.name, where, form, page)  # type: ignore[attr-defined]
    if not form.is_valid():
        raise NotFilled
    data = getattr(form, "cleaned_data", {})
    result = act.service(actor=actor, **act.given(Asked(actor, thing, data, where)))
    messages.success(request, str(act.said(result) if callable(act.said) else act.said))
    return result
