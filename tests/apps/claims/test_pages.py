"""The pages of cases: reporting on a phone, one case, its papers, who may see what."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.apps.claims.family import KELURAHAN, Mourning
from tests.apps.claims.test_path import PDF, submitted, two_children, with_papers

if TYPE_CHECKING:
    from django.test import Client

    from payung.claims.models import Case
    from tests.apps.city import City

pytestmark = pytest.mark.django_db

RUPIAH = re.compile(r"Rp\d{1,3}\.\d{3}")


def enter(client: Client, city: City, role: str, name: str = "", area: str = "15.71") -> None:
    from payung.accounts.models import Role

    client.force_login(
        city.user(Role(role), name, area), backend="django.contrib.auth.backends.ModelBackend"
    )


def report_data(**changes: str) -> dict[str, str]:
    return {
        "id": str(uuid4()),
        "tanggal_hari": "14",
        "tanggal_bulan": "10",
        "tanggal_tahun": "2025",
        "kerja": "tidak",
        "keterangan": "rumah",
    } | changes


def test_an_rt_head_reports_in_three_screens_and_a_resend_changes_nothing(
    client: Client, city: City
) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import Case

    mourning = Mourning(city)
    enter(client, city, "rt", "rt", KELURAHAN[0])
    who = client.get(reverse("claim_report_who"), {"q": "WARGA 00000"}).content.decode()
    kinds = reverse("claim_report_kind", args=[mourning.ids[0]])
    address = reverse("claim_report", args=[mourning.ids[0], "kematian"])
    assert kinds in who and address in client.get(kinds).content.decode()
    data = report_data()
    done = client.post(address, data, follow=True)
    again = client.post(address, data, follow=True)
    assert "Laporan diterima" in done.content.decode() and "K-" in again.content.decode()
    with acting_as(mourning.operator):
        assert Case.objects.count() == 1
    listed = client.get(reverse("claims")).content.decode()
    assert "WARGA 00000" in listed and not RUPIAH.search(listed)


def test_after_an_accident_the_nearest_plkk_comes_first(client: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import Care

    mourning = Mourning(city)
    with acting_as(mourning.operator):
        for name, area in (("RS Jauh", "15.71.07"), ("RS Dekat", "15.71.01")):
            Care.objects.create(name=name, phone="1", checked_on=date(2025, 1, 1), area_id=area)
    enter(client, city, "rt", "rt", KELURAHAN[0])
    data = report_data(kerja="ya", lalu_lintas="on", jam="14.30")
    address = reverse("claim_report", args=[mourning.ids[0], "kecelakaan"])
    page = client.post(address, data, follow=True).content.decode()
    assert page.index("RS Dekat") < page.index("RS Jauh") < page.index("2 × 24 jam")
    assert "16 Oktober 2025 pukul 14.30" in page and "Jasa Raharja" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tanggal_tahun": "2099"}, "masa depan"),
        ({"tanggal_tahun": "1970"}, "sebelum tanggal lahir"),
        ({"tanggal_hari": "31", "tanggal_bulan": "2"}, "tidak ada di kalender"),
        ({"jam": "25.00"}, "Tulis jam"),
    ],
)
def test_a_wrong_report_keeps_what_was_filled_in(
    client: Client, city: City, changes: dict[str, str], words: str
) -> None:
    mourning = Mourning(city)
    enter(client, city, "rt", "rt", KELURAHAN[0])
    address = reverse("claim_report", args=[mourning.ids[0], "kecelakaan"])
    answer = client.post(address, report_data(**changes))
    assert answer.status_code == 422
    assert words in answer.content.decode() and 'value="rumah"' in answer.content.decode()


def test_somebody_of_another_area_is_not_there(client: Client, city: City) -> None:
    mourning = Mourning(city)
    case = mourning.death()
    enter(client, city, "verifikator", "sebelah", KELURAHAN[2])
    assert client.get(reverse("claim", args=[case.pk])).status_code == 403
    for name in ("claim_report", "claim_report_kind"):
        place = [mourning.ids[0], "kematian"][: 2 if name == "claim_report" else 1]
        assert client.get(reverse(name, args=place)).status_code == 403
    assert "WARGA" not in client.get(reverse("claims")).content.decode()


@pytest.mark.parametrize("role", ["pimpinan", "keuangan", "penyetuju", "rt"])
def test_who_is_none_of_the_cases_people_does_not_open_it(
    client: Client, city: City, role: str
) -> None:
    case = Mourning(city).death()
    enter(client, city, role)
    assert client.get(reverse("claim", args=[case.pk])).status_code == 403


def whole_case(mourning: Mourning) -> Case:
    case = mourning.confirmed(work_related=True, happened_on=date(2025, 10, 1))
    two_children(mourning, case)
    return with_papers(mourning, case)


def test_the_page_tells_what_is_due_and_keeps_the_scholarship_apart(
    client: Client, city: City
) -> None:
    mourning = Mourning(city, paid_to=10)
    case = whole_case(mourning)
    enter(client, city, "pendamping", "pendamping")
    page = client.get(reverse("claim", args=[case.pk])).content.decode()
    due = mourning.fresh(case)
    assert "Rp70.000.000" in page and "Paling banyak" in page
    assert "Ibu Uji (Suami atau istri)" in page and "Ahli waris lebih dari satu" in page
    assert "diminta peraturan" in page and "biasanya diminta cabang" in page
    assert due.state == "berkas"


def test_each_look_at_a_case_is_noted_and_can_be_told(client: Client, city: City) -> None:
    mourning = Mourning(city)
    case = mourning.death()
    enter(client, city, "bpjs", "bpjs")
    client.get(reverse("claim", args=[case.pk]))
    enter(client, city, "auditor")
    page = client.get(reverse("claims_looks", args=[mourning.ids[0]])).content.decode()
    assert "Melihat kasus" in page and "memeriksa pengajuan" in page


def test_a_companion_files_a_case_from_its_page(client: Client, city: City) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    mourning = Mourning(city)
    case = mourning.confirmed()
    enter(client, city, "pendamping", "pendamping")

    def act(name: str, data: dict[str, Any] | None = None) -> str:
        address = reverse("claim_act", args=[case.pk, name])
        return client.post(address, data or {}, follow=True).content.decode()

    assert "Daftar surat untuk keluarga ini sudah dibuat" in act("start_papers")
    assert "Masih kurang" in act("submit")
    bad = SimpleUploadedFile("kk.pdf", b"GIF89a")
    assert "bukan PDF" in act("receive", {"foto_kk": bad})
    good = SimpleUploadedFile("kk.pdf", PDF)
    assert "Surat dicatat" in act("receive", {"foto_kk": good})


def test_bpjs_decides_from_what_was_predicted(client: Client, city: City) -> None:
    mourning = Mourning(city, paid_to=10)
    case = submitted(mourning)
    enter(client, city, "bpjs", "bpjs")
    address = reverse("claim", args=[case.pk])
    assert 'value="20.000.000"' in client.get(address).content.decode()
    data = {
        "nomor": "B/9", "tanggal_hari": "23", "tanggal_bulan": "10", "tanggal_tahun": "2025",
        "santunan": "20.000.000", "berkala": "12.000.000", "pemakaman": "9.000.000",
    }  # fmt: skip
    act = reverse("claim_act", args=[case.pk, "decide"])
    assert "Tulis alasan selisihnya" in client.post(act, data).content.decode()
    page = client.post(act, data | {"pemakaman": "10.000.000"}, follow=True).content.decode()
    assert "Keputusan dicatat" in page and "B/9" in page


def test_the_family_is_kept_with_a_page_that_names_what_is_wrong(
    client: Client, city: City
) -> None:
    mourning = Mourning(city)
    case = mourning.confirmed()
    enter(client, city, "pendamping", "pendamping")
    address = reverse("claim_family", args=[case.pk])
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}
    for n, day in enumerate(("1", "2")):
        data |= {
            f"form-{n}-nama": "Anak A", f"form-{n}-hubungan": "child",
            f"form-{n}-lahir_hari": day, f"form-{n}-lahir_bulan": "5",
            f"form-{n}-lahir_tahun": "2015", f"form-{n}-jenjang": "SD3",
        }  # fmt: skip
    twice = client.post(address, data)
    assert twice.status_code == 422 and "dua tanggal lahir" in twice.content.decode()
    fine = client.post(address, data | {"form-1-nama": "Anak B"}, follow=True).content.decode()
    assert "Anak B (Anak)" in fine


@pytest.mark.parametrize(
    "kind",
    ["kunjungan", "formulir-4", "formulir-3kk1", "formulir-3kk2", "ahli-waris", "surat-rt",
     "surat-kelurahan", "surat-kuasa", "laporan-beasiswa", "tanggapan-klarifikasi",
     "tanggapan-pengaduan", "tanggapan-mediasi", "tanggapan-keberatan"],
)  # fmt: skip
def test_every_letter_is_a_pdf(client: Client, city: City, kind: str) -> None:
    mourning = Mourning(city)
    case = mourning.confirmed()
    enter(client, city, "pendamping", "pendamping")
    answer = client.get(reverse("claim_document", args=[case.pk, kind]))
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")


def test_letters_say_amounts_in_words_and_never_add_the_scholarship(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.papers.sheet import LetterFacts

    mourning = Mourning(city, paid_to=10)
    case = whole_case(mourning)
    with acting_as(mourning.operator):
        amounts = dict(LetterFacts(case, case.entitlements.latest(), date(2025, 11, 1)).amounts)
    assert amounts["Uang untuk keluarga"] == "Rp70.000.000 (tujuh puluh juta rupiah)"
    assert amounts["Beasiswa"].startswith("paling banyak Rp")


def test_the_heirs_page_shows_the_stage_and_says_the_same_of_all_unknowns(
    client: Client, city: City
) -> None:
    from payung.claims.ground.codes import letter_code

    mourning = Mourning(city)
    case = mourning.death()
    code = letter_code(case.pk)
    address = reverse("claim_status")

    def ask(code: str, year: str) -> str:
        born = {"lahir_hari": "1", "lahir_bulan": "1", "lahir_tahun": year}
        return client.post(address, {"kode": code} | born).content.decode()

    assert "Dilaporkan" in ask(code.lower(), "1980")
    known, unknown = ask(code, "1981"), ask("AAAABBBBCCCC", "1980")
    words = "Kode atau tanggal lahir tidak cocok"
    assert words in known and words in unknown and "WARGA" not in known


def test_patterns_are_for_the_second_examiner_only(client: Client, city: City) -> None:
    Mourning(city).death(happened_on=date(2025, 7, 1))
    for role, status in (("auditor", 200), ("operator", 403), ("pimpinan", 403)):
        enter(client, city, role)
        assert client.get(reverse("claims_patterns")).status_code == status
    enter(client, city, "auditor")
    assert "Perkiraan wajar 0,00 dari 3" in client.get(reverse("claims_patterns")).content.decode()


def test_a_list_of_deaths_is_added_and_a_family_gets_its_case(client: Client, city: City) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from payung.accounts.scope import acting_as
    from payung.claims.models import DeathMatch
    from tests.apps.city import nik_of

    mourning = Mourning(city)
    enter(client, city, "operator")
    lines = ["NIK,Nama,Tanggal meninggal", f"{nik_of(1)},WARGA 00001,2025-10-14"]
    file = SimpleUploadedFile("d.csv", "\n".join(lines).encode())
    address = reverse("claims_unclaimed")
    page = client.post(address, {"sumber": "Dukcapil", "berkas": file}, follow=True)
    assert "1 pernah terlindungi, 1 belum ada klaim" in page.content.decode()
    with acting_as(mourning.operator):
        match = DeathMatch.objects.get()
    case = client.post(reverse("claims_settle", args=[match.pk]), {"jawaban": "sama"}, follow=True)
    assert "WARGA 00001" in case.content.decode()
    broken = SimpleUploadedFile("d.xlsx", b"bukan xlsx")
    refused = client.post(address, {"sumber": "x", "berkas": broken})
    assert refused.status_code == 422 and "Judul kolom" in refused.content.decode()


@pytest.mark.parametrize("name", ["claims_todo", "claims_statistics", "claims", "claims_changes"])
def test_lists_open_empty_and_full(client: Client, city: City, name: str) -> None:
    mourning = Mourning(city, paid_to=10)
    enter(client, city, "operator")
    assert client.get(reverse(name)).status_code == 200
    submitted(mourning)
    assert client.get(reverse(name)).status_code == 200


def test_a_persons_page_names_his_cases_to_their_people_only(client: Client, city: City) -> None:
    mourning = Mourning(city)
    mourning.death()
    address = reverse("person", args=[mourning.ids[0]])
    enter(client, city, "operator")
    assert "Kejadian dan klaim orang ini" in client.get(address).content.decode()
    enter(client, city, "keuangan")
    assert "Kejadian dan klaim" not in client.get(address).content.decode()


def test_the_page_of_a_case_takes_a_bounded_number_of_statements(
    client: Client, city: City
) -> None:
    from tests.apps.city import statements

    mourning = Mourning(city, paid_to=10)
    case = whole_case(mourning)
    enter(client, city, "pendamping", "pendamping")
    address = reverse("claim", args=[case.pk])
    client.get(address)
    assert statements(lambda: client.get(address)) <= 53


def test_a_scan_of_fifty_megabytes_is_refused_and_nothing_is_lost(
    client: Client, city: City
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    mourning = Mourning(city, paid_to=10)
    case = whole_case(mourning)
    enter(client, city, "pendamping", "pendamping")
    huge = SimpleUploadedFile("kk.pdf", b"%PDF-" + b"0" * (50 * 1024 * 1024))
    answer = client.post(reverse("claim_act", args=[case.pk, "receive"]), {"foto_kk": huge})
    assert answer.status_code == 422 and "lebih besar dari 10 MB" in answer.content.decode()
    assert mourning.fresh(case).state == "berkas"
