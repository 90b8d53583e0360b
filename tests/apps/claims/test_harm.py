"""Words, papers, messages and sums follow from what happened: hurt, disabled, dead; JKM, JKK.

`pytest -s` prints every page and paper of every kind of case, to be read aloud.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from payung.kernel.errors import Conflict
from payung.law.jamsostek.deadlines import WIB
from tests.apps.claims.family import DIED, TODAY, Mourning
from tests.apps.claims.test_pages import enter

if TYPE_CHECKING:
    from django.test import Client

    from payung.claims.models import Case
    from tests.apps.city import City

pytestmark = pytest.mark.django_db

SAID = datetime(2025, 10, 18, 9, 0, tzinfo=WIB)
OF_THE_DEAD = re.compile(
    r"(?i)ahli waris|almarhum|kematian|berduka|meninggal|pemakaman|nol rupiah"
    r"|\bRp0\b(?! sampai)|JKM"
)
OF_THE_LIVING = re.compile(r"(?i)lekas pulih|rekening peserta|nol rupiah|kacamata|gigi tiruan")
KINDS = {
    "luka": ("kecelakaan", True, "injury"),
    "cacat sebagian": ("kecelakaan", True, "partial_disability"),
    "cacat total": ("kecelakaan", True, "total_disability"),
    "luka, belum pasti": ("kecelakaan", None, ""),
    "luka, bukan kerja": ("kecelakaan", False, "bukan"),
    "meninggal karena kecelakaan": ("kecelakaan", True, "death"),
    "meninggal JKM": ("meninggal", False, ""),
    "meninggal JKK": ("meninggal", True, ""),
    "meninggal, belum pasti": ("meninggal", None, ""),
}
DEATHS = {name for name in KINDS if name.startswith("meninggal")}


def case_of(mourning: Mourning, name: str) -> Case:
    from payung.claims.accident.notices import doctor_said
    from payung.claims.case.casework import Member, classify, set_family
    from payung.claims.case.outcome import start_papers
    from payung.claims.models import Program
    from payung.claims.telling.services import confirm_death
    from payung.law.jamsostek.heirs import Relation

    kind, work, outcome = KINDS[name]
    case = mourning.tell(kind, name, work_related=work, place="Pasar Uji")
    confirm_death(actor=mourning.verifier, case_id=case.pk, today=TODAY)
    if outcome == "bukan":
        classify(
            actor=mourning.operator, case_id=case.pk, program=Program.JKM,
            reason="jatuh di rumah", today=TODAY,
        )  # fmt: skip
    elif outcome:
        doctor_said(
            actor=mourning.companion, case_id=case.pk, outcome=outcome, said_at=SAID,
            disability_permille=300 if outcome == "partial_disability" else 0,
        )  # fmt: skip
    members = [
        Member(name="Ibu Uji", relation=Relation.SPOUSE, birth_date=date(1984, 2, 1)),
        Member(name="Anak Kecil", relation=Relation.CHILD, birth_date=date(2023, 5, 1)),
        Member(name="Anak SD", relation=Relation.CHILD, birth_date=date(2017, 3, 9), stage="SD2"),
        Member(
            name="Anak Besar", relation=Relation.CHILD, birth_date=date(2004, 1, 1), stage="PT3"
        ),
    ]
    set_family(actor=mourning.companion, case_id=case.pk, members=members, today=TODAY)
    start_papers(actor=mourning.companion, case_id=case.pk, today=TODAY)
    return mourning.fresh(case)


def papers_of(mourning: Mourning, case: Case) -> dict[str, str]:
    """Every paper that is offered, as its words."""
    from payung.accounts.scope import acting_as
    from payung.claims.papers.documents import letter_of, offered_documents

    with acting_as(mourning.companion):
        kinds = [kind for kind, _title in offered_documents(case)]
        return {
            kind: _words(asdict(letter_of(mourning.companion, case, kind, TODAY))) for kind in kinds
        }


def _words(letter: dict[str, Any]) -> str:
    lines: list[str] = []
    for name, value in letter.items():
        parts = [value] if isinstance(value, str) else value or []
        for part in parts if isinstance(parts, (list, tuple)) else []:
            lines.append(f"  {name}: {part if isinstance(part, str) else ' = '.join(part)}")
    return "\n".join(lines)


def page_words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    found = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL)
    assert found
    bare = re.sub(r"<(option|select)\b.*?</\1>", "", found[0], flags=re.DOTALL)
    return re.sub(r"\n\s*", "\n", re.sub(r"<[^>]+>", "\n", bare))


def everything(client: Client, city: City, mourning: Mourning, case: Case) -> dict[str, str]:
    from payung.accounts.scope import acting_as
    from payung.claims.models import CaseState
    from payung.claims.papers.messages import for_family

    said = papers_of(mourning, case)
    with acting_as(mourning.companion):
        for state in CaseState:
            case.state = state
            said[f"pesan {state}"] = for_family(case).words if state != "ditarik" else ""
    enter(client, city, "pendamping", "pendamping")
    said["halaman kasus"] = page_words(client, reverse("claim", args=[case.pk]))
    said["tugas"] = page_words(client, reverse("claims_todo"))
    return said


@pytest.mark.parametrize("name", KINDS)
def test_no_word_of_a_case_is_of_another_harm(client: Client, city: City, name: str) -> None:
    mourning = Mourning(city)
    case = case_of(mourning, name)
    said = everything(client, city, mourning, case)
    print(f"\n===== {name}")
    for where, words in said.items():
        print(f"--- {where}\n{words}")
    wrong = OF_THE_LIVING if name in DEATHS else OF_THE_DEAD
    assert {where: found for where, words in said.items() if (found := wrong.findall(words))} == {}


def test_children_sign_nothing_and_their_parent_signs_for_them(city: City) -> None:
    mourning = Mourning(city)
    case = case_of(mourning, "meninggal JKM")
    for kind, words in papers_of(mourning, case).items():
        signed = [line for line in words.splitlines() if line.startswith("  signatures")]
        assert not [line for line in signed if line.endswith(("= Anak Kecil", "= Anak SD"))], kind
    heirs = papers_of(mourning, case)["ahli-waris"]
    assert "orang tua dari Anak Kecil dan Anak SD) = Ibu Uji" in heirs
    assert "signatures: Ahli waris (anak) = Anak Besar" in heirs
    assert "diwakili Ibu Uji, orang tuanya" in heirs


def test_without_a_parent_the_guardian_is_left_to_the_family(city: City) -> None:
    from payung.claims.case.casework import Member, set_family
    from payung.law.jamsostek.heirs import Relation

    mourning = Mourning(city)
    case = case_of(mourning, "meninggal JKM")
    child = Member(name="Anak Kecil", relation=Relation.CHILD, birth_date=date(2023, 5, 1))
    set_family(actor=mourning.companion, case_id=case.pk, members=[child], today=TODAY)
    heirs = papers_of(mourning, mourning.fresh(case))["ahli-waris"]
    assert "Wali dari Anak Kecil; hubungan: " in heirs
    assert "= Anak Kecil" not in heirs


def test_a_letter_of_heirs_is_nowhere_while_the_person_lives(client: Client, city: City) -> None:
    mourning = Mourning(city)
    case = case_of(mourning, "luka")
    enter(client, city, "pendamping", "pendamping")
    for kind in ("ahli-waris", "surat-kelurahan", "formulir-4"):
        assert client.get(reverse("claim_document", args=[case.pk, kind])).status_code == 404


def test_an_answer_to_a_decision_names_a_difference_or_is_not_written(city: City) -> None:
    from payung.claims.case.objections import draft_objection
    from tests.apps.claims.test_path import FULL, decided

    mourning = Mourning(city, paid_to=10)
    case = decided(mourning, FULL)
    with pytest.raises(Conflict, match="tidak lebih kecil"):
        draft_objection(actor=mourning.companion, case_id=case.pk)


def test_a_disabled_person_is_told_his_own_day(city: City) -> None:
    mourning = Mourning(city)
    assert case_of(mourning, "cacat total").event.happened_on == DIED
