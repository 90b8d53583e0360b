"""The law over HTTP: the contract's names, one sentence for each refusal, never a 500."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from payung.api import guard
from payung.law.jamsostek.benefits import assess
from payung.law.jamsostek.explanation import benefit_json

DEATH = {
    "program": "jkm",
    "event": "death",
    "event_date": "2025-10-31",
    "paid_months": 12,
    "membership_months": 12,
}
ACCIDENT = DEATH | {"program": "jkk", "income": 1_000_000}
IURAN = {"month": "2026-05", "income": 1_000_000, "sector": "other", "payer": "apbd"}


@pytest.fixture(autouse=True)
def fresh_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def post(client: Client, name: str, body: object) -> tuple[int, Any]:
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    answer = client.post(f"/api/v1/law/{name}", text, content_type="application/json")
    return answer.status_code, answer.json()


def test_explain_gives_what_the_command_gives(client: Client) -> None:
    status, found = post(client, "explain", ACCIDENT | {"children": "TK1;TK1"})
    expected = benefit_json(assess(ACCIDENT | {"children": "TK1;TK1"}))
    assert status == 200
    assert found == json.loads(json.dumps(expected))
    assert (found["total_now"], found["beasiswa"]) == (70_000_000, 174_000_000)


def test_explain_reads_children_as_objects_and_numbers_as_texts(client: Client) -> None:
    children = [{"stage": "SD1", "birth_date": "2018-05-01", "working": False}, "TK1"]
    status, found = post(client, "explain", ACCIDENT | {"income": "1000000", "children": children})
    assert status == 200
    assert [child["stage"] for child in found["children"]] == ["TK1", "SD1"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"event": "pensiun"}, "event harus salah satu dari"),
        ({"income": -1}, "income harus angka bulat"),
        ({"income": "banyak"}, "income harus angka bulat"),
        ({"event_date": "2015-06-30"}, "Peraturan dihitung sejak 2015-07-01"),
        ({"event_date": "kemarin"}, "event_date harus TTTT-BB-HH"),
        ({"children": "SD7"}, "Jenjang 'SD7' tidak dikenal"),
        ({"children": {"stage": "SD1"}}, "tidak terbaca"),
        ({"children": [{"stage": "SD1", "married": "x"}]}, "Isian children"),
        ({"program": ["jkm"]}, "Isian program tidak terbaca."),
    ],
)
def test_bad_input_is_refused_in_one_sentence(
    client: Client, change: dict[str, object], words: str
) -> None:
    status, found = post(client, "explain", DEATH | change)
    assert status == 422
    assert words in found["detail"]
    assert set(found) == {"detail"}


@pytest.mark.parametrize("name", ["explain", "batch", "iuran"])
@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", "1", '"x"', "[" * 20_000, b"\xff\xfe", "NaN"]
)
def test_a_body_of_another_kind_is_refused(client: Client, name: str, body: str | bytes) -> None:
    status, found = post(client, name, body)
    assert status == 422
    assert found["detail"].endswith(".")


def test_batch_computes_good_rows_beside_bad_ones(client: Client) -> None:
    rows: list[dict[str, Any]] = [
        DEATH | {"case_id": "a", "catatan": "ikut"},
        DEATH | {"event": "pensiun"},
        DEATH | {"paid_months": 3},
        {},
    ]
    status, found = post(client, "batch", {"rows": rows})
    assert status == 200
    assert [row["status"] for row in found["rows"]] == [
        "payable", "invalid", "needs_decision", "invalid",
    ]  # fmt: skip
    assert found["counts"] == {"invalid": 2, "needs_decision": 1, "payable": 1}
    good, bad, edge, _empty = found["rows"]
    assert (good["case_id"], good["catatan"], good["total"]) == ("a", "ikut", 42_000_000)
    assert (bad["total"], bad["reasons"]) == (None, "PERISTIWA_TIDAK_DIKENAL")
    assert (edge["total"], edge["total_low"], edge["total_high"]) == (None, 10_000_000, 42_000_000)


def test_rows_without_any_known_field_are_invalid(client: Client) -> None:
    status, found = post(client, "batch", {"rows": [{}, {"lain": 1}]})
    assert (status, found["counts"]) == (200, {"invalid": 2})


def test_batch_agrees_with_single_cases(client: Client) -> None:
    rows = [ACCIDENT | {"children": stages} for stages in ("", "PRA", "SD3;PT1", "TK1;TK2;SMA3")]
    _status, found = post(client, "batch", {"rows": rows})
    for case, row in zip(rows, found["rows"], strict=True):
        alone = assess(case)
        assert (row["total"], row["beasiswa"]) == (alone.total, alone.components["beasiswa"])


@pytest.mark.parametrize("value", [[], {}, "\ud800", True, 1.5, 10**30, "\x00", "é"])
def test_a_cell_of_any_kind_never_breaks_the_batch(client: Client, value: object) -> None:
    for name in (*DEATH, "children", "disability_percent", "other_membership", "lain"):
        status, found = post(client, "batch", {"rows": [DEATH | {name: value}, DEATH]})
        assert status == 200
        assert found["rows"][1]["total"] == 42_000_000


@pytest.mark.django_db  # who sent how much today is counted
def test_batch_takes_ten_thousand_rows_and_no_more(client: Client) -> None:
    status, found = post(client, "batch", {"rows": [DEATH] * 10_000})
    assert (status, found["counts"]) == (200, {"payable": 10_000})
    status, found = post(client, "batch", {"rows": [{}] * 10_001})
    assert (status, found["detail"]) == (422, "Kirim 1 sampai 10000 baris. Yang dikirim 10001.")


def test_one_month_costs_what_the_command_says(client: Client) -> None:
    status, found = post(client, "iuran", IURAN)
    assert (status, found["total"], found["jkk"], found["jkm"]) == (200, 16_800, 10_000, 6_800)
    _status, open_payer = post(client, "iuran", IURAN | {"payer": "csr"})
    assert open_payer["total"] is None
    assert (open_payer["total_low"], open_payer["total_high"]) == (8_400, 16_800)


@pytest.mark.parametrize(
    "change",
    [
        {"month": "2026-13"}, {"month": "Mei"}, {"month": "2015-06"}, {"month": "9999-12-31"},
        {"income": -1}, {"income": 10**30}, {"payer": "x"}, {"sector": ""}, {"segment": "jakon"},
    ],
)  # fmt: skip
def test_a_month_that_cannot_be_read_is_refused(client: Client, change: dict[str, object]) -> None:
    status, found = post(client, "iuran", IURAN | change)
    assert status == 422
    assert found["detail"].endswith(".")


@pytest.mark.django_db  # who sent how much today is counted
def test_a_large_body_is_refused_before_it_is_read(client: Client) -> None:
    status, found = post(client, "explain", json.dumps(DEATH | {"x": "y" * 70_000}))
    assert (status, found["detail"]) == (413, "Kiriman paling besar 64 KB. Kirim bertahap.")
    status, _found = post(client, "batch", b" " * (5 * 1024 * 1024 + 1))
    assert status == 413


def test_a_caller_in_a_hurry_is_asked_to_wait(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(guard.CALLS_A_MINUTE, "one", 2)
    answers = [post(client, "iuran", IURAN)[0] for _call in range(4)]
    assert sorted(answers)[:2] == [200, 200]
    assert answers[-1] == 429
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert post(other, "iuran", IURAN)[0] == 200


def test_the_description_names_the_contract(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/v1/law/explain", "/api/v1/law/batch", "/api/v1/law/iuran",
    }  # fmt: skip
    case = described["components"]["schemas"]["Case"]
    assert {"paid_months", "membership_months", "children_birth"} <= set(case["properties"])
    assert case["required"] == ["program", "event", "event_date"]


def test_no_page_of_a_third_host_is_offered(client: Client) -> None:
    assert client.get("/api/v1/docs").status_code == 404


def test_reading_is_by_post_alone(client: Client) -> None:
    assert client.get("/api/v1/law/explain").status_code == 405
