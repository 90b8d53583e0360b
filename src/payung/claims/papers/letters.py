"""The words of each form and letter of a case, Indonesian, with amounts in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from payung.areas.models import Area
from payung.areas.selectors import place_name
from payung.claims.ground.codes import letter_code
from payung.claims.ground.school import class_words, school_year_words
from payung.claims.models import Case, Entitlement, FamilyMember
from payung.claims.papers.checklist import heirs_in, missing
from payung.kernel.rupiah import format_rupiah, rupiah_in_words
from payung.law.jamsostek.deadlines import school_year_of
from payung.law.jamsostek.heirs import Relation
from payung.law.jamsostek.papers import CaseType, checklist, paper_label
from payung.ui.format import write_date

Pairs = Sequence[tuple[str, str]]
_WITNESSES: Pairs = (("Saksi 1", ""), ("Saksi 2", ""))
_TRAFFIC = "ya; laporan polisi dan Jasa Raharja lebih dulu"
_ACCOUNT = ("Rekening ahli waris", "diisi keluarga dari buku tabungan")
AMOUNT_WORDS = {
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
    """One sheet: `sample` marks a form whose official layout the city has not checked.

    `to_tick`: the items are a checklist with boxes; otherwise they are numbered.
    """

    title: str
    reference: str
    subtitle: str = ""
    sample: bool = False
    opening: Sequence[str] = ()
    facts: Pairs = ()
    items_title: str = ""
    items: Sequence[str] = ()
    to_tick: bool = False
    closing: Sequence[str] = ()
    signatures: Pairs = ()


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What letters are written from; `nik` is whole only where the form asks for it."""

    case: Case
    due: Entitlement
    today: date
    nik: str = ""
    helper: str = ""

    @property
    def reference(self) -> str:
        return f"{self.case} · kode status {letter_code(self.case.pk)}"

    @property
    def who(self) -> Pairs:
        """The person of the case as forms name him."""
        person = self.case.person
        return (
            ("Nama peserta", person.name),
            ("NIK", self.nik or "diisi dari KTP"),
            (
                "Tempat, tanggal lahir",
                f"{person.birth_place or '…'}, {write_date(person.birth_date)}",
            ),
            ("Alamat", person.address or place_name(self.case.area)),
            ("Pekerjaan", person.occupation or "…"),
            *self.what,
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
        """What is paid now, and apart from it the scholarship; the two are never added."""
        high, low = self.due.result["high"], self.due.result["low"]
        rows = [
            (words, _amount(low[name], high[name]))
            for name, words in AMOUNT_WORDS.items()
            if high[name]
        ]
        rows.append(("Dibayar sekarang", _amount(self.due.now_low_rp, self.due.now_high_rp)))
        if self.due.beasiswa_high_rp:
            most = format_rupiah(self.due.beasiswa_high_rp)
            rows.append(("Beasiswa", f"paling banyak {most}, dibayar tahun demi tahun"))
        return rows

    @property
    def heirs(self) -> Sequence[str]:
        """Names of the first class of heirs."""
        return [heir.name for heir in heirs_in(self.case).heirs] if self.case.family.all() else []

    @property
    def heir_lines(self) -> Sequence[str]:
        """Each heir with relation and birth date, as the Kartu Keluarga has them."""
        if not self.case.family.all():
            return ["…"]
        born = {m.name.reveal(): _born(m) for m in self.case.family.all()}
        return [
            f"{heir.name}, {RELATIONS[Relation(heir.relation)]}{born.get(heir.name, '')}"
            for heir in heirs_in(self.case).heirs
        ] or ["…"]

    @property
    def city(self) -> str:
        """`Bogor` of `Kota Bogor`, for the line above a signature."""
        code = ".".join(str(self.case.area_id).split(".")[:2])
        name = Area.objects.filter(code=code).values_list("name", flat=True).first() or "…"
        return name.removeprefix("Kota ").removeprefix("Kabupaten ")

    @property
    def place(self) -> str:
        return f"{self.city}, {write_date(self.today)}"


RELATIONS = {
    Relation.SPOUSE: "suami atau istri",
    Relation.CHILD: "anak",
    Relation.PARENT: "orang tua",
    Relation.GRANDCHILD: "cucu",
    Relation.GRANDPARENT: "kakek atau nenek",
    Relation.SIBLING: "saudara kandung",
    Relation.PARENT_IN_LAW: "mertua",
    Relation.NAMED_IN_WILL: "ditunjuk dalam wasiat",
}


def _born(member: FamilyMember) -> str:
    born = member.birth_date.reveal()
    return f", lahir {write_date(date.fromisoformat(born))}" if born else ""


def _amount(low: int, high: int) -> str:
    if low != high:
        return f"{format_rupiah(low)} sampai {format_rupiah(high)}, menunggu keputusan BPJS"
    return f"{format_rupiah(high)} ({rupiah_in_words(high)})"


def visit(sheet: LetterFacts) -> Letter:
    """What the companion takes along: words for the family, sums, papers to bring."""
    death = sheet.case.facts.outcome == "death"
    wanted = [paper_label(p.code) for p in missing(sheet.case) if p.turn == "keluarga"]
    ours = [paper_label(p.code) for p in missing(sheet.case) if p.turn != "keluarga"]
    return Letter(
        title="Lembar untuk keluarga",
        reference=sheet.reference,
        opening=(
            "Kami turut berduka cita." if death else "Semoga lekas pulih.",
            "Keluarga ini terlindungi BPJS Ketenagakerjaan. Iurannya dibayar dari uang publik.",
            "Keluarga berhak atas manfaat di bawah ini. Kami bantu mengurusnya sampai selesai.",
        ),
        facts=(*sheet.who[:1], *sheet.what[:1], *sheet.amounts),
        items_title="Yang perlu disiapkan keluarga" if wanted else "",
        items=wanted,
        to_tick=True,
        closing=(
            *((f"Kami yang mengurus: {'; '.join(ours)}.",) if ours else ()),
            "Surat yang sudah dipegang kota tidak diminta lagi.",
            f"Pendamping: {sheet.helper or '…'}. Telepon: ........................................",
            "Keadaan pengurusan bisa dilihat dengan kode di kaki halaman ini dan tanggal lahir"
            " peserta.",
            "Bila ada yang meminta uang atau bagian, tolak dan beri tahu kami.",
        ),
        signatures=(("Pendamping", sheet.helper), ("Keluarga", "")),
    )


def form_4(sheet: LetterFacts) -> Letter:
    return Letter(
        title="Formulir 4: data permohonan JKM",
        subtitle="Lembar data; disalin ke formulir resmi dari cabang",
        sample=True,
        reference=sheet.reference,
        facts=(*sheet.who, _membership(sheet), *sheet.amounts, _ACCOUNT),
        items_title="Ahli waris",
        items=sheet.heir_lines,
        closing=(sheet.place,),
        signatures=(("Pemohon (ahli waris)", ""), ("Mengetahui, pendamping", sheet.helper)),
    )


def _membership(sheet: LetterFacts) -> tuple[str, str]:
    months = sheet.due.facts.get("paid_months")
    return ("Bulan iur berturut-turut", "…" if months is None else f"{months} bulan")


def form_3kk1(sheet: LetterFacts) -> Letter:
    event = sheet.case.event
    hour = f"{event.happened_at:%H.%M}" if event.happened_at else "…"
    return Letter(
        title="Formulir 3 KK 1: laporan kecelakaan tahap I",
        subtitle="Lembar data; disalin ke formulir resmi. Kirim dalam 2 × 24 jam.",
        sample=True,
        reference=sheet.reference,
        facts=(
            *sheet.who,
            ("Segmen", sheet.case.facts.segment.upper()),
            ("Jam kejadian", hour),
            ("Lalu lintas", _TRAFFIC if event.traffic else "tidak"),
            ("Fasilitas yang merawat (PLKK)", "…"),
            ("Kronologi", _chronology(sheet)),
        ),
        closing=("Kronologi dilengkapi dengan kata-kata pelapor sendiri.", sheet.place),
        signatures=(("Pelapor", ""), ("Ketua RT atau wadah", ""), *_WITNESSES),
    )


def _chronology(sheet: LetterFacts) -> str:
    event = sheet.case.event
    hour = f" sekitar pukul {event.happened_at:%H.%M}" if event.happened_at else ""
    where = f" di {event.place}" if event.place else ""
    why = f" Sebab: {event.cause}." if event.cause else ""
    return f"Pada {write_date(event.happened_on)}{hour}{where} terjadi kecelakaan.{why} …"


def form_3kk2(sheet: LetterFacts) -> Letter:
    return Letter(
        title="Formulir 3 KK 2: laporan kecelakaan tahap II",
        subtitle="Lembar data; disalin ke formulir resmi. Laporan ini juga pengajuan klaim.",
        sample=True,
        reference=sheet.reference,
        facts=(
            *sheet.who,
            *sheet.amounts,
            ("Keterangan dokter (3 KK 3)", "dilampirkan"),
            _ACCOUNT,
        ),
        closing=(sheet.place,),
        signatures=(("Pelapor", ""), ("Mengetahui, pendamping", sheet.helper)),
    )


def heir_statement(sheet: LetterFacts) -> Letter:
    """All heirs of the first class by name; how they share is theirs to say."""
    return Letter(
        title="Surat keterangan ahli waris",
        reference=sheet.reference,
        opening=(
            "Yang bertanda tangan di bawah ini menerangkan bahwa peserta berikut meninggal dunia.",
            "Ahli warisnya ialah orang-orang yang disebut di bawah ini, dan tidak ada yang lain.",
        ),
        facts=sheet.who[:6],
        items_title="Ahli waris",
        items=sheet.heir_lines,
        closing=(
            "Surat ini tidak mengatur pembagian di antara ahli waris; keluarga yang bersepakat.",
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


def rt_letter(sheet: LetterFacts) -> Letter:
    return Letter(
        title="Surat keterangan RT",
        reference=sheet.reference,
        opening=("Ketua RT menerangkan bahwa orang berikut adalah warga kami dan benar bekerja.",),
        facts=sheet.who,
        closing=("Surat ini dipakai untuk pengurusan manfaat jaminan sosial.", sheet.place),
        signatures=(("Ketua RT", ""),),
    )


def kelurahan_letter(sheet: LetterFacts) -> Letter:
    return Letter(
        title="Surat keterangan kematian",
        subtitle="Nomor: …",
        reference=sheet.reference,
        opening=("Lurah menerangkan bahwa warga berikut telah meninggal dunia.",),
        facts=sheet.who,
        closing=("Demikian surat ini dibuat untuk dipergunakan seperlunya.", sheet.place),
        signatures=(("Lurah", ""),),
    )


def attorney(sheet: LetterFacts) -> Letter:
    return Letter(
        title="Surat kuasa",
        reference=sheet.reference,
        opening=(
            "Para ahli waris memberi kuasa kepada penerima kuasa untuk mengurus berkas di BPJS.",
            "Kuasa ini tidak mencakup menerima uang. Uang masuk ke rekening ahli waris.",
        ),
        facts=(*sheet.who[:2], ("Penerima kuasa", sheet.helper or "…")),
        items_title="Pemberi kuasa",
        items=sheet.heir_lines,
        closing=(
            "Kuasa berlaku sampai kasus ini selesai dan bisa dicabut kapan saja.",
            "Bermeterai cukup.",
            sheet.place,
        ),
        signatures=(
            ("Penerima kuasa", sheet.helper),
            *((f"Pemberi kuasa {n}", name) for n, name in enumerate(sheet.heirs or [""], 1)),
            *_WITNESSES,
        ),
    )


def guardian(sheet: LetterFacts) -> Letter:
    """The yearly report of the scholarship: who goes to which class, and what is attached."""
    running = school_year_of(sheet.today)
    years = sheet.case.scholarship.filter(school_year=running).select_related("child")
    return Letter(
        title="Laporan beasiswa tahunan",
        subtitle=f"Tahun ajaran {school_year_words(running)}",
        reference=sheet.reference,
        opening=("Saya, wali dari anak berikut, melaporkan bahwa anak masih bersekolah.",),
        facts=(
            *sheet.who[:1],
            *(
                (
                    child_words(year.child),
                    f"{class_words(year.stage)}, paling banyak {format_rupiah(year.planned_rp)}",
                )
                for year in years
            ),
            ("Sekolah", "…"),
            _ACCOUNT,
        ),
        items_title="Dilampirkan untuk tiap anak",
        items=[paper.label for paper in checklist(CaseType.SCHOLARSHIP)],
        to_tick=True,
        closing=(
            "Bila anak menikah, bekerja, lulus, atau berhenti sekolah, saya memberi tahu.",
            sheet.place,
        ),
        signatures=(("Wali", ""), ("Mengetahui, pendamping", sheet.helper)),
    )


def child_words(child: FamilyMember) -> str:
    return child.name.reveal() or f"Anak {child.number}"


LETTERS: dict[str, tuple[str, Callable[[LetterFacts], Letter]]] = {
    "kunjungan": ("Lembar untuk keluarga", visit),
    "formulir-4": ("Formulir 4, JKM (contoh)", form_4),
    "formulir-3kk1": ("Formulir 3 KK 1 (contoh)", form_3kk1),
    "formulir-3kk2": ("Formulir 3 KK 2 (contoh)", form_3kk2),
    "ahli-waris": ("Surat keterangan ahli waris", heir_statement),
    "surat-rt": ("Surat keterangan RT", rt_letter),
    "surat-kelurahan": ("Surat keterangan kematian", kelurahan_letter),
    "surat-kuasa": ("Surat kuasa", attorney),
    "laporan-beasiswa": ("Laporan beasiswa tahunan", guardian),
}
