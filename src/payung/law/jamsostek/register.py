"""Counts what the law rests on: how many values and rules name an article, and what was read."""

from __future__ import annotations

from collections.abc import Iterator

from payung.law.engine.parameters import Cited, names_article
from payung.law.engine.rule import Rule
from payung.law.jamsostek.law import Law


def cited_values(law: Law) -> Iterator[Cited]:
    """Every value that the law fixes; of a table each row."""
    for parameter in law.parameters.values():
        for value in parameter.values:
            yield from value.rows or (value,)


def cited_rules(law: Law) -> list[Rule]:
    """Every rule that reckons by a text; plain sums and what held before a text are none."""
    rules = (*law.benefits.rules, *law.contributions.rules)
    return [rule for rule in rules if rule.heading.cited and rule.heading.basis]


def counts(law: Law) -> dict[str, int]:
    """What `payung law sumber` tells."""
    values, rules = list(cited_values(law)), cited_rules(law)
    regulations = [source for source in law.sources.values() if not source.kind]
    return {
        "values": len(values),
        "values_seen": sum(value.confidence == "seen" for value in values),
        "values_with_article": sum(value.has_article for value in values),
        "rules": len(rules),
        "rules_with_article": sum(any(map(names_article, r.heading.basis)) for r in rules),
        "regulations": len(regulations),
        "regulations_with_address": sum(bool(source.address) for source in regulations),
    }
