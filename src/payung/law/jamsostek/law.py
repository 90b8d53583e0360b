"""Puts parameters, sources and rules together and names the edition that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from payung.law.engine.parameters import (
    Parameter,
    Source,
    lay_over,
    load_parameters,
    load_sources,
)
from payung.law.engine.rule import READ_BEFORE, Input
from payung.law.engine.ruleset import Note, RuleSet, digest
from payung.law.engine.subset import read_module
from payung.law.jamsostek.children import LADDER_PARAMETERS, Ladder
from payung.law.jamsostek.inputs import CASE_INPUTS, CONTRIBUTION_INPUTS
from payung.law.jamsostek.rules import (
    beasiswa,
    iuran,
    jakon,
    jkk,
    jkm,
    jumlah,
    kepesertaan,
    perawatan,
)

HERE = Path(__file__).parent
EDITION = "2026.11"
"""The human part of the version: the month to which the sources were read."""

NOTES = (
    Note("KEPESERTAAN_NONAKTIF", "keaktifan", kepesertaan.NONAKTIF),
    Note("DI_LUAR_PROGRAM", "di_luar_program", 1),
    Note("BULAN_BELUM_BAYAR", "keaktifan", kepesertaan.MENUNGGAK),
    Note("MASA_TUNGGU", "masa_tunggu", kepesertaan.TERBUKA),
    Note("MASA_IUR_BEASISWA", "hak_beasiswa", kepesertaan.TERBUKA),
    Note("ANAK_BEKERJA", "anak_bekerja", 1),
    Note("DUA_KEPESERTAAN", "dua_kepesertaan", 1),
    Note("HARGA_PATOKAN", "harga_patokan", 1),
)
CONTRIBUTION_NOTES = (Note("KERINGANAN_PEMBAYAR", "keringanan_terbuka", 1),)
_CASE_RULES = (kepesertaan, jkm, jkk, perawatan, beasiswa, jumlah)


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


def build(overlay: Path | None = None) -> Law:
    """Reads and checks everything anew; `LawError` names file and line of what is refused."""
    sources = load_sources(HERE / "sources.yaml")
    files = sorted((HERE / "parameters").glob("*.yaml"))
    parameters = load_parameters(files, sources)
    if overlay is not None:
        parameters = lay_over(parameters, overlay, sources)
    facts, read_before = doubts_of_children(parameters)
    benefits = RuleSet(
        by="event_date",
        inputs=facts,
        rules=[rule for module in _CASE_RULES for rule in read_module(module)],
        parameters=parameters,
        sources=sources,
        notes=NOTES,
        split_by=("program",),
        read_before=read_before,
    )
    contributions = RuleSet(
        by="month",
        inputs=CONTRIBUTION_INPUTS,
        rules=[rule for module in (jakon, iuran) for rule in read_module(module)],
        parameters=parameters,
        sources=sources,
        notes=CONTRIBUTION_NOTES,
    )
    return Law(_version(files, overlay), parameters, sources, benefits, contributions)


def doubts_of_children(
    parameters: Mapping[str, Parameter],
) -> tuple[dict[str, Input], dict[str, str]]:
    """The facts of a case, and the parameters that the reader of children may rest on unverified.

    For each of these a fact says whether the family's sum does.
    """
    facts, found = dict(CASE_INPUTS), {}
    for parameter in (parameters[name] for name in LADDER_PARAMETERS):
        if not all(value.verified for value in parameter.values):
            name = READ_BEFORE + parameter.name
            facts[name] = Input(name, 0, 1, parameter.label, parameter.label_en)
            found[parameter.name] = "beasiswa_dari_anak"
    return facts, found


@lru_cache(maxsize=8)
def loaded(overlay: Path | None = None) -> Law:
    """`build`, once for each overlay."""
    return build(overlay)


def _version(files: list[Path], overlay: Path | None) -> str:
    """The edition and a digest of every text that can change a rupiah."""
    code = sorted([*(HERE / "rules").glob("*.py"), HERE / "children.py", HERE / "inputs.py"])
    texts = [path.read_bytes() for path in [*files, *code]]
    version = f"{EDITION}-{digest(texts)}"
    return version if overlay is None else f"{version}+{digest([overlay.read_bytes()])}"
