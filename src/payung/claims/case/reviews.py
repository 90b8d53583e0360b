"""What is read before an act on a case: a review where nobody can undo it, else what follows."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.scope import Actor
from payung.areas.selectors import place_name
from payung.claims.case.objections import next_rung
from payung.claims.case.outcome import paid_by_component
from payung.claims.entitlement.words import COMPONENT_WORDS, between
from payung.claims.ground.harm import program_words
from payung.claims.models import Case
from payung.claims.papers.checklist import heirs_in, missing, missing_sentence
from payung.kernel.month import Month
from payung.ledger.models import State
from payung.ledger.selectors import person_months
from payung.ui.format import write_count, write_date, write_rupiah
from payung.ui.parts import Fact, Review, SomePeople, Words
from payung.ui.words import shown

_CONSEQUENCE: dict[str, Words] = {
    "submit": gettext_lazy(
        "Berkas keluarga berangkat ke BPJS hari ini, dan batas waktu bayar BPJS mulai dihitung."
    ),
    "object": gettext_lazy(
        "Surat tanggapan dikonsep dan kasus pindah ke tanggapan. Surat baru berangkat kalau "
        "keluarga atau peserta mengirimnya."
    ),
    "send": gettext_lazy("Surat dicatat sudah di tangan BPJS. Surat ini tidak bisa ditarik lagi."),
    "pay": gettext_lazy(
        "Uang dicatat sudah masuk rekening yang berhak. Angka ini dibaca keluarga, Inspektorat, "
        "dan laporan kota."
    ),
    "close": gettext_lazy("Kasus ditutup dengan semua tugasnya. Tidak ada yang menunggu lagi."),
}
REVIEWED = frozenset(_CONSEQUENCE)
"""Acts on a case after which there is no way back."""


def review_of(name: str, actor: Actor, case: Case, form: Any) -> Review:
    """Who, what is due, what is missing, and what the act leads to."""
    due = case.entitlements.latest()
    lacking = missing_sentence(missing(case))
    facts = [
        Fact(_("Nama"), case.person.name),
        Fact(_("Wilayah"), place_name(case.area)),
        Fact(_("Kejadian"), f"{case.event.get_kind_display()}, {_day(case)}"),
        Fact(_("Program"), program_words(case)),
        Fact(_("Uang menurut hitungan"), between(due.cash_low_rp, due.cash_high_rp)),
        *_of_act(name, case),
    ]
    if lacking and name == "submit":
        facts.append(Fact(_("Masih kurang"), shown(lacking)))
    heirs = [heir.name for heir in heirs_in(case).heirs] if case.fatal else []
    return Review(
        about=case.person.name,
        facts=facts,
        consequence=_CONSEQUENCE[name],
        named=[SomePeople(_("Ahli waris"), heirs, len(heirs))],
    )


def _day(case: Case) -> str:
    return write_date(case.event.happened_on)


def _of_act(name: str, case: Case) -> list[Fact]:
    if name == "submit":
        received = case.papers.exclude(received_on=None).count()
        return [Fact(_("Surat yang diterima"), write_count(received))]
    decision = case.decisions.last()
    if decision is None:
        return []
    facts = [Fact(_("Keputusan BPJS"), f"{decision.letter}, {write_date(decision.decided_on)}")]
    amounts = decision.amounts.all()
    if name == "pay":
        before = paid_by_component(case)
        facts += [
            Fact(
                COMPONENT_WORDS[row.component],
                write_rupiah(row.amount_rp - before.get(row.component, 0)),
            )
            for row in amounts
        ]
    elif name in ("object", "send"):
        less = sum(max(row.predicted_low_rp - row.amount_rp, 0) for row in amounts)
        facts.append(Fact(_("Lebih kecil dari yang pasti"), write_rupiah(less)))
        if rung := next_rung(case):
            facts.append(Fact(_("Langkah"), str(rung.label)))
    elif name == "close":
        paid = sum(paid_by_component(case).values())
        facts.append(Fact(_("Sudah diterima"), write_rupiah(paid)))
    return facts


def of_confirming(actor: Actor, case: Case) -> list[str]:
    """After a death the held months are withdrawn; an injury withdraws nothing."""
    visit = _("Pendamping menghubungi keluarga dan mengurus berkasnya.")
    undo = _("Anda bisa membatalkannya sampai besok, selama berkas belum mulai diurus.")
    if not case.fatal:
        return [_("Iuran jalan terus; tidak ada bulan yang ditarik."), visit, undo]
    held = person_months(actor).filter(
        person_id=case.person_id,
        state=State.HELD,
        month__gt=Month.containing(case.event.happened_on),
    )
    withdrawing = held.aggregate(months=Count("month", distinct=True), rupiah=Sum("amount_rp"))
    if not withdrawing["months"]:
        return [_("Tidak ada bulan yang ditarik."), visit, undo]
    withdrawn = _("%(n)s bulan sesudah kematian ditarik; iurannya %(amount)s tidak dibayar.")
    words = {
        "n": write_count(withdrawing["months"]),
        "amount": write_rupiah(withdrawing["rupiah"] or 0),
    }
    return [withdrawn % words, visit, undo]


def of_unconfirming(actor: Actor, case: Case) -> list[str]:
    """What is as before."""
    return [_("Laporan menunggu dipastikan lagi; bulan sesudahnya ditahan, tidak ditarik.")]
