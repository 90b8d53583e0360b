"""Which field each column is, by its cells beside its header.

The header proposes, the cells decide: a column of NIKs is the NIK whatever stands over it, a
kelurahan that says Pria and Wanita is the sex, and of two columns of dates the one that agrees
with the NIKs is the birth date. What an office has mapped itself stays as it said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

import polars as pl

from payung.lists.area_names import AreaTable
from payung.lists.content import ColumnSample
from payung.lists.headers import IGNORED, normalise
from payung.lists.heading import Header

_SAMPLE = 200
_MOST = 0.6  # so many filled cells must be of a kind before a header is overruled
_NEARLY_ALL = 0.9
_FEW = 0.3
_ENOUGH = 3
_OTHERS_LAST_CODE = 30  # the register's occupations go to 89, those of surveys end before
_BIRTHS = ("tanggal_lahir", "tempat_tanggal_lahir")
_IN_PARTS = ("tahun_lahir", "hari_lahir", "bulan_lahir")
_BOTH_NUMBERS = ("nik_nkk", "nkk_nik")
_WORDS = ("kelurahan", "nama", "alamat", "pekerjaan", "tempat_lahir", "nama_ibu", "nkk", "no_hp")
_REPEATABLE = frozenset(
    {"no_hp", "alamat", "kelurahan", "pekerjaan", "penghasilan", "nama_ibu", "tempat_lahir", "rt",
     "rw", "nkk"}
)  # fmt: skip


def settled(
    header: Header, below: pl.DataFrame, areas: AreaTable | None, memory: Mapping[str, str]
) -> Header:
    """The header with the columns that its words and the cells below it agree on."""
    desk = _Desk(header, below.head(_SAMPLE), areas, memory)
    desk.settle()
    unknown, unread = desk.left_over(below)
    also = {
        name: places for name in _REPEATABLE & desk.columns.keys() if (places := desk.further(name))
    }
    return replace(header, columns=desk.columns, unknown=unknown, unread=unread, also=also)


class _Desk:
    """The columns of one header while it is settled which field each is."""

    def __init__(
        self,
        header: Header,
        sample: pl.DataFrame,
        areas: AreaTable | None,
        memory: Mapping[str, str],
    ) -> None:
        self.header, self.sample, self.areas = header, sample, areas
        self.columns = dict(header.columns)
        self.fixed = {c for c, label in header.labels.items() if normalise(label) in memory}
        self.dropped: set[int] = set()
        self._seen: dict[int, ColumnSample] = {}

    def column(self, place: int) -> ColumnSample:
        if place not in self._seen:
            self._seen[place] = ColumnSample(self.sample.to_series(place).to_list())
        return self._seen[place]

    def settle(self) -> None:
        self._nik()
        self._sex()
        self._birth()
        self._missing("no_hp", lambda c: c.phones >= _MOST)
        self._family_card()
        self._kelurahan()
        self._occupation()
        self._name()

    @cached_property
    def nik(self) -> ColumnSample | None:
        place = self.columns.get("nik")
        return self.column(place) if place is not None else None

    def free(self) -> Iterator[int]:
        """Filled columns without a field: nobody knows their header, or the cells belie it."""
        taken = set(self.columns.values())
        for place in range(self.sample.width):
            named = self.header.fields.get(place)
            open_to_all = named is None or place in self.dropped
            if open_to_all and place not in taken | self.fixed and self.column(place).filled:
                yield place

    def _replace(self, field: str, place: int) -> None:
        """Gives a field to a column; the one that had it is free from now on."""
        if field in self.columns:
            self.dropped.add(self.columns[field])
        for other in [f for f, c in self.columns.items() if c == place]:
            del self.columns[other]
        self.columns[field] = place

    def _drop(self, field: str) -> None:
        self.dropped.add(self.columns.pop(field))

    def _is_fixed(self, field: str) -> bool:
        return self.columns.get(field) in self.fixed

    def _nik(self) -> None:
        if any(f in self.columns for f in _BOTH_NUMBERS) or self._is_fixed("nik"):
            return
        place = self.columns.get("nik")
        own = self.column(place) if place is not None else None
        by_cells = place is not None and self.header.fields.get(place) is None
        if own is not None and (not own.filled or own.numbers >= _FEW) and not by_cells:
            self._other_nik(own)
            return
        names = [self.columns[f] for f in _WORDS if f in self.columns and not self._is_fixed(f)]
        mine = [place] if place is not None else []
        candidates = [c for c in (*mine, *self.free(), *names) if self.column(c).numbers >= _MOST]
        if candidates and (best := max(candidates, key=self._nik_rank)) != place:
            self._replace("nik", best)

    def _other_nik(self, own: ColumnSample) -> None:
        """Of two columns that say NIK, the one whose numbers go with the birth dates."""
        births = [self.column(self.columns[f]) for f in _BIRTHS if f in self.columns]
        others = [c for c in self.further("nik") if self.column(c).numbers >= _MOST]
        if not births or not others or self._goes_with(births[0], own):
            return
        for place in others:
            if self._goes_with(births[0], self.column(place)):
                self._replace("nik", place)
                return

    @staticmethod
    def _goes_with(births: ColumnSample, numbers: ColumnSample) -> bool:
        agreed, known = births.agreement(numbers)
        return agreed >= _ENOUGH and agreed >= _FEW * known

    def _nik_rank(self, place: int) -> tuple[int, float, int]:
        """How well numbers go with a birth date, how many differ; the first where all is equal."""
        births = [self.columns[f] for f in _BIRTHS if f in self.columns] or list(self.free())
        numbers = self.column(place)
        dates = (self.column(b) for b in births if b != place and self.column(b).dates >= _MOST)
        agreed = max((day.agreement(numbers)[0] for day in dates), default=0)
        return agreed, numbers.different, -place

    def _sex(self) -> None:
        """A column that says man and woman is the sex, and nothing else, whatever its header."""
        for field in _WORDS:
            place = self.columns.get(field)
            if place is None or place in self.fixed or self.column(place).sexes < _NEARLY_ALL:
                continue
            own = self.columns.get("jenis_kelamin")
            if own is None or not self._says_sex(self.column(own)):
                self._replace("jenis_kelamin", place)
            else:
                del self.columns[field]
        own = self.columns.get("jenis_kelamin")
        if own is not None and own not in self.fixed and not self._says_sex(self.column(own)):
            others = [c for c in self.free() if self.column(c).sexes >= _NEARLY_ALL]
            if others:
                self._replace("jenis_kelamin", others[0])
            elif self.column(own).filled:
                self._drop("jenis_kelamin")
        if "kelamin_p" not in self.columns:
            self._missing("jenis_kelamin", lambda c: c.sexes >= _NEARLY_ALL)

    @staticmethod
    def _says_sex(column: ColumnSample) -> bool:
        return column.sexes + column.sex_codes >= _FEW

    def _birth(self) -> None:
        if any(f in self.columns for f in _IN_PARTS):
            return
        field = next((f for f in _BIRTHS if f in self.columns), None)
        if field is None:
            self._missing_birth()
            return
        own = self.column(self.columns[field])
        if self._is_fixed(field) or not own.filled:
            return
        agreed, known = own.agreement(self.nik) if self.nik else (0, 0)
        sound = own.dates >= _MOST and (known < _ENOUGH or agreed >= _FEW * known)
        if not sound and (better := self._birth_by_nik()) is not None:
            self._replace(field, better)
            if field == "tempat_tanggal_lahir":
                self.columns["tanggal_lahir"] = self.columns.pop(field)

    def _missing_birth(self) -> None:
        place = self._birth_by_nik()
        if place is None:
            dated = [c for c in self.free() if self.column(c).dates >= _NEARLY_ALL]
            if len(dated) != 1 or (self.nik is not None and self.nik.numbers >= _MOST):
                return
            place = dated[0]
        self._replace("tanggal_lahir", place)

    def _birth_by_nik(self) -> int | None:
        """The column of dates that most NIKs hold; columns with another known field aside."""
        if self.nik is None:
            return None
        named = (c for c, f in self.header.fields.items() if f in (*_BIRTHS, IGNORED, None))
        found = []
        for place in dict.fromkeys((*named, *self.free())):
            if place in self.columns.values() and place != self.columns.get("tanggal_lahir"):
                continue
            column = self.column(place)
            if column.filled and column.dates >= _MOST:
                agreed, known = column.agreement(self.nik)
                if agreed and agreed >= _MOST * known:
                    found.append((agreed, -place))
        return -max(found)[1] if found else None

    def _family_card(self) -> None:
        if any(f in self.columns for f in _BOTH_NUMBERS):
            return
        place = self.columns.get("nkk")
        if place is not None and place not in self.fixed:
            own = self.column(place)
            better = next((c for c in self.further("nkk") if self.column(c).numbers >= _MOST), None)
            if own.filled and own.numbers < _FEW and better is not None:
                self._replace("nkk", better)
            elif own.filled and own.numbers + own.digits < _FEW:
                self._drop("nkk")
        self._missing("nkk", lambda c: c.numbers >= _NEARLY_ALL)

    def _kelurahan(self) -> None:
        areas = self.areas
        if areas is None:
            return
        place = self.columns.get("kelurahan")
        if place is not None:
            own = self.column(place)
            strange = bool(own.filled) and own.digits >= _NEARLY_ALL and not own.areas(areas)
            if place not in self.fixed and strange:
                self._drop("kelurahan")
            elif place in self.fixed or not own.filled or own.areas(areas):
                return
        named = [c for c in self.further("kelurahan") if self.column(c).areas(areas)]
        near = (c for c in self.free() if self.column(c).areas(areas) >= _MOST)
        for found in (*named, *near)[:1]:
            self._replace("kelurahan", found)

    def _occupation(self) -> None:
        """Numbers are the register's codes only where the header or a high code says so.

        Other systems count occupations their own way, so such a column is told, not guessed.
        """
        place = self.columns.get("pekerjaan")
        if place is None or place in self.fixed or self.column(place).digits < _NEARLY_ALL:
            return
        codes = [text.removesuffix(".0") for text in self.column(place).filled]
        high = any(code.isdigit() and int(code) > _OTHERS_LAST_CODE for code in codes)
        if self.header.fields.get(place) == "pekerjaan_kode" or high:
            return
        for better in self.further("pekerjaan"):
            if self.column(better).digits < _NEARLY_ALL:
                self._replace("pekerjaan", better)
                return
        self._drop("pekerjaan")

    def _name(self) -> None:
        place = self.columns.get("nama")
        if place is not None and (place in self.fixed or not self.column(place).filled):
            return
        if place is not None and self.column(place).names >= _FEW:
            return
        people = [c for c in self.free() if self._may_be_names(self.column(c))]
        called = [c for c in people if "nama" in normalise(self.header.labels.get(c, ""))]
        if len(called or people) == 1:
            self._replace("nama", (called or people)[0])

    def _may_be_names(self, column: ColumnSample) -> bool:
        in_area = self.areas is not None and column.areas(self.areas) >= _FEW
        return column.names >= _NEARLY_ALL and column.different >= _MOST and not in_area

    def _missing(self, field: str, is_so: Callable[[ColumnSample], bool]) -> None:
        """Gives a field that no header names to the first free column whose cells say it."""
        if field in self.columns:
            return
        place = next((c for c in self.free() if is_so(self.column(c))), None)
        if place is not None:
            self._replace(field, place)

    def further(self, field: str) -> tuple[int, ...]:
        """Other columns that the words give to the same field."""
        named = self.header.fields.items()
        taken = self.columns.values()
        return tuple(c for c, f in named if f == field and c not in taken and c not in self.dropped)

    def left_over(self, below: pl.DataFrame) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Headers of filled columns that have no field, and filled columns without a header."""
        taken = set(self.columns.values())
        headed, bare = [], []
        for place in range(below.width):
            nobodys = self.header.fields.get(place) is None or place in self.dropped
            if place in taken or not nobodys or not _is_filled(below, place):
                continue
            if label := self.header.labels.get(place):
                headed.append(" ".join(label.split()))
            elif self._fills_half(place):
                bare.append(place)
        return tuple(headed), tuple(str(place) for place in bare)

    def _fills_half(self, place: int) -> bool:
        filled = len(self.column(place).filled)
        people = max((len(self.column(c).filled) for c in self.columns.values()), default=0)
        return filled >= _ENOUGH and 2 * filled >= people


def _is_filled(below: pl.DataFrame, place: int) -> bool:
    cells = below.to_series(place)
    return bool(cells.null_count() < len(cells) and (cells.drop_nulls() != "").any())
