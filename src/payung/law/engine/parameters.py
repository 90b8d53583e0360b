"""Dated parameters and the register of regulations, read from YAML and checked line by line."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from payung.kernel.errors import LawError
from payung.kernel.sentence import say
from payung.law.engine.rule import regulation_ids, split_basis

CONFIDENCES = ("seen", "derived", "unverified")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_VALUE_KEYS = {"from", "value", "basis", "confidence", "verified_by"}
_PARAMETER_KEYS = {"label", "label_en", "unit", "values"}
_SOURCE_KEYS = {
    "number", "title", "promulgated", "in_force_from", "in_force_until", "amends", "link",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """What a parameter is from `since` on; `verified_by` names the evidence or the checker."""

    since: date
    value: int
    basis: tuple[str, ...]
    confidence: str
    verified_by: str
    place: str

    @property
    def verified(self) -> bool:
        return self.confidence != "unverified"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One quantity that the law fixes; `values` in the order of their in-force dates."""

    name: str
    label: str
    label_en: str
    unit: str
    values: tuple[Value, ...]
    place: str

    def at(self, day: date) -> Value | None:
        """The value in force on `day`, None before the first."""
        found = None
        for value in self.values:
            if value.since <= day:
                found = value
        return found


@dataclass(frozen=True, slots=True)
class Source:
    """One regulation of the register."""

    id: str
    number: str
    title: str
    promulgated: str
    in_force_from: str
    in_force_until: str
    amends: str
    link: str


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
        fields = {"label": (base[name].label, place), "unit": (base[name].unit, place)} | fields
        new = _parameter(name, fields, place, sources)
        values |= {value.since: value for value in new.values}
        old = base[name]
        ordered = tuple(values[day] for day in sorted(values))
        found[name] = Parameter(name, old.label, old.label_en, old.unit, ordered, place)
    return found


def _parameter(
    name: str, fields: dict[str, Any], place: str, sources: Mapping[str, Source]
) -> Parameter:
    _check_keys(fields, _PARAMETER_KEYS, {"label", "unit", "values"}, place)
    rows, _ = fields["values"]
    if not isinstance(rows, list) or not rows:
        raise LawError(say("{place}: parameter {name} tidak punya nilai.", place=place, name=name))
    values = tuple(_value(row, where, sources) for row, where in rows)
    for earlier, later in itertools.pairwise(values):
        if later.since <= earlier.since:
            raise LawError(say("{place}: tanggal berlaku tidak urut.", place=later.place))
    label = str(fields["label"][0])
    label_en = str(fields.get("label_en", (label, place))[0])
    return Parameter(name, label, label_en, str(fields["unit"][0]), values, place)


def _value(fields: dict[str, Any], place: str, sources: Mapping[str, Source]) -> Value:
    _check_keys(fields, _VALUE_KEYS, {"from", "value", "confidence"}, place)
    plain = {key: value for key, (value, _) in fields.items()}
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
    if type(plain["value"]) is not int:
        raise LawError(
            say(
                "{place}: nilai harus bilangan bulat, bukan {value}.",
                place=place,
                value=repr(plain["value"]),
            )
        )
    if not isinstance(plain["from"], date):
        raise LawError(say("{place}: tanggal berlaku harus TTTT-BB-HH.", place=place))
    if plain["confidence"] not in CONFIDENCES:
        raise LawError(
            say(
                "{place}: keyakinan harus salah satu dari {confidences}.",
                place=place,
                confidences=", ".join(CONFIDENCES),
            )
        )
    checker = str(plain.get("verified_by") or "")
    if plain["confidence"] != "unverified" and not checker:
        raise LawError(
            say("{place}: nilai yang terverifikasi harus menyebut verified_by.", place=place)
        )
    return Value(plain["from"], plain["value"], basis, plain["confidence"], checker, place)


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
