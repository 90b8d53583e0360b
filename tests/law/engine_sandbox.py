"""Builds small laws out of texts, so that each refusal can be shown by a law that has the fault."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from payung.law.engine.parameters import load_parameters, load_sources
from payung.law.engine.rule import Input
from payung.law.engine.ruleset import RuleSet
from payung.law.engine.subset import read_rules

SOURCES = "UU1: {number: UU 1/2015, title: Contoh}\n"
PARAMETERS = """
tarif:
  label: Tarif
  unit: persen
  values:
    - {from: 2015-07-01, value: 10, basis: UU1, confidence: derived, verified_by: S1}
    - {from: 2020-01-01, value: 20, basis: UU1 Ps 2, says: dua, confidence: seen, verified_by: S2}
ragu:
  label: Nilai ragu
  unit: rupiah
  values:
    - {from: 2015-07-01, value: 7, basis: UU1, confidence: unverified}
"""
HEAD = "from payung.law.engine.rule import rule\n"
MARK = '@rule(basis="UU1", by="hari", label="x", label_en="x")\n'
INPUTS = {
    field.name: field
    for field in (
        Input("upah", 0, 10**9, "upah", "wage", "rupiah"),
        Input("jenis", 1, 2, "jenis", "kind", "", {1: ("satu", "one"), 2: ("dua", "two")}),
    )
}


def build(
    folder: Path,
    rules: str,
    parameters: str = PARAMETERS,
    sources: str = SOURCES,
    inputs: Mapping[str, Input] = INPUTS,
) -> RuleSet:
    """A rule set from texts; files are called sources.yaml, parameters.yaml and aturan.py."""
    (folder / "sources.yaml").write_text(sources, encoding="utf-8")
    (folder / "parameters.yaml").write_text(parameters, encoding="utf-8")
    known = load_sources(folder / "sources.yaml")
    values = load_parameters([folder / "parameters.yaml"], known)
    names: dict[str, object] = {}
    text = HEAD + rules
    exec(compile(text, "aturan.py", "exec"), names)
    return RuleSet("hari", inputs, read_rules(text, "aturan.py", names), values, known)
