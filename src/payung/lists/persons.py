"""Which rows below a header are people, where their NIK doesn't say so at once."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from payung.lists.heading import NOT_PERSON, SMALL_NUMBER, Cells, Header

_TOTAL = re.compile(
    r"(?i)^\W*(?:(?:grand|sub)[\s-]*)?"
    r"(?:total|jumlah|jml|subtotal|rekapitulasi|terbilang|pindahan|dipindahkan)\b"
)
_SIGNATURE = re.compile(
    r"(?i)mengetahui|menyetujui|disetujui|diketahui oleh|dibuat oleh|disusun oleh|\bnip\b|\bttd\b"
    r"|tanda tangan|hormat (?:kami|saya)|^\W*(?:plt\.?\s*)?(?:lurah|camat|sekretaris|kepala|kasi"
    r"|ketua rt|ketua rw)\b"
)
_PLACE_AND_DAY = re.compile(
    r"(?i)^\s*[a-z ]{3,25},\s*(?:\d{1,2}[\s-]+[a-z]+[\s-]+\d{4}|[.…_ ]{3,}|tanggal)"
)
_NOTE = re.compile(r"(?i)^\W*(?:catatan|keterangan|ket|nb|note|sumber)\b\s*(?:[:.]|$)")
_LONGEST_TOLD = 300  # what tells a signature or a title is said by then
_TELLS_A_PERSON = ("tanggal_lahir", "tempat_tanggal_lahir", "nik", "no_hp")  # beside a name
_DIGITS_OF_A_NIK, _DIGITS_OF_A_DATE = 12, 4
SURELY_PERSON = 7  # totals, signatures and section titles fill fewer fields


class RowJudge:
    """Judges the rows of a block that aren't people for sure, from top to bottom.

    It leaves `people` (rows below `start`) and `sections` (section titles as (row, text)).
    """

    def __init__(self, header: Header, start: int, certain: pl.Series) -> None:
        self.certain = certain
        self.columns = {f: c for f, c in header.columns.items() if f not in NOT_PERSON}
        self.number = header.columns.get("nomor")
        self.start = start
        self.people: list[int] = []
        self.sections: list[tuple[int, str]] = []
        self.signed_at: int | None = None
        self.noted_at: int | None = None

    def begin_anew(self) -> None:
        """The header again: what stood above it has ended."""
        self.signed_at = self.noted_at = None

    def row(self, position: int, cells: Cells) -> None:
        """Takes a row as a person, a section title, or nothing."""
        texts = [c.strip()[:_LONGEST_TOLD] for c in cells if c and c.strip()]
        said = {f: cells[c] for f, c in self.columns.items() if (cells[c] or "").strip()}
        if not texts or all(SMALL_NUMBER.fullmatch(t) for t in texts):
            return
        if len(said) >= SURELY_PERSON:
            self.people.append(position)
            return
        if any(_TOTAL.match(t) for t in texts[:3]) and not self._tells_birth_or_nik(said):
            return
        if _NOTE.match(texts[0]):
            self.noted_at = position
            return
        if self._is_signature(cells, texts, said):
            self.signed_at = position
        elif self._is_section(texts, said):
            self.sections.append((self.start + position, " ".join(texts)))
        elif not self._is_small_print(position, said) and self._is_person(cells, said):
            self.people.append(position)

    def _is_small_print(self, position: int, said: Mapping[str, object]) -> bool:
        """Whether a row is below the signatures, or says little below a note."""
        below_note = len(said) <= 2 and self._is_below(self.noted_at, position)
        return below_note or self._is_below(self.signed_at, position)

    def _is_signature(self, cells: Cells, texts: list[str], said: Mapping[str, object]) -> bool:
        if len(said) > 3 or self._is_numbered(cells):
            return False
        if len(texts) <= 2 and any(_PLACE_AND_DAY.match(t) for t in texts):
            return True
        return any(_SIGNATURE.search(t) for t in texts)

    def _is_below(self, above: int | None, position: int) -> bool:
        """Whether a signature or a note stands above, with no person for sure between."""
        if above is None:
            return False
        return not self.certain.slice(above, position - above).any()

    def _is_numbered(self, cells: Cells) -> bool:
        return self.number is not None and (cells[self.number] or "").strip(" .").isdigit()

    def _is_section(self, texts: list[str], said: Mapping[str, str | None]) -> bool:
        """`RT 05` or `Kelurahan Legok` alone in a row: it speaks for the rows below."""
        marked = re.search(r"(?i)\b(?:rt|rukun tetangga|kel|kelurahan)\b", " ".join(texts))
        return bool(marked) and len(texts) <= 2 and len(said) <= 2

    @staticmethod
    def _tells_birth_or_nik(said: Mapping[str, str | None]) -> bool:
        """Whether it is somebody called Jumlah after all: no total has a NIK or a birth date."""
        return _digits_in(said.get("nik")) >= _DIGITS_OF_A_NIK or any(
            _digits_in(said.get(f)) >= _DIGITS_OF_A_DATE
            for f in ("tanggal_lahir", "tempat_tanggal_lahir")
        )

    def _is_person(self, cells: Cells, said: Mapping[str, str | None]) -> bool:
        telling = said.keys() & {
            "nik", "nama", "tanggal_lahir", "tempat_tanggal_lahir", "alamat", "no_hp", "nama_ibu",
        }  # fmt: skip
        if not telling:
            return False
        numbered = self._is_numbered(cells)
        dated = any(re.search(r"\d.*\d", said.get(f) or "") for f in _TELLS_A_PERSON)
        return (
            len(said) >= 3
            or (len(said) == 2 and (numbered or ("nama" in said and dated)))
            or (len(said) == 1 and numbered and "nama" in said)
            or _digits_in(said.get("nik")) >= _DIGITS_OF_A_NIK
            or (numbered and self._tells_birth_or_nik(said))
        )


def _digits_in(cell: str | None) -> int:
    return sum(sign.isdigit() for sign in (cell or "")[:_LONGEST_TOLD])
