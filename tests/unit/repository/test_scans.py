"""What must never be in the repository: secrets, real identities, addresses of one machine."""

from __future__ import annotations

import re
import unicodedata

import pytest

from tests.repository import ROOT, tracked_texts

# Written so that this file doesn't find itself.
SECRETS = {
    "private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "cloud key": r"\bAKIA[0-9A-Z]{16}\b",
    "forge token": r"\bgh[pousr]_[A-Za-z0-9]{36}\b",
    "assigned secret": r"(?i)(?:secret|password|passwd|api_?key|token)\w*\s*[:=]\s*"
    r"[\"'][A-Za-z0-9+/_\-]{20,}[\"']",
}
PLACES = {
    "package index": r"(?:pypi|test\.pypi|npmjs|conda|pythonhosted)\.(?:org|com|io)\b",
    "Debian mirror": r"\b(?:deb|ftp|security)\.(?:\w+\.)?debian\.org\b",
    "module proxy": r"\bproxy\.golang\.org\b",
    "index option": r"(?m)^\s*--(?:extra-)?index-url|^\s*--(?:find-links|trusted-host)",
    "machine path": r"(?<![\w.])/(?:root|work|home/\w+)/[\w.]",
}
SIXTEEN = re.compile(r"(?<![\w.])\d{16}(?![\w.]*\w)")


def looks_like_a_real_nik(digits: str) -> bool:
    """A province, a day (women + 40) and a month, and a serial that is not one of ours.

    Serials 9xxx and 0000 mark invented persons.
    """
    digits = unicodedata.normalize("NFKC", digits)  # full-width figures are figures too
    province, day, month = int(digits[:2]), int(digits[6:8]), int(digits[8:10])
    day -= 40 if day > 40 else 0
    born = 1 <= day <= 31 and 1 <= month <= 12
    ours = digits[12] == "9" or digits[12:] == "0000"
    return 11 <= province <= 96 and born and not ours


def found(pattern: str) -> list[str]:
    compiled = re.compile(pattern)
    return [
        f"{name}:{text.count(chr(10), 0, hit.start()) + 1} {hit.group()[:60]}"
        for name, text in tracked_texts()
        for hit in compiled.finditer(text)
    ]


@pytest.mark.parametrize("kind", SECRETS)
def test_no_secret_is_in_the_repository(kind: str) -> None:
    assert found(SECRETS[kind]) == []


@pytest.mark.parametrize("kind", PLACES)
def test_nothing_depends_on_one_machine_or_one_mirror(kind: str) -> None:
    assert found(PLACES[kind]) == []


def test_no_nik_in_the_repository_could_belong_to_someone() -> None:
    real = [
        f"{name} {hit.group()}"
        for name, text in tracked_texts()
        for hit in SIXTEEN.finditer(text)
        if looks_like_a_real_nik(hit.group())
    ]
    assert real == []


@pytest.mark.parametrize(
    ("stem", "serial", "real"),
    [("157107150390", 1, True), ("157107550390", 123, True), ("157107150390", 9001, False),
     ("157107150390", 0, False), ("157107810390", 1, False), ("157107151390", 1, False)],
)  # fmt: skip
def test_the_scan_tells_real_niks_from_invented_ones(stem: str, serial: int, real: bool) -> None:
    assert looks_like_a_real_nik(f"{stem}{serial:04d}") is real


def test_requirements_are_hashed_and_name_no_index() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        entries = re.split(r"\n(?=[\w])", path.read_text())
        pinned = [entry for entry in entries if re.match(r"[\w.\-]+(\[.*\])?==", entry)]
        assert pinned, path.name
        assert [entry.split()[0] for entry in pinned if "--hash=sha256:" not in entry] == []
