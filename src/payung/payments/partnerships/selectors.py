"""Reading partnerships: which PKS is in force on a day, and what it still lacks."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from payung.accounts.scope import Actor, require_scope
from payung.kernel.sentence import Sentence, say
from payung.payments.models import Partnership


def partnerships(actor: Actor) -> QuerySet[Partnership]:
    require_scope(actor)
    return Partnership.objects.select_related("programme__payer")


def valid_partnership(actor: Actor, programme: str, on: date) -> Partnership | None:
    """The PKS in force on a day; of several the one that lasts longest."""
    rows = partnerships(actor).filter(programme=programme, valid_from__lte=on, valid_to__gte=on)
    return rows.order_by("-valid_to").first()


def partnership_gap(partnership: Partnership, on: date) -> Sentence | None:
    """What a partnership still lacks before a list may rest on it; none if it is whole."""
    if not partnership.nota_number or partnership.nota_valid_to is None:
        return say("Nota kesepakatan belum dicatat. Lengkapi PKS program ini lebih dulu.")
    if partnership.nota_valid_to < on:
        return say("Nota kesepakatan sudah berakhir. Perpanjang, lalu catat yang baru.")
    if not partnership.data_clause:
        return say("PKS belum menyebut pasal pertukaran data. Lengkapi sebelum data warga dikirim.")
    if not partnership.npp:
        return say("NPP atau nomor wadah belum diisi. Minta nomornya ke cabang BPJS.")
    return None
