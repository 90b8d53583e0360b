"""Every in and out explains itself: on the person's page, and on a sheet to read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from payung.programmes.rules.criteria import example
from payung.programmes.rules.explaining import (
    candidate_from,
    criteria_lines,
    facts_of,
    priority_lines,
)
from tests.apps.city import KELURAHAN, RANKED_ON, City
from tests.apps.pages import sign_in
from tests.apps.programmes.test_ranking import BOOK, PLAIN

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def decided(city: City) -> list[int]:
    """Nine people, six in, two waiting, one too rich."""
    ids = city.people(8) + city.people(1, start=8, income_rp=9_000_000)
    city.programme(headcount=6)
    city.decree()
    return ids


def test_the_kept_facts_tell_the_same_as_the_day_of_the_ranking() -> None:
    from dataclasses import replace

    seen = replace(PLAIN, income_rp=900_000, decile=2, age=50)
    again = candidate_from(facts_of(seen), seen.area)
    assert criteria_lines(BOOK, again) == criteria_lines(BOOK, seen)
    assert sum(line.points for line in priority_lines(BOOK, again)) == BOOK.score(seen)


def test_every_criterion_has_a_sentence_whether_it_holds_fails_or_is_unknown() -> None:
    from dataclasses import replace

    unknown = replace(PLAIN, age=None, occupation="", income_rp=None, decile=None)
    bad = replace(
        PLAIN, age=70, occupation="pns", income_rp=9_000_000, decile=9, home="15.05.01.1001",
        life_fact="sudah pindah", covered_by="Dana RT",
    )  # fmt: skip
    for candidate in (PLAIN, unknown, bad):
        lines = criteria_lines(BOOK, candidate)
        assert len(lines) == len(example("rentan")["criteria"])
        assert all(len(line.words) > 10 and line.basis for line in lines)


def test_a_persons_page_tells_place_rules_and_decree(client: Client, city: City) -> None:
    ids = decided(city)
    sign_in(client, city, "verifikator", KELURAHAN[0])
    text = client.get(reverse("person", args=[ids[0]])).content.decode()
    assert "Seleksi Program UJI" in text
    assert "kuota kelurahan 1 orang" in text
    assert "Penghasilan Rp1.000.000 sebulan, paling tinggi Rp3.500.000." in text
    assert "di lampiran SK 1/UJI" in text


def test_who_is_out_reads_why_and_on_which_basis(client: Client, city: City) -> None:
    rich = decided(city)[-1]
    sign_in(client, city, "verifikator", KELURAHAN[2])
    text = client.get(reverse("person", args=[rich])).content.decode()
    assert "Penghasilan Rp9.000.000 sebulan, paling tinggi Rp3.500.000 (Perwal" in text
    assert "Belum terpenuhi" in text


def test_a_kelurahan_reads_its_own_results_and_prints_them(client: Client, city: City) -> None:
    decided(city)
    sign_in(client, city, "verifikator", KELURAHAN[0])
    board = client.get(reverse("result_list")).content.decode()
    assert "Program UJI" in board
    people = client.get(reverse("results", args=["UJI"])).content.decode()
    assert "WARGA 00000" in people
    assert "WARGA 00001" not in people
    sheet = client.get(reverse("result_sheet", args=["UJI"]))
    assert "WARGA 00000" in sheet.content.decode()
    assert "WARGA 00001" not in sheet.content.decode()
    other = client.get(reverse("result_sheet", args=["UJI"]), {"wilayah": KELURAHAN[1]})
    assert "WARGA 00001" not in other.content.decode()


def test_a_ranking_that_nobody_approved_is_not_told_to_the_kelurahan(
    client: Client, city: City
) -> None:
    from payung.programmes.services import rank

    ids = city.people(3)
    city.programme()
    rank(actor=city.operator, programme="UJI", on=RANKED_ON)
    sign_in(client, city, "verifikator", KELURAHAN[0])
    assert "Seleksi" not in client.get(reverse("person", args=[ids[0]])).content.decode()
    assert "Belum ada peringkat" in client.get(reverse("result_list")).content.decode()


def test_the_decile_is_not_told_to_the_rt(client: Client, city: City) -> None:
    from payung.accounts.models import Role
    from payung.programmes.results.selectors import told_reason

    reason = "Desil 6, paling tinggi desil 5 (Inpres 4/2025 (contoh))."
    assert told_reason(city.operator, reason) == reason
    assert "6" not in told_reason(city.actor(Role.RT, area=KELURAHAN[0]), reason)


def test_offices_without_a_reason_get_no_names(client: Client, city: City) -> None:
    decided(city)
    sign_in(client, city, "keuangan")
    assert client.get(reverse("results", args=["UJI"])).status_code == 403
