"""One of each kind of thing, every address of the site, and every form that its pages offer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, StringConverter, UUIDConverter

from tests.apps.city import CITY, JUNE, City

if TYPE_CHECKING:
    from django.test import Client

LEFT = {"logout", "set_language"}
"""Addresses that end the session or its language."""


@dataclass(frozen=True, slots=True)
class Address:
    """A pattern of the URLconf: its name, its text, and what stands in it."""

    name: str
    route: str
    arguments: dict[str, Any] = field(hash=False)

    def filled(self, values: dict[str, Any]) -> str:
        """The address with these values put in as they are."""
        text = self.route
        for name, converter in self.arguments.items():
            for written in (f"<{name}>", f"<{_kind(converter)}:{name}>"):
                text = text.replace(written, str(self.value(name, values, "0")))
        return f"/{text}"

    def value(self, argument: str, values: dict[str, Any], otherwise: Any) -> Any:
        """What stands for an argument: this page's own, its room's, or everybody's."""
        room = self.route.partition("/")[0]
        keys = (f"{self.name}:{argument}", f"{room}/{argument}", argument)
        return next((values[key] for key in keys if key in values), otherwise)

    def fitting(self, values: dict[str, Any]) -> str:
        """The address with these values where they fit, and with those of nobody elsewhere."""
        nobody = {"int": "0", "uuid": str(UUID(int=0)), "str": "x", "slug": "x"}
        chosen = {
            name: value if re.fullmatch(converter.regex, value) else nobody[_kind(converter)]
            for name, converter in self.arguments.items()
            for value in [str(self.value(name, values, ""))]
        }
        return self.filled(chosen)


def _kind(converter: Any) -> str:
    kinds = {IntConverter: "int", UUIDConverter: "uuid", StringConverter: "str"}
    return kinds.get(type(converter), "slug")


def addresses() -> list[Address]:
    """Every named address of the site."""
    return [
        Address(str(pattern.name), prefix, dict(pattern.pattern.converters))
        for prefix, pattern in _patterns(get_resolver(), "")
        if pattern.name and pattern.name not in LEFT
    ]


def _patterns(resolver: Any, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        text = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _patterns(one, text)
        else:
            yield text, one


def furnished(city: City) -> dict[str, Any]:
    """A city with one of each kind; the values that fill the addresses of its things."""
    from tests.apps.test_links import furnish
    from tests.apps.test_scope_of_pages import things
    from tests.apps.things import of_claims, of_payments, of_programmes

    members = furnish(city)
    people = city.people

    def later(count: int, start: int = 0, **facts: Any) -> list[int]:
        return people(count, start=start + 300, **facts)

    city.people = later  # type: ignore[method-assign]
    made = things(city) | _known(city)
    for room in (of_programmes, of_payments, of_claims):
        made |= room(city, members)
    return made


def _known(city: City) -> dict[str, Any]:
    """The newest of each model, under the name by which addresses call it."""
    from django.apps import apps

    from payung.accounts.scope import acting_as

    names = {
        "case_id": "claims.Case", "decree_id": "programmes.Decree",
        "selection_id": "programmes.Selection", "list_id": "payments.PaymentList",
    }  # fmt: skip
    found: dict[str, Any] = {"code": "UJI", "area": CITY, "kind": "kematian", "copy": "lengkap"}
    found |= {"month": str(JUNE), "name": "confirm", "answer": "setuju", "source": "apbd"}
    found |= {"year": 2025, "step": 1, "number": 1, "act": "ajukan", "change_id": uuid4()}
    with acting_as(city.operator):
        for name, label in names.items():
            newest = apps.get_model(label).objects.order_by("-pk").first()
            found[name] = newest.pk if newest else 0
    return found


@dataclass(slots=True)
class Form:
    """A form of a page: where it goes, how, and what a browser would send untouched."""

    action: str
    method: str
    data: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


class _Forms(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.found, self.select = page, list[Form](), ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(own.get("action") or self.page, own.get("method", "get")))
        elif self.found and tag == "input" and own.get("name"):
            self._input(own)
        elif self.found and tag in ("textarea", "select") and own.get("name"):
            self.select = own["name"]
            self.found[-1].data.setdefault(self.select, "")
        elif self.found and tag == "option" and self.select and own.get("value"):
            self.found[-1].data[self.select] = self.found[-1].data[self.select] or own["value"]
        elif self.found and tag == "button" and own.get("name"):
            self.found[-1].data.setdefault(own["name"], own.get("value", ""))

    def _input(self, own: dict[str, str]) -> None:
        form = self.found[-1]
        if own.get("type") == "file":
            form.files.add(own["name"])
        elif own["name"] != "csrfmiddlewaretoken":
            form.data.setdefault(own["name"], own.get("value", ""))


def forms_of(client: Client, made: dict[str, Any]) -> list[Form]:
    """Every form that the pages of these things offer to who is signed in; one of a kind."""
    found: dict[tuple[str, str, tuple[str, ...]], Form] = {}
    for address in addresses():
        page = address.filled(made)
        answer = client.get(page)
        if answer.status_code != 200 or "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        parser = _Forms(page)
        parser.feed(answer.content.decode())
        for form in parser.found:
            shape = (_shape(form.action), form.method, tuple(sorted(form.data)))
            found.setdefault(shape, form)
    return [form for form in found.values() if not form.action.startswith("/keluar")]


def _shape(action: str) -> str:
    path = action.split("?")[0]
    return "/".join("…" if any(c.isdigit() for c in part) else part for part in path.split("/"))


def with_new_ids(data: dict[str, str]) -> dict[str, str]:
    """The same answers in a form that was opened anew."""
    return {name: str(uuid4()) if _is_uuid(text) else text for name, text in data.items()}


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
