"""A first look at a sender's file that parses nothing: size, first bytes, zip directory.

Refusals are sentences for the clerk who sent the file.
"""

from __future__ import annotations

import mmap
import stat
import zipfile
from enum import Enum
from pathlib import Path

from payung.kernel.errors import UnreadableFile
from payung.kernel.sentence import say

LARGEST_FILE = 800 * 2**20
LARGEST_PART = 3 * 2**30
_MOST_PARTS = 2000
_BOMB_RATIO = 200
_BOMB_FROM = 16 * 2**20
_SAMPLE = 4096

TOO_LARGE = say("Berkas terlalu besar. Bagi menjadi beberapa berkas, lalu kirim satu per satu.")
BOMB = say("Isi berkas jauh lebih besar dari ukurannya. Simpan ulang dari Excel, lalu kirim lagi.")
BROKEN = say(
    "Berkas tidak dapat dibuka. Buka di Excel, simpan lagi sebagai XLSX, lalu kirim ulang."
)
WEB_PAGE = say("Berkas ini halaman web, bukan Excel. Buka di Excel, simpan sebagai XLSX.")
WEB_ARCHIVE = say("Berkas ini arsip web (MHT), bukan Excel. Buka di Excel, simpan sebagai XLSX.")
XML_2003 = say("Berkas ini Lembar Bentang XML 2003. Buka di Excel, simpan sebagai Buku Kerja XLSX.")
SYLK = say("Berkas ini format SYLK. Buka di Excel, simpan sebagai Buku Kerja XLSX.")
BINARY_BOOK = say(
    "Berkas ini Buku Kerja Biner (XLSB) yang rusak. Simpan ulang di Excel sebagai XLSX."
)
LOCKED = say(
    "Berkas dikunci kata sandi. Buka di Excel, hapus kata sandinya, simpan, lalu kirim ulang."
)
LETTER = say("Berkas ini dokumen, bukan daftar. Salin tabelnya ke Excel, simpan sebagai XLSX.")
NUMBERS = say("Berkas ini dari Apple Numbers. Pilih File, Ekspor ke Excel, lalu kirim XLSX-nya.")
SHORTCUT = say(
    "Berkas ini pintasan Google Sheets. Buka, unduh sebagai Microsoft Excel, lalu kirim."
)
PACKED = say(
    "Berkas ini arsip (ZIP, RAR, 7z). Keluarkan isinya, lalu kirim berkas Excel di dalamnya."
)
PICTURE = say("Berkas ini gambar atau PDF, bukan daftar. Kirim berkas Excel atau CSV.")
NO_LIST = say("Berkas ini bukan daftar. Kirim berkas Excel atau CSV berisi nama dan NIK.")
EMPTY = say("Berkas kosong. Kirim daftar yang sudah diisi.")
NO_FILE = say("Ini bukan berkas. Pilih berkas Excel atau CSV.")
MISSING = say("Berkas tidak ditemukan. Periksa nama berkasnya.")


class FileFormat(Enum):
    """What a file is, whatever its name says."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    TEXT = "text"


_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_OTHERS = (b"MZ", b"\x7fELF", b"SQLite")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh")
_LISTS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".csv", ".ods")
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMED_TEXTS = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", XML_2003),
    (b"multipart/related", WEB_ARCHIVE),
    (b"docs.google.com", SHORTCUT),
)
_NAMED_PARTS = (
    ("word/document.xml", LETTER),
    ("ppt/presentation.xml", LETTER),
    ("Index/Document.iwa", NUMBERS),
    ("Index.zip", NUMBERS),
)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def kind_of(path: Path) -> FileFormat:
    """What the file is; `UnreadableFile` with the reason if it can't be a list."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableFile(NO_FILE)  # a pipe would be waited for without end
        size = about.st_size
        with path.open("rb") as stream:
            head = stream.read(_SAMPLE)
    except OSError as error:
        raise UnreadableFile(MISSING) from error
    if size > LARGEST_FILE:
        raise UnreadableFile(TOO_LARGE)
    if not head.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise UnreadableFile(EMPTY)
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    return _kind_of_old(path) if head.startswith(b"\xd0\xcf\x11\xe0") else _kind_of_text(head)


def _kind_of_old(path: Path) -> FileFormat:
    """An XLS, unless the old container holds a locked workbook or a letter."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            raise UnreadableFile(LOCKED)
        is_book = any(data.find(n.encode("utf-16-le")) >= 0 for n in ("Workbook", "Book"))
        if not is_book and data.find("WordDocument".encode("utf-16-le")) >= 0:
            raise UnreadableFile(LETTER)
    return FileFormat.XLS


def _kind_of_zip(path: Path) -> FileFormat:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(BROKEN) from error
    _check_parts(parts)
    names = [part.filename for part in parts]
    if len(set(names)) != len(names) or any(_escapes(name) for name in names):
        raise UnreadableFile(BROKEN)
    if "xl/workbook.xml" in names:
        return FileFormat.XLSX
    if "xl/workbook.bin" in names:
        return FileFormat.XLSB
    if "content.xml" in names and "mimetype" in names:
        return _kind_of_open_document(path)
    for part, sentence in _NAMED_PARTS:
        if part in names:
            raise UnreadableFile(sentence)
    raise UnreadableFile(PACKED if any(n.lower().endswith(_LISTS) for n in names) else NO_LIST)


def _kind_of_open_document(path: Path) -> FileFormat:
    with zipfile.ZipFile(path) as archive:
        told = archive.read("mimetype")[:100].decode("ascii", "replace").strip()
    if told.startswith(_ODS_TYPE) or "opendocument" not in told:
        return FileFormat.ODS
    raise UnreadableFile(LETTER)


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > _MOST_PARTS:
        raise UnreadableFile(BOMB)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile(LOCKED)
    for part in parts:
        swollen = part.file_size > _BOMB_RATIO * max(part.compress_size, 1)
        if part.file_size > LARGEST_PART or (swollen and part.file_size > _BOMB_FROM):
            raise UnreadableFile(BOMB)


def _escapes(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.split("/")


def _kind_of_text(head: bytes) -> FileFormat:
    if head.startswith(_PICTURES):
        raise UnreadableFile(PICTURE)
    if head.startswith(_ARCHIVES):
        raise UnreadableFile(PACKED)
    if head.startswith(b"{\\rtf"):
        raise UnreadableFile(LETTER)
    if head.startswith(b"ID;P"):
        raise UnreadableFile(SYLK)
    if head.startswith(_OTHERS):
        raise UnreadableFile(NO_LIST)
    _refuse_named(head.replace(b"\x00", b"").lower())
    if head.startswith(_WIDE_MARKS):
        return FileFormat.TEXT
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"<"):
        raise UnreadableFile(WEB_PAGE)
    if start.startswith((b"{", b"[{", b"[[")):
        raise UnreadableFile(NO_LIST)
    strange = sum(byte < 9 or 13 < byte < 32 for byte in head)
    if strange > len(head) // 100:
        raise UnreadableFile(NO_LIST)
    return FileFormat.TEXT


def _refuse_named(head: bytes) -> None:
    """Texts that only a program reads, each with the way out; a list may speak of a web address."""
    beginning = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").lstrip()
    if not beginning.startswith((b"<", b"{", b"mime-version", b"from:", b"content-type")):
        return
    for sign, sentence in _NAMED_TEXTS:
        if sign in head:
            raise UnreadableFile(sentence)
