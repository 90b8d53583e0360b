"""What each finding says to the sender: what is wrong and how to mend it, in plain Indonesian."""

from __future__ import annotations

from collections.abc import Callable

_FIXED = {
    "NIK_KOSONG": "NIK belum diisi. Salin 16 angka NIK dari KTP atau kartu keluarga.",
    "NIK_TANGGAL": "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir. Periksa NIK di KTP.",
    "NIK_SERI_NOL": "Empat angka terakhir NIK 0000, jadi bukan NIK. Salin NIK dari KTP.",
    "NIK_WILAYAH": "Enam angka pertama NIK bukan kode wilayah yang dikenal. Periksa NIK di KTP.",
    "NIK_RUSAK_EXCEL": (
        "Excel merusak NIK ini karena selnya angka. Ubah sel menjadi Teks, lalu ketik ulang NIK."
    ),
    "NIK_ISI_SERET": (
        "NIK berurut dari baris sebelahnya seperti hasil tarikan sel. Ketik NIK dari KTP."
    ),
    "BARIS_TERSEMBUNYI": (
        "Baris ini tersembunyi di berkas Anda. Tampilkan bila orangnya diusulkan, hapus bila tidak."
    ),
    "KOLOM_NIK_BERISI_KK": (
        "Kolom NIK berisi nomor kartu keluarga. Isi kolom itu dengan NIK dari KTP setiap orang."
    ),
    "NAMA_KOSONG": "Nama belum diisi. Tulis nama sesuai KTP.",
    "RT_TIDAK_SAH": "RT belum terbaca. Tulis nomor RT, misalnya 014.",
    "HP_TIDAK_SAH": "Nomor HP tidak dapat dipakai. Tulis seperti 081234567890 atau kosongkan.",
    "PENGHASILAN_TIDAK_SAH": (
        "Penghasilan tidak dapat dibaca. Tulis rupiah sebulan, misalnya 1500000."
    ),
}
_IN_COLUMN = {
    ("NIK_PANJANG", "nkk"): "Nomor KK bukan 16 angka. Salin nomor dari kartu keluarga.",
    ("NIK_BUKAN_ANGKA", "nkk"): "Nomor KK hanya boleh angka. Salin dari kartu keluarga.",
    ("NIK_RUSAK_EXCEL", "nkk"): (
        "Excel merusak nomor KK ini karena selnya angka. Ubah sel menjadi Teks, lalu ketik ulang."
    ),
    ("RT_TIDAK_SAH", "rw"): "RW belum terbaca. Tulis nomor RW, misalnya 005, atau kosongkan.",
}
_COLUMN_LABELS = {"nik": "NIK", "nama": "nama", "tanggal_lahir": "tanggal lahir"}


def message(code: str, said: str = "", other: str = "", column: str = "") -> str:
    """The sentence of a finding about `column`; `said` is what the cell holds, `other` what it is
    held against."""
    if special := _IN_COLUMN.get((code, column)):
        return special
    if fixed := _FIXED.get(code):
        return fixed
    return _TELLING[code](said, other)


def _length(said: str, other: str) -> str:
    return f"NIK harus 16 angka. Yang diisi {len(said)} angka. Salin NIK dari KTP."


def _letters(said: str, other: str) -> str:
    odd = "".join(dict.fromkeys(c for c in said if not c.isdigit()))[:8]
    return f"NIK hanya boleh angka. Ada tanda {odd!r}. Salin NIK dari KTP."


def _birth_date(said: str, other: str) -> str:
    return f"Tanggal lahir {said} berbeda dengan NIK ({other}). Cocokkan keduanya dengan KTP."


def _family_card(said: str, other: str) -> str:
    if other:
        return "NIK dan nomor KK tertukar kolom. Tukarkan keduanya."
    return "NIK sama dengan nomor KK. Salin NIK dari KTP dan nomor KK dari kartu keluarga."


def _again(said: str, other: str) -> str:
    return f"NIK ini ada juga di {other}. Hapus salah satu atau periksa NIK di KTP."


def _similar(said: str, other: str) -> str:
    return f"Mungkin orang yang sama dengan {other}, NIK-nya lain. Pastikan dengan KTP."


def _sex(said: str, other: str) -> str:
    if said:
        return f"Jenis kelamin {said[:20]!r} tidak dapat dibaca. Tulis L atau P."
    return "Jenis kelamin berbeda dengan NIK. Cocokkan NIK dan jenis kelamin dengan KTP."


def _broken_formula(said: str, other: str) -> str:
    return f"Sel ini menampilkan galat rumus {said}. Ganti rumusnya dengan isi yang benar."


def _not_read(said: str, other: str) -> str:
    sheet = f"Lembar {said!r}" if said else "Lembar ini"
    return f"{sheet} tidak terbaca seluruhnya. Simpan ulang dari Excel sebagai XLSX, lalu kirim."


def _strange_columns(said: str, other: str) -> str:
    return f"Kolom ini belum dimengerti, jadi tidak dibaca: {said}. Jelaskan isinya atau hapus."


def _turned(said: str, other: str) -> str:
    """`said` rows are read with day and month exchanged, `other` rows could be either."""
    sure = f"Hari dan bulan tertukar pada {said} baris, sudah dibaca benar."
    open_ones = f"Belum pasti pada {other} baris: cocokkan dengan KTP."
    return " ".join(text for text, n in ((sure, said), (open_ones, other)) if n not in ("", "0"))


def _from_1904(said: str, other: str) -> str:
    return f"Tanggal dihitung dari tahun 1904 pada {said} baris, sudah dibaca dengan benar."


def _no_date(said: str, other: str) -> str:
    if not said:
        return "Tanggal lahir belum diisi. Tulis seperti 31-12-1980."
    return f"Tanggal lahir {said[:30]!r} tidak dapat dibaca. Tulis seperti 31-12-1980."


def _age(said: str, other: str) -> str:
    return f"Usia {said} tahun di luar batas program ({other} tahun). Periksa tanggal lahir."


def _area(said: str, other: str) -> str:
    if not said:
        return "Kelurahan belum diketahui. Tulis nama kelurahan sesuai daftar kota."
    return f"Kelurahan {said[:40]!r} tidak dikenal. Tulis nama kelurahan sesuai daftar kota."


def _column(said: str, other: str) -> str:
    label = _COLUMN_LABELS.get(said, said)
    return f"Tidak ada kolom {label} pada judul tabel. Tambahkan kolom itu, lalu kirim ulang."


def _as_said(said: str, other: str) -> str:
    return said


_TELLING: dict[str, Callable[[str, str], str]] = {
    "NIK_PANJANG": _length,
    "NIK_BUKAN_ANGKA": _letters,
    "NIK_BEDA_TGL_LAHIR": _birth_date,
    "NIK_SAMA_NKK": _family_card,
    "NIK_GANDA": _again,
    "ORANG_MIRIP": _similar,
    "TGL_LAHIR_TIDAK_SAH": _no_date,
    "USIA_DI_LUAR": _age,
    "WILAYAH_TIDAK_DIKENAL": _area,
    "KOLOM_HILANG": _column,
    "BERKAS_RUSAK": _as_said,
    "NIK_BEDA_JK": _sex,
    "SEL_GALAT": _broken_formula,
    "SEBAGIAN_TIDAK_TERBACA": _not_read,
    "KOLOM_TAK_DIKENAL": _strange_columns,
    "TANGGAL_TERTUKAR": _turned,
    "TANGGAL_1904": _from_1904,
}

CODES = frozenset(_FIXED) | frozenset(_TELLING)
"""Every code of the contract."""
