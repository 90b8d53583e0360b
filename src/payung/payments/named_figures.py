"""The room's named figures: what left a payer, what came back, what is paid, what is free."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from payung.payments.money import overview
from payung.payments.reconciliation import selectors
from payung.ui.figures import Named

FIGURES = (
    Named(
        "left_rp",
        _("Iuran keluar"),
        _("Yang sudah keluar dari rekening pembayar, menurut SP2D, bukti, atau laporannya."),
        "rupiah",
        selectors.reconciliation,
    ),
    Named(
        "refunded_rp",
        _("Dikembalikan BPJS"),
        _("Bagian yang keluar yang dikembalikan BPJS sesudahnya."),
        "rupiah",
        selectors.reconciliation,
    ),
    Named(
        "paid_rp",
        _("Tetap dibayar"),
        _("Yang keluar dikurangi yang dikembalikan."),
        "rupiah",
        selectors.reconciliation,
    ),
    Named(
        "rest_rp",
        _("Sisa pagu"),
        _("Pagu dikurangi SPP yang berjalan dan SP2D, hanya rekening yang punya pagu."),
        "rupiah",
        overview.overview,
    ),
)
