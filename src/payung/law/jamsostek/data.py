"""Reads the small YAML tables that lie beside the modules of this folder."""

from __future__ import annotations

from importlib.resources import files
from typing import Any


def read_yaml(name: str) -> dict[str, Any]:
    """The content of the YAML file `name` of this folder."""
    import yaml

    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return content
