"""The plain values that components are made from; a room fills them, a template shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.kernel.month import Month

Words = str | Promise


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One entry of the service navigation, for whom its page lets in; `roles` for fewer of them.

    Entries of one `group` stand together below that word; `alone` keeps one out of its room's.
    """

    label: Words
    url_name: str
    roles: frozenset[str] = frozenset()
    order: int = 50
    group: Words = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class TodoItem:
    """One line of a to-do list: what waits, how many, and for how many days the oldest has."""

    label: Words
    href: str
    count: int
    oldest_days: int | None = None
    hint: Words = ""


@dataclass(frozen=True, slots=True)
class MainAct:
    """What the month asks of one reader first: why, the button that leads there, the last day."""

    label: str
    why: str
    button: Words
    href: str
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a search found: what it is, its name, what tells it apart, its page."""

    kind: Words
    title: str
    detail: Words
    href: str


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way back; the page itself comes last and has no `href`."""

    label: Words
    href: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `kind` says how its values are written.

    `key` names the attribute or mapping key of a row, or the way to it (`person.area.name`);
    `of` reads the row instead where a name doesn't do. The first column heads the row. Kinds:
    text, count, rupiah, percent, month, date, moment, state, nik.
    """

    key: str
    label: Words
    kind: str = "text"
    of: Callable[[Any], Any] | None = None
    figure: str = ""
    """The named figure that stands in the cells; a row says of what at `spot`."""

    def read(self, row: Any) -> Any:
        """The column's value in a row, None where there is none."""
        return self.of(row) if self.of else read_path(row, self.key)

    @property
    def numeric(self) -> bool:
        return self.kind in ("count", "rupiah", "percent")


def as_link(of: Callable[[Any], str] | str) -> Any:
    """The way from a row to its page, for a template: Django would call a bare function itself."""
    if not callable(of):
        return of

    def link(row: Any) -> str:
        return of(row)

    link.do_not_call_in_templates = True  # type: ignore[attr-defined]
    return link


def read_path(row: Any, path: str) -> Any:
    """What stands at a dotted path of attributes or keys, None where it ends early.

    A method on the way is called, as templates do: `get_state_display`.
    """
    for name in path.split("."):
        row = row.get(name) if isinstance(row, Mapping) else getattr(row, name, None)
        if row is None:
            return None
        row = row() if callable(row) else row
    return row


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a summary list, with at most one act (a link with the words of what it does)."""

    label: Words
    value: Any
    href: str = ""
    act: Words = ""


@dataclass(frozen=True, slots=True)
class SomePeople:
    """Some people by name under one heading; `count` are all of them."""

    label: Words
    names: Sequence[str]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.names)


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody reads before an act that nobody can undo.

    `people` are typed by hand where there are several.
    """

    about: Words
    facts: Sequence[Fact]
    consequence: Words
    people: int = 1
    by_area: Sequence[tuple[str, int]] = ()
    named: Sequence[SomePeople] = ()

    @property
    def areas(self) -> list[dict[str, Any]]:
        return [{"area": name, "people": people} for name, people in self.by_area]

    @property
    def area_columns(self) -> list[Column]:
        return [Column("area", _("Kelurahan")), Column("people", _("Orang"), "count")]


@dataclass(frozen=True, slots=True)
class Happening:
    """One point of a timeline; `planned` marks what is still to come."""

    when: str
    what: Words
    who: Words = ""
    detail: Words = ""
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of two records that a person compares; `left` and `right` as they are shown."""

    label: Words
    left: Any
    right: Any

    @property
    def differs(self) -> bool:
        return bool(self.left != self.right)


@dataclass(frozen=True, slots=True)
class PayerMonths:
    """One payer's row of a month calendar: the state's code for each month that has one."""

    payer: Words
    states: Mapping[Month, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MonthCalendar:
    """Months × payers; text stands in each cell."""

    months: Sequence[Month]
    rows: Sequence[PayerMonths]


class Progress(Protocol):
    """What `{% progress %}` needs to know of a background job."""

    @property
    def state(self) -> str: ...
    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...
