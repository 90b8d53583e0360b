"""Reads the small YAML tables that lie beside the modules of this folder."""

from __future__ import annotations

from importlib.resources import files
from typing import Any


def newest(parameter: str, file: str) -> int:
    """The newest value of a parameter, for what looks ahead and knows no event."""
    value: int = read_yaml(f"parameters/{file}.yaml")[parameter]["values"][-1]["value"]
    return value


def read_yaml(name: str) -> dict[str, Any]:
    """The content of the YAML file `name` of this folder."""
    import yaml

    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return content
