"""Whoever follows the links of the pages, in any role, never meets a closed door or a broken page.

The links are those of the pages themselves, from the first page on, so that none is forgotten;
one address of each pattern is asked.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

import pytest
from django.urls import Resolver404, resolve

from payung.accounts.models import Role
from tests.apps.city import CITY, JUNE, City
from tests.apps.pages import INSIDE, checked_upload, sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

_LINK = re.compile(r'<a [^>]*href="(/[^"#]*)')
_WITHIN = {Role.VERIFIER: INSIDE, Role.RT: INSIDE}
LEFT = {"logout", "set_language"}


def furnish(city: City) -> list[int]:
    """A decree, an answered list, a death with its case, a list sent in, somebody who waits.

    Returns the members; the first has died.
    """
    from payung.accounts.scope import acting_as
    from payung.claims.models import EventKind
    from payung.claims.telling.services import Report, report
    from payung.payments.services import make_list
    from payung.verification.models import Proposal
    from tests.apps.claims.family import report_id

    members = city.started(6)
    waiting = city.people(2, start=50, area_id=INSIDE)
    checked_upload(city)
    with acting_as(city.operator):
        Proposal.objects.filter(person__in=waiting).update(state="menunggu", decided_by="")
    make_list(actor=city.operator, programme="UJI", month=JUNE, on=JUNE.first_day)
    died = Report(
        id=report_id("tautan"),
        person_id=members[0],
        kind=EventKind.DEATH,
        happened_on=JUNE.last_day,
        work_related=False,
    )
    report(actor=city.operator, report=died, today=JUNE.last_day)
    return members


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
def test_each_link_of_each_page_opens_for_who_sees_it(
    role: Role, city: City, client: Client
) -> None:
    furnish(city)
    sign_in(client, city, role, _WITHIN.get(role, CITY))
    assert closed_doors(client) == {}


def closed_doors(client: Client) -> dict[str, str]:
    """Addresses that a page offered and that did not open, with the page that offered them."""
    closed: dict[str, str] = {}
    seen, waiting = {"home"}, deque([("/", "")])
    while waiting:
        address, offered_by = waiting.popleft()
        answer = client.get(address, follow=True)
        if answer.status_code != 200:
            closed[address] = f"{answer.status_code} from {offered_by}"
        elif not answer.streaming and answer.headers["Content-Type"].startswith("text/html"):
            for link in _LINK.findall(answer.content.decode()):
                if (name := _page_of(link)) not in seen | LEFT:
                    seen.add(name)
                    waiting.append((link.replace("&amp;", "&"), address))
    return closed


def _page_of(link: str) -> str:
    """The page's name; a link that leads nowhere counts as a page of its own, to be asked."""
    try:
        return str(resolve(link.split("?")[0]).url_name)
    except Resolver404:
        return link


def test_a_door_that_is_closed_is_found(
    city: City, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.ui.parts import NavEntry
    from payung.web import navigation

    entries = (NavEntry("Beranda", "home"), NavEntry("Pemeriksaan", "audit"))
    monkeypatch.setattr(navigation, "entries", lambda: entries)
    monkeypatch.setattr(navigation, "_offered_to", lambda entry, role, href: True)
    sign_in(client, city, Role.RT, INSIDE)
    assert list(closed_doors(client)) == ["/daftar-bayar/pemeriksaan/"]
