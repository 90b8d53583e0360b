"""Who signs what a family files: adults for themselves, a guardian for each child below age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.claims.models import Case, FamilyMember
from payung.claims.papers.checklist import heirs_in
from payung.kernel.nik import age_on
from payung.law.jamsostek.heirs import ADULT_AGE, Relation
from payung.ui.format import write_date

UNKNOWN = "nama dan hubungan wali diisi keluarga"
RELATIONS = {
    Relation.SPOUSE: "suami atau istri",
    Relation.CHILD: "anak",
    Relation.PARENT: "orang tua",
    Relation.GRANDCHILD: "cucu",
    Relation.GRANDPARENT: "kakek atau nenek",
    Relation.SIBLING: "saudara kandung",
    Relation.PARENT_IN_LAW: "mertua",
    Relation.NAMED_IN_WILL: "ditunjuk dalam wasiat",
}


@dataclass(frozen=True, slots=True)
class Heir:
    """One heir as papers name him; `signs` is false for a child, for whom `guardian` signs."""

    name: str
    relation: Relation
    born: date | None
    signs: bool
    guardian: str = ""

    @property
    def line(self) -> str:
        """Name, relation, birth date, and for a child who signs in its place."""
        born = f", lahir {write_date(self.born)}" if self.born else ""
        stands_in = "" if self.signs else f"; diwakili {self.guardian or 'wali, ' + UNKNOWN}"
        return f"{self.name}, {RELATIONS[self.relation]}{born}{stands_in}"


def heirs_of_case(case: Case, today: date) -> Sequence[Heir]:
    """The first class of heirs, each with who signs for him today.

    A child is spoken for by the surviving parent; where that isn't known (a child of an earlier
    marriage, no adult spouse), the family names the guardian.
    """
    family = list(case.family.all())
    if not family:
        return []
    known = {member.name.reveal(): member for member in family}
    parents = [m for m in family if m.relation == Relation.SPOUSE and _adult(_born(m), today)]
    heirs = []
    for heir in heirs_in(case).heirs:
        member = known.get(heir.name)
        born = _born(member) if member else None
        signs = _adult(born, today) or bool(member and member.married)
        parent = "" if signs or not member else _parent(member, parents)
        heirs.append(Heir(heir.name, Relation(heir.relation), born, signs, parent))
    return heirs


def _parent(child: FamilyMember, parents: Sequence[FamilyMember]) -> str:
    own = child.relation == Relation.CHILD and not child.of_earlier_marriage
    return f"{parents[0].name.reveal()}, orang tuanya" if own and len(parents) == 1 else ""


def _born(member: FamilyMember) -> date | None:
    born = member.birth_date.reveal()
    return date.fromisoformat(born) if born else None


def _adult(born: date | None, today: date) -> bool:
    """Whoever's birth date nobody knows signs himself: his KTP will be looked at."""
    return born is None or age_on(born, today) >= ADULT_AGE


def signers(case: Case, today: date) -> list[tuple[str, str]]:
    """(as whom, name) of each one who signs for the family or, alive, for himself."""
    if not case.fatal:
        return [("Peserta", case.person.name)]
    heirs = heirs_of_case(case, today)
    wards: dict[str, list[str]] = {}
    for heir in heirs:
        if not heir.signs:
            wards.setdefault(heir.guardian.partition(",")[0], []).append(heir.name)
    lines = []
    for heir in heirs:
        if heir.signs:
            children = wards.pop(heir.name, [])
            also = f", dan orang tua dari {' dan '.join(children)}" if children else ""
            lines.append((f"Ahli waris ({RELATIONS[heir.relation]}{also})", heir.name))
    lines += [
        (f"Wali dari {' dan '.join(children)}; hubungan: ................", name)
        for name, children in wards.items()
    ]
    return lines or [("Ahli waris", "")]
