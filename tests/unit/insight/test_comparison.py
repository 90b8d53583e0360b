"""Cities side by side: no place without a common denominator, no file that was changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.cli.main import main
from payung.insight.comparison import FORMAT, MEANINGS, compare, fingerprint, read
from payung.kernel.errors import BadInput

BPS = {"code": "bpu", "meaning": "pekerja", "workers": 1000, "source": "BPS", "as_of": "2025-08-01"}


def told(city: str, protected: int | None, *workers: dict[str, Any], **more: Any) -> dict[str, Any]:
    figures = dict.fromkeys(MEANINGS, 10) | {"protected": protected}
    made: dict[str, Any] = {
        "format": FORMAT, "city": {"code": city, "name": f"Kota {city}"}, "month": "2025-12",
        "made_on": "2026-01-05", "version": "0.2.0", "hidden": [],
        "figures": {name: {"value": value, "meaning": ""} for name, value in figures.items()},
        "denominators": list(workers or (BPS,)),
    }  # fmt: skip
    made |= more
    return made | {"sha256": fingerprint(made)}


def potret(*args: Any, **more: Any) -> Any:
    return read("potret.json", json.dumps(told(*args, **more)).encode())


def test_the_better_covered_city_comes_first_and_equals_share_a_place() -> None:
    found = compare([potret("64.09", 300), potret("15.71", 500), potret("11.01", 300)])
    assert found["places"] == {"bpu": {"15.71": 1, "64.09": 2, "11.01": 2}}
    assert [one["shares"]["bpu"] for one in found["cities"]] == [0.3, 0.5, 0.3]


@pytest.mark.parametrize(
    "other",
    [{**BPS, "source": "perkiraan"}, {**BPS, "as_of": "2023-08-01"}, {**BPS, "code": "lain"}],
)
def test_where_the_named_workers_differ_nobody_has_a_place(other: dict[str, Any]) -> None:
    found = compare([potret("64.09", 300), potret("15.71", 500, other)])
    assert found["places"] == {} and "bpu" in found["not_ranked"]


def test_a_hidden_number_gives_no_place() -> None:
    assert compare([potret("64.09", None), potret("15.71", 500)])["places"] == {}


@given(st.sampled_from(sorted(MEANINGS)), st.integers(11, 10**9))
def test_a_figure_that_was_changed_is_found(name: str, value: int) -> None:
    changed = told("64.09", 10)
    changed["figures"][name]["value"] = value
    with pytest.raises(BadInput, match="berubah sesudah dibuat"):
        read("a.json", json.dumps(changed).encode())


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"format": "lain"}'])
def test_what_is_no_snapshot_is_named(content: bytes) -> None:
    with pytest.raises(BadInput, match=r"a\.json bukan potret"):
        read("a.json", content)


def test_other_months_and_one_city_twice_are_refused() -> None:
    with pytest.raises(BadInput, match="bulan yang berbeda"):
        compare([potret("64.09", 1), potret("15.71", 1, month="2025-11")])
    with pytest.raises(BadInput, match="dua kali"):
        compare([potret("64.09", 1), potret("64.09", 2)])


def test_the_command_gives_the_same_answer_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = []
    for city, protected in (("64.09", 300), ("15.71", 500)):
        files.append(tmp_path / f"{city}.json")
        files[-1].write_text(json.dumps(told(city, protected)))
    answers = []
    for order in (files, files[::-1]):
        assert main(["compare", *map(str, order), "--json"]) == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0] == answers[1]
    assert main(["compare", *map(str, files)]) == 0
    assert "Peringkat menurut bpu: 1. 15.71, 2. 64.09" in capsys.readouterr().out
