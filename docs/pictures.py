"""Makes the pictures of the README from a running demo: `python docs/pictures.py`.

Start `./payung demo` first. `--address`, `--user` and `--password` say where and as whom; the
pictures go to docs/pictures/. Run it again after each change that shows, so that they stay true.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from payung.ui.chromium import LAUNCH_ARGUMENTS, find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PICTURES = Path(__file__).parent / "pictures"


@dataclass(frozen=True)
class Picture:
    """One page and the size at which it is taken."""

    name: str
    address: str
    width: int = 1280
    height: int = 800


WANTED = (
    Picture("beranda", "/"),
    Picture("uang", "/daftar-bayar/uang/", height=900),
    Picture("cakupan", "/cakupan/", height=1000),
    Picture("cakupan-ponsel", "/cakupan/", width=360, height=740),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--user", default="operator")
    parser.add_argument("--password", required=True)
    given = parser.parse_args()
    program = find_chromium()
    if program is None:
        parser.error("no Chromium: apt-get install chromium, or set PAYUNG_CHROMIUM")
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=LAUNCH_ARGUMENTS)
        page = _signed_in(browser, given.address, given.user, given.password)
        for picture in WANTED:
            _take(page, given.address, picture)
        browser.close()


def _signed_in(browser: Browser, address: str, user: str, password: str) -> Page:
    page = browser.new_context(locale="id-ID", reduced_motion="reduce").new_page()
    page.goto(f"{address}/masuk/")
    page.get_by_label("Nama pengguna").fill(user)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"{address}/")
    return page


def _take(page: Page, address: str, picture: Picture) -> None:
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.goto(address + picture.address)
    target = PICTURES / f"{picture.name}.png"
    page.screenshot(path=target)
    print(f"{target.name}: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
