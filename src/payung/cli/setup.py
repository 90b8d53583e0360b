"""Brings Django up inside a command: chosen folder, chosen database role, then the registry.

Settings read the environment once, so this runs before anything else of Django is imported.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from payung.kernel.errors import ConfigError
from payung.kernel.sentence import say

SETTINGS = "payung.config.settings"
STORY = "demo.json"
"""What `payung demo` leaves in its folder: seed, password, figures, and the day it stands on."""
TOLD_FROM = "2025-12-31"
"""The day of a demonstration whose second year isn't told yet."""


def start_django(data: Path | None = None, *, migrating: bool = False) -> None:
    """Loads settings and apps; `migrating` makes this process the owner of the schema.

    The embedded server is started or joined, unless PAYUNG_DATABASE_URL names another.
    """
    if data is not None:
        os.environ["PAYUNG_DATA"] = str(data.absolute())
    _as_in_the_story(Path(os.environ.get("PAYUNG_DATA", "var")))
    if migrating:
        os.environ["PAYUNG_MIGRATING"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    from payung.config.embedded import readable_failures

    with readable_failures(Path(os.environ.get("PAYUNG_DATA", "var")).absolute()):
        django.setup()


def _as_in_the_story(folder: Path) -> None:
    """A demonstration's folder has a day and a city of its own, whichever command opens it."""
    story = folder / STORY
    if story.exists():
        os.environ.setdefault("PAYUNG_DEMO", "1")
        os.environ.setdefault("PAYUNG_TODAY", json.loads(story.read_text()).get("day", TOLD_FROM))


def repository_root() -> Path:
    """The checkout that holds tests and benchmarks; an installed package has none."""
    root = Path(__file__).resolve().parents[3]
    if not (root / "tests").is_dir():
        raise ConfigError(say("Perintah ini memerlukan repositori Payung, bukan hanya paketnya."))
    return root
