"""Finds the system's Chromium, which the journeys and the pictures of the README drive."""

from __future__ import annotations

import os
import shutil
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
