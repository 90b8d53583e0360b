"""A rule book as the boxes of a form, and back; pure.

The form has one line for each usual criterion and a few for priorities. Rules that have no box
(a second list of occupations, another domicile) are kept as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.programmes.rules.criteria import REQUIRE_SIGNED_PAPER

SWITCHES = ("domisili", "keadaan", "belum_dibayar")
"""Criteria that are only on or off."""

PRIORITIES = 6
PRIORITY_RULES = ("lanjut", "penghasilan", "desil", "usia", "pekerjaan")


def boxes(criteria: Mapping[str, Any], basis: str) -> dict[str, Any]:
    """What the form shows for a stored rule book; `basis` stands where a rule has none yet."""
    first: dict[str, Mapping[str, Any]] = {}
    for line in criteria.get("criteria", ()):
        first.setdefault(line["rule"], line)
    shown: dict[str, Any] = {"kertas": bool(criteria.get(REQUIRE_SIGNED_PAPER))}
    shown |= {name: name in first for name in SWITCHES}
    shown["usia_min"] = first.get("usia", {}).get("min")
    shown["usia_max"] = first.get("usia", {}).get("max")
    shown["penghasilan_max"] = first.get("penghasilan", {}).get("max")
    shown["desil_max"] = first.get("desil", {}).get("max")
    for box, key in (("pekerjaan_boleh", "any_of"), ("pekerjaan_tidak", "none_of")):
        shown[box] = ", ".join(first.get("pekerjaan", {}).get(key, ()))
    for name in ("usia", "pekerjaan", "penghasilan", "desil", *SWITCHES):
        shown[f"dasar_{name}"] = first.get(name, {}).get("basis", basis)
    for number, line in enumerate(criteria.get("priority", ())[:PRIORITIES], 1):
        shown[f"p{number}_aturan"] = line["rule"]
        shown[f"p{number}_batas"] = _limit(line)
        shown[f"p{number}_nilai"] = line.get("points", 0)
        shown[f"p{number}_dasar"] = line["basis"]
    return shown


def rule_book(filled: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """The rule book that the filled form means; `BadInput` names a priority that can't be read."""
    ages = {"min": filled["usia_min"], "max": filled["usia_max"]}
    words = {
        "any_of": _words(filled["pekerjaan_boleh"]),
        "none_of": _words(filled["pekerjaan_tidak"]),
    }
    settings: dict[str, Mapping[str, Any] | None] = {
        "domisili": _settings_of(old, "domisili") if filled["domisili"] else None,
        "usia": _given(ages),
        "pekerjaan": _given(words),
        "penghasilan": _given({"max": filled["penghasilan_max"]}),
        "desil": _given({"max": filled["desil_max"]}),
        "keadaan": _settings_of(old, "keadaan") if filled["keadaan"] else None,
        "belum_dibayar": {} if filled["belum_dibayar"] else None,
    }
    lines = [
        {"rule": name, **found, "basis": filled[f"dasar_{name}"]}
        for name, found in settings.items()
        if found is not None
    ]
    return {
        REQUIRE_SIGNED_PAPER: bool(filled["kertas"]),
        "criteria": lines + _beyond(old),
        "priority": [
            line for n in range(1, PRIORITIES + 1) if (line := _priority(filled, n))
        ] + list(old.get("priority", ()))[PRIORITIES:],
    }  # fmt: skip


def _priority(filled: Mapping[str, Any], number: int) -> dict[str, Any] | None:
    name = filled[f"p{number}_aturan"]
    if not name:
        return None
    limit = str(filled[f"p{number}_batas"] or "").strip()
    points, basis = filled[f"p{number}_nilai"], filled[f"p{number}_dasar"]
    if not (limit or name == "lanjut") or not points or not basis:
        raise BadInput(
            say("Prioritas {number} belum lengkap. Isi batas, nilai, dan dasarnya.", number=number)
        )
    return {"rule": name, **_read_limit(name, limit, number), "points": points, "basis": basis}


def _read_limit(name: str, text: str, number: int) -> dict[str, Any]:
    """`45-64` for an age, words for an occupation, nothing for who continues, else a number."""
    if name == "lanjut":
        return {}
    if name == "pekerjaan":
        return {"any_of": _words(text)}
    if name == "usia":
        low, _, high = text.partition("-")
        if low.strip().isdigit() and high.strip().isdigit():
            return {"min": int(low), "max": int(high)}
        raise BadInput(say("Prioritas {number}: tulis umur seperti 45-64.", number=number))
    digits = text.lower().removeprefix("rp").replace(".", "").replace(" ", "")
    if not digits.isdigit():
        raise BadInput(say("Prioritas {number}: tulis batasnya dengan angka saja.", number=number))
    return {"max": int(digits)}


def _limit(line: Mapping[str, Any]) -> str:
    if line["rule"] == "usia":
        return f"{line.get('min', 0)}-{line.get('max', 200)}"
    if line["rule"] == "pekerjaan":
        return ", ".join(line.get("any_of", ()))
    return str(line.get("max", ""))


def _given(settings: Mapping[str, Any]) -> dict[str, Any] | None:
    """What was filled in; None if nothing was, so that the rule is left away."""
    return {key: value for key, value in settings.items() if value not in (None, [])} or None


def _words(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := part.strip().casefold())]


def _settings_of(old: Mapping[str, Any], name: str) -> dict[str, Any]:
    lines = old.get("criteria", ())
    found: Mapping[str, Any] = next((line for line in lines if line["rule"] == name), {})
    return {key: value for key, value in found.items() if key not in ("rule", "basis")}


def _beyond(old: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Criteria after the first of their name, which the form has no box for."""
    seen: set[str] = set()
    kept = []
    for line in old.get("criteria", ()):
        if line["rule"] in seen:
            kept.append(dict(line))
        seen.add(line["rule"])
    return kept
