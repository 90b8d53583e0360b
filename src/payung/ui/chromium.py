"""Finds the system's Chromium, which the journeys and the pictures of the README drive."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LAUNCH_ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb"]


def find_chromium() -> Path | None:
    """The browser named by PAYUNG_CHROMIUM, else the first one on the path; None without one."""
    named = os.environ.get("PAYUNG_CHROMIUM", "")
    for name in (named, *_NAMES):
        if name and (found := shutil.which(name)):
            return Path(found)
    return None


def driver_runs() -> bool:
    """Whether the browser's driver starts: its own Node needs a library that Debian leaves out."""
    spec = find_spec("playwright")
    if spec is None or spec.origin is None:
        return False
    node = Path(spec.origin).parent / "driver" / "node"
    try:
        done = subprocess.run([str(node), "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def browser_runs() -> bool:
    """Whether browser tests can run here at all."""
    return find_chromium() is not None and driver_runs()
