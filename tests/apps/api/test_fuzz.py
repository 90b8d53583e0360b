"""Promise 15, short form: requests made from the description never break the server.

The seed is fixed, so that a failure comes back.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup, ServerError
from schemathesis.specs.openapi.checks import (
    response_schema_conformance,
    status_code_conformance,
)

from payung.api import guard

ADDRESSES = ("/api/v1/law/explain", "/api/v1/law/batch", "/api/v1/law/iuran")
SHORT = settings(
    max_examples=40,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
PLAIN = {"Accept-Encoding": "identity"}  # the test's client can't unpack
CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]


@pytest.fixture
def schema(monkeypatch: pytest.MonkeyPatch) -> Iterator[schemathesis.BaseSchema]:
    """The description, read from the site itself, which leaves other tests' database alone."""
    monkeypatch.setattr(guard, "CALLS_A_MINUTE", {"one": 10**9, "batch": 10**9})
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    for end in ends:
        end.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_request_breaks_the_server(
    schema: schemathesis.BaseSchema, address: str, mode: GenerationMode
) -> None:
    @seed(20261122)
    @SHORT
    @given(case=schema[address]["POST"].as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS, headers=PLAIN)

    ask()


def test_the_fuzzing_would_see_a_fault(
    schema: schemathesis.BaseSchema, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: once the law's reader has a fault, the same checks complain."""
    from payung.law.jamsostek import benefits

    def broken(*_arguments: object) -> object:
        raise RuntimeError("a fault")

    monkeypatch.setattr(benefits, "read_case", broken)
    case = schema[ADDRESSES[0]]["POST"].Case(body={"program": "jkm"})
    with pytest.raises(FailureGroup) as complaint:
        case.call_and_validate(checks=CHECKS)
    assert complaint.group_contains(ServerError)
