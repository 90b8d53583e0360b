"""Runs pytest as if Django were not installed: `python tests/without_django.py tests/law`."""

import sys

import pytest


class Missing:
    """Finds Django nowhere."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name.partition(".")[0] in ("django", "pytest_django", "ninja"):
            raise ModuleNotFoundError(f"No module named {name!r} (hidden on purpose)", name=name)


sys.meta_path.insert(0, Missing())
ignored = ["-W", "ignore::pytest.PytestConfigWarning"]
sys.exit(pytest.main(["-p", "no:django", "-p", "no:cacheprovider", *ignored, *sys.argv[1:]]))
