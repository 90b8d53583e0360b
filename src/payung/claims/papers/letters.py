"""The words of each form and letter of a case, Indonesian, with amounts in words."""

from __future__ import annotations

from collections.abc import Callable

from payung.claims.ground.school import class_words, school_year_words
from payung.claims.models import FamilyMember, Program
from payung.claims.papers.checklist import missing
from payung.claims.papers.offices import head_of_rt, office_head, official
from payung.claims.papers.sheet import Letter, LetterFacts, Pairs
from payung.kernel.rupiah import format_rupiah
from payung.law.jamsostek.deadlines import school_year_of
from payung.law.jamsostek.papers import CaseType, checklist, paper_label
from payung.ui.format import write_date

_WITNESSES: Pairs = (("Saksi 1", ""), ("Saksi 2", ""))
_TRAFFIC = "ya; laporan polisi dan Jasa Raharja lebih dulu"


def _account(sheet: LetterFacts) -> tuple[str, str]:
    return (sheet.voice.account, "diisi dari buku tabungan")


def visit(sheet: LetterFacts) -> Letter:
    """What the companion takes along: words for the family, sums, papers to bring."""
    wanted = [paper_label(p.code) for p in missing(sheet.case) if p.turn == "keluarga"]
    ours = [paper_label(p.code) for p in missing(sheet.case) if p.turn != "keluarga"]
    voice = sheet.voice
    phone = sheet.helper_phone or "........................................"
    return Letter(
        title="Lembar untuk keluarga" if sheet.case.fatal else "Lembar untuk peserta",
        reference=sheet.reference,
        free=voice.free,
        opening=(
            voice.greeting,
            f"{voice.covered} Iurannya dibayar dari uang publik.",
            sheet.entitled,
        ),
        facts=(*sheet.who[:1], *sheet.what[:1], *_care(sheet), *sheet.amounts, *sheet.late),
        items_title="Yang perlu disiapkan" if wanted else "",
        items=wanted,
        to_tick=True,
        closing=(
            *((f"Kami yang mengurus: {'; '.join(ours)}.",) if ours else ()),
            "Surat yang sudah dipegang kota tidak diminta lagi.",
            f"Pendamping: {sheet.helper or '…'}. Telepon: {phone}",
            "Keadaan pengurusan bisa dilihat dengan kode di kaki halaman ini dan tanggal lahir"
            " peserta.",
            "Bila ada yang meminta uang atau bagian, tolak dan beri tahu kami.",
        ),
        signatures=(
            ("Pendamping", sheet.helper),
            ("Keluarga" if sheet.case.fatal else "Peserta", ""),
        ),
    )


def _care(sheet: LetterFacts) -> Pairs:
    """To which PLKK the injured goes again; it is the first thing he asks."""
    hurt = not sheet.case.fatal and sheet.case.program != Program.JKM
    return (("Berobat di PLKK", sheet.care),) if hurt else ()


def form_4(sheet: LetterFacts) -> Letter:
    return Letter(
        title="Formulir 4: data permohonan JKM",
        subtitle="Lembar data; disalin ke formulir resmi dari cabang",
        sample=True,
        reference=sheet.reference,
        free=sheet.voice.free,
        facts=(*sheet.who, _membership(sheet), *sheet.amounts, _account(sheet)),
        items_title="Ahli waris",
        items=sheet.heir_lines,
        closing=(sheet.place,),
        signatures=(
            *((f"Pemohon: {role}", name) for role, name in sheet.signers),
            ("Mengetahui, pendamping", sheet.helper),
        ),
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
        free=sheet.voice.free,
        facts=(
            *sheet.who,
            ("Segmen", str(sheet.due.facts["segment"]).upper()),
            ("Jam kejadian", hour),
            ("Lalu lintas", _TRAFFIC if event.traffic else "tidak"),
            ("Fasilitas yang merawat (PLKK)", f"diisi; terdekat {sheet.care}"),
            ("Kronologi", _chronology(sheet)),
        ),
        closing=("Kronologi dilengkapi dengan kata-kata pelapor sendiri.", sheet.place),
        signatures=(("Pelapor", ""), ("Ketua RT atau wadah", _rt_head(sheet)), *_WITNESSES),
    )


def _rt_head(sheet: LetterFacts) -> str:
    return head_of_rt(str(sheet.case.area_id))


def _chronology(sheet: LetterFacts) -> str:
    event = sheet.case.event
    hour = f" sekitar pukul {event.happened_at:%H.%M}" if event.happened_at else ""
    where = f" di {event.place}" if event.place else ""
    why = f" Sebab: {event.cause}." if event.cause else ""
    return f"Pada {write_date(event.happened_on)}{hour}{where} terjadi kecelakaan.{why} …"


def form_3kk2(sheet: LetterFacts) -> Letter:
    dead = sheet.case.fatal
    return Letter(
        title="Formulir 3 KK 2: laporan kecelakaan tahap II",
        subtitle="Lembar data; disalin ke formulir resmi. Laporan ini juga pengajuan klaim.",
        sample=True,
        reference=sheet.reference,
        free=sheet.voice.free,
        facts=(
            *sheet.who,
            *sheet.amounts,
            ("Keterangan dokter (3 KK 3)", "dilampirkan"),
            _account(sheet),
        ),
        items_title="Ahli waris" if dead else "",
        items=sheet.heir_lines if dead else (),
        closing=(sheet.place,),
        signatures=(*sheet.signers, ("Mengetahui, pendamping", sheet.helper)),
    )


def heir_statement(sheet: LetterFacts) -> Letter:
    """All heirs of the first class by name; how they share is theirs to say."""
    home = sheet.home
    return Letter(
        title="Surat keterangan ahli waris",
        reference=sheet.reference,
        free=sheet.voice.free,
        opening=(
            "Yang bertanda tangan di bawah ini menerangkan bahwa peserta berikut meninggal dunia.",
            "Ahli warisnya ialah orang-orang yang disebut di bawah ini, dan tidak ada yang lain.",
        ),
        facts=(*sheet.person, *sheet.what[:1]),
        items_title="Ahli waris",
        items=sheet.heir_lines,
        closing=(
            "Surat ini tidak mengatur pembagian di antara ahli waris; keluarga yang bersepakat.",
            "Demikian keterangan ini dibuat dengan sebenarnya, disaksikan dua orang.",
            sheet.place,
        ),
        signatures=(
            *sheet.signers,
            *_WITNESSES,
            (f"Lurah {home.kelurahan}", official("Lurah", home.kelurahan)),
            (f"Camat {home.kecamatan}", official("Camat", home.kecamatan)),
        ),
    )


def rt_letter(sheet: LetterFacts) -> Letter:
    home, dead = sheet.home, sheet.case.fatal
    works = "semasa hidupnya benar bekerja" if dead else "benar bekerja"
    return Letter(
        title="Surat keterangan RT",
        head=(
            f"Ketua {home.rt or 'RT'}",
            f"Kelurahan {home.kelurahan}, Kecamatan {home.kecamatan}",
        ),
        number="Nomor: ........................ (diisi Ketua RT)",
        reference=sheet.reference,
        free=sheet.voice.free,
        opening=(f"Ketua RT menerangkan bahwa orang berikut adalah warga kami dan {works}.",),
        facts=sheet.who,
        closing=("Surat ini dipakai untuk pengurusan manfaat jaminan sosial.", sheet.place),
        signatures=((f"Ketua {home.rt or 'RT'}", _rt_head(sheet)),),
    )


def kelurahan_letter(sheet: LetterFacts) -> Letter:
    home = sheet.home
    return Letter(
        title="Surat keterangan kematian",
        head=office_head("Kelurahan", home.kelurahan, home.city),
        number="Nomor: ........................ (diisi kelurahan)",
        reference=sheet.reference,
        free=sheet.voice.free,
        opening=("Lurah menerangkan bahwa warga berikut telah meninggal dunia.",),
        facts=sheet.who,
        closing=("Demikian surat ini dibuat untuk dipergunakan seperlunya.", sheet.place),
        signatures=((f"Lurah {home.kelurahan}", official("Lurah", home.kelurahan)),),
    )


def attorney(sheet: LetterFacts) -> Letter:
    dead = sheet.case.fatal
    giver = "Para ahli waris" if dead else "Peserta"
    own = "ahli waris" if dead else "peserta sendiri"
    return Letter(
        title="Surat kuasa",
        reference=sheet.reference,
        free=sheet.voice.free,
        opening=(
            f"{giver} memberi kuasa kepada penerima kuasa untuk mengurus berkas di BPJS.",
            f"Kuasa ini tidak mencakup menerima uang. Uang masuk ke rekening {own}.",
        ),
        facts=(*sheet.person, ("Penerima kuasa", sheet.helper or "…")),
        items_title="Pemberi kuasa",
        items=sheet.heir_lines if dead else (f"{sheet.case.person.name}, peserta",),
        closing=(
            "Kuasa berlaku sampai kasus ini selesai dan bisa dicabut kapan saja.",
            "Bermeterai cukup.",
            sheet.place,
        ),
        signatures=(("Penerima kuasa", sheet.helper), *sheet.signers, *_WITNESSES),
    )


def guardian(sheet: LetterFacts) -> Letter:
    """The yearly report of the scholarship: who goes to which class, and what is attached."""
    running = school_year_of(sheet.today)
    years = sheet.case.scholarship.filter(school_year=running).select_related("child")
    return Letter(
        title="Laporan beasiswa tahunan",
        subtitle=f"Tahun ajaran {school_year_words(running)}",
        reference=sheet.reference,
        free=sheet.voice.free,
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
            ("Rekening anak atau wali", "diisi dari buku tabungan"),
        ),
        items_title="Dilampirkan untuk tiap anak",
        items=[paper.label for paper in checklist(CaseType.SCHOLARSHIP)],
        to_tick=True,
        closing=(
            "Bila anak menikah, bekerja, lulus, atau berhenti sekolah, saya memberi tahu.",
            sheet.place,
        ),
        signatures=(
            ("Wali, hubungan dengan anak: ................", ""),
            ("Mengetahui, pendamping", sheet.helper),
        ),
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
