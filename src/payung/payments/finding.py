"""What the search box finds here: lists to pay, papers of the money, PKS and minutes."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.payments.ground.selectors import payment_lists
from payung.payments.minutes.selectors import all_minutes
from payung.payments.models import MoneyDocument
from payung.payments.partnerships.selectors import partnerships
from payung.ui.format import write_date, write_month, write_months
from payung.ui.parts import Hit

MOST = 6


def find(actor: Actor, text: str) -> Iterator[Hit]:
    """By number; a list by its month as well, in words: `Juni 2025`."""
    lists = payment_lists(actor)
    papers = MoneyDocument.objects.filter(list__in=lists, number__icontains=text)
    for paper in papers.select_related("list__programme").order_by("-dated")[:MOST]:
        month = write_month(paper.list.month)
        detail = f"{write_date(paper.dated)} · {_('Daftar bayar')} {month}"
        title = f"{paper.get_kind_display()} {paper.number}"
        yield Hit(_("Kertas uang"), title, detail, reverse("payment_list", args=[paper.list_id]))
    asked = text.casefold()
    named = [chosen for chosen in lists if asked == write_month(chosen.month).casefold()]
    for chosen in named[:MOST]:
        title = f"{_('Daftar bayar')} {write_month(chosen.month)}"
        address = reverse("payment_list", args=[chosen.pk])
        yield Hit(_("Daftar bayar"), title, chosen.programme.name, address)
    for pks in partnerships(actor).filter(pks_number__icontains=text)[:MOST]:
        yield Hit(_("PKS"), pks.pks_number, pks.programme.name, reverse("partnerships"))
    for minutes in all_minutes(actor).filter(number__icontains=text)[:MOST]:
        span = write_months(minutes.first_month, minutes.last_month)
        detail = f"{minutes.programme.name} · {span}"
        address = reverse("minutes", args=[minutes.pk])
        yield Hit(_("Berita acara rekonsiliasi"), minutes.number, detail, address)
