"""Promise 25: who types or uploads a known NIK sees and changes no stranger, and can't tell known
from unknown.

200 strangers are known in another kelurahan. A kelurahan and an RT send all of them, by a list and
by the form, with whatever name. The control takes the guard away: then each of them is open.
Times are measured in the long form alone (`./payung bench promises`); here the statements that
the database is asked are the same for a known and for a new person, one by one.
"""

from __future__ import annotations

import re
import statistics
import time
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.apps.city import CITY, KELURAHAN, City, nik_of
from tests.apps.pages import BESIDE, INSIDE, send, sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

STRANGERS = 200
SECRET = "RAHASIA SEKALI"
RT = f"{INSIDE}.-.001"


@pytest.fixture
def city(db: None) -> City:
    """An empty small city."""
    return City()


@pytest.fixture
def strangers(city: City) -> list[int]:
    """People of another kelurahan, with a mother's name and a family card."""
    from payung.areas.models import Area
    from payung.registry.fields import Sealed

    Area.objects.create(
        code=RT, kind="rt", name="RT 001", parent_id=INSIDE, valid_from=date(2000, 1, 1)
    )
    told = {"mother": Sealed.of("IBU RAHASIA"), "address": SECRET}
    return city.people(STRANGERS, area_id=BESIDE, name=SECRET, **told)


def listed(numbers: range, word: str) -> Any:
    """A list of these NIK with names that the sender has made up; all of one length."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    rows = ["NIK;NAMA;TANGGAL LAHIR;JENIS KELAMIN;PEKERJAAN"]
    for number in numbers:
        nik = nik_of(number)
        rows.append(f"{nik};{word} {_letters(number)};{nik[6:8]}-{nik[8:10]}-1980;L;Buruh")
    return SimpleUploadedFile("daftar.csv", "\n".join(rows).encode())


def _letters(number: int) -> str:
    """A made-up name that differs from its neighbours."""
    return "".join("BCDFGHJKLM"[int(digit)] + "AEIOUAEIOU"[int(digit)] for digit in f"{number:04}")


def send_list(client: Client, numbers: range, word: str, area: str) -> list[Any]:
    """The list sent, looked at and confirmed; each answer and the pages that follow."""
    from payung.accounts.scope import acting_as, system_actor
    from payung.intake.models import Upload

    answers = [send(client, listed(numbers, word), area)]
    with acting_as(system_actor(CITY)):
        upload = Upload.objects.order_by("-received_at").first()
    assert upload is not None
    for name in ("upload_confirm", "upload"):
        answers.append(client.get(reverse(name, args=[upload.pk])))
    answers.append(client.post(reverse("upload_confirm", args=[upload.pk]), follow=True))
    query = {"unggahan": str(upload.pk), "status": "semua"}
    for name in ("upload", "proposal_list"):
        target = reverse(name, args=[upload.pk]) if name == "upload" else reverse(name)
        answers.append(client.get(target, query if name == "proposal_list" else {}))
    return answers


def enter(client: Client, number: int) -> list[Any]:
    """One worker typed on the three screens of the form."""
    record, nik = str(uuid4()), nik_of(number)
    screens: list[dict[str, str]] = [
        {
            "nik": nik, "nama": _letters(number), "tempat_lahir": "Jambi",
            "tanggal_lahir_hari": nik[6:8], "tanggal_lahir_bulan": nik[8:10],
            "tanggal_lahir_tahun": "1980",
        },
        {
            "alamat": "Lorong Damai 4", "nama_ibu": "AMINAH", "nkk": "", "no_hp": "",
            "wilayah": INSIDE,
        },
        {"jenis": "rentan", "pekerjaan": "buruh", "tempat_kerja": "pasar"},
    ]  # fmt: skip
    answers = []
    for screen, told in enumerate(screens, 1):
        address = reverse("worker_new") if screen == 1 else reverse("worker", args=[record, screen])
        answers.append(client.post(address, {"id": record, **told}, follow=screen == 3))
    return answers


PAGES_OF_EACH = 10
"""The addresses of every tenth are asked; the database is asked about all."""


def opened(client: Client, city: City, people: list[int], role: str, area: str) -> int:
    """How many of these persons the account reads or writes, by the database's word for all and
    by all their addresses for some."""
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.registry.models import Evidence, FamilySheet, Person, PersonArea

    why = {"tujuan": "loket", "alasan": "mencocokkan KTP di loket"}
    evidence = {"jenis": "pekerjaan", "apa": "palsu", "sumber": "palsu", "tanggal": "01-05-2025"}
    with acting_as(city.actor(Role(role), area=area)):
        found = set(Person.objects.filter(pk__in=people).values_list("pk", flat=True))
    for person in people[::PAGES_OF_EACH]:
        for answer in (
            client.get(reverse("person", args=[person])),
            client.get(reverse("person_print", args=[person])),
            client.post(reverse("person_nik", args=[person]), why),
            client.post(reverse("evidence_new", args=[person]), evidence),
        ):
            if answer.status_code not in (403, 404):
                found.add(person)
    page = client.get(reverse("person_list"), {"q": SECRET}).content.decode()
    assert (SECRET in page.replace(f'value="{SECRET}"', "")) == bool(found)
    with acting_as(city.operator):
        written = Evidence.objects.filter(person__in=people, what="palsu")
        found |= set(written.values_list("person", flat=True))
        found |= set(FamilySheet.objects.filter(person__in=people).values_list("person", flat=True))
        beside = PersonArea.objects.filter(person__in=people).exclude(area=BESIDE)
        found |= set(beside.values_list("person", flat=True))
        found |= set(
            Person.objects.filter(pk__in=people).exclude(name=SECRET).values_list("pk", flat=True)
        )
    return len(found)


SENDERS = [("verifikator", INSIDE), ("rt", RT)]


@pytest.mark.parametrize(("role", "area"), SENDERS)
def test_a_list_of_known_niks_opens_nobody(
    client: Client, city: City, strangers: list[int], role: str, area: str
) -> None:
    from payung.verification.newcomers import match_newcomers

    sign_in(client, city, role, area)
    send_list(client, range(STRANGERS), "PALSU", area)
    assert opened(client, city, strangers, role, area) == 0
    match_newcomers(CITY)
    found = opened(client, city, strangers, role, area)
    print(f"{found} of {STRANGERS} strangers opened by a list of a {role}")
    assert found == 0


@pytest.mark.parametrize(("role", "area"), SENDERS)
def test_typing_known_niks_opens_nobody(
    client: Client, city: City, strangers: list[int], role: str, area: str
) -> None:
    sign_in(client, city, role, area)
    for number in range(0, STRANGERS, 10):
        assert "sedang dicocokkan" in enter(client, number)[-1].content.decode()
    found = opened(client, city, strangers[::10], role, area)
    print(f"{found} of {STRANGERS // 10} strangers opened by the form of a {role}")
    assert found == 0


def test_without_the_guard_a_list_opens_them_all(
    client: Client, city: City, strangers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.registry import admit

    monkeypatch.setattr(admit, "_recognise", whoever_it_is)
    sign_in(client, city, "rt", RT)
    send_list(client, range(STRANGERS), "PALSU", RT)
    assert opened(client, city, strangers, "rt", RT) == STRANGERS


def whoever_it_is(cursor: Any, *, strict: bool) -> bool:
    """The fault: a NIK is enough to be given the person of any area."""
    cursor.execute(
        "UPDATE incoming i SET person_id = f.person_id FROM registry_find("
        "ARRAY(SELECT nik_index FROM incoming WHERE nik_index IS NOT NULL AND person_id IS NULL)) f"
        " WHERE i.nik_index = f.nik_index AND i.person_id IS NULL"
    )
    cursor.execute("SELECT EXISTS (SELECT 1 FROM incoming WHERE person_id IS NULL)")
    return bool(cursor.fetchone()[0])


def told(answers: list[Any]) -> list[tuple[int, str]]:
    """Status and words of each answer without what differs for any two persons."""
    return [(answer.status_code, _plain(answer.content.decode())) for answer in answers]


def _plain(page: str) -> str:
    for pattern in (
        r'name="csrfmiddlewaretoken" value="[^"]*"', r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b",
        r"\b[0-9a-f]{64}\b", r"(?:PALSU |JUGA. )?[B-M][AEIOU](?:[B-M][AEIOU]){3}\b",
        r"/\d+/", r'(?:value|id|for)="(?:p-?)?\d+"',
        r"\d{2}\.\d{2}", r"\b\d{16}\b", r"1571\d+•+\d+", r"\b0?\d{1,2}-\d{2}-1980",
        r'data-label="Persamaan">[^<]*',  # between the sender's own people, whoever they are
    ):  # fmt: skip
        page = re.sub(pattern, "…", page)
    return page


@pytest.mark.parametrize(("role", "area"), SENDERS)
def test_known_and_new_are_told_the_same(
    client: Client, city: City, strangers: list[int], role: str, area: str
) -> None:
    from payung.verification.newcomers import match_newcomers

    sign_in(client, city, role, area)
    same(
        told(send_list(client, range(5), "PALSU", area)),
        told(send_list(client, range(500, 505), "PALSU", area)),
    )
    same(told(enter(client, 30)), told(enter(client, 530)))
    match_newcomers(CITY)
    same(later(client, city, range(5)), later(client, city, range(500, 505)))


def same(known: list[tuple[int, str]], new: list[tuple[int, str]]) -> None:
    """Fails at the first line in which two ways of answers differ.

    Which of his own records look alike depends on the names that the sender made up.
    """
    assert [status for status, _ in known] == [status for status, _ in new]
    for one, other in zip(known, new, strict=True):
        for line, like in zip(_lines(one[1]), _lines(other[1]), strict=True):
            assert line == like


def _lines(page: str) -> list[str]:
    return [line for line in page.splitlines() if 'data-label="Persamaan"' not in line]


def later(client: Client, city: City, numbers: range) -> list[tuple[int, str]]:
    """What the sender sees of his own records later: by NIK, their pages, full NIK, proposal."""
    from payung.accounts.scope import acting_as
    from payung.verification.models import Proposal

    answers = []
    why = {"tujuan": "loket", "alasan": "mencocokkan KTP di loket"}
    for number in numbers:
        found = client.post(reverse("person_by_nik"), {"nik": nik_of(number)})
        assert found.status_code == 302, number
        person = int(found["Location"].strip("/").split("/")[-1])
        with acting_as(city.operator):
            proposal = Proposal.objects.get(person=person)
        answers += [
            client.get(reverse("person", args=[person])),
            client.post(reverse("person_nik", args=[person]), why),
            client.get(reverse("proposal", args=[proposal.pk])),
        ]
    return told(answers)


def test_the_database_is_asked_the_same_for_a_known_and_for_a_new_person(
    client: Client, city: City, strangers: list[int]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    sign_in(client, city, "rt", RT)
    client.get(reverse("profile"))  # the session's last use is noted once a while
    asked = []
    for number in (40, 540):
        with CaptureQueriesContext(connection) as captured:
            enter(client, number)
        asked.append([_shape(query["sql"]) for query in captured if _of_the_act(query["sql"])])
    for known, new in zip(*asked, strict=True):
        assert known == new


def _of_the_act(sql: str) -> bool:
    """The session's own housekeeping goes by the minute and not by the person."""
    return "django_session" not in sql and "SAVEPOINT" not in sql


def _shape(sql: str) -> str:
    """A statement without its values."""
    sql = re.sub(r'"s\d+_x\d+"', "?", sql)
    return re.sub(r"'(?:[^']|'')*'(?:::\w+(?:\[\])?)*|\b\d+\b|NULL", "?", sql)


def test_a_false_name_that_was_sent_first_is_mended_by_the_city(client: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.models import Person
    from payung.verification.judging import judge_pair, undo_judgement
    from payung.verification.models import DoublePair, PairState
    from payung.verification.newcomers import match_newcomers

    sign_in(client, city, "verifikator", INSIDE)
    send_list(client, range(1), "PALSU", INSIDE)
    sign_in(client, city, "verifikator", KELURAHAN[2])
    send_list(client, range(1), "BENAR", KELURAHAN[2])
    match_newcomers(CITY)
    with acting_as(city.operator):
        (question,) = DoublePair.objects.filter(claim=True)
        first = standing(question)
    assert "nama" in question.evidence
    for answer in (PairState.SAME, PairState.DIFFERENT):
        judge_pair(actor=city.operator, pair_id=question.pk, answer=answer, claimer_holds=True)
        with acting_as(city.operator):
            holder = Person.objects.get(nik_index__isnull=False, merged_into=None)
        assert holder.name.startswith("BENAR")
        undo_judgement(actor=city.operator, pair_id=question.pk)
        with acting_as(city.operator):
            assert standing(question) == first


def standing(question: Any) -> list[tuple[Any, ...]]:
    """All that an answer changes of the two records."""
    from payung.registry.models import Person, PersonArea
    from payung.verification.models import Proposal

    people = (question.left_id, question.right_id)
    rows = Person.objects.filter(pk__in=people).order_by("pk")
    return [
        *rows.values_list("pk", "name", "area", "merged_into", "nik_index", "nik_claim"),
        *PersonArea.objects.filter(person__in=people).order_by("pk").values_list("person", "area"),
        *Proposal.objects.order_by("pk").values_list("pk", "person", "claimed_as"),
    ]


def test_a_record_that_claims_a_nik_is_selected_for_nothing(
    client: Client, city: City, strangers: list[int]
) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.ranking.candidates import verified_proposals
    from payung.verification.models import Proposal

    sign_in(client, city, "verifikator", INSIDE)
    send_list(client, range(5), "PALSU", INSIDE)
    programme = city.programme()
    with acting_as(city.operator):
        Proposal.objects.filter(area=INSIDE).update(state="terverifikasi", decided_by="user:0")
        chosen = set(verified_proposals(city.operator, programme).values_list("area", flat=True))
    assert chosen == {BESIDE}


def test_the_cap_of_the_day_counts_what_was_refused(
    client: Client, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.accounts.models import Role
    from payung.audit.models import DailyCount
    from payung.verification import newcomers

    monkeypatch.setitem(newcomers.MOST_A_DAY, Role.VERIFIER, 5)
    sign_in(client, city, "verifikator", INSIDE)
    send_list(client, range(3), "PALSU", INSIDE)
    refused = send_list(client, range(10, 14), "PALSU", INSIDE)[3]
    assert refused.status_code == 422
    assert DailyCount.objects.get().count == 7
    assert send_list(client, range(20, 21), "PALSU", INSIDE)[3].status_code == 422


def test_the_administrator_hears_of_an_account_that_sends_many_strangers(
    client: Client, city: City, strangers: list[int]
) -> None:
    from payung.accounts.models import Role
    from payung.verification.newcomers import match_newcomers

    words = "Akun yang mengirim NIK orang wilayah lain"
    sign_in(client, city, "rt", RT)
    send_list(client, range(25), "PALSU", RT)
    match_newcomers(CITY)
    sign_in(client, city, "operator")
    assert words in client.get("/").content.decode()
    page = client.get(reverse("claim_alarm")).content.decode()
    assert city.user(Role.RT, area=RT).full_name in page


@pytest.mark.long
def test_the_time_tells_known_from_new_no_better_than_a_coin(
    client: Client, city: City, strangers: list[int]
) -> None:
    """The median of 20 tries of each of 200 known and 200 new; the best line between the two."""
    from payung.accounts.models import Role
    from payung.verification import newcomers

    newcomers.MOST_A_DAY.pop(Role.RT, None)
    sign_in(client, city, "rt", RT)
    numbers = [n for pair in zip(range(200), range(500, 700), strict=True) for n in pair]
    medians = {number: statistics.median(timed(client, city, number)) for number in numbers}
    right = max(
        sum((medians[n] > line) == (n < 500) for n in numbers) / len(numbers)
        for line in medians.values()
    )
    guess = max(right, 1 - right)
    print(f"{guess:.1%} of 200 known and 200 new guessed right by the median of 20 tries")
    assert guess <= 0.55


def timed(client: Client, city: City, number: int) -> list[float]:
    """Twenty times the last screen that proposes; what it made is rolled back between them."""
    from django.db import transaction

    seconds = []
    for _try in range(20):
        with transaction.atomic():
            begun = time.perf_counter()
            answers = enter(client, number)
            seconds.append(time.perf_counter() - begun)
            assert answers[-1].status_code == 200
            transaction.set_rollback(True)
    return seconds
