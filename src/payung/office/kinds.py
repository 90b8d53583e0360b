"""The kinds of records: what each holds, and who answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from payung.accounts.models import Role
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.ui.parts import Words


class Shape(StrEnum):
    """What may stand in a field."""

    TEXT = "text"
    COUNT = "count"
    DAY = "day"
    SHARES = "shares"


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of a kind."""

    name: str
    label: Words
    shape: Shape = Shape.TEXT
    needed: bool = True
    hint: Words = ""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record; `roles` keep it, `name` is the slot that people know a record by."""

    code: str
    label: Words
    slots: tuple[Slot, ...]
    roles: frozenset[Role]
    name: str = "nama"


OPERATOR, MONEY = frozenset((Role.OPERATOR,)), frozenset((Role.OPERATOR, Role.FINANCE))
ADMIN = frozenset((Role.ADMIN, Role.OPERATOR))
_NAME = Slot("nama", _("Nama"))

KINDS: dict[str, RecordKind] = {
    kind.code: kind
    for kind in (
        RecordKind("kantor", _("Kantor"), (
            _NAME,
            Slot("kop", _("Kop surat"), hint=_("Baris kedua kop, di bawah nama daerah.")),
            Slot("alamat", _("Alamat")),
            Slot("telepon", _("Telepon"), needed=False),
            Slot("whatsapp", _("Nomor WhatsApp"), needed=False),
        ), ADMIN),
        RecordKind("pejabat", _("Pejabat"), (
            _NAME,
            Slot("nip", _("NIP"), needed=False),
            Slot("jabatan", _("Jabatan")),
            Slot("kantor", _("Kantor")),
            Slot("telepon", _("Telepon"), needed=False),
        ), ADMIN),
        RecordKind("cabang_bpjs", _("Cabang BPJS Ketenagakerjaan"), (
            _NAME,
            Slot("alamat", _("Alamat")),
            Slot("telepon", _("Telepon")),
            Slot("batas", _("Batas kirim tiap bulan (tanggal)"), Shape.COUNT),
        ), OPERATOR),
        RecordKind("penyebut", _("Jumlah pekerja (penyebut cakupan)"), (
            Slot("arti", _("Yang dihitung")),
            Slot("pekerja", _("Jumlah pekerja"), Shape.COUNT),
            Slot("per", _("Per tanggal"), Shape.DAY),
        ), OPERATOR, "arti"),
        RecordKind("sasaran", _("Sasaran cakupan"), (
            _NAME,
            Slot("nama_inggris", _("Nama dalam bahasa Inggris"), needed=False),
            Slot("sumber_inggris", _("Sumber dalam bahasa Inggris"), needed=False),
            Slot("per", _("Per tanggal"), Shape.DAY),
            Slot("bagian", _("Bagian tiap tahun"), Shape.SHARES,
                 hint=_("Tahun dan persen, misalnya 2025: 32,15; 2026: 34,99.")),
        ), OPERATOR),
        RecordKind("rekening", _("Kode rekening"), (
            _NAME,
            Slot("kode", _("Kode rekening")),
            Slot("tahun", _("Tahun anggaran"), Shape.COUNT),
            Slot("komponen", _("Komponen"), hint=_("jkk atau jkm")),
        ), MONEY),
        RecordKind("libur", _("Hari libur daerah"), (
            _NAME, Slot("tanggal", _("Tanggal"), Shape.DAY),
        ), ADMIN),
        RecordKind("tenggat", _("Tenggat kota"), (
            _NAME, Slot("hari", _("Hari sesudah diminta"), Shape.COUNT),
        ), OPERATOR),
        RecordKind("kontak_data", _("Kontak perlindungan data"), (
            _NAME,
            Slot("telepon", _("Telepon")),
            Slot("surel", _("Surel"), needed=False),
        ), ADMIN),
    )
}  # fmt: skip


def read(kind: RecordKind, told: dict[str, Any]) -> dict[str, Any]:
    """What a record holds, brought to plain values; refuses what doesn't fit its kind."""
    known = {slot.name for slot in kind.slots}
    if strange := sorted(set(told) - known):
        raise BadInput(say("Isian {name} tidak dikenal.", name=strange[0]))
    return {slot.name: _read(slot, told.get(slot.name)) for slot in kind.slots}


def _read(slot: Slot, value: Any) -> Any:
    if value in (None, "", {}):
        if slot.needed:
            raise BadInput(say("Isi {label}.", label=str(slot.label)))
        return ""
    try:
        return _READERS[slot.shape](value)
    except (TypeError, ValueError) as error:
        raise BadInput(say("{label} tidak terbaca.", label=str(slot.label))) from error


def _count(value: Any) -> int:
    number = int(str(value).replace(".", "").strip())
    if number < 0:
        raise ValueError(number)
    return number


def _day(value: Any) -> str:
    return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()


def _shares(value: Any) -> dict[str, int]:
    """Hundredths of a per cent by year, from a mapping or from `2025: 32,15; 2026: 34,99`."""
    if isinstance(value, dict):
        return {str(int(year)): int(share) for year, share in value.items()}
    pairs = [part.split(":") for part in str(value).split(";") if part.strip()]
    return {
        str(int(year)): round(float(share.replace(",", ".").strip(" %")) * 100)
        for year, share in pairs
    }


_READERS = {
    Shape.TEXT: lambda value: str(value).strip()[:200],
    Shape.COUNT: _count,
    Shape.DAY: _day,
    Shape.SHARES: _shares,
}


def written(slot: Slot, value: Any) -> str:
    """A value as people read it and type it again."""
    if slot.shape is Shape.SHARES and isinstance(value, dict):
        return "; ".join(f"{y}: {s / 100:.2f}".replace(".", ",") for y, s in sorted(value.items()))
    return str(value)
