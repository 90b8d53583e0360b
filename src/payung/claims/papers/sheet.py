"""What every letter of a case is written from: the person, the event, the sums, the offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from payung.claims.entitlement.late import late_words, owed_late
from payung.claims.entitlement.prediction import CARE, CASH
from payung.claims.entitlement.words import question_words
from payung.claims.ground.codes import letter_code
from payung.claims.ground.harm import Voice, voice_of
from payung.claims.ground.selectors import care_near
from payung.claims.models import Case, Entitlement, Program
from payung.claims.papers import offices
from payung.claims.papers.signing import heirs_of_case, signers
from payung.kernel.rupiah import format_rupiah, rupiah_in_words
from payung.ui.format import write_date

Pairs = Sequence[tuple[str, str]]
AMOUNT_WORDS = {
    "santunan": "Santunan",
    "berkala": "Santunan berkala, dibayar sekaligus",
    "pemakaman": "Biaya pemakaman",
    "stmb": "Pengganti upah (STMB)",
    "cacat": "Santunan cacat",
    "perawatan": "Biaya perawatan",
    "transport": "Biaya pengangkutan",
}
_NOT_YET = "dihitung sesudah biaya, lama tidak bekerja, dan keterangan dokter dicatat"
_CARE = "menurut kebutuhan medis, ditanggung JKK di PLKK; jangan membayar lebih dulu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One sheet: `sample` marks a form whose official layout the city has not checked.

    `head` is an office's letterhead, `free` the sentence in the footer. `to_tick`: the items are
    a checklist with boxes; otherwise they are numbered.
    """

    title: str
    reference: str
    free: str
    head: Sequence[str] = ()
    number: str = ""
    subtitle: str = ""
    sample: bool = False
    opening: Sequence[str] = ()
    facts: Pairs = ()
    items_title: str = ""
    items: Sequence[str] = ()
    to_tick: bool = False
    closing: Sequence[str] = ()
    signatures: Pairs = ()


@dataclass(frozen=True)
class LetterFacts:
    """What letters are written from; `nik` is whole only where the form asks for it."""

    case: Case
    due: Entitlement
    today: date
    nik: str = ""
    helper: str = ""
    helper_phone: str = ""

    @property
    def reference(self) -> str:
        return f"{self.case} · kode status {letter_code(self.case.pk)}"

    @property
    def voice(self) -> Voice:
        return voice_of(self.case)

    @cached_property
    def home(self) -> offices.Place:
        return offices.place_of(str(self.case.area_id))

    @property
    def address(self) -> str:
        """The whole address, down from what the KTP says to the city."""
        return ", ".join(filter(None, (self.case.person.address, self.home.words)))

    @property
    def who(self) -> Pairs:
        """The person of the case as forms name him."""
        return (*self.person, *self.what)

    @property
    def person(self) -> Pairs:
        person = self.case.person
        born = f"{person.birth_place or '…'}, {write_date(person.birth_date)}"
        return (
            ("Nama peserta", person.name),
            ("NIK", self.nik or "diisi dari KTP"),
            ("Tempat, tanggal lahir", born),
            ("Alamat", self.address),
            ("Pekerjaan", person.occupation or "…"),
        )

    @property
    def what(self) -> Pairs:
        """What happened, in the words of the reports."""
        event = self.case.event
        return (
            ("Kejadian", f"{event.get_kind_display()}, {write_date(event.happened_on)}"),
            ("Tempat dan sebab", " · ".join(filter(None, (event.place, event.cause))) or "…"),
        )

    @property
    def amounts(self) -> Pairs:
        """Cash, care and scholarship, each apart; the three are never added."""
        due = self.due
        rows = [*self._lines(CASH), (self.voice.cash, self.now)]
        if not self.case.fatal and self.case.program != Program.JKM:
            rows.insert(0, ("Perawatan dan obat", _CARE))
        if due.care_high_rp:
            care = _amount(due.care_low_rp, due.care_high_rp)
            rows += [*self._lines(CARE), ("Dibayar ke rumah sakit dan pengangkut", care)]
        if due.jasa_raharja_rp:
            first = format_rupiah(due.jasa_raharja_rp)
            rows.append(("Dari biaya itu, Jasa Raharja lebih dulu", first))
        if self.due.beasiswa_high_rp:
            most = format_rupiah(self.due.beasiswa_high_rp)
            rows.append(("Beasiswa", f"paling banyak {most}, dibayar tahun demi tahun"))
        return rows

    def _lines(self, names: Sequence[str]) -> list[tuple[str, str]]:
        high, low = self.due.result["high"], self.due.result["low"]
        return [(AMOUNT_WORDS[n], _amount(low[n], high[n])) for n in names if high[n]]

    @property
    def late(self) -> Pairs:
        """What BPJS owes for paying late by the day of the letter."""
        late = owed_late(self.case, self.due, self.today)
        return [("Terlambat dibayar", late_words(late))] if late else ()

    @property
    def now(self) -> str:
        """The sum of now, or in words why there is none (yet)."""
        if self.due.cash_high_rp:
            return _amount(self.due.cash_low_rp, self.due.cash_high_rp)
        if self.case.program == Program.JKM and not self.case.fatal:
            return "tidak ada: bukan kecelakaan kerja"
        if not self.case.fatal:
            return _NOT_YET
        why = [question_words(code) for code in self.due.result["reasons"]]
        return " ".join(("tidak ada, menurut hitungan kami.", *why))

    @property
    def entitled(self) -> str:
        """What may be said of the right itself, no more than is known."""
        if self.case.fatal and not self.due.cash_high_rp:
            return "Menurut hitungan kami belum ada manfaat. Kami bantu memintanya tertulis."
        if self.case.fatal or self.case.program == Program.JKK:
            return self.voice.entitled
        if self.case.program == Program.JKM:
            return "Kejadian ini dinyatakan bukan kecelakaan kerja. Jaminan ini tidak membayarnya."
        return "Bila dipastikan kecelakaan kerja, manfaatnya di bawah ini. Kami bantu mengurusnya."

    @property
    def heir_lines(self) -> Sequence[str]:
        """Each heir with relation and birth date, as the Kartu Keluarga has them."""
        return [heir.line for heir in heirs_of_case(self.case, self.today)] or ["…"]

    @property
    def signers(self) -> Pairs:
        return signers(self.case, self.today)

    @property
    def care(self) -> str:
        """The nearest PLKK by name, with its telephone."""
        near = care_near(str(self.case.area_id))[:1]
        return f"{near[0].name}, telepon {near[0].phone}" if near else "…"

    @property
    def place(self) -> str:
        return f"{self.home.town}, {write_date(self.today)}"


def _amount(low: int, high: int) -> str:
    if low != high:
        least = f"paling sedikit {format_rupiah(low)}, " if low else ""
        return f"{least}paling banyak {format_rupiah(high)}; BPJS yang memutuskan"
    return f"{format_rupiah(high)} ({rupiah_in_words(high)})"
