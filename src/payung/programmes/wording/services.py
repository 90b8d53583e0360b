"""The text of a city's decrees as data: read in force, saved as a new version, checked for what it
may be filled with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.programmes.models import Wording, WordingKind

PARTS = ("subject", "considering", "recalling", "noting", "decisions")
"""What a city words itself; the head of the paper and its copies stay as shipped."""

_COMMON = ("head", "city", "programme", "basis")
FILLED = {
    WordingKind.DECREE: (
        *_COMMON, "payer", "year", "people", "months", "cost", "total", "accounts", "subject",
    ),
    WordingKind.CHANGE: (*_COMMON, "decree", "leavers", "joiners", "month", "last", "subject"),
}  # fmt: skip
"""The names that a line may have in braces."""


def head_of_region(name: str) -> tuple[str, str]:
    """Who signs for a city or a regency, and its name without its kind."""
    if name.startswith("Kabupaten "):
        return "Bupati", name.removeprefix("Kabupaten ")
    return "Wali Kota", name.removeprefix("Kota ")


def text_for(area: str, kind: WordingKind, signed: Wording | None = None) -> dict[str, Any]:
    """The words for a paper: those that were signed, else the city's newest, else the shipped."""
    own = signed or newest(area, kind)
    return _shipped(kind) | (own.text if own else {})


def newest(area: str, kind: WordingKind) -> Wording | None:
    return Wording.objects.filter(area_id=area, kind=kind).first()


@business_action("programmes.save_wording", Role.OPERATOR)
def save_wording(
    *, actor: Actor, kind: WordingKind, text: Mapping[str, Any], reason: str
) -> Wording:
    """Keeps a new version of the city's words; earlier ones stay, and so does what was signed.

    A name in braces that nothing fills is a refusal.
    """
    wanted = {part: text[part] for part in PARTS}
    if not wanted["subject"] or not wanted["considering"] or not wanted["decisions"]:
        raise BadInput(say("Isi judul, menimbang, dan sedikitnya satu diktum."))
    if len(reason.strip()) < 5:
        raise BadInput(say("Tulis alasannya, paling sedikit 5 huruf."))
    for line in _lines(wanted):
        _refuse_unknown(line, FILLED[kind])
    last = newest(actor.area, kind)
    made = Wording.objects.create(
        kind=kind, number=last.number + 1 if last else 1, text=wanted, reason=reason.strip(),
        made_by=actor.id, made_at=clock.now(), area_id=actor.area,
    )  # fmt: skip
    note(f"wording:{made.pk}", kind=kind.value, number=made.number)
    return made


def _lines(text: Mapping[str, Any]) -> Iterator[str]:
    yield text["subject"]
    for part in ("considering", "recalling", "noting"):
        yield from text[part]
    for name, line in text["decisions"]:
        yield name
        yield line


def _refuse_unknown(line: str, known: tuple[str, ...]) -> None:
    """Only plain known names in braces: no attribute, index or format of anything."""
    try:
        parts = list(Formatter().parse(line))
    except ValueError as error:
        raise BadInput(say("Kurung kurawal di “{line}” tidak lengkap.", line=line[:60])) from error
    for _text, name, form, conversion in parts:
        if name is not None and (name not in known or form or conversion):
            raise BadInput(
                say(
                    "{name} tidak dikenal. Yang bisa diisi: {known}.",
                    name="{" + name + "}",
                    known=", ".join("{" + name + "}" for name in known),
                )
            )


@cache
def _shipped(kind: WordingKind) -> dict[str, Any]:
    import yaml

    path = files("payung.programmes").joinpath("data", f"{kind.value}.yaml")
    words: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words
