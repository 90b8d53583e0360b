"""What the site refuses to start with."""

from __future__ import annotations

import pytest
from django.test import override_settings

from payung.cli import serve
from payung.kernel.errors import ConfigError


@pytest.mark.parametrize("bind", ["127.0.0.1", "localhost", "unix:/run/payung/situs.sock"])
def test_this_machine_alone_needs_no_tls(bind: str) -> None:
    with override_settings(HTTPS=False):
        serve._refuse_open_network(bind)


def test_an_open_network_without_tls_is_refused_and_with_tls_it_is_not() -> None:
    with override_settings(HTTPS=False, PAYUNG_DEMO=False), pytest.raises(ConfigError, match="TLS"):
        serve._refuse_open_network("0.0.0.0")
    with override_settings(HTTPS=True):
        serve._refuse_open_network("0.0.0.0")


def test_a_table_without_protection_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    from payung.areas import protection

    monkeypatch.setattr(protection, "protection_faults", lambda: ["Tabel uji terbuka."])
    with pytest.raises(ConfigError, match="Tabel uji terbuka"):
        serve._refuse_without_protection()
