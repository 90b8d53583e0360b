"""What speaks for two records being one person, in the reader's language.

The comparisons are kept as the office's Indonesian words (`linkage.comparisons`); a test holds
this list against theirs.
"""

from __future__ import annotations

import re
from functools import cache

from django.utils.translation import gettext, gettext_lazy, gettext_noop

from payung.ui.words import in_english, shown

KNOWN = (
    gettext_noop("NIK angka tertukar"),
    gettext_noop("NIK beda dua angka"),
    gettext_noop("NIK beda satu angka"),
    gettext_noop("NIK berbeda"),
    gettext_noop("NIK berbeda, masing-masing cocok dengan tanggal lahirnya"),
    gettext_noop("NIK dan tahun lahir berbeda, hari dan bulan lahir sama"),
    gettext_noop("NIK masing-masing cocok dengan tanggal lahirnya"),
    gettext_noop("NIK sama"),
    gettext_noop("NIK sama sampai angka ke-15"),
    gettext_noop("NIK sama, tetapi tidak cocok dengan tanggal lahir"),
    gettext_noop("RT dan kelurahan sama"),
    gettext_noop("RT sama, kode wilayah mirip"),
    gettext_noop("jenis kelamin berbeda"),
    gettext_noop("kecamatan sama"),
    gettext_noop("kelurahan sama"),
    gettext_noop("mungkin kembar: nomor urut NIK berdekatan, nama berbeda"),
    gettext_noop("nama agak mirip"),
    gettext_noop("nama beda dua huruf"),
    gettext_noop("nama beda satu huruf"),
    gettext_noop("nama berbeda"),
    gettext_noop("nama berbeda, mungkin saudara"),
    gettext_noop("nama ibu agak mirip"),
    gettext_noop("nama ibu beda dua huruf"),
    gettext_noop("nama ibu beda satu huruf"),
    gettext_noop("nama ibu berbeda"),
    gettext_noop("nama ibu mirip"),
    gettext_noop("nama ibu mirip sebagian"),
    gettext_noop("nama ibu sama"),
    gettext_noop("nama ibu sama sebagian"),
    gettext_noop("nama mirip"),
    gettext_noop("nama mirip sebagian"),
    gettext_noop("nama sama"),
    gettext_noop("nama sama sebagian"),
    gettext_noop("nomor HP berbeda"),
    gettext_noop("nomor HP sama"),
    gettext_noop("nomor HP sama, RT sama"),
    gettext_noop("nomor HP sama, dipakai banyak orang"),
    gettext_noop("nomor HP sama, kelurahan sama"),
    gettext_noop("nomor KK sama"),
    gettext_noop("nomor identitas beda dua angka"),
    gettext_noop("nomor identitas beda satu angka"),
    gettext_noop("nomor identitas berbeda"),
    gettext_noop("nomor identitas sama"),
    gettext_noop("nomor urut NIK berdekatan"),
    gettext_noop("satu kata nama ibu sama"),
    gettext_noop("satu kata nama sama"),
    gettext_noop("satu kata nama sama, mungkin saudara"),
    gettext_noop("tahun lahir jauh berbeda"),
    gettext_noop("tahun lahir sama"),
    gettext_noop("tanggal dan bulan lahir tertukar"),
    gettext_noop("tanggal lahir beda satu angka"),
    gettext_noop("tanggal lahir berbeda"),
    gettext_noop("tanggal lahir hampir sama"),
    gettext_noop("tanggal lahir sama"),
    gettext_noop("wilayah berbeda"),
)
"""Every phrase that a comparison can give."""
_SOUNDS = gettext_lazy("%(words)s bunyinya")


def told_evidence(text: str) -> str:
    """The stored evidence of a pair; what is no comparison's phrase is read as a sentence."""
    if not in_english():
        return text
    read = _phrases().sub(_in_english, text)
    return shown(text) if read == text else read


@cache
def _phrases() -> re.Pattern[str]:
    """The longest phrases first: some hold a comma of their own."""
    words = sorted(KNOWN, key=len, reverse=True)
    return re.compile(rf"(?:^|(?<=, ))({'|'.join(map(re.escape, words))})( bunyinya)?(?=, |$)")


def _in_english(match: re.Match[str]) -> str:
    words = gettext(match[1])
    return str(_SOUNDS) % {"words": words} if match[2] else words
