"""Who stands on a letter: the office's head, its number and address, the people by name.

Read from the city's dated records and from the accounts in force; what nobody has noted stays a
line to write on, and is never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

from payung.accounts.models import Role
from payung.accounts.selectors import in_force
from payung.areas.selectors import ancestors
from payung.kernel.area import AreaKind
from payung.office.selectors import current

_NAMES = ("nama", "kop")


@dataclass(frozen=True, slots=True)
class Place:
    """An area with all that lies above it, as addresses name it."""

    rt: str
    kelurahan: str
    kecamatan: str
    city: str

    @property
    def words(self) -> str:
        """`RT 001, Kelurahan Petung, Kecamatan Penajam, Kabupaten Penajam Paser Utara`."""
        parts = (
            self.rt,
            self.kelurahan and f"Kelurahan {self.kelurahan}",
            self.kecamatan and f"Kecamatan {self.kecamatan}",
            self.city,
        )
        return ", ".join(part for part in parts if part)

    @property
    def town(self) -> str:
        """`Bogor` of `Kota Bogor`, for the line above a signature."""
        return self.city.removeprefix("Kota ").removeprefix("Kabupaten ") or "…"


def place_of(area: str) -> Place:
    found = {one.kind: one.name for one in ancestors(area)}
    return Place(
        rt=found.get(AreaKind.RT, ""),
        kelurahan=found.get(AreaKind.KELURAHAN, ""),
        kecamatan=found.get(AreaKind.KECAMATAN, ""),
        city=found.get(AreaKind.CITY, ""),
    )


def head_of_rt(area: str) -> str:
    """The name of the RT head whose account is in force; empty where there is none."""
    row = in_force((Role.RT,), [area]).select_related("user").first()
    return row.user.full_name if row else ""


def official(title: str, place: str) -> str:
    """The name of `Lurah` or `Camat` of a place, with NIP, as the city's records have it."""
    for record in current("pejabat"):
        told = record.told
        where = f"{told.get('jabatan', '')} {told.get('kantor', '')}".casefold()
        if told.get("jabatan", "").casefold().startswith(title.casefold()) and _names(where, place):
            number = told.get("nip", "")
            return f"{told['nama']}, NIP {number}" if number else str(told["nama"])
    return ""


def office_head(kind: str, place: str, city: str) -> tuple[str, ...]:
    """The lines of an office's letterhead: the city, the office, its address and telephone."""
    lines = [f"Pemerintah {city}", f"{kind} {place}"]
    for record in current("kantor"):
        told = record.told
        if any(_names(told.get(name, "").casefold(), f"{kind} {place}") for name in _NAMES):
            reached = told.get("telepon", "")
            lines = [f"Pemerintah {city}", str(told["kop"]), str(told["alamat"])]
            lines += [f"Telepon {reached}"] if reached else []
            break
    return tuple(lines)


def branch_address(branch: str) -> str:
    """Where a letter to a branch of BPJS goes, as far as the city has noted it."""
    for record in current("cabang_bpjs"):
        if not branch or record.told.get("nama", "").casefold() == branch.casefold():
            return str(record.told.get("alamat", ""))
    return ""


def _names(text: str, place: str) -> bool:
    """Whether a text ends in exactly this place: Kenali Asam isn't Kenali Asam Atas."""
    return bool(place) and text.rstrip().endswith(place.casefold())
