"""A regency that nobody has heard of, from an empty installation to its first claim, by pages."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

PASSWORD = "laut biru di teluk"
SCAN = {"name": "pindaian.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 uji\n%%EOF"}
PEOPLE = 3
MONEY = "5.1.02.01", "5.1.02.02"
TODAY = date.today()
MONTH = f"{TODAY:%Y-%m}"


def nik(number: int) -> str:
    return f"640901{number:02d}0180900{number}"


def workbook(rows: Sequence[Sequence[object]]) -> dict[str, object]:
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "daftar.xlsx", "mimeType": kind, "buffer": content.getvalue()}


HEAD = ("No", "Nama Lengkap", "N I K", "Tgl Lahir", "L/P", "RT", "Pekerjaan", "Penghasilan")


def messy_list() -> dict[str, object]:
    rows: list[Sequence[object]] = [["DAFTAR PEKERJA RENTAN"], [], HEAD]
    for number, letter in enumerate("ABC", 1):
        name, born = f" warga {letter}andi ", f"{number:02d}/01/1980"
        rows.append([number, name, nik(number), born, "Lk", "1", "tukang ojek", "Rp 1.000.000"])
    return workbook([*rows, [4, "Warga Rusak", "6409010", "04/01/1980", "Lk", "1", "-", ""]])


class Office:
    """Who works here, each in a browser of his own."""

    def __init__(self, browser: Browser, live: str) -> None:
        self.browser, self.live = browser, live
        self.pages: dict[str, Page] = {}
        self.steps = 0

    def at(self, who: str, address: str) -> Page:
        if who not in self.pages:
            context = self.browser.new_context(locale="id-ID", java_script_enabled=False)
            self.pages[who] = context.new_page()
            self.pages[who].on("framenavigated", lambda _frame: self._step())
        self.pages[who].goto(self.live + address)
        return self.pages[who]

    def _step(self) -> None:
        self.steps += 1

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()


def on(name: str, day: date) -> dict[str, str]:
    """A date as three boxes ask for it."""
    parts = {"hari": day.day, "bulan": day.month, "tahun": day.year}
    return {f"{name}_{part}": str(number) for part, number in parts.items()}


def send(page: Page, field: str, told: Mapping[str, str], *, file: object = None) -> None:
    """Fills the form that has `field`, as a person would, and presses its button."""
    form: Locator = page.locator(f'main form:has([name="{field}"])').last
    folded = form.locator("xpath=ancestor::details[not(@open)]/summary")
    for summary in folded.all():
        summary.click()
    for name, value in told.items():
        box = form.locator(f'[name="{name}"]').first
        if box.evaluate("e => e.tagName") == "SELECT":
            box.select_option(value)
        elif box.get_attribute("type") == "radio":
            form.locator(f'[name="{name}"][value="{value}"]').check()
        elif box.get_attribute("type") == "checkbox":
            box.check()
        else:
            box.fill(value)
    if file is not None:
        form.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    form.locator("button:not([type=button])").last.click()
    assert "Harus diperbaiki" not in page.title(), page.locator("main").inner_text()[:600]


def come_in(page: Page) -> None:
    """Chooses a password and a second step, and lands on the first page."""
    import pyotp

    send(page, "baru", {"baru": PASSWORD, "ulang": PASSWORD})
    key = re.search(r"Kunci:\s*([A-Z2-7]+)", page.locator("main").inner_text())
    assert key is not None
    send(page, "kode", {"kode": pyotp.TOTP(key.group(1)).now()})
    page.get_by_role("link", name="Sudah disimpan, lanjut").click()


@pytest.fixture
def office(browser: Browser, live: str, settings: object) -> Office:
    settings.SECOND_FACTOR = True  # type: ignore[attr-defined]
    return Office(browser, live)


@pytest.mark.django_db(transaction=True)
def test_from_an_empty_installation_to_the_first_claim(office: Office) -> None:
    _open(office)
    _invite_all(office)
    _furnish(office)
    _take_in(office)
    _decree(office)
    _pay(office)
    _die(office)
    print(f"{office.steps} halaman dari folder kosong sampai klaim pertama")
    office.close()


def waits(office: Office, who: str) -> str:
    """What the first page of somebody says."""
    return office.at(who, "/").locator("main").inner_text()


def _open(office: Office) -> None:
    from payung.accounts.opening import invite_opener

    page = office.at("admin", reverse("opening", args=[invite_opener()]))
    send(page, "provinsi", {"provinsi": "64"})
    send(page, "kota", {"kota": "64.09", "nama": "Sri Wahyuni"})
    come_in(page)
    told = waits(office, "admin")
    assert "Daftar pertama: belum siap" in told
    assert "Operator kota sudah punya akun" in told


def _invite_all(office: Office) -> None:
    for who, role, area in (
        ("op", "operator", "64.09"), ("ver", "verifikator", "64.09.01.1003"),
        ("app", "penyetuju", "64.09"), ("fin", "keuangan", "64.09"), ("ppk", "keuangan", "64.09"),
        ("pen", "pendamping", "64.09"),
    ):  # fmt: skip
        page = office.at("admin", reverse("account_invite"))
        send(page, "peran", {"nama": f"Pegawai {who}", "peran": role, "wilayah": area})
        page.get_by_role("button", name="Beri kode masuk").click()
        code = page.locator("p.lead").first.inner_text().strip()
        newcomer = office.at(who, reverse("code_page"))
        send(newcomer, "kode", {"kode": code})
        come_in(newcomer)


def _furnish(office: Office) -> None:
    for name in ("Disnaker", "BPKAD", "Inspektorat"):
        page = office.at("admin", reverse("office_kind", args=["kantor"]))
        told = {"nama": name, "kop": name.upper(), "alamat": "Jalan Uji 1", "sumber": "SK uji"}
        send(page, "kop", told)
    for order, post in enumerate(("Kepala Dinas", "Bupati"), 1):
        page = office.at("op", reverse("officials"))
        told = {"jabatan": post, "urutan": str(order)}
        send(page, "urutan", told | ({"menandatangani": "ya"} if post == "Bupati" else {}))
        page = office.at("op", reverse("officials"))
        label = page.locator("select[name=jabatan] option").last.get_attribute("value") or ""
        begun = on("mulai", date(TODAY.year, 1, 1))
        send(page, "kedudukan", {"jabatan": label, "nama": f"Pejabat {order}", **begun})


def _take_in(office: Office) -> None:
    page = office.at("op", reverse("upload_new"))
    send(page, "wilayah", {"wilayah": "64.09.01.1003"}, file=messy_list())
    page.reload()
    assert "NIK bukan 16 angka" in page.locator("main").inner_text()
    page.get_by_role("link", name="Lanjut ke konfirmasi").click()
    page.get_by_role("button", name=f"Konfirmasi {PEOPLE} baris").click()
    assert "Usulan menunggu verifikasi" in waits(office, "ver")
    page = office.at("ver", reverse("proposal_list"))
    for box in page.locator("input[name=pilih]").all():
        box.check()
    page.get_by_role("button", name="Verifikasi", exact=True).click()
    page.get_by_role("button", name=f"Verifikasi {PEOPLE} usulan").click()
    assert "Terverifikasi, belum di berita acara verifikasi" in waits(office, "ver")
    page.get_by_role("link", name="Terverifikasi, belum di berita acara").click()
    send(page, "jenis", {"jenis": "ba_verifikasi"})
    address = page.url
    with page.expect_download():
        page.get_by_role("button", name="Unduh untuk dicetak").click()
    page.goto(address)
    code = re.search(r"Kode kertas\s+(.+)", page.locator("main").inner_text())
    assert code is not None
    told = {"kode": code.group(1), "penanda_tangan": "Lurah", **on("tanggal", TODAY)}
    send(page, "penanda_tangan", told, file=SCAN)


def _decree(office: Office) -> None:
    told = waits(office, "op")
    assert "SK pertama: belum siap" in told and "Program" in told
    page = office.at("op", reverse("programme_new"))
    send(page, "kode", {
        "kode": "UJI", "nama": "Pekerja rentan", "dasar": "Perbup 1/2026", "orang": str(PEOPLE),
        "tahun": str(TODAY.year), "bulan_pertama": MONTH, "bulan_terakhir": MONTH,
        "pagu": "10.000.000", "rekening_jkk": MONEY[0], "rekening_jkm": MONEY[1],
    })  # fmt: skip
    for box in page.locator("main form input[type=text]").all():
        if "contoh" in box.input_value():
            box.fill("Perbup 1/2026")
    send(page, "domisili", {})
    page.get_by_role("button", name="Susun peringkat baru").click()
    ranking = page.url.removeprefix(office.live)
    assert "Peringkat menunggu persetujuan" in waits(office, "app")
    send(office.at("app", ranking), "jumlah", {"jumlah": str(PEOPLE)})
    page = office.at("op", ranking)
    send(page, "jumlah", {"jumlah": str(PEOPLE)})
    decree = page.url.removeprefix(office.live)
    letter = {"nomor": "ND/1", "pengirim": "Kepala Dinas", **on("tanggal", TODAY)}
    send(page, "pengirim", letter)
    page.locator('form[action*="/paraf/"]').first.wait_for()
    form = page.locator('form[action*="/paraf/"]').first
    for name, value in on("tanggal", TODAY).items():
        form.locator(f'[name="{name}"]').fill(value)
    form.locator("button").last.click()
    signed = {"nomor": "SK/1", "jumlah": str(PEOPLE), **on("tanggal", TODAY)}
    send(office.at("app", decree), "keputusan", signed, file=SCAN)


def _pay(office: Office) -> None:
    assert "PKS yang berlaku" in waits(office, "op")
    end = date(TODAY.year + 1, 12, 31)
    page = office.at("op", reverse("partnership", args=["UJI"]))
    send(page, "npp", {
        "nota": "NK/1", "pks": "PKS/1", "npp": "12345678", "cabang": "Cabang uji", "batas": "20",
        "pasal": "Pasal 7", **on("nota_sampai", end), **on("mulai", date(TODAY.year, 1, 1)),
        **on("sampai", end),
    })  # fmt: skip
    page = office.at("op", reverse("new_payment_list", args=["UJI"]))
    send(page, "jumlah", {"jumlah": str(PEOPLE)})
    chosen = page.url.removeprefix(office.live)
    answer = [[nik(n), "DITERIMA", "", f"2601000000{n}"] for n in range(1, PEOPLE + 1)]
    send(page, "berkas", {}, file=workbook([["NIK", "STATUS", "ALASAN", "KPJ"], *answer]))
    budget = reverse("budget", args=["UJI"])
    for kind, day in (("dpa", date(TODAY.year, 1, 1)), ("spd", TODAY)):
        money = {f"{kind}-{name}": "1.000.000" for name in ("jkk", "jkm")}
        papers = {f"{kind}-nomor": f"{kind}/1", **on(f"{kind}-tanggal", day)}
        send(office.at("fin", budget), f"{kind}-nomor", money | papers)
    assert "Daftar menunggu SPP sampai SP2D" in waits(office, "fin")
    for step, who in enumerate(("fin", "fin", "ppk", "fin", "fin", "fin", "fin")):
        page = office.at(who, chosen)
        send(page, "jenis", {"nomor": f"D/{step}", **on("tanggal", TODAY)})
    assert "Sudah dibukukan BPJS" in page.locator("main").inner_text()


def _die(office: Office) -> None:
    page = office.at("pen", reverse("claim_report_who"))
    send(page, "q", {"q": "Candi"})
    page.get_by_role("link", name="Candi").first.click()
    page.get_by_role("link", name="Kematian").click()
    send(page, "kerja", {"kerja": "tidak", **on("tanggal", TODAY)})
    assert "Nomor kasus: K-00001" in page.locator("main").inner_text()
    page = office.at("pen", reverse("claim", args=[1]))
    assert "Candi" in page.locator("main").inner_text()
    assert "Klaim: tugas saya" in waits(office, "pen")
