"""What each finding says to the sender: what is wrong and how to mend it, in plain Indonesian."""

from __future__ import annotations

from collections.abc import Callable

from payung.kernel.sentence import say
from payung.lists.rules.blank import NOT_RECKONED

_FIXED = {
    "NIK_KOSONG": say("NIK belum diisi. Salin 16 angka NIK dari KTP atau kartu keluarga."),
    "NIK_TANGGAL": say("Angka ke-7 sampai ke-12 NIK bukan tanggal lahir. Periksa NIK di KTP."),
    "NIK_SERI_NOL": say("Empat angka terakhir NIK 0000, jadi bukan NIK. Salin NIK dari KTP."),
    "NIK_WILAYAH": say(
        "Enam angka pertama NIK bukan kode wilayah yang dikenal. Periksa NIK di KTP."
    ),
    "NIK_RUSAK_EXCEL": say(
        "Excel merusak NIK ini karena selnya angka. Ubah sel menjadi Teks, lalu ketik ulang NIK."
    ),
    "NIK_ISI_SERET": say(
        "NIK berurut dari baris sebelahnya seperti hasil tarikan sel. Ketik NIK dari KTP."
    ),
    "BARIS_TERSEMBUNYI": say(
        "Baris ini tersembunyi di berkas Anda. Tampilkan bila orangnya diusulkan, hapus bila tidak."
    ),
    "KOLOM_NIK_BERISI_KK": say(
        "Kolom NIK berisi nomor kartu keluarga. Isi kolom itu dengan NIK dari KTP setiap orang."
    ),
    "NAMA_KOSONG": say("Nama belum diisi. Tulis nama sesuai KTP."),
    "RT_TIDAK_SAH": say("RT belum terbaca. Tulis nomor RT, misalnya 014."),
    "HP_TIDAK_SAH": say("Nomor HP tidak dapat dipakai. Tulis seperti 081234567890 atau kosongkan."),
    "PENGHASILAN_TIDAK_SAH": say(
        "Penghasilan tidak dapat dibaca. Tulis rupiah sebulan, misalnya 1500000."
    ),
}
_IN_COLUMN = {
    ("NIK_PANJANG", "nkk"): say("Nomor KK bukan 16 angka. Salin nomor dari kartu keluarga."),
    ("NIK_BUKAN_ANGKA", "nkk"): say("Nomor KK hanya boleh angka. Salin dari kartu keluarga."),
    ("NIK_RUSAK_EXCEL", "nkk"): say(
        "Excel merusak nomor KK ini karena selnya angka. Ubah sel menjadi Teks, lalu ketik ulang."
    ),
    ("RT_TIDAK_SAH", "rw"): say("RW belum terbaca. Tulis nomor RW, misalnya 005, atau kosongkan."),
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
    return say(
        "NIK harus 16 angka. Yang diisi {number} angka. Salin NIK dari KTP.", number=len(said)
    )


def _letters(said: str, other: str) -> str:
    odd = "".join(dict.fromkeys(c for c in said if not c.isdigit()))[:8]
    return say("NIK hanya boleh angka. Ada tanda {odd!r}. Salin NIK dari KTP.", odd=odd)


def _birth_date(said: str, other: str) -> str:
    return say(
        "Tanggal lahir {said} berbeda dengan NIK ({other}). Cocokkan keduanya dengan KTP.",
        said=said,
        other=other,
    )


def _family_card(said: str, other: str) -> str:
    if other:
        return say("NIK dan nomor KK tertukar kolom. Tukarkan keduanya.")
    return say("NIK sama dengan nomor KK. Salin NIK dari KTP dan nomor KK dari kartu keluarga.")


def _again(said: str, other: str) -> str:
    return say(
        "NIK ini ada juga di {other}. Hapus salah satu atau periksa NIK di KTP.", other=other
    )


def _similar(said: str, other: str) -> str:
    return say(
        "Mungkin orang yang sama dengan {other}, NIK-nya lain. Pastikan dengan KTP.", other=other
    )


def _sex(said: str, other: str) -> str:
    if said:
        return say("Jenis kelamin {said!r} tidak dapat dibaca. Tulis L atau P.", said=said[:20])
    return say("Jenis kelamin berbeda dengan NIK. Cocokkan NIK dan jenis kelamin dengan KTP.")


def _broken_formula(said: str, other: str) -> str:
    if said == NOT_RECKONED:
        return say("Rumus di sel ini belum dihitung. Buka di Excel, simpan, lalu kirim ulang.")
    return say(
        "Sel ini menampilkan galat rumus {said}. Ganti rumusnya dengan isi yang benar.", said=said
    )


def _not_read(said: str, other: str) -> str:
    if other:
        return say(
            "Lembar {name!r} berisi NIK, tetapi bukan tabel. Salin orangnya ke dalam daftar.",
            name=said,
        )
    sheet = say("Lembar {name!r}", name=said) if said else say("Lembar ini")
    return say(
        "{sheet} tidak terbaca seluruhnya. Simpan ulang dari Excel sebagai XLSX, lalu kirim.",
        sheet=sheet,
    )


def _strange_columns(said: str, other: str) -> str:
    return say(
        "Kolom ini belum dimengerti, jadi tidak dibaca: {said}. Jelaskan isinya atau hapus.",
        said=said,
    )


def _turned(said: str, other: str) -> str:
    """`said` rows are read with day and month exchanged, `other` rows could be either."""
    sure, unsure = said not in ("", "0"), other not in ("", "0")
    if sure and unsure:
        return say(
            "Hari dan bulan tertukar pada {rows} baris, sudah dibaca benar. "
            "Belum pasti pada {others} baris: cocokkan dengan KTP.",
            rows=said,
            others=other,
        )
    if unsure:
        return say("Belum pasti pada {rows} baris: cocokkan dengan KTP.", rows=other)
    return say("Hari dan bulan tertukar pada {rows} baris, sudah dibaca benar.", rows=said)


def _from_1904(said: str, other: str) -> str:
    return say(
        "Tanggal dihitung dari tahun 1904 pada {said} baris, sudah dibaca dengan benar.", said=said
    )


def _no_date(said: str, other: str) -> str:
    if not said:
        return say("Tanggal lahir belum diisi. Tulis seperti 31-12-1980.")
    return say(
        "Tanggal lahir {said!r} tidak dapat dibaca. Tulis seperti 31-12-1980.", said=said[:30]
    )


def _age(said: str, other: str) -> str:
    return say(
        "Usia {said} tahun di luar batas program ({other} tahun). Periksa tanggal lahir.",
        said=said,
        other=other,
    )


def _area(said: str, other: str) -> str:
    if not said:
        return say("Kelurahan belum diketahui. Tulis nama kelurahan sesuai daftar kota.")
    return say(
        "Kelurahan {said!r} tidak dikenal. Tulis nama kelurahan sesuai daftar kota.", said=said[:40]
    )


def _column(said: str, other: str) -> str:
    label = _COLUMN_LABELS.get(said, said)
    return say(
        "Tidak ada kolom {label} pada judul tabel. Tambahkan kolom itu, lalu kirim ulang.",
        label=label,
    )


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
