"""The words of each form and letter of a case, Indonesian, with amounts in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from payung.claims.models import Case, Entitlement, Rung
from payung.claims.opening import letter_code
from payung.claims.papers import heirs_in, missing
from payung.kernel.rupiah import format_rupiah, rupiah_in_words
from payung.law.jamsostek.papers import paper_label
from payung.ui.format import write_date

Pairs = Sequence[tuple[str, str]]
_WITNESSES: Pairs = (("Saksi 1", ""), ("Saksi 2", ""))
_TRAFFIC = "ya; laporan polisi dan Jasa Raharja lebih dulu"
_WORDS = {
    "santunan": "Santunan",
    "berkala": "Santunan berkala, dibayar sekaligus",
    "pemakaman": "Biaya pemakaman",
    "stmb": "Pengganti upah (STMB)",
    "cacat": "Santunan cacat",
    "perawatan": "Biaya perawatan",
    "transport": "Biaya pengangkutan",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One sheet: `sample` marks a form whose official layout the city has not checked."""

    title: str
    reference: str
    subtitle: str = ""
    sample: bool = False
    opening: Sequence[str] = ()
    facts: Pairs = ()
    items_title: str = ""
    items: Sequence[str] = ()
    closing: Sequence[str] = ()
    signatures: Pairs = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What letters are written from."""

    case: Case
    due: Entitlement
    today: date

    @property
    def reference(self) -> str:
        return f"{self.case} · kode status {letter_code(self.case.pk)}"

    @property
    def who(self) -> Pairs:
        """The person of the case as forms name him; his NIK is written by hand from the KTP."""
        person, event = self.case.person, self.case.event
        return (
            ("Nama peserta", person.name),
            ("NIK", "diisi dari KTP"),
            (
                "Tempat, tanggal lahir",
                f"{person.birth_place or '…'}, {write_date(person.birth_date)}",
            ),
            ("Alamat", person.address or self.case.area.name),
            ("Pekerjaan", person.occupation or "…"),
            ("Kejadian", f"{event.get_kind_display()}, {write_date(event.happened_on)}"),
            ("Tempat dan sebab", " · ".join(filter(None, (event.place, event.cause))) or "…"),
        )

    @property
    def amounts(self) -> Pairs:
        """What is paid now, and apart from it the scholarship; the two are never added."""
        high, low = self.due.result["high"], self.due.result["low"]
        rows = [
            (words, _amount(low[name], high[name])) for name, words in _WORDS.items() if high[name]
        ]
        rows.append(("Dibayar sekarang", _amount(self.due.now_low_rp, self.due.now_high_rp)))
        if self.due.beasiswa_high_rp:
            most = format_rupiah(self.due.beasiswa_high_rp)
            rows.append(("Beasiswa", f"paling banyak {most}, dibayar tahun demi tahun"))
        return rows

    @property
    def heirs(self) -> Sequence[str]:
        return [heir.name for heir in heirs_in(self.case).heirs] if self.case.family.all() else []

    @property
    def place(self) -> str:
        return f"Kota, {write_date(self.today)}"


def _amount(low: int, high: int) -> str:
    if low != high:
        return f"{format_rupiah(low)} sampai {format_rupiah(high)}, menunggu keputusan BPJS"
    return f"{format_rupiah(high)} ({rupiah_in_words(high)})"


def visit(sheet: Sheet) -> Letter:
    """What the companion takes along: words for the family, sums, papers to bring."""
    return Letter(
        title="Lembar kunjungan keluarga",
        reference=sheet.reference,
        opening=(
            "Kami turut berduka. Keluarga ini terlindungi BPJS Ketenagakerjaan yang dibayar kota.",
            "Tidak ada biaya. Tidak ada yang boleh meminta bagian.",
        ),
        facts=(*sheet.who, *sheet.amounts),
        items_title="Surat yang masih ditunggu",
        items=[f"{paper_label(p.code)} ({p.turn})" for p in missing(sheet.case)],
        closing=("Status bisa dilihat dengan kode di kaki halaman ini dan tanggal lahir peserta.",),
        signatures=(("Pendamping", ""), ("Keluarga", "")),
    )


def form_4(sheet: Sheet) -> Letter:
    return Letter(
        title="Formulir 4: data permohonan JKM",
        subtitle="Lembar data; disalin ke formulir resmi dari cabang",
        sample=True,
        reference=sheet.reference,
        facts=(*sheet.who, *sheet.amounts, *_heir_facts(sheet)),
        signatures=(("Pemohon (ahli waris)", ""), ("Mengetahui, pendamping", "")),
    )


def form_3kk1(sheet: Sheet) -> Letter:
    event = sheet.case.event
    hour = f"{event.happened_at:%H.%M}" if event.happened_at else "…"
    return Letter(
        title="Formulir 3 KK 1: laporan kecelakaan tahap I",
        subtitle="Lembar data; disalin ke formulir resmi. Kirim dalam 2 × 24 jam.",
        sample=True,
        reference=sheet.reference,
        facts=(
            *sheet.who,
            ("Segmen", "BPU"),
            ("Jam kejadian", hour),
            (
                "Lalu lintas",
                "ya; laporan polisi dan Jasa Raharja lebih dulu" if event.traffic else "tidak",
            ),
            ("Fasilitas yang merawat (PLKK)", "…"),
            ("Kronologi", "…"),
        ),
        signatures=(("Pelapor", ""), ("Ketua RT atau wadah", ""), *_WITNESSES),
    )


def form_3kk2(sheet: Sheet) -> Letter:
    return Letter(
        title="Formulir 3 KK 2: laporan kecelakaan tahap II",
        subtitle="Lembar data; disalin ke formulir resmi. Laporan ini juga pengajuan klaim.",
        sample=True,
        reference=sheet.reference,
        facts=(*sheet.who, *sheet.amounts, ("Keterangan dokter (3 KK 3)", "dilampirkan")),
        signatures=(("Pelapor", ""), ("Mengetahui, pendamping", "")),
    )


def heir_statement(sheet: Sheet) -> Letter:
    """All heirs of the first class by name; how they share is theirs to say."""
    return Letter(
        title="Surat keterangan ahli waris",
        reference=sheet.reference,
        opening=(
            "Yang bertanda tangan di bawah ini menerangkan bahwa peserta berikut meninggal dunia.",
        ),
        facts=sheet.who[:6],
        items_title="Ahli waris yang masih ada",
        items=list(sheet.heirs) or ["…"],
        closing=(
            "Demikian keterangan ini dibuat dengan sebenarnya, disaksikan dua orang.",
            sheet.place,
        ),
        signatures=(
            *((f"Ahli waris {n}", name) for n, name in enumerate(sheet.heirs, 1)),
            *_WITNESSES,
            ("Lurah", ""),
            ("Camat", ""),
        ),
    )


def rt_letter(sheet: Sheet) -> Letter:
    return Letter(
        title="Surat keterangan RT",
        reference=sheet.reference,
        opening=("Ketua RT menerangkan bahwa orang berikut adalah warga kami dan benar bekerja.",),
        facts=sheet.who,
        closing=("Surat ini dipakai untuk pengurusan manfaat jaminan sosial.", sheet.place),
        signatures=(("Ketua RT", ""),),
    )


def kelurahan_letter(sheet: Sheet) -> Letter:
    return Letter(
        title="Surat keterangan kematian",
        subtitle="Nomor: …",
        reference=sheet.reference,
        opening=("Lurah menerangkan bahwa warga berikut telah meninggal dunia.",),
        facts=sheet.who,
        closing=("Demikian surat ini dibuat untuk dipergunakan seperlunya.", sheet.place),
        signatures=(("Lurah", ""),),
    )


def attorney(sheet: Sheet) -> Letter:
    return Letter(
        title="Surat kuasa",
        reference=sheet.reference,
        opening=(
            "Para ahli waris memberi kuasa kepada penerima kuasa untuk mengurus berkas di BPJS.",
            "Kuasa ini tidak mencakup menerima uang. Uang masuk ke rekening ahli waris.",
        ),
        facts=(*sheet.who[:2], ("Penerima kuasa", "…")),
        items_title="Pemberi kuasa",
        items=list(sheet.heirs) or ["…"],
        closing=(sheet.place, "Bermeterai cukup."),
        signatures=(("Penerima kuasa", ""), ("Pemberi kuasa", ""), *_WITNESSES),
    )


def objection(sheet: Sheet) -> Letter:
    """The letter of the rung that was drafted last, from the articles of the case."""
    drafted = sheet.case.objections.last()
    decision = sheet.case.decisions.last()
    rung = Rung(drafted.rung) if drafted else Rung.CLARIFY
    amounts = decision.amounts.all() if decision else ()
    return Letter(
        title=str(rung.label),
        subtitle=f"atas keputusan {decision.letter if decision else '…'}",
        reference=sheet.reference,
        opening=(
            "Kepada BPJS Ketenagakerjaan. Kami ahli waris peserta berikut.",
            "Menurut hitungan kami, manfaat yang diputuskan berbeda dari peraturan.",
        ),
        facts=(
            *sheet.who[:2],
            *(
                (
                    _WORDS.get(row.component, "Beasiswa"),
                    _against(row.predicted_high_rp, row.amount_rp),
                )
                for row in amounts
                if row.amount_rp != row.predicted_high_rp
            ),
            ("Dasar", ", ".join(sheet.due.result["basis"])),
        ),
        closing=("Kami mohon penjelasan tertulis atau perhitungan ulang.", sheet.place),
        signatures=(("Ahli waris", ""),),
    )


def _against(predicted: int, granted: int) -> str:
    return f"hitungan {format_rupiah(predicted)}, diputuskan {format_rupiah(granted)}"


def _heir_facts(sheet: Sheet) -> Pairs:
    return tuple((f"Ahli waris {n}", name) for n, name in enumerate(sheet.heirs, 1))


LETTERS: dict[str, tuple[str, Callable[[Sheet], Letter]]] = {
    "kunjungan": ("Lembar kunjungan", visit),
    "formulir-4": ("Formulir 4, JKM (contoh)", form_4),
    "formulir-3kk1": ("Formulir 3 KK 1 (contoh)", form_3kk1),
    "formulir-3kk2": ("Formulir 3 KK 2 (contoh)", form_3kk2),
    "ahli-waris": ("Surat keterangan ahli waris", heir_statement),
    "surat-rt": ("Surat keterangan RT", rt_letter),
    "surat-kelurahan": ("Surat keterangan kematian", kelurahan_letter),
    "surat-kuasa": ("Surat kuasa", attorney),
    "tanggapan": ("Surat tanggapan keputusan", objection),
}
