"""The room's named figures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from payung.claims.papers.later import complete_at_first_visit
from payung.insight import coverage, leader, risk, targets
from payung.ui.figures import Named

FIGURES_OF_COVERAGE = (
    Named(
        "listed",
        _("Terdaftar"),
        _("Orang yang diusulkan sampai akhir bulan itu dan usulannya tidak ditarik."),
        "orang",
        coverage.counted,
    ),
    Named(
        "verified",
        _("Terverifikasi"),
        _("Orang yang usulannya diterima petugas verifikasi sampai akhir bulan itu."),
        "orang",
        coverage.counted,
    ),
    Named(
        "protected",
        _("Terlindungi"),
        _("Orang yang iuran JKM-nya diterima BPJS untuk bulan itu, siapa pun pembayarnya."),
        "orang",
        coverage.protected,
    ),
    Named(
        "unlisted",
        _("Di luar daftar"),
        _("Terlindungi pembayar lain, tanpa usulan di daftar kota."),
        "orang",
        coverage.counted,
    ),
    Named(
        "lapsing",
        _("Akan terputus"),
        _("Terlindungi bulan itu, tanpa iuran dibayar atau terencana bulan berikutnya."),
        "orang",
        coverage.lapsing,
    ),
    Named(
        "died",
        _("Meninggal"),
        _("Orang yang kematiannya dilaporkan sampai akhir bulan itu."),
        "orang",
        coverage.counted,
    ),
)

FIGURES = (
    *FIGURES_OF_COVERAGE,
    Named(
        "assured",
        _("Terlindungi atau direncanakan"),
        _("Orang yang iuran JKM-nya bulan itu dibayar, diajukan, atau direncanakan."),
        "orang",
        targets.months_ahead,
    ),
    Named(
        "target",
        _("Sasaran"),
        _("Pekerja yang harus terlindungi di wilayah ini."),
        "orang",
        targets.target_of,
    ),
    Named(
        "first_visit",
        _("Lengkap pada kunjungan pertama"),
        _("Dari kasus yang diajukan tahun itu: tanpa surat yang diminta belakangan."),
        "kasus",
        complete_at_first_visit,
    ),
    Named(
        "contribution_planned_rp",
        _("Iuran direncanakan"),
        _("Iuran semua pembayar yang direncanakan untuk tahun itu dan tidak ditarik."),
        "rupiah",
        leader.contribution,
    ),
    Named(
        "contribution_paid_rp",
        _("Iuran dibayar"),
        _("Bagian darinya yang sudah dibayar dan tidak dikembalikan."),
        "rupiah",
        leader.contribution,
    ),
    Named(
        "sum_at_risk_rp",
        _("Uang pertanggungan JKM"),
        _("Yang harus dibayar bila semua orang terlindungi meninggal pada akhir bulan itu."),
        "rupiah",
        risk.sum_at_risk,
    ),
)
