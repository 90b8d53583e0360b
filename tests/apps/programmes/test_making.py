"""A programme is made and set right in the browser, without code."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput, Conflict, Stale
from payung.programmes.rules.criteria import (
    example,
    read_rules,
    refuse_examples,
    settled,
    starting_rules,
)
from payung.programmes.rules.rulebook import boxes, rule_book
from payung.programmes.scheme.forms import terms_of
from tests.apps.city import KELURAHAN, RANKED_ON, RATE_RP, City
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

TERMS = {
    "kode": "PR-2026", "nama": "Pekerja Rentan 2026", "pembayar": "apbd", "skema": "bpu",
    "kategori": "rentan", "dasar": "Perwal 14/2025", "tahun": "2026",
    "bulan_pertama": "2026-01", "bulan_terakhir": "2026-12", "orang": "4000",
    "pagu": "806.400.000", "penghasilan": "1.000.000", "rekening_jkk": "5.1.02.01",
    "rekening_jkm": "5.1.02.02", "rekening_jht": "", "sub_kegiatan": "2.07.05",
    "sumber_dana": "PAD",    "dimuka": "tetap", "daftar_maju": "1",
}  # fmt: skip


@pytest.fixture
def operator(client: Client, city: City) -> Client:
    sign_in(client, city, "operator")
    return client


def posted(form: Any) -> dict[str, Any]:
    """What a browser sends back for a form as it is shown."""
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in shown.items() if value not in (None, False, "")}


def test_an_operator_makes_a_programme_with_rules_and_quotas_in_the_browser(
    operator: Client, city: City
) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.models import Programme

    made = operator.post(reverse("programme_new"), TERMS)
    assert made.status_code == 302
    programme = Programme.objects.get(pk="PR-2026")
    assert (programme.headcount, programme.ceiling_rp) == (4_000, 806_400_000)
    assert programme.accounts == {"jkk": "5.1.02.01", "jkm": "5.1.02.02"}
    assert (programme.activity, programme.fund) == ("2.07.05", "PAD")

    address = reverse("programme_criteria", args=["PR-2026"])
    filled = posted(operator.get(address).context["form"]) | {"usia_max": "59", "desil_max": "4"}
    assert operator.post(address, filled).status_code == 302
    book = read_rules(Programme.objects.get(pk="PR-2026").criteria, "15.71")
    limits = {rule.name: rule.settings for rule in book.criteria}
    assert limits["usia"] == {"min": 18, "max": 59}
    assert limits["desil"] == {"max": 4}
    assert len(book.priority) == 6

    quota = {"versi": "2", "cara": "daftar", "daftar": f"{KELURAHAN[0]};30\n{KELURAHAN[1]}\t20"}
    assert operator.post(reverse("programme_quota", args=["PR-2026"]), quota).status_code == 302
    with acting_as(city.operator):
        given = dict(programme.quotas.values_list("area_id", "places"))
    assert given == {KELURAHAN[0]: 30, KELURAHAN[1]: 20}
    page = operator.get(reverse("programme_detail", args=["PR-2026"])).content.decode()
    assert "18 sampai 59 tahun" in page
    assert "5.1.02.02" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kode": "pr 2026!"}, "Kode program hanya huruf besar"),
        ({"bulan_terakhir": "2025-12"}, "Bulan terakhir harus sama dengan"),
        ({"skema": "bpu+jht"}, "Skema ini memuat JHT"),
        ({"orang": "0"}, "1"),
        ({"pagu": "banyak"}, "Tulis rupiah dengan angka saja"),
    ],
)
def test_wrong_terms_are_told_and_nothing_is_made(
    operator: Client, city: City, change: dict[str, str], words: str
) -> None:
    from payung.programmes.models import Programme

    answer = operator.post(reverse("programme_new"), TERMS | change)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="Pekerja Rentan 2026"' in answer.content.decode()
    assert not Programme.objects.exists()


def test_a_stale_save_shows_what_the_other_clerk_wrote(operator: Client, city: City) -> None:
    from payung.programmes.models import Programme
    from payung.programmes.services import update_programme

    programme = city.programme()
    old = {n: str(v) for n, v in terms_of(programme).items() if v not in (None, False)}
    update_programme(
        actor=city.operator, programme="UJI", version=1, changes={"name": "Nama dari orang lain"}
    )
    answer = operator.post(reverse("programme_edit", args=["UJI"]), old | {"orang": "7"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Orang lain menyimpan" in text
    assert "Nama dari orang lain" in text
    assert Programme.objects.get().headcount == 6
    again = old | {"orang": "7", "versi": str(answer.context["form"]["versi"].value())}
    assert operator.post(reverse("programme_edit", args=["UJI"]), again).status_code == 302
    assert Programme.objects.get().headcount == 7


def test_without_the_version_the_second_clerk_would_overwrite_the_first(city: City) -> None:
    from payung.programmes.services import update_programme

    city.programme()
    update_programme(actor=city.operator, programme="UJI", version=1, changes={"headcount": 9})
    with pytest.raises(Stale):
        update_programme(actor=city.operator, programme="UJI", version=1, changes={"headcount": 8})


def test_terms_are_closed_once_a_ranking_is_approved(city: City) -> None:
    from payung.programmes.services import set_criteria

    city.people(2)
    city.programme()
    city.decree()
    with pytest.raises(Conflict, match="tengah tahun"):
        set_criteria(
            actor=city.operator, programme="UJI", version=1, criteria=starting_rules("rentan")
        )


@pytest.mark.parametrize("category", ["rentan", "keagamaan", "ketua_rt"])
def test_an_example_of_a_basis_gets_into_no_decree(category: str) -> None:
    rules = starting_rules(category)
    with pytest.raises(BadInput, match="masih contoh"):
        refuse_examples("Perwal 3/2026", rules)
    with pytest.raises(BadInput, match="masih contoh"):
        refuse_examples("Perwal 3/2026 (contoh)", settled(rules))
    refuse_examples("Perwal 3/2026", settled(rules))


def test_nobody_is_ranked_by_an_example(city: City) -> None:
    from payung.programmes.services import rank

    city.people(2)
    city.programme(basis="Perwal (contoh)")
    with pytest.raises(BadInput, match="masih contoh"):
        rank(actor=city.operator, programme="UJI", on=date(2025, 5, 19))


@pytest.mark.parametrize("category", ["rentan", "keagamaan", "ketua_rt"])
def test_the_form_gives_back_the_rules_that_it_shows(category: str) -> None:
    rules = starting_rules(category)
    shown = dict.fromkeys(
        [f"p{n}_{part}" for n in range(1, 7) for part in ("aturan", "batas", "nilai", "dasar")]
    ) | boxes(rules, "Perwal")
    shown["penghasilan_max"] = shown["penghasilan_max"] or None
    again = rule_book(shown, rules)
    book, other = read_rules(rules, "15.71"), read_rules(again, "15.71")
    assert sorted(map(repr, book.criteria)) == sorted(map(repr, other.criteria))
    assert book.priority == other.priority


def test_a_priority_that_cannot_be_read_names_its_number() -> None:
    empty = dict.fromkeys(
        [f"p{n}_{part}" for n in range(1, 7) for part in ("aturan", "batas", "nilai", "dasar")]
    ) | boxes(example("keagamaan"), "Perwal")
    with pytest.raises(BadInput, match="Prioritas 2: tulis umur"):
        rule_book(empty | {"p2_batas": "tua"}, {})


def test_more_quota_than_places_is_refused(city: City) -> None:
    from payung.programmes.services import set_quotas

    city.programme("ADA")
    with pytest.raises(BadInput, match="melebihi 6 tempat"):
        set_quotas(
            actor=city.operator, programme="ADA", version=1, quotas=dict.fromkeys(KELURAHAN, 3)
        )
    with pytest.raises(BadInput, match="bukan kelurahan atau RT"):
        city.programme(quotas={"15.71.01": 1})


def test_jht_is_a_third_amount_with_its_own_account(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth

    city.people(1)
    city.programme(jht=True, accounts={"jkk": "1", "jkm": "2", "jht": "3"})
    city.decree()
    with acting_as(city.operator):
        months = PersonMonth.objects.filter(scheme="UJI").values_list("component", "amount_rp")
        assert set(months) == {("jkk", 10_000), ("jkm", 6_800), ("jht", 20_000)}


def test_the_wage_decides_what_a_programme_of_wage_earners_costs(city: City) -> None:
    from payung.programmes.services import rank

    city.people(2, category="ketua_rt")
    city.programme(segment="pu", base_rp=3_000_000, category="ketua_rt", quotas={})
    selection = rank(actor=city.operator, programme="UJI", on=RANKED_ON)
    assert selection.cost_per_person_rp == 7 * (7_200 + 9_000)
    assert selection.cost_per_person_rp != 7 * RATE_RP


def test_payers_are_data_and_public_money_follows_from_the_source(
    operator: Client, city: City
) -> None:
    from payung.ledger.models import Payer
    from payung.ledger.payers import install_payers

    install_payers(actor=city.operator)
    sources = set(Payer.objects.values_list("source", flat=True))
    assert {"apbd", "rt", "provinsi", "dbh", "csr", "baznas", "self"} <= sources
    payer = {"kode": "dbh-baru", "nama": "DBH Sawit Kota", "asal": "dbh"}
    assert operator.post(reverse("payer_list"), payer).status_code == 302
    assert Payer.objects.get(pk="dbh-baru").public
    clash = operator.post(reverse("payer_list"), payer | {"nama": "Nama lain"})
    assert "sudah dipakai" in clash.content.decode()


def test_an_rt_quota_comes_before_the_kelurahan_and_counts_in_it() -> None:
    from dataclasses import replace

    from payung.programmes.ranking.order import IN, rank_candidates
    from tests.apps.programmes.test_ranking import BOOK, PLAIN

    rt = f"{KELURAHAN[0]}.-.001"
    people = [
        replace(PLAIN, proposal_id=n, person_id=n, area=rt if n > 3 else KELURAHAN[0])
        for n in range(1, 7)
    ]
    placed = rank_candidates(people, BOOK, quotas={rt: 1, KELURAHAN[0]: 2}, places=3)
    inside = {p.candidate.person_id: p.reason for p in placed if p.outcome == IN}
    assert set(inside) == {1, 2, 4}
    assert "kuota RT 1 orang" in inside[4]
    assert "nomor 2 dari kuota kelurahan 2 orang" in inside[1]
    assert "sisa tempat tingkat kota" in inside[2]
