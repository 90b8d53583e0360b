"""Visitors behind a proxy are told apart, and nobody can pass for many."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from payung.accounts.visitors import client_address

PROXY, VISITOR, MADE_UP = "127.0.0.1", "203.0.113.9", "198.51.100.1"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "", PROXY),
        (0, MADE_UP, PROXY),
        (1, VISITOR, VISITOR),
        (1, f"{MADE_UP}, {VISITOR}", VISITOR),
        (2, f"{MADE_UP}, {VISITOR}, 10.0.0.2", VISITOR),
        (2, VISITOR, PROXY),
        (1, "", PROXY),
    ],
)
def test_the_address_is_the_one_that_the_outermost_own_proxy_saw(
    settings: Any, proxies: int, forwarded: str, expected: str
) -> None:
    settings.PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=PROXY, headers=headers)
    assert client_address(request) == expected
