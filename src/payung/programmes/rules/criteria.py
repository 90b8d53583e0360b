"""Criteria and priority of a programme: rules as data, each with its basis and its own sentence.

Pure functions over one candidate at a time. A rule says yes, no or unknown: *unknown* neither
shuts a person out nor gives points, since a missing figure is the office's gap, not the person's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from payung.kernel.area import covers
from payung.kernel.errors import BadInput
from payung.kernel.sentence import Rp, Sentence, say

REQUIRE_SIGNED_PAPER = "require_signed_paper"
"""The key of `criteria` under which a programme takes only names that somebody signed for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the rules may look at; `life_fact` and `covered_by` are words for a sentence, or ''."""

    proposal_id: int
    person_id: int
    area: str
    home: str
    age: int | None
    occupation: str
    income_rp: int | None
    decile: int | None = None
    life_fact: str = ""
    covered_by: str = ""
    signed_for: bool = True
    continuing: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """`holds` is None where the needed fact is not known; `sentence` says what was looked at."""

    holds: bool | None
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rule book."""

    name: str
    settings: Mapping[str, Any]
    basis: str
    points: int = 0

    def judge(self, candidate: Candidate) -> Verdict:
        return _JUDGES[self.name](self.settings, candidate)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Criteria shut out; priority only orders."""

    criteria: tuple[Criterion, ...]
    priority: tuple[Criterion, ...]

    def refusal(self, candidate: Candidate) -> Sentence | None:
        """Why the candidate is out: the first criterion that does not hold; None if all do."""
        for rule in self.criteria:
            verdict = rule.judge(candidate)
            if verdict.holds is False:
                return say("{why} ({basis})", why=verdict.sentence, basis=rule.basis)
        return None

    def score(self, candidate: Candidate) -> int:
        """Points of the priority rules that hold; of several with one name the best counts."""
        best: dict[str, int] = {}
        for rule in self.priority:
            if rule.judge(candidate).holds:
                best[rule.name] = max(best.get(rule.name, 0), rule.points)
        return sum(best.values())


def read_rules(data: Mapping[str, Any], area: str) -> RuleBook:
    """The rule book of a programme's `criteria`; `BadInput` names a rule that nobody knows.

    `area` is where a candidate must live if the rule `domisili` names no other place.
    """
    if unknown := set(data) - {"criteria", "priority", REQUIRE_SIGNED_PAPER}:
        raise BadInput(
            say(
                "Kriteria hanya berisi criteria dan priority, bukan {unknown!r}.",
                unknown=min(unknown),
            )
        )
    papers = (_PAPER,) if data.get(REQUIRE_SIGNED_PAPER) else ()
    return RuleBook(
        criteria=papers + tuple(_rule(line, area) for line in data.get("criteria", ())),
        priority=tuple(_rule(line, area) for line in data.get("priority", ())),
    )


def example(category: str) -> dict[str, Any]:
    """The shipped example for a category: `rentan` or `keagamaan`."""
    import yaml

    path = files("payung.programmes").joinpath("data", f"{category}.yaml")
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def starting_rules(category: str) -> dict[str, Any]:
    """What a new programme starts with: the example, and only names under a signed paper."""
    return {REQUIRE_SIGNED_PAPER: True, **example(category)}


EXAMPLE = "(contoh)"
"""Marks a basis that the city has not filled in yet."""


def settled(rules: Mapping[str, Any]) -> dict[str, Any]:
    """Rules whose bases are the city's own: the mark of an example taken off."""

    def line(one: Mapping[str, Any]) -> dict[str, Any]:
        return {**one, "basis": str(one.get("basis", "")).replace(EXAMPLE, "").strip()}

    parts = {part: [line(one) for one in rules.get(part, ())] for part in ("criteria", "priority")}
    return {**rules, **parts}


def refuse_examples(basis: str, rules: Mapping[str, Any]) -> None:
    """Raises `BadInput` while a basis is an example: it would stand in a signed decree."""
    lines = [line for part in ("criteria", "priority") for line in rules.get(part, ())]
    found = [text for text in (basis, *(str(line.get("basis", "")) for line in lines))
             if EXAMPLE in text.lower()]  # fmt: skip
    if found:
        raise BadInput(
            say(
                "Dasar hukum “{basis}” masih contoh. Isi nomor peraturan kota di program dan "
                "kriterianya.",
                basis=found[0],
            )
        )


def _rule(line: Mapping[str, Any], area: str) -> Criterion:
    settings = dict(line)
    name = settings.pop("rule", "")
    basis = settings.pop("basis", "")
    points = settings.pop("points", 0)
    if name not in _JUDGES:
        raise BadInput(
            say(
                "Kriteria {name!r} tidak dikenal. Yang ada: {known}.",
                name=name,
                known=", ".join(_JUDGES),
            )
        )
    if not basis:
        raise BadInput(
            say("Kriteria {name!r} belum punya dasar hukum. Isi kolom basis.", name=name)
        )
    unknown = set(settings) - _SETTINGS[name]
    if unknown:
        raise BadInput(
            say(
                "Kriteria {name!r} tidak mengenal isian {unknown}.",
                name=name,
                unknown=", ".join(sorted(unknown)),
            )
        )
    if name == "domisili":
        settings.setdefault("area", area)
    return Criterion(name, settings, basis, int(points))


def _age(settings: Mapping[str, Any], candidate: Candidate) -> Verdict:
    low, high = settings.get("min", 0), settings.get("max", 200)
    if candidate.age is None:
        return Verdict(False, say("Tanggal lahir belum diketahui"))
    if "max" in settings:
        asked = say("{low} sampai {high} tahun", low=low, high=high)
    else:
        asked = say("paling muda {low} tahun", low=low)
    words = say("Umur {age} tahun, syaratnya {asked}", age=candidate.age, asked=asked)
    return Verdict(low <= candidate.age <= high, words)


def _home(settings: Mapping[str, Any], candidate: Candidate) -> Verdict:
    if covers(settings["area"], candidate.home):
        return Verdict(True, say("Tempat tinggal di wilayah program"))
    return Verdict(False, say("Tempat tinggal di luar wilayah program"))


def _occupation(settings: Mapping[str, Any], candidate: Candidate) -> Verdict:
    """Words are looked for inside the occupation as it was written."""
    work = candidate.occupation
    written = f" {work.casefold()} "
    if not work:
        return Verdict(None, say("Pekerjaan belum diketahui"))
    for word in settings.get("none_of", ()):
        if f" {word} " in written:
            return Verdict(False, say("Pekerjaan {work} tidak termasuk program ini", work=work))
    wanted = settings.get("any_of")
    if not wanted or any(word in written for word in wanted):
        return Verdict(True, say("Pekerjaan {work} termasuk program ini", work=work))
    return Verdict(False, say("Pekerjaan {work} tidak ada di daftar pekerjaan", work=work))


def _income(settings: Mapping[str, Any], candidate: Candidate) -> Verdict:
    if candidate.income_rp is None:
        return Verdict(None, say("Penghasilan belum diketahui"))
    words = say(
        "Penghasilan {income} sebulan, paling tinggi {most}",
        income=Rp(candidate.income_rp),
        most=Rp(settings["max"]),
    )
    return Verdict(candidate.income_rp <= settings["max"], words)


def _decile(settings: Mapping[str, Any], candidate: Candidate) -> Verdict:
    if candidate.decile is None:
        return Verdict(None, say("Desil kesejahteraan belum diketahui"))
    words = say(
        "Desil {decile}, paling tinggi desil {most}", decile=candidate.decile, most=settings["max"]
    )
    return Verdict(candidate.decile <= settings["max"], words)


_LIVES = say("Tidak tercatat meninggal, pindah, bekerja sebagai PU, atau ASN")


def _alive_and_eligible(settings: Mapping[str, Any], candidate: Candidate) -> Verdict:
    if candidate.life_fact and candidate.life_fact not in settings.get("except", ()):
        return Verdict(False, say("Tercatat {fact}", fact=candidate.life_fact))
    return Verdict(True, _LIVES)


def _signed_for(settings: Mapping[str, Any], candidate: Candidate) -> Verdict:
    if candidate.signed_for:
        return Verdict(True, say("Ada di berita acara verifikasi yang ditandatangani"))
    return Verdict(False, say("Belum ada di berita acara verifikasi yang ditandatangani"))


def _continuing(settings: Mapping[str, Any], candidate: Candidate) -> Verdict:
    if candidate.continuing:
        return Verdict(True, say("Sudah peserta sebelum program ini; masa iurannya tidak putus"))
    return Verdict(False, say("Belum peserta sebelum program ini"))


def _not_covered(settings: Mapping[str, Any], candidate: Candidate) -> Verdict:
    if candidate.covered_by:
        return Verdict(False, say("Sudah dibayar {payer}", payer=candidate.covered_by))
    return Verdict(True, say("Belum dibayar pihak lain pada masa program"))


_JUDGES: dict[str, Callable[[Mapping[str, Any], Candidate], Verdict]] = {
    "usia": _age,
    "domisili": _home,
    "pekerjaan": _occupation,
    "penghasilan": _income,
    "desil": _decile,
    "keadaan": _alive_and_eligible,
    "belum_dibayar": _not_covered,
    "kertas": _signed_for,
    "lanjut": _continuing,
}
_SETTINGS: dict[str, set[str]] = {
    "usia": {"min", "max"},
    "domisili": {"area"},
    "pekerjaan": {"any_of", "none_of"},
    "penghasilan": {"max"},
    "desil": {"max"},
    "keadaan": {"except"},
    "belum_dibayar": set(),
    "kertas": set(),
    "lanjut": set(),
}
_PAPER = Criterion("kertas", {}, "berita acara verifikasi")
