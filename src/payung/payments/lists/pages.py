"""What the pages of this room show, made from what the selectors read."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.areas.selectors import kelurahan_counts, place_name
from payung.payments.ground.pages import ANSWER_STATES, masked_kpj
from payung.payments.lists.review import ListPreview
from payung.payments.minutes.selectors import all_minutes
from payung.payments.models import ListRow, PaymentList
from payung.programmes.ground.selectors import decrees
from payung.registry.people import some_names
from payung.ui.figures import named
from payung.ui.format import write_count, write_date, write_month, write_rupiah
from payung.ui.parts import Column, Fact, Review, SomePeople


def list_columns() -> list[Column]:
    return [
        Column("label", _("Daftar")),
        Column("programme", _("Program")),
        Column("people", _("Orang"), "count"),
        Column("accepted", _("Diterima"), "count"),
        Column("rejected", _("Belum bisa didaftarkan"), "count"),
        Column("paid_rp", named("left_rp").label, "rupiah"),
        Column("state", _("Keadaan"), "state"),
    ]


def list_line(chosen: PaymentList) -> dict[str, Any]:
    sequel = "" if chosen.sequence == 1 else _(" (susulan %(n)d)") % {"n": chosen.sequence}
    return {
        "href": reverse("payment_list", args=[chosen.pk]),
        "label": f"{write_month(chosen.month)}{sequel}",
        "programme": chosen.programme.name,
        "people": chosen.people,
        "accepted": chosen.accepted,
        "rejected": chosen.rejected,
        "paid_rp": chosen.paid_rp,
        "state": chosen.state,
    }


def list_facts(chosen: PaymentList, due_rp: int, refunded_rp: int) -> list[Fact]:
    accounts = chosen.programme.accounts
    asked = [
        (_("Iuran JKK diajukan"), "jkk", chosen.jkk_rp),
        (_("Iuran JKM diajukan"), "jkm", chosen.jkm_rp),
        (_("Iuran JHT diajukan"), "jht", chosen.jht_rp),
    ]
    return [
        Fact(_("Orang"), write_count(chosen.people)),
        *(
            Fact(label, f"{write_rupiah(rupiah)} · {accounts.get(component, '')}")
            for label, component, rupiah in asked
            if rupiah or component != "jht"
        ),
        Fact(_("Diterima BPJS"), write_count(chosen.accepted)),
        Fact(_("Belum bisa didaftarkan"), write_count(chosen.rejected)),
        *_money_facts(chosen, due_rp, refunded_rp),
        Fact(_("PKS"), chosen.partnership.pks_number),
        Fact(_("NPP"), chosen.partnership.npp),
        Fact(_("Batas cabang BPJS"), write_date(_cutoff(chosen))),
    ]


def review_of(actor: Actor, seen: ListPreview, people: int) -> Review:
    """What the one who submits a list reads before he does."""
    named = (
        (_("Nama yang diajukan"), seen.people_rows),
        (_("Orang baru"), seen.joined_rows),
        (_("Tidak lagi di daftar"), seen.left_rows),
    )
    return Review(
        about=write_month(seen.month),
        facts=review_facts(seen),
        consequence=_(
            "Semua orang yang direncanakan untuk bulan itu diajukan sekaligus. Yang diragukan "
            "pemeriksaan ditahan sendiri. Daftar yang belum dijawab BPJS bisa dibatalkan dengan "
            "alasan."
        ),
        people=people,
        by_area=seen.by_kelurahan,
        named=[SomePeople(label, some_names(actor, rows), len(rows)) for label, rows in named],
    )


def cancel_review(actor: Actor, chosen: PaymentList) -> Review:
    """What the one who takes a list back reads: whose months are planned again."""
    rows = chosen.rows.values_list("person_id", flat=True)
    counts = kelurahan_counts(chosen.rows.values_list("area_id", flat=True))
    facts = [
        Fact(_("Bulan"), write_month(chosen.month)),
        Fact(_("Daftar ke"), write_count(chosen.sequence)),
        Fact(_("Orang"), write_count(chosen.people)),
        Fact(_("Iuran yang tidak jadi diajukan"), write_rupiah(chosen.asked_rp)),
    ]
    return Review(
        about=_("Daftar bayar bulan %(month)s") % {"month": write_month(chosen.month)},
        facts=facts,
        consequence=_(
            "Daftar ini tidak jadi dikirim. Orangnya direncanakan lagi dan diperiksa ulang di "
            "daftar berikutnya; berkas yang sudah diunduh jangan dikirim ke BPJS."
        ),
        people=chosen.people,
        by_area=counts,
        named=[SomePeople(_("Nama di daftar ini"), some_names(actor, rows), chosen.people)],
    )


def review_facts(seen: ListPreview) -> list[Fact]:
    """What a new list would submit, and what differs from the last one."""
    facts = [
        Fact(_("Bulan"), write_month(seen.month)),
        Fact(_("Daftar ke"), write_count(seen.sequence)),
        Fact(_("Orang"), write_count(seen.people)),
        *(
            Fact(_("Iuran %(name)s") % {"name": name.upper()}, write_rupiah(amount))
            for name, amount in sorted(seen.rp.items())
        ),
        Fact(_("Iuran seluruhnya"), write_rupiah(seen.total_rp)),
    ]
    if seen.before is None:
        return facts
    differs = _("%(joined)s orang baru, %(left)s orang tidak lagi") % {
        "joined": write_count(seen.joined),
        "left": write_count(seen.left),
    }
    before = _("Dibanding daftar %(month)s") % {"month": write_month(seen.before)}
    return [*facts, Fact(before, differs)]


def _money_facts(chosen: PaymentList, due_rp: int, refunded_rp: int) -> list[Fact]:
    """What is due, until it has left; then what left, what came back, and what is paid for good."""
    if not chosen.paid_rp:
        return [Fact(_("Iuran yang harus dibayar"), write_rupiah(due_rp))]
    amounts = (
        ("left_rp", chosen.paid_rp),
        ("refunded_rp", refunded_rp),
        ("paid_rp", chosen.paid_rp - refunded_rp),
    )
    return [Fact(named(key).label, write_rupiah(amount)) for key, amount in amounts]


def paper_facts(actor: Actor, chosen: PaymentList) -> list[Fact]:
    """The papers behind a list, each a link: on which decree it rests, which minutes judged it."""
    signed = decrees(actor).filter(programme=chosen.programme_id).exclude(number="")
    judged = all_minutes(actor).filter(
        programme=chosen.programme_id, first_month__lte=chosen.month, last_month__gte=chosen.month
    )
    return [
        *(
            Fact(_("SK"), str(paper), reverse("decree", args=[paper.pk]), _("Buka"))
            for paper in signed.order_by("dated")
        ),
        *(
            Fact(
                _("Berita acara rekonsiliasi"), paper.number, reverse("minutes", args=[paper.pk]),
                _("Buka"),
            )
            for paper in judged
        ),
    ]  # fmt: skip


def _cutoff(chosen: PaymentList) -> date:
    """The branch takes this month's list up to that day; a short month ends earlier."""
    last = chosen.month.last_day
    return last.replace(day=min(chosen.partnership.cutoff_day, last.day))


def follow_up_address(chosen: PaymentList, sequence: int) -> str:
    """Where the further list of the same month is made; empty if nobody would be in it."""
    asked = urlencode({"bulan": chosen.month, "urutan": sequence})
    address = reverse("new_payment_list", args=[chosen.programme_id])
    return f"{address}?{asked}" if sequence else ""


def row_columns() -> list[Column]:
    return [
        Column("number", _("Nomor"), "count"),
        Column("name", _("Nama")),
        Column("area", _("Wilayah")),
        Column("kpj", _("KPJ")),
        Column("state", _("Jawaban"), "state"),
        Column("reason", _("Alasan BPJS")),
    ]


def row_line(row: ListRow) -> dict[str, Any]:
    return {
        "href": reverse("person", args=[row.person_id]),
        "number": row.number,
        "name": row.person.name,
        "area": place_name(row.area),
        "kpj": masked_kpj(row.kpj),
        "state": ANSWER_STATES[row.accepted],
        "reason": row.reason,
    }


def filtered_rows(rows: QuerySet[ListRow], wanted: dict[str, str]) -> QuerySet[ListRow]:
    if wanted.get("q"):
        rows = rows.filter(person__name__icontains=wanted["q"])
    answers = {"diterima": True, "ditolak": False, "belum": None}
    if wanted.get("jawaban"):
        rows = rows.filter(accepted=answers[wanted["jawaban"]])
    return rows
