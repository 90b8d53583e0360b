"""A refusal names what the file is and the way out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.lists.builders import check
from tests.unit.lists.hostile import zipped

_XML = (
    b'<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'
)
_MHT = b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related;\r\n\r\n"
_LETTER = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("name", "content", "named", "way_out"),
    [
        ("a.xlsb", zipped({"xl/workbook.bin": "x"}), "XLSB", "XLSX"),
        ("a.xls", _MHT, "arsip web", "XLSX"),
        ("b.mht", b"From: <Saved>\r\n" + _MHT, "arsip web", "XLSX"),
        ("a.xml", _XML, "XML 2003", "XLSX"),
        ("b.xls", b"\xef\xbb\xbf" + _XML, "XML 2003", "XLSX"),
        ("c.xls", _XML.decode().encode("utf-16"), "XML 2003", "XLSX"),
        ("a.xlsx", _OLD + "EncryptedPackage".encode("utf-16-le") + bytes(512), "sandi", "hapus"),
        ("a.doc", _OLD + "WordDocument".encode("utf-16-le") + bytes(512), "dokumen", "Excel"),
        ("a.docx", zipped({"word/document.xml": "<w/>"}), "dokumen", "Excel"),
        ("a.odt", _LETTER, "dokumen", "Excel"),
        ("a.numbers", zipped({"Index/Document.iwa": "x"}), "Numbers", "Ekspor"),
        ("a.zip", zipped({"Legok/Daftar.XLSX": "x"}), "ZIP", "Keluarkan"),
        ("a.rar", b"Rar!\x1a\x07" + bytes(300), "RAR", "Keluarkan"),
        ("a.gsheet", json.dumps({"url": "https://docs.google.com/x"}).encode(), "Google", "unduh"),
        ("a.slk", b"ID;PWXL;N;E\r\nP;PGeneral\r\n", "SYLK", "XLSX"),
        ("a.html", b"<html><table><tr><td>NIK</td></tr></table>", "halaman web", "XLSX"),
    ],
)  # fmt: skip
def test_a_format_is_named_with_the_way_out(
    tmp_path: Path, name: str, content: bytes, named: str, way_out: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    checked = check(path)
    assert checked.finding_counts == {"BERKAS_RUSAK": 1}
    sentence = checked.unusable[name]
    assert named in sentence
    assert way_out in sentence


def test_a_list_that_begins_with_a_web_address_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "Legok.csv"
    path.write_text(
        "docs.google.com/x\nNIK;Nama;Tgl Lahir\n1571100205839001;BUDI;02-05-1983\n", "utf-8"
    )
    assert check(path).rows.height == 1
