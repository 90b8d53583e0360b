"""Cities side by side, from the documents that each wrote of its month (`insight.snapshot`).

Needs no database: a province, a jury or a ministry reads files. A share is always of one named
number of workers; places are given only where all cities name it by the same source and date.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

FORMAT = "payung-potret/1"
PEOPLE = (
    "listed", "verified", "protected", "lapsing", "died", "covered_in_year", "began_a_year_ago",
    "active_after_12", "cases", "families_paid",
)  # fmt: skip
"""The figures that are numbers of persons: one to four of them are left empty."""

MEANINGS = {
    "listed": "orang yang diusulkan dan tidak ditarik, sampai hari potret dibuat",
    "verified": "dari mereka yang sudah diverifikasi",
    "protected": "orang dengan iuran JKM bulan itu, dari pembayar mana pun",
    "lapsing": "dari mereka yang bulan berikutnya belum direncanakan siapa pun",
    "died": "kematian yang tercatat",
    "covered_in_year": "orang yang terlindungi sedikitnya satu bulan tahun itu",
    "person_months": "bulan-orang terlindungi tahun itu",
    "began_a_year_ago": "orang yang bulan pertamanya tepat 12 bulan sebelumnya",
    "active_after_12": "dari mereka yang terlindungi bulan ini",
    "paid_rp": "iuran tahun itu yang dibayar semua pembayar, rupiah",
    "rest_rp": "pagu tahun itu yang diperkirakan tidak terpakai, rupiah",
    "cases": "kasus dengan kejadian sejak Januari",
    "families_paid": "keluarga yang sudah menerima uang",
    "benefit_paid_rp": "manfaat yang sudah dibayar kepada mereka, rupiah",
    "notice_days": "separuh kematian diketahui dalam sekian hari",
    "paid_days": "separuh keluarga dibayar dalam sekian hari sejak kematian",
}


@dataclass(frozen=True, slots=True)
class Potret:
    """One city's month, as it was read from its file."""

    city: str
    name: str
    month: str
    figures: Mapping[str, int | None]
    workers: Mapping[str, tuple[int, str]]

    def share(self, code: str) -> Fraction | None:
        """Protected among the named workers; None where either is missing."""
        protected, named = self.figures.get("protected"), self.workers.get(code)
        return Fraction(protected, named[0]) if protected is not None and named else None

    def months_each(self) -> Fraction | None:
        """Months of cover of a covered person in the year."""
        people, months = self.figures.get("covered_in_year"), self.figures.get("person_months")
        return Fraction(months, people) if people and months is not None else None

    def stayed(self) -> Fraction | None:
        """The part of those who began a year ago that is covered now."""
        began, now = self.figures.get("began_a_year_ago"), self.figures.get("active_after_12")
        return Fraction(now, began) if began and now is not None else None


def fingerprint(told: Mapping[str, Any]) -> str:
    """The hash of a document without its own `sha256`, whatever the order of its keys."""
    plain = {name: value for name, value in told.items() if name != "sha256"}
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def read(name: str, content: bytes) -> Potret:
    """A city's document; BadInput names the file where it is none, or was changed."""
    try:
        told = json.loads(content)
        if told["format"] != FORMAT:
            raise ValueError
        intact = told["sha256"] == fingerprint(told)
    except (ValueError, KeyError, TypeError):
        raise BadInput(
            say("{file} bukan potret kota. Buat dengan payung city snapshot.", file=name)
        ) from None
    if not intact:
        raise BadInput(
            say("{file} berubah sesudah dibuat. Minta berkas aslinya dari kota itu.", file=name)
        )
    return Potret(
        city=told["city"]["code"], name=told["city"]["name"], month=told["month"],
        figures={key: one["value"] for key, one in told["figures"].items()},
        workers={
            one["code"]: (one["workers"], f"{one['source']}, {one['as_of']}")
            for one in told["denominators"]
        },
    )  # fmt: skip


def compare(cities: Sequence[Potret]) -> dict[str, Any]:
    """All cities' figures of one month, with places where the named workers agree."""
    months = {potret.month for potret in cities}
    if len(months) > 1:
        told = ", ".join(sorted(months))
        raise BadInput(say("Potret ini dari bulan yang berbeda: {months}.", months=told))
    if len({potret.city for potret in cities}) < len(cities):
        raise BadInput(say("Satu kota ada dua kali. Pilih satu berkas tiap kota."))
    codes = sorted({code for potret in cities for code in potret.workers})
    agreed = [code for code in codes if _agree(cities, code)]
    return {
        "month": months.pop() if months else None,
        "cities": [_line(potret, codes) for potret in sorted(cities, key=lambda one: one.city)],
        "places": {code: _places(cities, code) for code in agreed},
        "not_ranked": [code for code in codes if code not in agreed],
    }


def _line(potret: Potret, codes: Sequence[str]) -> dict[str, Any]:
    return {
        "city": potret.city, "name": potret.name, **potret.figures,
        "months_each": _written(potret.months_each()), "stayed_12": _written(potret.stayed()),
        "shares": {code: _written(potret.share(code)) for code in codes},
        "workers": {code: potret.workers[code][1] for code in codes if code in potret.workers},
    }  # fmt: skip


def _agree(cities: Sequence[Potret], code: str) -> bool:
    """Whether every city names these workers, by the same source and date."""
    sources = {potret.workers[code][1] if code in potret.workers else "" for potret in cities}
    return len(sources) == 1 and "" not in sources and None not in _shares(cities, code)


def _shares(cities: Sequence[Potret], code: str) -> list[Fraction | None]:
    return [potret.share(code) for potret in cities]


def _places(cities: Sequence[Potret], code: str) -> dict[str, int]:
    """The place of each city by its share; equal shares share a place."""
    shares = {potret.city: potret.share(code) or Fraction(0) for potret in cities}
    return {
        city: 1 + sum(other > share for other in shares.values()) for city, share in shares.items()
    }


def _written(share: Fraction | None) -> float | None:
    return None if share is None else round(float(share), 4)
