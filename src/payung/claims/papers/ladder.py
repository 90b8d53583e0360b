"""The ladder after a decision: to whom each rung goes, on what it rests, and its letter.

What a rung rests on is told with how sure it is: an article whose text nobody has seen is marked
in the letter, so that the city's lawyers look before the heir signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from payung.claims.models import Amount, Decision, Objection, Rung
from payung.claims.papers.offices import branch_address
from payung.claims.papers.sheet import AMOUNT_WORDS, Letter, LetterFacts, Pairs
from payung.kernel.rupiah import format_rupiah, rupiah_in_words
from payung.law.jamsostek import load
from payung.ui.format import write_date


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One rung: `seen` is false where the text of the basis has not been read by the project."""

    to: str
    copy_to: str
    basis: str
    seen: bool
    opening: Sequence[str]
    asks: Sequence[str]


STEPS: dict[Rung, LadderStep] = {
    Rung.CLARIFY: LadderStep(
        to="Kepala Kantor Cabang BPJS Ketenagakerjaan",
        copy_to="",
        basis="PP 44/2015 Pasal 57 ayat (3) dan Pasal 58 ayat (1): musyawarah lebih dulu",
        seen=True,
        opening=("Kami berterima kasih atas keputusan atas kasus ini.",),
        asks=(
            "penjelasan tertulis tentang cara menghitung tiap manfaat;",
            "bulan iur dan tanggal kepesertaan yang dipakai dalam hitungan;",
            "hitungan ulang bila ada bulan iur yang belum terbaca.",
        ),
    ),
    Rung.COMPLAIN: LadderStep(
        to="Unit pengendali mutu pelayanan dan penanganan pengaduan BPJS Ketenagakerjaan",
        copy_to="Dinas yang membidangi ketenagakerjaan; Dewan Jaminan Sosial Nasional",
        basis="UU 24/2011 Pasal 48; PP 44/2015 Pasal 57 ayat (2) dan (3)",
        seen=True,
        opening=("Permintaan penjelasan kami belum menyelesaikan perbedaan ini.",),
        asks=(
            "pengaduan ini dicatat dan diberi nomor;",
            "putusan diperiksa ulang oleh yang tidak membuatnya;",
            "jawaban tertulis beserta dasarnya.",
        ),
    ),
    Rung.MEDIATE: LadderStep(
        to="Unit pengendali mutu pelayanan dan penanganan pengaduan BPJS Ketenagakerjaan",
        copy_to="Dinas yang membidangi ketenagakerjaan",
        basis="UU 24/2011 Pasal 49; PP 44/2015 Pasal 58 ayat (3)",
        seen=False,
        opening=("Pengaduan kami sudah dijawab, tetapi perbedaannya belum selesai.",),
        asks=(
            "perbedaan ini diselesaikan lewat mediasi;",
            "mediator yang disepakati kedua pihak secara tertulis.",
        ),
    ),
    Rung.OBJECT: LadderStep(
        to="Kepala Kantor Cabang BPJS Ketenagakerjaan",
        copy_to="Direksi BPJS Ketenagakerjaan; Dewan Jaminan Sosial Nasional",
        basis="dasar hukum diisi bagian hukum kota",
        seen=False,
        opening=("Kami berkeberatan atas keputusan ini. Langkah sebelumnya sudah kami tempuh.",),
        asks=("keputusan dibatalkan dan manfaat dihitung ulang menurut peraturan.",),
    ),
}
"""UU 24/2011 Ps 48 and PP 44/2015 Ps 57 and 58 were read; Ps 49 and the last rung were not."""

_UNSEEN = "Dasar langkah ini belum diperiksa. Mintalah bagian hukum kota membacanya dulu."


def rung_letter(sheet: LetterFacts, rung: Rung) -> Letter:
    """The letter of one rung, from the decision that it answers."""
    step = STEPS[rung]
    drafted = sheet.case.objections.filter(rung=rung).last()
    decision = drafted.decision if drafted else sheet.case.decisions.last()
    return Letter(
        title=str(rung.label),
        subtitle=f"atas keputusan {decision.letter}, {write_date(decision.decided_on)}"
        if decision
        else "",
        reference=sheet.reference,
        free=sheet.voice.free,
        opening=(
            ", ".join((f"Kepada Yth. {step.to}", *_branch(decision))) + ".",
            *((f"Tembusan: {step.copy_to}.",) if step.copy_to else ()),
            *step.opening,
            "Menurut hitungan kami, peraturan memberi lain dari yang diputuskan:",
        ),
        facts=(
            *sheet.person[:2],
            ("Alamat", sheet.address),
            *sheet.what[:1],
            *_differences(decision),
            *sheet.late,
            ("Dasar hitungan", _regulations(sheet.due.result["basis"])),
            ("Dasar langkah ini", step.basis),
            *_before(sheet, rung),
        ),
        items_title="Kami mohon",
        items=step.asks,
        closing=(
            *((_UNSEEN,) if not step.seen else ()),
            f"Surat ini dikirim {sheet.voice.sender.lower()} sendiri, atau dengan surat kuasa.",
            sheet.place,
        ),
        signatures=sheet.signers,
    )


def _regulations(ids: Sequence[str]) -> str:
    """`PP 44/2015, Permenaker 1/2025` of the register's ids."""
    register = load().sources
    return ", ".join(register[name].number if name in register else name for name in ids)


def _branch(decision: Decision | None) -> list[str]:
    """The branch that decided, with its address where the city has noted it."""
    if decision is None or not decision.branch:
        return []
    return [part for part in (decision.branch, branch_address(decision.branch)) if part]


def _differences(decision: Decision | None) -> Pairs:
    """Each component that was decided lower than predicted, with what is missing in words."""
    if decision is None:
        return ()
    return [
        (
            AMOUNT_WORDS.get(row.component, "Beasiswa"),
            f"hitungan {format_rupiah(row.predicted_high_rp)},"
            f" diputuskan {format_rupiah(row.amount_rp)}, kurang {_missing(row)}",
        )
        for row in decision.amounts.all()
        if row.amount_rp < row.predicted_high_rp
    ]


def _missing(row: Amount) -> str:
    less = row.predicted_high_rp - row.amount_rp
    return f"{format_rupiah(less)} ({rupiah_in_words(less)})"


def _before(sheet: LetterFacts, rung: Rung) -> Pairs:
    """The rungs below with their answers, so that nobody has to tell it twice."""
    order = list(Rung)
    rows: list[Objection] = list(sheet.case.objections.exclude(sent_on=None))
    return [
        (
            f"{row.get_rung_display()}, {write_date(row.sent_on)}",
            row.answer or "belum dijawab",
        )
        for row in rows
        if order.index(Rung(row.rung)) < order.index(rung)
    ]
