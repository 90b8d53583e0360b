"""The bridge by a member's own money: what he would pay himself so that his cover doesn't stop."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django.utils.translation import gettext as _

from payung.law.jamsostek.iuran import contribution, lowest_base
from payung.ledger.continuity import Alarm
from payung.planning.continuity import rescue
from payung.ui.format import write_date, write_months, write_rupiah


def bridge_words(alarm: Alarm, on: date, posting_days: int) -> str:
    """Sum, months and last day, at the lowest base; empty where it is too late for a bridge.

    Where the law leaves the relief open, the least and the most are told.
    """
    plan = rescue(alarm.last_paid, on, posting_days)
    if plan.new_spell or plan.pay_by is None or not plan.months:
        return ""
    dues = [contribution(month, lowest_base(), "other", "self") for month in plan.months]
    least = sum(due.total_low for due in dues)
    most = sum(due.known_high for due in dues)
    amount = (
        write_rupiah(least)
        if least == most
        else _("%(least)s sampai %(most)s")
        % {"least": write_rupiah(least), "most": write_rupiah(most)}
    )
    words = _("Bila dibayar sendiri: %(sum)s untuk %(months)s, paling lambat %(day)s.")
    return words % {
        "sum": amount,
        "months": write_months(plan.months[0], plan.months[-1]),
        "day": write_date(plan.pay_by),
    }


def bridge_message(words: str) -> str:
    """The same as one message to the member, ready in WhatsApp; it names nobody."""
    lines = [
        _("Perlindungan kerja Bapak/Ibu hampir berhenti karena iuran bulan berikutnya belum ada."),
        words,
        _("Cara membayar: telepon BPJS Ketenagakerjaan 175 atau datang ke kantornya dengan KTP."),
        _("Boleh, tidak wajib. Simpan buktinya dan tunjukkan kepada ketua RT."),
    ]
    return whatsapp_link("\n".join(lines))


def whatsapp_link(text: str) -> str:
    """Opens WhatsApp with this text; whom it goes to is chosen there."""
    return "https://wa.me/?text=" + quote(text)
