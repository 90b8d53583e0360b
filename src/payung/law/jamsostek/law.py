"""Puts parameters, sources and rules together and names the edition that they make."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from payung.law.engine.parameters import (
    Parameter,
    Source,
    lay_over,
    load_parameters,
    load_sources,
)
from payung.law.engine.rule import READ_BEFORE, Input, Rule
from payung.law.engine.ruleset import RuleSet, digest, notes_of
from payung.law.engine.subset import complete, read_module
from payung.law.jamsostek.children import READ_FROM, Ladder
from payung.law.jamsostek.inputs import CASE_INPUTS, CONTRIBUTION_INPUTS

HERE = Path(__file__).parent
EDITION = "2026.11"
"""The human part of the version: the month to which the sources were read."""

FIRST = (
    "santunan", "berkala", "pemakaman", "beasiswa", "stmb", "cacat", "perawatan", "transport",
)  # fmt: skip
"""The order in which components are told; a new one follows these."""


@dataclass(frozen=True)
class Law:
    """One edition of the law: what is due in a case, what a month costs, and the texts behind."""

    version: str
    parameters: Mapping[str, Parameter]
    sources: Mapping[str, Source]
    benefits: RuleSet
    contributions: RuleSet

    @cached_property
    def ladders(self) -> tuple[Ladder, ...]:
        """The scholarship's yearly sums, from each date on which one of them changed."""
        return Ladder.all(self.parameters)

    @cached_property
    def components(self) -> tuple[str, ...]:
        """The components of a case, as the rules declare them."""
        parts = dict.fromkeys(r.quantity for r in self.benefits.rules if r.heading.part)
        return tuple(sorted(parts, key=lambda name: FIRST.index(name) if name in FIRST else 99))

    @cached_property
    def amounts(self) -> tuple[str, ...]:
        """Every column of rupiah that a case gives, in the order of `law batch`."""
        sums = ("total_now", "cash", "care", "jasa_raharja", "total", "total_low", "total_high")
        return (*self.components, *sums)


def build(overlay: Path | None = None, home: Path = HERE) -> Law:
    """Reads and checks everything anew; `LawError` names file and line of what is refused.

    `home` is the folder of another law of the same form, such as one with a benefit added.
    """
    sources = load_sources(home / "sources.yaml")
    files = sorted((home / "parameters").glob("*.yaml"))
    parameters = load_parameters(files, sources)
    if overlay is not None:
        parameters = lay_over(parameters, overlay, sources)
    facts, read_before = doubts_of_children(parameters)
    rules = list(_rules(home))
    benefits = rule_set("event_date", facts, rules, parameters, sources, read_before)
    contributions = rule_set("month", CONTRIBUTION_INPUTS, rules, parameters, sources, {})
    return Law(version_of(home, overlay), parameters, sources, benefits, contributions)


def rule_set(
    by: str,
    inputs: Mapping[str, Input],
    rules: list[Rule],
    parameters: Mapping[str, Parameter],
    sources: Mapping[str, Source],
    read_before: Mapping[str, str],
) -> RuleSet:
    """The rules that go by the reference date `by`, their plain sums filled in."""
    own = complete([rule for rule in rules if rule.heading.by == by])
    return RuleSet(
        by=by,
        inputs=inputs,
        rules=own,
        parameters=parameters,
        sources=sources,
        notes=notes_of(own),
        split_by=("program",) if "program" in inputs else (),
        read_before=read_before,
    )


def _rules(home: Path) -> Iterator[Rule]:
    """Every rule of the modules in `rules`; a new file is a new benefit."""
    for path in sorted((home / "rules").glob("*.py")):
        if path.stem != "__init__":
            yield from read_module(_module(path))


def _module(path: Path) -> ModuleType:
    """The module of a rules file: of this package, or read from where another law lies."""
    if path.parent == HERE / "rules":
        return import_module(f"{__package__}.rules.{path.stem}")
    spec = spec_from_file_location(f"hukum_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def doubts_of_children(
    parameters: Mapping[str, Parameter],
) -> tuple[dict[str, Input], dict[str, str]]:
    """The facts of a case, and the parameters that the reader of children may rest on unverified.

    For each of these a fact says whether the family's sum does.
    """
    facts, found = dict(CASE_INPUTS), {}
    for parameter in (parameters[name] for name in READ_FROM):
        if not all(value.verified for value in parameter.values):
            name = READ_BEFORE + parameter.name
            facts[name] = Input(name, 0, 1, parameter.label, parameter.label_en)
            found[parameter.name] = "beasiswa_dari_anak"
    return facts, found


def city_overlay() -> Path | None:
    """The file of the city's decisions, None where there is none."""
    name = os.environ.get("PAYUNG_LAW", "")
    path = Path(name)
    return path if name and path.is_file() else None


def loaded(overlay: Path | None = None) -> Law:
    """`build`, once for each overlay as it stands: a decision that is added counts at once."""
    return _loaded(overlay, overlay.stat().st_mtime_ns if overlay else 0)


@lru_cache(maxsize=8)
def _loaded(overlay: Path | None, _changed: int) -> Law:
    return build(overlay)


def texts_of(home: Path = HERE) -> list[Path]:
    """Every text that can change an answer: rules, values, tables, readers, the engine itself."""
    beside = home.parent / "engine"
    engine = beside if beside.is_dir() else HERE.parent / "engine"
    found = {path for folder in (home, engine) for path in folder.rglob("*")}
    return sorted(path for path in found if path.suffix in (".py", ".yaml"))


def version_of(home: Path = HERE, overlay: Path | None = None) -> str:
    """The edition and a digest of all its texts, with that of an overlay."""
    parts = (part for path in texts_of(home) for part in (path.name.encode(), path.read_bytes()))
    version = f"{EDITION}-{digest(parts)}"
    return version if overlay is None else f"{version}+{digest([overlay.read_bytes()])}"
