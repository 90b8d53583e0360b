"""No name, code or figure of one city stands in the program outside its demonstration."""

from __future__ import annotations

import re

from tests.repository import ROOT, source_files

CITY = re.compile(r"jambi|15\.71|\b1571\d", re.IGNORECASE)
SPOKEN_OF = {
    "lists/area_names.py": "abbreviations of places, of any city",
    "planning/data/fiscal-calendar.yaml": "the source of usual dates, named as such",
    "law/jamsostek/papers.yaml": "newspapers as sources",
    "law/jamsostek/evidence.yaml": "newspapers as sources",
    "ui/static/ui/payung.js": "the provinces of the country",
    "cli/lists.py": "the sample table of `lists check`, without a database",
    "areas/data/kota-jambi.csv": "the sample table of `lists check`, without a database",
}


def places() -> list[str]:
    home = ROOT / "src" / "payung"
    paths = {*source_files(), *home.rglob("*.yaml"), *home.rglob("*.csv"), *home.rglob("*.js")}
    inside = [path for path in paths if "demo" not in path.relative_to(home).parts]
    return sorted(
        str(path.relative_to(home)) for path in inside if CITY.search(path.read_text("utf-8"))
    )


def test_no_city_is_built_in() -> None:
    assert [place for place in places() if place not in SPOKEN_OF] == []


def test_each_exception_is_still_one() -> None:
    assert sorted(set(SPOKEN_OF) - set(places())) == []
