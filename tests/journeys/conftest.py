"""The browser, a page as a cheap phone shows it, and the site with its database behind it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from payung.ui.chromium import LAUNCH_ARGUMENTS, find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

    from payung.accounts.models import User

PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 900}

# Playwright keeps an event loop in the test's thread, where Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without one the journeys are left out, and the reason says so."""
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium: apt-get install chromium, or set PAYUNG_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=LAUNCH_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of 360 × 640; it fails the test when the console reports an error."""
    context = browser.new_context(viewport=PHONE, locale="id-ID", reduced_motion="reduce")
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else 0)
    yield opened
    context.close()
    assert not complaints, complaints


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """The same phone with script switched off."""
    context = browser.new_context(viewport=PHONE, locale="id-ID", java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def live(live_server: LiveServer) -> str:
    """The address of the whole site on this test's database."""
    return str(live_server.url)


@pytest.fixture
def sign_in(live: str) -> Callable[[Page, User], None]:
    """Signs a page's browser in as somebody, without typing a password."""
    from django.conf import settings
    from django.test import Client

    def act(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live}])

    return act
