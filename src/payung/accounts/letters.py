"""What people are handed with a code: letters for print, and messages for WhatsApp."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from importlib.resources import files
from urllib.parse import quote

from payung.accounts.codes import grouped
from payung.accounts.heads import WelcomeLetter
from payung.ui.qr import qr_svg

_FIXED_TIME = 0


def message(name: str, address: str) -> str:
    """The words of the message that carries the way in; they ask for nothing in return."""
    return (
        f"Yth. {name}, ini tautan masuk ke Payung, sekali pakai, hanya untuk Anda: {address}\n"
        "Kami tidak pernah meminta kata sandi atau kode lewat pesan."
    )


def whatsapp_link(phone: str, text: str) -> str:
    """Opens WhatsApp with the message; without a number the sender chooses to whom."""
    return f"https://wa.me/{phone.removeprefix('+')}?text={quote(text)}"


def letters_pdf(letters: Sequence[WelcomeLetter], site: str, city: str) -> bytes:
    """Two letters on a sheet of A4, each with the address, a picture of it, and the code."""
    import typst

    told = [
        {
            "name": letter.name, "place": letter.place, "username": letter.username,
            "code": grouped(letter.code), "qr": qr_svg(_address(site, letter)),
        }
        for letter in letters
    ]  # fmt: skip
    made: bytes = typst.compile(
        files("payung.accounts").joinpath("data", "surat.typ").read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"surat": json.dumps({"city": city, "site": site, "letters": told})},
        timestamp=_FIXED_TIME,
    )
    return made


def messages_xlsx(letters: Sequence[WelcomeLetter], site: str) -> bytes:
    """One row a person: a link opens WhatsApp with his message."""
    import xlsxwriter

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Kelurahan", "Wilayah", "Nama", "Nomor HP", "Kode", "WhatsApp"])
        for number, one in enumerate(letters, start=1):
            link = whatsapp_link(one.phone, message(one.name, _address(site, one)))
            row = [one.kelurahan, one.place, one.name, one.phone, grouped(one.code), link]
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell)
    return file.getvalue()


def _address(site: str, letter: WelcomeLetter) -> str:
    from django.urls import reverse

    return site.rstrip("/") + reverse("invited", args=[grouped(letter.code)])
