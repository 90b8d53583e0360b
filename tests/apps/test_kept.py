"""A refused form keeps everything that was typed: every address that takes a POST, by every role.

The addresses come from the URLconf and the fields from the pages; files and passwords are never
handed back. Each form is sent twice: with one field that can't be read, and with nonsense in all
of them, so that what the services refuse is judged as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from payung.accounts.models import Role
from payung.web.allowed.declared import Door, doors
from tests.apps.city import CITY, City
from tests.apps.everywhere import addresses, furnished
from tests.apps.pages import INSIDE, sign_in
from tests.apps.typed import TypedForm, filled, forms_in, lost

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

REFUSED = (400, 403, 409, 422, 429)
OUTSIDE = {"logout", "set_language"}
"""Addresses that end the session or its language; nothing is typed there."""


@dataclass(slots=True)
class Judged:
    """What became of one form: how often it was refused, and what was lost then."""

    status: int = 0
    refused: int = 0
    done: int = 0
    fields: int = 0
    faults: tuple[str, ...] = ()


def targets(made: dict[str, Any]) -> Iterator[tuple[str, str, frozenset[Role] | None]]:
    """A name, an address and the roles of everything that may take a POST."""
    known = {one.name: one for one in addresses()}
    for door in doors():
        if door.name in OUTSIDE:
            continue
        for name, roles in _sent_to(door):
            yield (
                f"{door.name} {name}".strip(),
                known[door.name].filled(_facts(made, door, name)),
                roles,
            )


def _facts(made: dict[str, Any], door: Door, name: str) -> dict[str, Any]:
    return (
        made
        | ({"name": name} if name else {})
        | ({"kind": "kantor"} if door.room == "office" else {})
    )


def _sent_to(door: Door) -> list[tuple[str, frozenset[Role] | None]]:
    shared = "<str:name>" in door.route or "<slug:name>" in door.route
    if door.acts and shared:
        return [(act.name, act.roles) for act in door.acts]
    return [("", door.acts[0].roles if door.acts else door.roles)]


def judge(client: Client, address: str) -> Judged | None:
    """One address tried; None where it takes no POST."""
    empty = _post(client, address, {})
    if empty.status_code == 405:
        return None
    found = Judged(status=empty.status_code)
    form = _form(client, address, empty)
    if form is None:
        return found
    sent = filled(form)
    found.fields = len(sent)
    for data in (_unreadable(form, sent), sent):
        answer = _post(client, address, data)
        if answer.status_code not in REFUSED:
            found.done += 1
            if answer.status_code >= 404:
                found.faults += (f"{answer.status_code}",)
            continue
        found.refused += 1
        if gone := lost(data, answer.content.decode(), address):
            found.faults += (f"{answer.status_code} lost {gone}",)
    return found


def _form(client: Client, address: str, empty: Any) -> TypedForm | None:
    """The form of an address: on the page that refused it empty, or on the one that offers it."""
    pages = [empty] if "text/html" in empty.headers.get("Content-Type", "") else []
    pages.append(client.get(address, follow=True))
    for page in pages:
        if page.streaming or "text/html" not in page.headers.get("Content-Type", ""):
            continue
        own = page.request["PATH_INFO"]
        for form in forms_in(page.content.decode(), own):
            if form.action == address:
                return form
    return None


def _unreadable(form: TypedForm, sent: dict[str, list[str]]) -> dict[str, list[str]]:
    """The same with a sign in one field that no text may have, or without one of the choices."""
    for name, values in sent.items():
        if form.fields[name].kind in ("text", "textarea", "email", "number"):
            return sent | {name: [values[0] + "\x00"]}
    for name in sent:
        if form.fields[name].kind in ("select", "radio"):
            return {one: value for one, value in sent.items() if one != name}
    return sent


def _post(client: Client, address: str, data: dict[str, list[str]]) -> Any:
    """Sends it; whatever it did is undone."""
    from django.db import transaction

    with transaction.atomic():
        answer = client.post(address, data)
        transaction.set_rollback(True)
    return answer


WITHIN = {Role.VERIFIER: INSIDE, Role.RT: INSIDE}


def tried(client: Client, city: City) -> dict[str, Judged]:
    """Every target, tried by one of those who may do it; by the operator wherever he may."""
    made = furnished(city) | {"record_id": _office(city)}
    client.raise_request_exception = False
    found: dict[str, Judged] = {}
    seen: set[str] = set()
    for role in (Role.OPERATOR, None, *(role for role in Role if role != Role.SYSTEM)):
        client.logout()
        if role is not None:
            sign_in(client, city, role, WITHIN.get(role, CITY))
        for name, address, roles in targets(made):
            may = roles is None if role is None else roles is not None and role in roles
            if may and name not in seen:
                seen.add(name)
                if (judged := judge(client, address)) is not None:
                    found[name] = judged
    return found


def _office(city: City) -> int:
    """A record of the city's own, to be mended and withdrawn."""
    from payung.audit.clock import today
    from payung.office import services

    told = {"nama": "Kantor Uji", "kop": "Kantor Uji", "alamat": "Jalan Contoh 1"}
    return services.add(
        actor=city.operator, kind="kantor", told=told, source="uji", since=today()
    ).pk


def test_no_refused_form_loses_what_was_typed(client: Client, city: City) -> None:
    found = tried(client, city)
    faults = {name: one.faults for name, one in found.items() if one.faults}
    # what needs a thing that the furnished city doesn't have; its room's own tests refuse it
    silent = {name for name, one in found.items() if not one.refused + one.done}
    tries = sum(one.refused for one in found.values())
    print(f"{len(found)} take a POST, {tries} refused, {len(faults)} lost what was typed")
    assert faults == {}
    print("not reached:", sorted(silent))
    assert len(found) > 100 and tries > 80
