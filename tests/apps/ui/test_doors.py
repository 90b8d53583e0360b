"""A page shows no link that is closed to who looks at it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from payung.accounts.models import Role
from payung.ui.doors import opens
from payung.ui.parts import Column


def request_of(role: str) -> Any:
    request = RequestFactory().get("/")
    request.actor = SimpleNamespace(role=role)  # type: ignore[attr-defined]
    return request


def drawn(source: str, role: str, **context: Any) -> str:
    template = Template("{% load payung %}" + source)
    return template.render(Context({"request": request_of(role), **context}))


def test_a_page_opens_to_the_roles_that_its_view_names_and_to_nobody_else() -> None:
    patterns = reverse("claims_patterns")
    assert opens(patterns, request_of(Role.AUDITOR))
    assert not opens(patterns, request_of(Role.RT))


@pytest.mark.parametrize("address", ["/", "/tidak-ada/", "/klaim/?halaman=2"])
def test_what_no_view_closes_counts_as_open(address: str) -> None:
    assert opens(address, request_of(Role.OPERATOR))


def test_a_door_is_the_address_or_nothing() -> None:
    assert drawn('{% door "claims_patterns" %}', Role.AUDITOR) == reverse("claims_patterns")
    assert drawn('{% door "claims_patterns" %}', Role.RT) == ""


def test_a_table_keeps_the_word_and_drops_the_link_that_does_not_open() -> None:
    facts = {
        "columns": [Column("nama", "Nama")],
        "rows": [{"nama": "Pola", "href": "/klaim/pola/"}],
    }
    table = '{% data_table columns rows "Uji" %}'
    assert 'href="/klaim/pola/"' in drawn(table, Role.AUDITOR, **facts)
    closed = drawn(table, Role.RT, **facts)
    assert "href" not in closed and "Pola" in closed
