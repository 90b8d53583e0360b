"""What each kind of paper says and how it is numbered: data/papers.yaml, which offices edit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from payung.areas.selectors import areas_in
from payung.kernel.area import AreaKind, area_kind

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The words of one kind; `{…}` in them are filled in when it is printed."""

    level: AreaKind
    sign: str
    title: str
    opening: str
    statements: tuple[str, ...]
    closing: str
    signers: tuple[str, ...]
    lists_refused: bool


def words_of(kind: str) -> PaperWords:
    """The words of one kind of paper."""
    found = _data()["kinds"][kind]
    return PaperWords(
        level=AreaKind(found["level"]),
        sign=found["sign"],
        title=found["title"],
        opening=found["opening"],
        statements=tuple(found.get("statements", ())),
        closing=found.get("closing", ""),
        signers=tuple(found["signers"]),
        lists_refused=bool(found.get("lists_refused")),
    )


def paper_number(kind: str, area: str, serial: int, on: date) -> str:
    """The number by the office's scheme: `012/BA-VER/64.09.01.1001/XI/2026`."""
    scheme: str = _data()["number"]
    return scheme.format(
        serial=serial, sign=words_of(kind).sign, area=area, roman=_ROMAN[on.month - 1], year=on.year
    )


def offices_in(kind: str, area: str) -> list[str]:
    """The offices inside `area` that make this kind of paper; the area itself if it is one."""
    level = words_of(kind).level
    if area_kind(area) is level:
        return [area]
    return list(areas_in(area, level).values_list("code", flat=True))


@cache
def _data() -> dict[str, Any]:
    import yaml

    path = files("payung.verification").joinpath("data", "papers.yaml")
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read
