"""The page on which the city settles open values, and takes a decision back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.apps.claims.test_pages import enter

if TYPE_CHECKING:
    from django.test import Client

    from tests.apps.city import City

pytestmark = pytest.mark.django_db

SCAN = b"%PDF-1.7 surat cabang"
GIVEN = {
    "nilai": "jkk_batas_kacamata", "isi": "1500000", "nomor": "B/12/2026 Ps 3",
    "tanggal_hari": "1", "tanggal_bulan": "11", "tanggal_tahun": "2026", "halaman": "3",
    "bunyi": "Kacamata paling tinggi Rp1.500.000.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def file_of_the_city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    target = tmp_path / "keputusan-hukum.yaml"
    monkeypatch.setenv("PAYUNG_LAW", str(target))
    return target


def test_a_value_is_settled_with_its_paper_shown_used_and_revoked(
    client: Client, city: City, file_of_the_city: Path
) -> None:
    from payung.audit.models import Entry
    from payung.law.jamsostek import load

    plain = load().version
    enter(client, city, "penyetuju", "kabag")
    done = client.post(reverse("law_settle"), given(), follow=True).content.decode()
    assert "B/12/2026 Ps 3" in done and load().version != plain
    value = client.get(reverse("parameter", args=["jkk_batas_kacamata"])).content.decode()
    assert "Rp1.500.000" in value and "Kabag" in value and "Keputusan kota" in value
    (scan,) = re.findall(r'href="(/hukum/periksa/pindaian/[0-9a-f]+/)"', done)
    assert client.get(scan).content == SCAN
    assert client.get(reverse("law_scan", args=["0" * 64])).status_code == 404
    client.post(reverse("law_revoke", args=["jkk_batas_kacamata"]))
    assert load().version.partition("+")[0] == plain
    assert "Belum ada keputusan kota" in client.get(reverse("law_settle")).content.decode()
    acts = Entry.objects.filter(action__startswith="web.").values_list("action", flat=True)
    assert sorted(acts) == ["web.revoke_value", "web.settle_value"]


def given(**other: Any) -> dict[str, Any]:
    return GIVEN | {"pindaian": SimpleUploadedFile("surat.pdf", SCAN)} | other


@pytest.mark.parametrize("absent", ["nomor", "halaman", "bunyi", "isi", "pindaian"])
def test_nothing_is_settled_without_its_paper(
    client: Client, city: City, file_of_the_city: Path, absent: str
) -> None:
    enter(client, city, "penyetuju", "kabag")
    refused = client.post(reverse("law_settle"), given(**{absent: ""}))
    assert refused.status_code == 422 and not file_of_the_city.exists()


def test_who_does_not_answer_for_the_law_reads_only(client: Client, city: City) -> None:
    enter(client, city, "operator", "operator")
    page = client.get(reverse("law_settle"))
    assert page.status_code == 200 and "Catat keputusan kota" not in page.content.decode()
    assert client.post(reverse("law_settle"), given()).status_code == 403
    enter(client, city, "rt", "rt", "15.71.01.1001")
    assert client.get(reverse("law_settle")).status_code == 403
