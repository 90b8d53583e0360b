"""Writes a paper as PDF by typst: A4, tagged, always the same bytes for the same snapshot.

Signature lines and the place of the stamp are left open; hash and code stand on every page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from payung.areas.models import Area
from payung.areas.selectors import area_names, city_of, city_short_name, place_name, place_names
from payung.kernel.area import AreaKind, kelurahan_of
from payung.kernel.month_names import MONTH_NAMES_ID
from payung.kernel.rupiah import format_count
from payung.registry.kept_papers import kept_pdf
from payung.verification.models import Category, Paper, PaperKind, ProposalState, Reason
from payung.verification.papers.selectors import lines_of
from payung.verification.papers.snapshot import NameLine, spaced
from payung.verification.papers.words import PaperWords, words_of


def paper_pdf(paper: Paper) -> bytes:
    """The paper for print."""
    return kept_pdf("payung.verification", "paper.typ", paper=_contents(paper))


def file_name(paper: Paper) -> str:
    """How the file is called outside; the code tells one paper from another."""
    return f"{paper.kind.replace('_', '-')}-{paper.code}.pdf"


def refused_by_reason(lines: Sequence[NameLine]) -> list[tuple[str, int]]:
    """How many were refused for each reason, the commonest first."""
    counted = Counter(line.reason for line in lines if line.reason)
    return [(str(Reason(reason).label), n) for reason, n in counted.most_common()]


def _contents(paper: Paper) -> dict[str, Any]:
    words, lines = words_of(paper.kind), lines_of(paper)
    facts = _facts(paper, lines)
    return {
        "title": words.title,
        "number": paper.number,
        "office": facts["office"],
        "city": facts["city"],
        "place": facts["place"],
        "opening": words.opening.format(**facts),
        "statements": [line.format(**facts) for line in words.statements],
        "closing": words.closing.format(**facts),
        "dated": facts["dated"],
        "signers": list(words.signers),
        "sha256": paper.sha256,
        "code": spaced(paper.code),
        "counts": _counts(lines, words),
        "groups": _groups(lines, words),
    }


def _facts(paper: Paper, lines: Sequence[NameLine]) -> dict[str, str]:
    outcomes = Counter(line.outcome for line in lines)
    city = city_of(paper.area_id)
    rt = paper.kind == PaperKind.MINUTES
    return {
        "area": place_name(paper.area) if rt else paper.area.name,
        "office": _office(paper.area),
        "city": city.name if city else "",
        "place": city_short_name(paper.area_id),
        "category": str(Category(paper.category).label).lower(),
        "people": format_count(paper.people),
        "verified": format_count(outcomes[ProposalState.VERIFIED.value]),
        "refused": format_count(outcomes[ProposalState.REFUSED.value]),
        "dated": f"{paper.dated.day} {MONTH_NAMES_ID[paper.dated.month - 1]} {paper.dated.year}",
    }


def _office(area: Area) -> str:
    """The office as it writes its own name: `Kelurahan Simpang IV Sipin`."""
    if area.kind == AreaKind.RT:
        return f"Kelurahan {place_name(area)}"
    level = AreaKind(area.kind).value.capitalize()
    return area.name if area.name.startswith(level) else f"{level} {area.name}"


def _counts(lines: Sequence[NameLine], words: PaperWords) -> list[tuple[str, str]]:
    """The small table of results, only on a paper that also names the refused."""
    if not words.lists_refused:
        return []
    verified = sum(line.outcome == ProposalState.VERIFIED for line in lines)
    refused = [(f"Ditolak: {reason}", format_count(n)) for reason, n in refused_by_reason(lines)]
    return [("Terverifikasi", format_count(verified)), *refused]


def _groups(lines: Sequence[NameLine], words: PaperWords) -> list[dict[str, Any]]:
    """Names by result; the refused come after the others, by reason."""
    places = _place_names(lines)
    if not words.lists_refused:
        return [_group("Daftar nama", lines, places)]
    verified = [line for line in lines if line.outcome == ProposalState.VERIFIED]
    groups = [_group("Terverifikasi", verified, places)]
    for reason in sorted({line.reason for line in lines if line.reason}):
        refused = [line for line in lines if line.reason == reason]
        groups.append(_group(f"Ditolak: {Reason(reason).label}", refused, places))
    return [group for group in groups if group["rows"]]


def _group(name: str, lines: Sequence[NameLine], places: dict[str, str]) -> dict[str, Any]:
    rows = [
        [
            str(number),
            line.name,
            str(line.born.year) if line.born else "",
            line.occupation,
            places.get(line.area, ""),
        ]
        for number, line in enumerate(lines, start=1)
    ]
    return {"name": f"{name} ({format_count(len(rows))} orang)", "rows": rows}


def _place_names(lines: Sequence[NameLine]) -> dict[str, str]:
    """RT by number within one kelurahan, with its kelurahan where a paper covers several."""
    codes = {line.area for line in lines}
    if len({kelurahan_of(code) for code in codes}) > 1:
        return place_names(codes)
    return area_names(codes)
