"""The invented city has the real one's shape."""

from __future__ import annotations

from payung.demo.synthetic.city import Areas, generate_areas
from payung.kernel.area import area_kind, kelurahan_of


def test_city_has_the_numbers_of_kota_jambi(areas: Areas) -> None:
    counts = dict(areas.frame.group_by("kind").len().iter_rows())
    assert counts == {"kota": 1, "kecamatan": 11, "kelurahan": 68, "rt": 1650}


def test_every_code_says_its_kind_and_lies_in_its_parent(areas: Areas) -> None:
    for code, kind, parent in areas.frame.select("code", "kind", "parent").iter_rows():
        assert area_kind(code) == kind
        assert parent is None or code.startswith(parent + ".")


def test_each_kelurahan_has_rt_and_only_some_use_rw(areas: Areas) -> None:
    rts = areas.rts
    assert set(rts["parent"]) == set(areas.kelurahan["code"])
    with_rw = {kelurahan_of(code) for code, rw in rts.select("code", "rw").iter_rows() if rw}
    without = {kelurahan_of(code) for code, rw in rts.select("code", "rw").iter_rows() if not rw}
    assert 5 <= len(with_rw) <= 35
    assert not with_rw & without


def test_households_run_from_40_to_900_about_100(areas: Areas) -> None:
    households = areas.rts["households"]
    assert households.min() >= 40
    assert households.max() <= 900
    assert 90 <= households.median() <= 110


def test_same_seed_same_city_another_seed_another(areas: Areas) -> None:
    assert generate_areas(11).frame.equals(areas.frame)
    assert not generate_areas(12).frame.equals(areas.frame)
