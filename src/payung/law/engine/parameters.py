"""Dated parameters and the register of regulations, read from YAML and checked line by line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from payung.kernel.errors import LawError
from payung.kernel.sentence import say
from payung.law.engine.rule import regulation_ids, split_basis
from payung.law.engine.table import Table

CITY = "KOTA"
"""The register's entry under which a city's own decisions are cited."""

CONFIDENCES = ("seen", "derived", "unverified")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CITED = {"basis", "says", "confidence", "verified_by"}
_VALUE_KEYS = {"from", "value", "rows", *_CITED}
_ROW_KEYS = {"from", "to", "value", *_CITED}
_PARAMETER_KEYS = {"label", "label_en", "unit", "steps", "values"}
_SOURCE_KEYS = {
    "number", "title", "promulgated", "in_force_from", "in_force_until", "amends", "address",
    "kind", "note",
}  # fmt: skip
_ARTICLE = re.compile(r"\b(Ps|Lampiran|hlm|no)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Where something is written: citations, what they say in a sentence of ours, how sure.

    `seen`: the text itself was read at the place that `verified_by` names; `derived`: it follows
    from what others say of the text; `unverified`: nobody has checked it.
    """

    basis: tuple[str, ...]
    says: str
    confidence: str
    verified_by: str
    place: str

    @property
    def verified(self) -> bool:
        return self.confidence != "unverified"

    @property
    def has_article(self) -> bool:
        return any(map(names_article, self.basis))


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow(Cited):
    """One row of a table: from `low` to `high`, both included; None has no upper end."""

    low: int
    high: int | None
    value: int

    def holds(self, x: int) -> bool:
        return self.low <= x and (self.high is None or x <= self.high)

    @property
    def size(self) -> int:
        """How many numbers a closed row holds."""
        return 1 + (self.low if self.high is None else self.high) - self.low


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Cited):
    """What a parameter is from `since` on; a table has rows and no single value."""

    since: date
    value: int
    rows: tuple[TableRow, ...] = ()
    table: Table | None = None

    @property
    def verified(self) -> bool:
        return all(row.confidence != "unverified" for row in self.rows or (self,))


def names_article(citation: str) -> bool:
    """Whether a citation goes below the regulation: to an article, an annex row, a page."""
    return bool(_ARTICLE.search(citation.partition(" ")[2]))


@dataclass(frozen=True, slots=True)
class Parameter:
    """One quantity that the law fixes; `values` in the order of their in-force dates."""

    name: str
    label: str
    label_en: str
    unit: str
    values: tuple[Value, ...]
    place: str
    steps: tuple[str, ...] = ()
    """The names that the rows of a table go by, such as school stages, in their order."""

    def at(self, day: date) -> Value | None:
        """The value in force on `day`, None before the first."""
        found = None
        for value in self.values:
            if value.since <= day:
                found = value
        return found


@dataclass(frozen=True, slots=True)
class Source:
    """One regulation of the register; a `kind` other than empty is a statement about one."""

    id: str
    number: str
    title: str
    promulgated: str
    in_force_from: str
    in_force_until: str
    amends: str
    address: str
    kind: str
    note: str


def load_sources(path: Path) -> dict[str, Source]:
    """The register of regulations, in its own order."""
    found: dict[str, Source] = {}
    for name, fields, place in _entries(path):
        _check_keys(fields, _SOURCE_KEYS, {"number", "title"}, place)
        texts = dict.fromkeys(_SOURCE_KEYS, "") | {
            key: "" if value is None else str(value) for key, (value, _) in fields.items()
        }
        found[name] = Source(id=name, **texts)
    return found


def load_parameters(paths: Iterable[Path], sources: Mapping[str, Source]) -> dict[str, Parameter]:
    """All parameters of the files; a name that two files give is refused."""
    found: dict[str, Parameter] = {}
    for path in paths:
        for name, fields, place in _entries(path):
            if name in found:
                raise LawError(
                    say(
                        "{place}: parameter {name} sudah ada di {before}.",
                        place=place,
                        name=name,
                        before=found[name].place,
                    )
                )
            found[name] = _parameter(name, fields, place, sources)
    return found


def lay_over(
    base: Mapping[str, Parameter], path: Path, sources: Mapping[str, Source]
) -> dict[str, Parameter]:
    """What if: the values of a second file replace or follow those of the same name and date."""
    found = dict(base)
    for name, fields, place in _entries(path):
        if name not in base:
            raise LawError(
                say(
                    "{place}: parameter {name} tidak ada dalam peraturan dasar.",
                    place=place,
                    name=name,
                )
            )
        values = {value.since: value for value in base[name].values}
        steps = " ".join(base[name].steps)
        known = {"label": base[name].label, "unit": base[name].unit, "steps": steps}
        fields = {key: (value, place) for key, value in known.items()} | fields
        new = _parameter(name, fields, place, sources)
        values |= {value.since: value for value in new.values}
        old = base[name]
        ordered = tuple(values[day] for day in sorted(values))
        found[name] = replace(old, values=ordered, place=place)
    return found


def _parameter(
    name: str, fields: dict[str, Any], place: str, sources: Mapping[str, Source]
) -> Parameter:
    _check_keys(fields, _PARAMETER_KEYS, {"label", "unit", "values"}, place)
    rows, _ = fields["values"]
    if not isinstance(rows, list) or not rows:
        raise LawError(say("{place}: parameter {name} tidak punya nilai.", place=place, name=name))
    steps = tuple(str(fields.get("steps", ("", place))[0]).split())
    values = tuple(_value(row, where, sources, steps) for row, where in rows)
    for earlier, later in itertools.pairwise(values):
        if later.since <= earlier.since:
            raise LawError(say("{place}: tanggal berlaku tidak urut.", place=later.place))
    label = str(fields["label"][0])
    label_en = str(fields.get("label_en", (label, place))[0])
    return Parameter(name, label, label_en, str(fields["unit"][0]), values, place, steps)


def _value(
    fields: dict[str, Any], place: str, sources: Mapping[str, Source], steps: Sequence[str]
) -> Value:
    _check_keys(fields, _VALUE_KEYS, {"from"} if "rows" in fields else {"from", "value"}, place)
    plain = {key: value for key, (value, _) in fields.items()}
    if not isinstance(plain["from"], date):
        raise LawError(say("{place}: tanggal berlaku harus TTTT-BB-HH.", place=place))
    since: date = plain["from"]
    if "rows" not in plain:
        value = _whole(plain["value"], place)
        return Value(since=since, value=value, **_citation(plain, place, sources))
    shared = {key: plain[key] for key in _CITED if key in plain}
    rows = tuple(_row(row, where, sources, steps, shared) for row, where in plain["rows"])
    _check_rows(rows, place)
    weakest = max(rows, key=lambda row: CONFIDENCES.index(row.confidence))
    table = Table(
        tuple(row.low for row in rows),
        tuple(row.value for row in rows),
        tuple(not row.verified for row in rows),
    )
    basis = "; ".join(dict.fromkeys(part for row in rows for part in row.basis))
    sure = {"confidence": weakest.confidence, "verified_by": weakest.verified_by}
    cited = {"basis": basis, "says": weakest.says} | shared | sure
    return Value(since=since, value=0, rows=rows, table=table, **_citation(cited, place, sources))


def _row(
    fields: dict[str, Any],
    place: str,
    sources: Mapping[str, Source],
    steps: Sequence[str],
    shared: Mapping[str, Any],
) -> TableRow:
    _check_keys(fields, _ROW_KEYS, {"from", "to", "value"}, place)
    plain = {**shared, **{key: value for key, (value, _) in fields.items()}}

    def edge(end: Any) -> int:
        if end in steps:
            return steps.index(end)
        return _whole(end, place)

    high = None if plain["to"] is None else edge(plain["to"])
    value, low = _whole(plain["value"], place), edge(plain["from"])
    return TableRow(low=low, high=high, value=value, **_citation(plain, place, sources))


def _check_rows(rows: Sequence[TableRow], place: str) -> None:
    """Each row begins right after the one before; only the last may be open above."""
    for earlier, later in itertools.pairwise(rows):
        if earlier.high is None or later.low > earlier.high + 1:
            raise LawError(say("{place}: celah antara baris tabel.", place=later.place))
        if later.low <= earlier.high:
            raise LawError(say("{place}: baris tabel tumpang tindih.", place=later.place))
    if not rows or any(row.high is not None and row.high < row.low for row in rows):
        raise LawError(say("{place}: baris tabel kosong atau terbalik.", place=place))


def _whole(value: Any, place: str) -> int:
    if type(value) is not int:
        raise LawError(
            say(
                "{place}: nilai harus bilangan bulat, bukan {value}.",
                place=place,
                value=repr(value),
            )
        )
    return value


def _citation(
    plain: Mapping[str, Any], place: str, sources: Mapping[str, Source]
) -> dict[str, Any]:
    basis = split_basis(str(plain.get("basis") or ""))
    if not basis:
        raise LawError(say("{place}: nilai tanpa dasar hukum.", place=place))
    for unknown in [known for known in regulation_ids(basis) if known not in sources]:
        raise LawError(
            say(
                "{place}: peraturan {unknown} tidak ada di daftar sumber.",
                place=place,
                unknown=unknown,
            )
        )
    confidence = plain.get("confidence")
    if confidence not in CONFIDENCES:
        raise LawError(
            say(
                "{place}: keyakinan harus salah satu dari {confidences}.",
                place=place,
                confidences=", ".join(CONFIDENCES),
            )
        )
    checker, says = str(plain.get("verified_by") or ""), str(plain.get("says") or "")
    if confidence != "unverified" and not checker:
        raise LawError(
            say("{place}: nilai yang terverifikasi harus menyebut verified_by.", place=place)
        )
    if confidence == "seen" and not (says and any(map(names_article, basis))):
        raise LawError(
            say("{place}: nilai seen harus menyebut pasal dan bunyinya (says).", place=place)
        )
    return {"basis": basis, "says": says, "confidence": confidence, "verified_by": checker,
            "place": place}  # fmt: skip


def _check_keys(fields: Any, allowed: set[str], needed: set[str], place: str) -> None:
    if not isinstance(fields, dict):
        raise LawError(say("{place}: isian harus berpasangan nama dan nilai.", place=place))
    for key in fields.keys() - allowed:
        raise LawError(say("{place}: isian {key} tidak dikenal.", place=place, key=key))
    for key in sorted(needed - fields.keys()):
        raise LawError(say("{place}: isian {key} tidak ada.", place=place, key=key))


def _entries(path: Path) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Each top entry of the file: its name, its fields as (value, place), its place."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise LawError(
            say("{file}: bukan YAML yang sah: {error}", file=path.name, error=error)
        ) from error
    if not isinstance(root, yaml.MappingNode):
        raise LawError(
            say("{file}:1: isi berkas harus berpasangan nama dan nilai.", file=path.name)
        )
    for key, node in root.value:
        value, place = _placed(node, path.name)
        if not isinstance(value, dict):
            raise LawError(
                say(
                    "{place}: {key} harus berisi pasangan nama dan nilai.",
                    place=place,
                    key=key.value,
                )
            )
        yield key.value, value, f"{path.name}:{key.start_mark.line + 1}"


_CONSTRUCTOR = yaml.constructor.SafeConstructor()


def _placed(node: yaml.Node, file: str) -> tuple[Any, str]:
    """The node's plain value beside the place where it stands."""
    place = f"{file}:{node.start_mark.line + 1}"
    if isinstance(node, yaml.MappingNode):
        return {key.value: _placed(value, file) for key, value in node.value}, place
    if isinstance(node, yaml.SequenceNode):
        return [_placed(item, file) for item in node.value], place
    try:
        return _CONSTRUCTOR.construct_object(node), place
    except ValueError as error:
        raise LawError(
            say("{place}: {text} tidak terbaca.", place=place, text=node.value)
        ) from error
