"""What the findings are called on a page: one short name per code of the contract."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, Promise | str] = {
    "NIK_KOSONG": _("NIK belum diisi"),
    "NIK_PANJANG": _("NIK bukan 16 angka"),
    "NIK_BUKAN_ANGKA": _("NIK berisi huruf atau tanda"),
    "NIK_RUSAK_EXCEL": _("NIK rusak oleh Excel"),
    "NIK_TANGGAL": _("Tanggal di dalam NIK tidak ada"),
    "NIK_SERI_NOL": _("Empat angka terakhir NIK 0000"),
    "NIK_WILAYAH": _("Kode wilayah NIK tidak dikenal"),
    "NIK_BEDA_TGL_LAHIR": _("NIK dan tanggal lahir berbeda"),
    "NIK_BEDA_JK": _("NIK dan jenis kelamin berbeda"),
    "NIK_SAMA_NKK": _("NIK sama dengan nomor KK"),
    "NIK_GANDA": _("NIK muncul lebih dari sekali"),
    "NIK_ISI_SERET": _("NIK berurut seperti hasil tarikan sel"),
    "ORANG_MIRIP": _("Mungkin orang yang sama"),
    "NAMA_KOSONG": _("Nama belum diisi"),
    "TGL_LAHIR_TIDAK_SAH": _("Tanggal lahir tidak terbaca"),
    "USIA_DI_LUAR": _("Usia di luar batas program"),
    "WILAYAH_TIDAK_DIKENAL": _("Kelurahan tidak dikenal"),
    "RT_TIDAK_SAH": _("RT tidak terbaca"),
    "HP_TIDAK_SAH": _("Nomor HP tidak dapat dipakai"),
    "PENGHASILAN_TIDAK_SAH": _("Penghasilan tidak terbaca"),
    "KOLOM_HILANG": _("Kolom tidak ada"),
    "BERKAS_RUSAK": _("Berkas tidak terbaca"),
    "SEBAGIAN_TIDAK_TERBACA": _("Sebagian berkas tidak terbaca"),
    "BARIS_TERSEMBUNYI": _("Baris tersembunyi atau tersaring"),
    "KOLOM_TAK_DIKENAL": _("Kolom belum dimengerti"),
    "TANGGAL_TERTUKAR": _("Hari dan bulan tertukar"),
    "TANGGAL_1904": _("Tanggal dihitung dari 1904"),
    "KOLOM_NIK_BERISI_KK": _("Kolom NIK berisi nomor KK"),
    "SEL_GALAT": _("Sel berisi galat rumus"),
}

_COLUMNS: dict[str, Promise | str] = {
    "nik": _("NIK"),
    "nkk": _("Nomor KK"),
    "nama": _("Nama"),
    "nama_ibu": _("Nama ibu"),
    "tempat_lahir": _("Tempat lahir"),
    "tanggal_lahir": _("Tanggal lahir"),
    "jenis_kelamin": _("Jenis kelamin"),
    "no_hp": _("Nomor HP"),
    "kelurahan": _("Kelurahan"),
    "kode_kelurahan": _("Kelurahan"),
    "rt": _("RT"),
    "rw": _("RW"),
    "pekerjaan": _("Pekerjaan"),
    "penghasilan": _("Penghasilan"),
    "alamat": _("Alamat"),
    "kecamatan": _("Kecamatan (tidak dibaca)"),
    "rt_rw": _("RT dan RW dalam satu kolom"),
    "ttl": _("Tempat dan tanggal lahir dalam satu kolom"),
}


def column_name(column: str) -> Promise | str:
    """A column of the contract as people call it."""
    return _COLUMNS.get(column, column)


def finding_name(code: str) -> Promise | str:
    """The short name of a finding's code."""
    return NAMES.get(code, code)


def doubts_in_words(doubts: str) -> str:
    """The codes that a row carries along, as one phrase."""
    return "; ".join(str(finding_name(code)) for code in doubts.split())
