"""The launcher: which libraries a command needs, and what it does after an accident."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.repository import ROOT


@pytest.fixture
def launcher(tmp_path: Path) -> ModuleType:
    """The script as a module, with an environment of its own that nobody has made yet."""
    loader = importlib.machinery.SourceFileLoader("launcher", str(ROOT / "payung"))
    spec = importlib.util.spec_from_loader("launcher", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    module.VENV = tmp_path / ".venv"
    module.PYTHON = module.VENV / "bin" / "python"
    module.INSTALLING = module.VENV / ".installing"
    return module


@pytest.fixture
def ran(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the launcher would have run, in order; everything succeeds."""
    commands: list[str] = []

    def record(command: list[str], cwd: Any = None) -> bool:
        commands.append(" ".join(command))
        if "venv" in command:
            launcher.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            launcher.INSTALLING.unlink(missing_ok=True)
            (launcher.VENV / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
            launcher.PYTHON.symlink_to("/usr/bin/env")
        return True

    monkeypatch.setattr(launcher, "_succeeded", record)
    monkeypatch.setattr(launcher, "_quietly", lambda command: True)
    monkeypatch.setattr(launcher, "_works", lambda: launcher.PYTHON.exists())
    return commands


@pytest.mark.parametrize(
    ("arguments", "needs"),
    [
        ([], ["runtime"]),
        (["demo"], ["runtime"]),
        (["test", "tests/law"], ["runtime", "test"]),
        (["bench", "law"], ["runtime", "bench"]),
        (["link", "a.csv", "b.csv", "--engine", "spark"], ["runtime", "spark"]),
        (["link", "a.csv", "b.csv", "--engine=spark"], ["runtime", "spark"]),
    ],
)
def test_a_command_brings_its_own_libraries(
    launcher: ModuleType, arguments: list[str], needs: list[str]
) -> None:
    assert launcher._needs(arguments) == needs


def test_every_need_has_a_file(launcher: ModuleType) -> None:
    for need in ("runtime", "test", "bench", "spark"):
        assert launcher._requirements(need).is_file()


def test_the_second_start_has_nothing_to_do(launcher: ModuleType, ran: list[str]) -> None:
    launcher._prepare(["runtime"])
    first = len(ran)
    launcher._prepare(["runtime"])
    assert first == 2
    assert len(ran) == first


def test_libraries_come_with_hashes_and_without_a_resolver(
    launcher: ModuleType, ran: list[str]
) -> None:
    launcher._prepare(["runtime"])
    assert "--require-hashes" in ran[-1]
    assert "--no-deps" in ran[-1]


def test_after_a_killed_installation_the_environment_is_made_anew(
    launcher: ModuleType, ran: list[str]
) -> None:
    launcher._prepare(["runtime"])
    launcher.INSTALLING.touch()
    (launcher.VENV / ".installed-runtime").unlink()
    launcher.PYTHON.unlink()
    (launcher.VENV / "lib" / "python3.11" / "site-packages" / "payung-src.pth").unlink()
    (launcher.VENV / "lib" / "python3.11" / "site-packages").rmdir()
    launcher._prepare(["runtime"])
    assert sum("--clear" in command for command in ran) == 2


def test_changed_requirements_are_installed_again(launcher: ModuleType, ran: list[str]) -> None:
    launcher._prepare(["runtime"])
    (launcher.VENV / ".installed-runtime").write_text("older")
    launcher._prepare(["runtime"])
    assert sum("--require-hashes" in command for command in ran) == 2


def test_a_moved_checkout_finds_its_source_again(launcher: ModuleType, ran: list[str]) -> None:
    launcher._prepare(["runtime"])
    pointer = launcher._source_pointer()
    pointer.write_text("/elsewhere/src\n")
    launcher._prepare(["runtime"])
    assert pointer.read_text() == f"{ROOT / 'src'}\n"


def test_a_failed_installation_says_so_and_leaves_no_mark(
    launcher: ModuleType, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    launcher._prepare([])
    monkeypatch.setattr(launcher, "_succeeded", lambda command, cwd=None: False)
    with pytest.raises(launcher.RefusalError, match="gagal dipasang"):
        launcher._install("runtime")
    assert not launcher._is_ready("runtime")
    assert not launcher.INSTALLING.exists()


def test_benchmarks_go_on_without_their_peers(
    launcher: ModuleType,
    ran: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    launcher._prepare([])
    monkeypatch.setattr(launcher, "_succeeded", lambda command, cwd=None: False)
    launcher._install("bench")
    assert "tanpa pembanding" in capsys.readouterr().err


def test_the_launcher_can_be_started(launcher: ModuleType) -> None:
    assert os.access(ROOT / "payung", os.X_OK)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
