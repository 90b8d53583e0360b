"""A secret of ours, written as age reads it."""

from __future__ import annotations

import os

import pyrage
import pytest

from payung.kernel.bech32 import bech32


def test_the_published_example_is_met() -> None:
    # BIP 173, segwit address of version 0 without its version letter: the data part alone.
    assert bech32("a", b"") == "a12uel5l"


@pytest.mark.parametrize("number", range(5))
def test_what_we_write_is_read_back_by_age_itself(number: int) -> None:
    written = bech32("age-secret-key-", os.urandom(32)).upper()
    assert str(pyrage.x25519.Identity.from_str(written)) == written


def test_a_mistyped_letter_is_noticed() -> None:
    written = bech32("age-secret-key-", bytes(32)).upper()
    wrong = written[:-1] + ("Q" if written[-1] != "Q" else "P")
    with pytest.raises(pyrage.IdentityError):
        pyrage.x25519.Identity.from_str(wrong)
