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
from django.forms import CharField

from payung.accounts.acts import Act
from payung.accounts.models import Role
from payung.web.allowed.declared import Door, doors
from tests.apps.city import CITY, City
from tests.apps.everywhere import addresses, furnished
from tests.apps.pages import INSIDE, sign_in
from tests.apps.typed import Field, TypedForm, filled, forms_in, lost

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

REFUSED = (400, 403, 409, 422, 429)
OUTSIDE = {"logout", "set_language"}
"""Addresses that end the session or its language; nothing is typed there."""


NOTHING_TYPED = {
    "act_in", "by_device", "end_other_devices", "factor_codes", "factor_end", "findings_open",
    "passkey_sign_in", "rank", "upload_check", "upload_mark", "upload_questions", "worker_keep",
}  # fmt: skip
"""Buttons, and a form that is kept line by line while it is typed."""
NOT_THERE = {
    "claim_scan": "a file alone is sent",
    "decile_file": "the same",
    "proposal_decide": "proposals are ticked on another page: tests/apps/verification",
    "upload_headers": "all columns are known here: tests/apps/intake",
    "scholarship_act ajukan": "no child studies here: tests/apps/claims/test_scholarship.py",
    "scholarship_act bayar": "the same",
    "scholarship_act pilih": "the same",
    "claim_act receive": "papers are ticked, and not before the death is sure",
    "claim_act start_papers": "a button, and not before the death is sure",
    "claim_act unconfirm": "the same",
    "claims_change_act undo": "a button, and not before the news is sure",
    "complain_rt": "no RT stands in the small city: tests/apps/claims/test_complaints.py",
    "open_report_rt": "the same",
    "law_revoke": "nothing was settled: tests/apps/web/test_settling.py",
    "invited": "codes that are good once: tests/apps/accounts/test_people.py",
    "opening": "the same: tests/apps/accounts/test_opening.py",
    "second_step": "between password and code: tests/apps/accounts/test_factors.py",
}
"""What the furnished city doesn't have; these lists may only shrink."""


@dataclass(slots=True)
class Judged:
    """What became of one form: how often it was refused, and what was lost then."""

    status: int = 0
    refused: int = 0
    done: int = 0
    fields: int = 0
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Something that may take a POST: its address, who may, and the act that is declared there."""

    name: str
    address: str
    roles: frozenset[Role] | None
    act: Act[Any] | None


def targets(made: dict[str, Any]) -> Iterator[Target]:
    known = {one.name: one for one in addresses()}
    for door in doors():
        if door.name in OUTSIDE:
            continue
        for name, act in _sent_to(door):
            yield Target(
                f"{door.name} {name}".strip(),
                known[door.name].filled(_facts(made, door, name)),
                act.roles if act else door.roles,
                act,
            )


def _facts(made: dict[str, Any], door: Door, name: str) -> dict[str, Any]:
    return (
        made
        | ({f"{door.name}:name": name} if name else {})
        | ({"kind": "kantor"} if door.room == "office" else {})
    )


def _sent_to(door: Door) -> list[tuple[str, Act[Any] | None]]:
    if door.acts and door.acts[0].address:
        return [(act.name, act) for act in door.acts]
    return [("", door.acts[0] if door.acts else None)]


def judge(client: Client, address: str, act: Act[Any] | None) -> Judged | None:
    """One address tried; None where it takes no POST."""
    empty = _post(client, address, {})
    if empty.status_code == 405:
        return None
    found = Judged(status=empty.status_code)
    form = _form(client, address, empty) or _declared(act, address)
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


def _declared(act: Act[Any] | None, address: str) -> TypedForm | None:
    """The lines of an act's form that its page doesn't offer now: somebody else was quicker."""
    lines = getattr(act.form, "base_fields", {}) if act else {}
    typed = [
        name
        for name, field in lines.items()
        if type(field) is CharField and getattr(field.widget, "input_type", "text") == "text"
    ]
    known = {name: Field(name, "text", lines[name].max_length or 60) for name in typed}
    return TypedForm(address, known) if known else None


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
    reached: set[str] = set()
    for role in (Role.OPERATOR, None, *(role for role in Role if role != Role.SYSTEM)):
        client.logout()
        if role is not None:
            sign_in(client, city, role, WITHIN.get(role, CITY))
        for one in targets(made):
            may = one.roles is None if role is None else role in (one.roles or ())
            if not may or one.name in reached:
                continue
            act = None if one.name in NOT_THERE else one.act
            if (judged := judge(client, one.address, act)) is not None:
                found[one.name] = judged
                if judged.refused + judged.done:
                    reached.add(one.name)  # else another role may get further
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
    silent = {name for name, one in found.items() if not one.refused + one.done}
    tries = sum(one.refused for one in found.values())
    print(f"{len(found)} take a POST, {tries} refused, {len(faults)} lost what was typed")
    assert faults == {}
    assert sorted(silent - NOTHING_TYPED - set(NOT_THERE)) == []
    assert len(found) > 100 and tries > 80
