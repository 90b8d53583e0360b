"""Property tests judge the code, not how busy the machine is."""

from __future__ import annotations

from hypothesis import settings


def test_no_property_test_has_a_time_limit_unless_it_says_so() -> None:
    assert settings().deadline is None
    assert settings.get_profile("ci").derandomize
