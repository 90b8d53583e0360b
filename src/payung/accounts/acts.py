"""Declared acts: one form, one business action, one sentence afterwards.

A page names the acts that it offers; who may do one is what its business action says. A refusal,
by the form or by the service, is answered in one place: the act's page again, with the sentence
on top and everything that was typed (`payung.web.middleware`). No view catches a refusal.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Generic, TypeVar, cast

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from payung.accounts.factors import gate
from payung.accounts.factors.services import confirm_again
from payung.accounts.models import Role, User
from payung.accounts.pages import View, is_refused, page_for, roles_of
from payung.accounts.scope import Actor, actor_of_request
from payung.kernel.errors import BadInput
from payung.kernel.sentence import Sentence, say
from payung.ui.doors import OPEN_TO
from payung.ui.forms import CountConfirmationField, PlainForm
from payung.ui.parts import Crumb, Review, Words
from payung.ui.words import shown

T = TypeVar("T")

AGAIN_FIELD = "sandi_lagi"
"""Where the person shows once more who he is; no form has a field of this name."""
ACTS = "acts"
"""The attribute of a view that names the acts that are sent to it."""


def nothing(actor: Actor, *where: Any) -> Any:
    """The thing of an act that makes a new one."""


class NotFilled(BadInput):
    """A form that its own rules refuse; the words stand at its fields."""

    def __init__(self) -> None:
        super().__init__(Sentence(""))


@dataclass(frozen=True)
class Asked(Generic[T]):
    """One call of an act: by whom, on which thing, with which answers and address."""

    request: HttpRequest
    actor: Actor
    thing: T
    form: Any
    where: Mapping[str, Any]

    @property
    def data(self) -> Mapping[str, Any]:
        """The cleaned answers, by the form's names."""
        found: Mapping[str, Any] = self.form.cleaned_data
        return found


@dataclass(frozen=True)
class Act(Generic[T]):
    """An act as a page offers it; `name` is the name of its address, or with `address` the last
    part of one that several acts share.

    `given` makes the service's arguments from what was asked, `facts` the form's (choices, what
    is known already), `said` the sentence afterwards, `then` the next address (else the page).
    `again` asks who it is once more where he signed in a while ago. An act that nobody can undo
    has a `review` (of the actor, the thing and the form): it is done on a page of its own, which
    shows what it means and asks for the number of people; other pages lead there. `keep` lets the
    page send it until an answer comes: only what is done once, however often it arrives. `follows`
    says before the press what it sets going.
    """

    name: str
    label: Words
    service: Callable[..., Any]
    given: Callable[[Asked[T]], Mapping[str, Any]]
    said: Words | Callable[[Any], Words]
    form: Callable[..., Any] = PlainForm
    facts: Callable[[Actor, T], Mapping[str, Any]] = lambda actor, thing: {}
    offered: Callable[[Actor, T], bool] = lambda actor, thing: True
    then: Callable[[Asked[T], Any], str] | None = None
    address: str = ""
    again: bool = False
    review: Callable[[Actor, T, Any], Review] | None = None
    keep: bool = False
    follows: Callable[[Actor, T], Sequence[Words]] = lambda actor, thing: ()

    @property
    def roles(self) -> frozenset[Role]:
        """Those whom the business action lets in."""
        return roles_of(self.service)

    def at(self, where: Mapping[str, Any]) -> str:
        """Where it is sent to."""
        if self.address:
            return reverse(self.address, kwargs={**where, "name": self.name})
        return reverse(self.name, kwargs=dict(where))

    def blank(self, actor: Actor, thing: T, where: Mapping[str, Any], **data: Any) -> Any:
        """Its form; unsent unless `data` and `files` are handed over.

        Ids carry the act's name, and the row's number where a page offers it row by row.
        """
        row = f"_{list(where.values())[-1]}" if len(where) > 1 else ""
        facts = {"auto_id": f"id_{self.name}{row}_%s", **self.facts(actor, thing)}
        form = self.form(**data, **facts)
        if self.review is not None:
            form.review = self.review(actor, thing, form)
            if form.review.people > 1:
                form.fields["jumlah"] = CountConfirmationField(expected=form.review.people)
        return form


@dataclass(frozen=True, slots=True)
class Offer:
    """An act on a page: its form, where it goes, and whether it has just been refused there;
    `elsewhere` if it is reviewed first, at its address."""

    act: Act[Any]
    form: BaseForm
    address: str
    refused: bool
    again: bool
    elsewhere: bool = False
    follows: Sequence[Words] = ()


def offers(
    request: HttpRequest, thing: T, acts: Iterable[Act[T]], **where: Any
) -> dict[str, Offer]:
    """The acts that this person may do with the thing now, each with its form, by name; one that
    was just refused stays, with what was typed, even if it can't be done any more."""
    actor = actor_of_request(request)
    return {
        act.name: offer(request, thing, act, **where)
        for act in acts
        if actor.role in act.roles and (_refused(request, act, where) or act.offered(actor, thing))
    }


def offer(request: HttpRequest, thing: T, act: Act[T], **where: Any) -> Offer:
    """One act; its form is the sent one if it has just been refused."""
    again = act.again and not gate.is_fresh(request)
    if sent := _refused(request, act, where):
        return Offer(act, sent.form, act.at(where), refused=True, again=again)
    if act.review is not None and request.path != act.at(where):
        return Offer(act, PlainForm(), act.at(where), refused=False, again=again, elsewhere=True)
    actor = actor_of_request(request)
    blank, follows = act.blank(actor, thing, where), act.follows(actor, thing)
    return Offer(act, blank, act.at(where), refused=False, again=again, follows=follows)


def _refused(request: HttpRequest, act: Act[Any], where: Mapping[str, Any]) -> Sent | None:
    """What was sent to just this act and refused."""
    sent: Sent | None = getattr(request, "sent", None) if is_refused(request) else None
    return sent if sent is not None and (sent.act.name, sent.where) == (act.name, where) else None


@dataclass(frozen=True, slots=True)
class Sent:
    """What a request sent to an act, and the page that shows it again if it is refused."""

    act: Act[Any]
    where: Mapping[str, Any]
    form: Any
    page: Callable[[HttpRequest], HttpResponse]
    address: str

    @property
    def offer(self) -> Offer:
        """The act as it was tried, for a page that doesn't offer it any more."""
        return Offer(
            self.act, self.form, self.act.at(self.where), refused=True, again=self.act.again
        )

    @property
    def drawn(self) -> bool:
        """Whether the page has shown it again, or nothing could be typed (`ui.form_field`)."""
        forms = [self.form] if isinstance(self.form, BaseForm) else list(self.form)
        return not forms or any(getattr(form, "drawn", not form.visible_fields()) for form in forms)


def act_view(act: Act[T], page: View, get: Callable[..., T] = nothing) -> View:
    """The view of an act that stands on a page of another address: POST does it, GET leads there.

    `get` finds the thing from the actor and the parts of the act's address. One with a `review`
    is shown at its own address first.
    """
    names = [name for name in inspect.signature(page).parameters if name != "request"]

    def view(request: HttpRequest, **where: Any) -> HttpResponse:
        place = {name: where[name] for name in names}
        address = reverse(page, kwargs=place)
        if act.review is not None:
            shown = partial(_reviewed, act=act, get=get, where=where, back=address)
            if request.method == "POST" and not is_refused(request):
                return _done(request, act, shown, get, where, request.path, address)
            return shown(request)
        if request.method == "POST":
            return _done(request, act, partial(page, **place), get, where, address)
        return redirect(address)

    return _taking((act,), page_for(*act.roles)(view))


def _reviewed(
    request: HttpRequest, *, act: Act[T], get: Callable[..., T], where: Mapping[str, Any], back: str
) -> HttpResponse:
    """What an act means, and the one form that does it; the page of the thing if it's too late."""
    actor = actor_of_request(request)
    thing = get(actor, *where.values())
    if not is_refused(request) and not act.offered(actor, thing):
        return redirect(back)
    offered = offer(request, thing, act, **where)
    review: Review = offered.form.review  # type: ignore[attr-defined]
    crumbs = [Crumb(review.about, back), Crumb(act.label)]
    context = {"offer": offered, "review": review, "back_url": back, "crumbs": crumbs}
    return render(request, "ui/confirm.html", context)


def acts_view(
    acts: Collection[Act[T]],
    page: View,
    get: Callable[..., T] = nothing,
    kind: Callable[..., View] = act_view,
) -> View:
    """The view of an address that ends in the name of one of these acts of a page.

    `kind` is `form_page` where the page has no address of its own.
    """
    views = {act.name: kind(act, page, get) for act in acts}
    roles = {role for act in acts for role in act.roles}

    def view(request: HttpRequest, name: str, **where: Any) -> HttpResponse:
        if name not in views:
            raise Http404
        return views[name](request, **where)

    return _taking(acts, page_for(*roles)(view))


def form_page(act: Act[T], page: View, get: Callable[..., T] = nothing) -> View:
    """The view of a page with an act at its own address: GET shows it, POST does the act.

    A page that is there for the act alone is open to those who may do it; one under `page(…)`
    stays open to its own readers.
    """

    @wraps(page)
    def view(request: HttpRequest, **where: Any) -> HttpResponse:
        if request.method == "POST" and not is_refused(request):
            return perform(request, **where)
        return page(request, **where)

    @page_for(*act.roles)
    def perform(request: HttpRequest, **where: Any) -> HttpResponse:
        return _done(request, act, partial(page, **where), get, where, request.path)

    return _taking((act,), page_for(*act.roles | getattr(page, OPEN_TO, frozenset()))(view))


def _taking(acts: Collection[Act[Any]], view: View) -> View:
    setattr(view, ACTS, tuple(acts))
    return view


def _done(
    request: HttpRequest,
    act: Act[T],
    page: Callable[[HttpRequest], HttpResponse],
    get: Callable[..., T],
    where: Mapping[str, Any],
    address: str,
    then: str = "",
) -> HttpResponse:
    """The act done and said; a refusal goes up, and finds there what was sent.

    It leads to what the act says, else to `then`, else to the page that it was typed on.
    """
    actor = actor_of_request(request)
    thing = get(actor, *where.values())
    form = act.blank(actor, thing, where, data=request.POST, files=request.FILES)
    request.sent = Sent(act, where, form, page, address)  # type: ignore[attr-defined]
    if not form.is_valid():
        raise NotFilled
    if act.again and not gate.is_fresh(request):
        _show_again(request, actor)
    asked = Asked(request, actor, thing, form, where)
    result = act.service(actor=actor, **act.given(asked))
    if isinstance(result, HttpResponse):
        return result  # a file, or a number that is shown once
    if said := shown(act.said(result) if callable(act.said) else act.said):
        messages.success(request, said)
    return redirect(act.then(asked, result) if act.then else then or address)


def _show_again(request: HttpRequest, actor: Actor) -> None:
    """What approves, signs, pays or reveals is done by who can show now that it is he."""
    typed = request.POST.get(AGAIN_FIELD, "")
    if not typed:
        raise BadInput(
            say(
                "Anda masuk lebih dari 15 menit lalu. Ketik kata sandi Anda di bawah formulir, "
                "lalu kirim lagi."
            )
        )
    confirm_again(actor=actor, user=cast(User, request.user), typed=typed)
    gate.note_asked(request)
