"""The year's deaths as five kinds of source write them: a cemetery's book, the register, a
hospital, the election office's field check, the list of family aid.

Each has its own headers; a cemetery knows the burial, an election office only that somebody is
dead: neither tells the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from payung.kernel.scratch import scratch_folder

if TYPE_CHECKING:
    import polars as pl

_Line = Callable[[int, Mapping[str, str], date], str]


@dataclass(frozen=True, slots=True)
class SourceList:
    """A file of one source: what it is called, and its text."""

    source: str
    filename: str
    text: str

    def deaths(self, on: date) -> pl.DataFrame:
        """The dead in it, as the one reader of lists from outside reads them."""
        from payung.lists.deaths import read_deaths

        with scratch_folder() as folder:
            path = folder / self.filename
            path.write_text(self.text)
            return read_deaths(path, on).people


def lists(people: pl.DataFrame, died: Mapping[int, date], silent: set[int]) -> Iterator[SourceList]:
    """`people` are known under id, nik, nama, tanggal_lahir; `died` their true days.

    Everybody is buried; the other four share the dead among them. Whom nobody told of (`silent`)
    stands in the register too.
    """
    everybody = [
        (number, person, died[int(person["id"])])
        for number, person in enumerate(people.iter_rows(named=True), 1)
    ]
    for place, (source, filename, header, line) in enumerate(_SOURCES):
        own = [
            line(number, person, day)
            for number, person, day in everybody
            if place == 0
            or (number % 4 == place - 1 and int(person["id"]) not in silent)
            or (place == 1 and int(person["id"]) in silent)
        ]
        yield SourceList(source, filename, "\n".join((header, *own, "")))


def _buried(number: int, person: Mapping[str, str], day: date) -> str:
    return f"{number};{person['nama']};{person['nik']};{_written(person)};" + _plain(
        day + timedelta(days=1)
    )


def _registered(number: int, person: Mapping[str, str], day: date) -> str:
    return f"{person['nik']};{person['nama']};{_written(person)};{_plain(day)}"


def _discharged(number: int, person: Mapping[str, str], day: date) -> str:
    return f"{number};{person['nama']};{person['nik']};{_written(person)};{_plain(day)};Meninggal"


def _struck_off(number: int, person: Mapping[str, str], day: date) -> str:
    return f"{person['nik']};{person['nama']};{_written(person)};TMS - meninggal dunia"


def _graduated(number: int, person: Mapping[str, str], day: date) -> str:
    reason = f"Meninggal {_plain(day)}"
    return f"{person['nik']};{person['nama']};{_written(person)};Nonaktif;{reason}"


_SOURCES: tuple[tuple[str, str, str, _Line], ...] = (
    (
        "Buku makam TPU 2025",
        "buku makam TPU.csv",
        "No;Nama Almarhum;NIK;Tanggal Lahir;Tanggal Pemakaman",
        _buried,
    ),
    (
        "Dukcapil, kematian 2025",
        "kematian 2025.csv",
        "NIK;NAMA_LGKP;TGL_LHR;TGL_MATI",
        _registered,
    ),
    (
        "RSUD, pasien meninggal 2025",
        "pasien meninggal.csv",
        "No;Nama Pasien;NIK;Tgl Lahir;Tgl Keluar;Cara Keluar",
        _discharged,
    ),
    (
        "KPU, coklit",
        "coklit.csv",
        "NIK;Nama Pemilih;Tanggal Lahir;Keterangan",
        _struck_off,
    ),
    (
        "PKH, penerima nonaktif",
        "pkh.csv",
        "NIK;Nama Pengurus;Tgl Lahir;Status;Keterangan",
        _graduated,
    ),
)


def _written(person: Mapping[str, str]) -> str:
    return _plain(date.fromisoformat(person["tanggal_lahir"]))


def _plain(day: date) -> str:
    return f"{day:%d-%m-%Y}"
