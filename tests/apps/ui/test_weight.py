"""A first visit is light, and the sheet and the script stay within their limits."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import override_settings

from payung.web.views import SignInForm

STATIC = Path(__file__).parents[3] / "src" / "payung" / "ui" / "static" / "ui"
MANIFEST = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}


def test_the_sheet_and_the_script_stay_small() -> None:
    assert (STATIC / "payung.css").stat().st_size <= 22 * 1024
    assert (STATIC / "payung.js").stat().st_size <= 15 * 1024


@pytest.mark.parametrize("level", ["t0", "t1", "t2", "t3", "t4", "tx"])
def test_the_words_on_each_shade_can_be_read(level: str) -> None:
    sheet = (STATIC / "payung.css").read_text()
    fill = re.search(rf"\.{level} \.bg[^{{]*{{ fill: (#\w+)", sheet)
    own = re.search(rf"\.tile\.{level}\b[^{{]*{{ color: (#\w+)", sheet)
    assert fill
    words = own[1] if own else "#17211f"
    light, dark = sorted((_luminance(fill[1]), _luminance(words)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, for `#rgb` and `#rrggbb`."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_no_colour_or_font_comes_from_elsewhere() -> None:
    sheet = (STATIC / "payung.css").read_text()
    assert not re.search(r"@import|url\(|@font-face", sheet)


@pytest.fixture
def collected(tmp_path: Path, settings: Any) -> Path:
    """The static files as a server would send them: hashed names, compressed beside."""
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = settings.STORAGES | MANIFEST
    call_command("collectstatic", verbosity=0, interactive=False)
    return tmp_path


def test_a_first_visit_takes_at_most_100_kb_and_10_requests(collected: Path) -> None:
    page = render_to_string("web/login.html", {"form": SignInForm()})
    page += render_to_string("ui/parts/htmx.html", {})
    names = set(re.findall(r'(?:href|src)="/static/([^"]+)"', page))
    assert 4 <= len(names) <= 9
    sizes = [len(gzip.compress(page.encode()))]
    for name in names:
        small = collected / f"{name}.gz"
        sizes.append((small if small.exists() else collected / name).stat().st_size)
    assert sum(sizes) <= 100 * 1024


def test_collected_names_carry_the_hash_of_their_content(collected: Path) -> None:
    with override_settings(DEBUG=False):
        page = render_to_string("web/404.html", {})
    assert re.search(r"/static/ui/payung\.[0-9a-f]{12}\.css", page)
