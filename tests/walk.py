"""One walk over the site: every role, every address that its pages lead to, every act they offer.

Answers are kept; judges (tests/apps/test_walk.py) read them. Whoever wants to know something of
all pages adds a judge and leaves the walk alone. The walk reads the site in a made-up language:
whatever has gone through the catalogue stands in brackets.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

OPEN, CLOSE = "⟦", "⟧"
_FILLED = re.compile(r"(%\(\w+\)[sd]|%[sd]|%%|\{\w*(?:![rs])?\}|<[^>]+>)")
_READ_ALOUD = ("title", "aria-label", "alt", "placeholder")
_LEFT_ALONE = {"logout", "set_language"}


@dataclass(frozen=True)
class Answer:
    """What one person was answered at one address; `act` says whether something was sent."""

    role: str
    address: str
    name: str
    offered_by: str
    act: bool
    status: int
    headers: dict[str, str]
    html: str

    def __str__(self) -> str:
        return f"{self.role} {'POST' if self.act else 'GET'} {self.address} ({self.name})"


class MadeUp:
    """Stands in for a compiled catalogue; what is filled in stays outside the brackets."""

    def to_language(self) -> str:
        return "en"

    def gettext(self, message: str) -> str:
        parts = _FILLED.split(message)
        return "".join(p if n % 2 or not p else OPEN + p + CLOSE for n, p in enumerate(parts))

    def ngettext(self, one: str, many: str, number: float) -> str:
        return self.gettext(one if number == 1 else many)

    def pgettext(self, _context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, _context: str, one: str, many: str, number: float) -> str:
        return self.ngettext(one, many, number)


@contextmanager
def made_up_language() -> Iterator[None]:
    """English as the site's code sees it, brackets as the reader sees it."""
    from django.utils.translation import trans_real

    known = trans_real._translations  # type: ignore[attr-defined]
    before = known.get("en")
    known["en"] = MadeUp()
    try:
        yield
    finally:
        known.pop("en")
        if before is not None:
            known["en"] = before


def walk(client: Client, role: str) -> list[Answer]:
    """From the first page on, one address of each name, and every act once, left empty."""
    found: list[Answer] = []
    seen: set[str] = {"home"}
    acted: set[str] = set()
    waiting = deque([("/", "")])
    while waiting:
        address, offered_by = waiting.popleft()
        answer = _asked(client, role, address, offered_by)
        found.append(answer)
        page = read(answer.html)
        for link in page.links:
            if (name := name_of(link)) and name not in seen | _LEFT_ALONE:
                seen.add(name)
                waiting.append((link, address))
        for form in page.forms:
            target = form.action or address
            if (name := name_of(target)) not in acted | _LEFT_ALONE:
                acted.add(name)
                found.append(_sent(client, role, target, address, form.hidden))
    return found


def _asked(client: Client, role: str, address: str, offered_by: str) -> Answer:
    return _kept(client.get(address, follow=True), role, address, offered_by, act=False)


def _sent(
    client: Client, role: str, target: str, offered_by: str, hidden: dict[str, str]
) -> Answer:
    """Sends a form with what it carries itself; whatever it did is undone."""
    from django.db import transaction

    with transaction.atomic():
        kept = _kept(client.post(target, hidden, follow=True), role, target, offered_by, act=True)
        transaction.set_rollback(True)
    return kept


def _kept(answer: Any, role: str, address: str, offered_by: str, *, act: bool) -> Answer:
    is_page = not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/h")
    return Answer(
        role=role,
        address=address,
        name=name_of(address),
        offered_by=offered_by,
        act=act,
        status=answer.status_code,
        headers=dict(answer.headers),
        html=answer.content.decode() if is_page else "",
    )


def name_of(address: str) -> str:
    """The name in the URLconf; empty for an address of another site or of a file."""
    from django.urls import Resolver404, resolve

    try:
        return str(resolve(address.partition("?")[0]).url_name)
    except Resolver404:
        return ""


@dataclass
class Form:
    action: str
    hidden: dict[str, str]


@dataclass
class Told:
    """A named figure as a page tells it."""

    figure: str
    area: str
    period: str
    of: str
    words: str = ""

    @property
    def number(self) -> int | None:
        """None where the cell is hidden or empty."""
        digits = re.sub(r"[^\d-]", "", bare(self.words))
        return int(digits) if re.fullmatch(r"-?\d+", digits) else None


class Page(HTMLParser):
    """Links, forms that are posted, and what a reader reads, text and labels alike."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.words: list[str] = []
        self.lang: str = ""
        self.styled: list[str] = []
        self.figures: list[Told] = []
        self._within = ""
        self._silent = 0
        self._foreign = ""
        self._form: Form | None = None

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in pairs}
        if tag == "html":
            self.lang = attrs.get("lang", "")
        if tag in ("script", "style"):
            self._silent += 1
            if "src" not in attrs and attrs.get("type") != "application/json":
                self.styled.append(f"<{tag}>")
        self.styled += [f"{tag} {name}" for name in attrs if name == "style" or name[:2] == "on"]
        if figure := attrs.get("data-figure"):
            place = (attrs["data-area"], attrs["data-month"], attrs["data-of"])
            self.figures.append(Told(figure, *place))
            self._within = tag
        if tag == "a" and attrs.get("href", "").startswith("/"):
            self.links.append(attrs["href"].partition("#")[0])
        if tag == "form" and attrs.get("method", "").lower() == "post":
            self._form = Form(attrs.get("action", ""), {})
            self.forms.append(self._form)
        if tag == "input" and attrs.get("type") == "hidden" and self._form:
            self._form.hidden[attrs.get("name", "")] = attrs.get("value", "")
        self.words += [
            attrs[name] for name in ("title", "aria-label", "alt", "placeholder") if name in attrs
        ]
        if attrs.get("lang") and tag != "html":
            self._silent += 1  # says itself which language it is in
            self._foreign = tag

    _foreign = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style") or (tag == self._foreign and self._silent):
            self._silent -= 1
            self._foreign = "" if tag == self._foreign else self._foreign
        if tag == "form":
            self._form = None
        if tag == self._within:
            self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within:
            self.figures[-1].words += data
        if not self._silent and data.strip():
            self.words.append(" ".join(unescape(data).split()))


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    return page


def bare(words: str) -> str:
    """What stands outside the brackets."""
    out, depth = [], 0
    for letter in words:
        depth += (letter == OPEN) - (letter == CLOSE)
        out.append(letter if depth == 0 and letter != CLOSE else " ")
    return " ".join("".join(out).split())
