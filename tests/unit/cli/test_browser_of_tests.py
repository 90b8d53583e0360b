"""What `payung test` does where no browser runs: installs it where it may, else says so once."""

from __future__ import annotations

import os
import shutil

import pytest

from payung.cli import test as command


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been asked of apt; no browser runs, before or after."""
    calls: list[str] = []
    monkeypatch.setattr(command, "_apt", lambda *words: calls.append(" ".join(words)))
    monkeypatch.setattr(command, "browser_runs", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return calls


def test_root_gets_the_browser_and_its_drivers_library(asked: list[str]) -> None:
    command._ensure_browser()
    assert [call.split()[-1] for call in asked] == ["update", "libatomic1", "chromium"]


def test_nobody_else_is_asked_for_a_package_and_one_line_says_what_is_missing(
    asked: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    command._ensure_browser()
    assert asked == []
    said = capsys.readouterr().err.splitlines()
    assert said == ["Uji peramban dilewati: perlu paket Debian libatomic1 chromium."]


def test_a_browser_that_runs_is_left_alone(
    asked: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "browser_runs", lambda: True)
    command._ensure_browser()
    assert (asked, capsys.readouterr().err) == ([], "")
