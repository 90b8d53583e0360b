"""How a state looks: one word, one tone and one mark, so that colour is never alone.

The model decides what is stored. Its enumeration has the words, and is dressed beside it; a
`StateField` gives back its members, so that a page knows whose *terbuka* it has before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Tone(StrEnum):
    """How a state is to be felt; each has a mark that also shows on paper."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


MARKS: dict[Tone, str] = {
    Tone.NEUTRAL: "○",
    Tone.INFO: "→",
    Tone.GOOD: "✓",
    Tone.WARN: "!",
    Tone.BAD: "✕",
}


@dataclass(frozen=True, slots=True)
class StateTag:
    """A state as a page shows it; an empty `mark` means the tone's own."""

    label: str | Promise
    tone: Tone = Tone.NEUTRAL
    mark: str = ""

    @property
    def sign(self) -> str:
        return self.mark or MARKS[self.tone]


DRESSED: dict[type[Enum], Mapping[str, StateTag]] = {}
"""The tags of each enumeration that pages show, by the stored word."""

STATES: dict[str, StateTag] = {
    # rows of a list, in the words of the command-line contract
    "ok": StateTag(_("Siap"), Tone.GOOD),
    "periksa": StateTag(_("Perlu diperiksa"), Tone.WARN),
    "tolak": StateTag(_("Belum bisa didaftarkan"), Tone.BAD),
    # the law's answer
    "needs_decision": StateTag(_("Perlu keputusan"), Tone.WARN, "?"),
    # months that nobody has planned
    "gap": StateTag(_("Belum dibayar"), Tone.WARN),
    "none": StateTag(_("Tidak ada"), Tone.NEUTRAL, "–"),
    # membership
    "active": StateTag(_("Terlindungi"), Tone.GOOD),
    "arrears": StateTag(_("Menunggak"), Tone.WARN),
    "inactive": StateTag(_("Nonaktif"), Tone.BAD),
}
"""What is computed and never stored."""


def dress(states: type[models.TextChoices], **looks: Tone | tuple[Tone, str] | StateTag) -> None:
    """Gives each member, by its name, a tone, a tone and a mark, or a tag with its own word."""
    if set(looks) != set(states.__members__):
        raise ValueError(f"{states.__name__}: {set(looks) ^ set(states.__members__)}")
    DRESSED[states] = {states[name].value: _tag(states[name], look) for name, look in looks.items()}


def _tag(state: models.TextChoices, look: Tone | tuple[Tone, str] | StateTag) -> StateTag:
    if isinstance(look, StateTag):
        return look
    tone, mark = look if isinstance(look, tuple) else (look, "")
    return StateTag(state.label, tone, mark)


def state_of(state: str | StateTag) -> StateTag:
    """How a member of a dressed enumeration looks, or a computed state by its code.

    Anything else is shown as its own word, without a tone.
    """
    if isinstance(state, StateTag):
        return state
    if isinstance(state, Enum) and type(state) in DRESSED:
        return DRESSED[type(state)][str(state.value)]
    return STATES.get(str(state)) or StateTag(str(state).replace("_", " ").capitalize())


if TYPE_CHECKING:
    _Text = models.CharField[str, str]
else:
    _Text = models.CharField


class StateField(_Text):
    """A state, stored by its word and read as a member of its enumeration; empty stays empty."""

    def __init__(
        self, *args: Any, states: type[models.TextChoices] | None = None, **options: Any
    ) -> None:
        self.states = states
        if states is not None:
            options.setdefault("choices", states.choices)
        options.setdefault("max_length", 16)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """For a migration it is a column of text."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Any:
        known = self.states._value2member_map_ if self.states else {}
        return known.get(value, value)
