"""Every value of the law can be looked up, with its history and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from payung.law.jamsostek import load
from payung.law.jamsostek.data import read_yaml
from tests.apps.web.words import words_of

REGULATION = re.compile(r"(UU|PP|Perpres|Permenaker|PP44) ?\d* ?")
NEWSPAPER = re.compile(r"\w\.(com|co\.id|id|disway)\b(?!/)|blog|simulator")


def bases() -> Iterator[str]:
    """Every `basis` of the files whose words reach people."""
    waiting: list[object] = [
        read_yaml(f"{name}.yaml")
        for name in ("papers", "deadlines", "heirs", "advice", "disability_schedule")
    ]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            if isinstance(found.get("basis"), str):
                yield found["basis"]
            waiting += found.values()
        elif isinstance(found, list):
            waiting += found


def told(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return words_of(page.content.decode())


def test_every_parameter_is_listed_and_has_its_page(client: Client) -> None:
    page = client.get("/hukum/").content.decode()
    for name, parameter in load().parameters.items():
        assert f"/hukum/{name}/" in page
        history = told(client, f"/hukum/{name}/")
        assert parameter.label in history
        assert history.count("Dasar hukum") == len(parameter.values)


def test_a_history_names_value_day_basis_and_evidence(client: Client) -> None:
    page = told(client, "/hukum/jkm_santunan/")
    assert re.search(r"Sejak 2 Desember 2019 \(berlaku hari ini\).*Rp20\.000\.000", page)
    assert re.search(r"Sejak 1 Juli 2015.*Rp16\.200\.000", page)
    assert "PP 82/2019 Ps 34: Perubahan atas PP 44/2015" in page
    assert "reportasepapua.com" not in page  # where somebody read it is no law


def test_a_reader_of_the_public_is_told_no_newspaper_as_law(client: Client) -> None:
    """Of each basis that the law's data shows, every part names a regulation or nothing."""
    for told_as_law in bases():
        for part in told_as_law.split("; "):
            assert not part or REGULATION.match(part), told_as_law
    for name in load().parameters:
        assert not NEWSPAPER.search(told(client, f"/hukum/{name}/")), name


def test_what_belum_dipastikan_means_stands_beside_it(client: Client) -> None:
    page = told(client, "/hukum/")
    assert "Naskah resminya belum kami baca" in page


def test_an_unverified_value_is_marked_in_list_and_history(client: Client) -> None:
    unverified = [
        name
        for name, parameter in load().parameters.items()
        if not all(value.verified for value in parameter.values)
    ]
    for name in unverified:
        page = told(client, f"/hukum/{name}/")
        assert "Belum dipastikan" in page
        assert "Jangan dipakai untuk membayar." in page
    assert "Belum dipastikan" in told(client, "/hukum/")


def test_a_value_that_no_rule_reads_any_more_is_marked(client: Client) -> None:
    page = told(client, "/hukum/")
    once = r"Beasiswa sekali bayar untuk satu anak Rp12\.000\.000 1 Juli 2015 ○ Tidak dipakai lagi"
    assert re.search(once, page)
    assert page.count("Tidak dipakai lagi") < 6


def test_the_register_names_each_regulation_and_what_it_amends(client: Client) -> None:
    page = told(client, "/hukum/sumber/")
    for source in load().sources.values():
        assert source.number in page
        assert source.title in page
    assert re.search(
        r"Permenaker 1/2025.*Diundangkan 24 Februari 2025.*Mengubah Permenaker 5/2021", page
    )


def test_an_unknown_parameter_is_not_found(client: Client) -> None:
    assert client.get("/hukum/tidak_ada/").status_code == 404


@pytest.mark.parametrize("address", ["/hukum/", "/hukum/jkk_kematian_persen/", "/hukum/sumber/"])
def test_english_is_offered(client: Client, address: str) -> None:
    client.cookies["django_language"] = "en"
    page = told(client, address)
    assert not re.findall(r"\b(nilai|berlaku sejak|dasar hukum|keyakinan)\b", page.lower())
