"""The public calculator: the figures of the law, in words that a family can use."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.apps.web.words import words_of

DEATH = {
    "peristiwa": "death",
    "sebab": "jkm",
    "tanggal_hari": "31",
    "tanggal_bulan": "10",
    "tanggal_tahun": "2025",
}
ACCIDENT = DEATH | {"sebab": "jkk"}
PAID = {"bulan_iur": "12"}
TWO_AT_TK = {"anak1_jenjang": "TK1", "anak2_jenjang": "TK1"}


def page_of(client: Client, **answers: str) -> str:
    page = client.get(f"/hitung/?{urlencode(answers)}")
    assert page.status_code == 200
    return page.content.decode()


def told(client: Client, **answers: str) -> str:
    """The words of the page, without tags and breaks."""
    return words_of(page_of(client, **answers))


def test_the_form_asks_for_no_personal_data(client: Client) -> None:
    page = client.get("/hitung/").content.decode()
    names = set(re.findall(r' name="([^"]+)"', page.partition("<main")[2].partition("</main>")[0]))
    assert not [name for name in names if re.search(r"nik|nama|alamat|hp|kk", name)]
    assert 'method="get"' in page


def test_a_member_who_dies_of_illness_leaves_42_million(client: Client) -> None:
    page = told(client, **DEATH, **PAID)
    assert "Uang untuk keluarga Rp42.000.000" in page
    assert "Beasiswa, paling banyak" not in page
    for part in ("Rp20.000.000", "Rp12.000.000", "Rp10.000.000"):
        assert part in page


def test_within_the_three_months_only_the_funeral_is_paid(client: Client) -> None:
    page = told(client, **DEATH, bulan_iur="2")
    assert "Uang untuk keluarga Rp10.000.000" in page
    assert "Rp0, karena syarat 3 bulan iur dan kepesertaan belum terpenuhi" in page


def test_a_work_death_shows_70_million_and_the_scholarship_apart(client: Client) -> None:
    page = told(client, **ACCIDENT, **TWO_AT_TK)
    assert "Uang untuk keluarga Rp70.000.000" in page
    assert "Beasiswa, paling banyak Rp174.000.000" in page
    assert "Rp244.000.000" not in page
    assert "terbesar dari (Rp1.000.000 × 80 × 60 %; Rp20.000.000)" in page


def test_each_year_of_the_scholarship_is_planned(client: Client) -> None:
    page = told(client, **ACCIDENT, **TWO_AT_TK)
    assert "2025/2026 TK tahun ke-1 Rp1.500.000" in page
    assert "2043/2044 Kuliah tahun ke-5 Rp12.000.000" in page
    assert "SMP: 3 tahun × Rp2.000.000 = Rp6.000.000" in page


def test_a_third_child_is_a_choice_of_the_heirs(client: Client) -> None:
    page = told(client, **ACCIDENT, **TWO_AT_TK, anak3_jenjang="SD3")
    assert "Ahli waris boleh memilih anak yang lain." in page
    assert "Anak ke-1 + 3: paling banyak Rp168.000.000" in page


def test_a_cause_that_is_not_known_shows_both_possibilities(client: Client) -> None:
    page = told(client, **DEATH | {"sebab": "belum"}, **PAID)
    assert "Hanya satu yang dibayar." in page
    assert "Rp42.000.000" in page
    assert "Rp70.000.000" in page


@pytest.mark.parametrize(
    ("answers", "range_", "question"),
    [
        ({"bulan_iur": "3"}, "Rp10.000.000 sampai Rp42.000.000", "tepat di batas 3 bulan"),
        ({}, "Rp10.000.000 sampai Rp42.000.000", "Bulan iuran belum diisi."),
        (
            {"bulan_iur": "12", "menunggak": "2"},
            "Rp0 sampai Rp42.000.000",
            "belum dibayar 1 sampai 3 bulan",
        ),
        (
            {"bulan_iur": "12", "bulan_iur_semua": "40", "anak1_jenjang": "SD1"},
            "Rp0 sampai Rp84.000.000",
            "harus berturut-turut",
        ),
        (
            {"bulan_iur": "40", "anak1_jenjang": "SMA1", "anak1_keadaan": "ya"},
            "Rp0 sampai Rp69.000.000",
            "Ada anak yang bekerja.",
        ),
    ],
)
def test_an_open_question_is_a_range_and_plain_words(
    client: Client, answers: dict[str, str], range_: str, question: str
) -> None:
    page = told(client, **DEATH, **answers)
    assert "Perlu keputusan BPJS" in page
    assert range_ in page
    assert question in page


def test_a_row_of_the_schedule_that_nobody_checked_is_marked(client: Client) -> None:
    partial = ACCIDENT | {"peristiwa": "partial_disability"}
    sure = told(client, **partial, cacat="satu_mata")
    assert "Uang untuk keluarga Rp28.000.000" in sure
    assert "belum dicocokkan dengan lampiran resmi" not in sure
    doubtful = told(client, **partial, cacat="ibu_jari_kaki")
    assert "Uang untuk keluarga Rp4.000.000" in doubtful
    assert "belum dicocokkan dengan lampiran resmi" in doubtful


def test_an_injury_adds_lost_income_treatment_and_capped_transport(client: Client) -> None:
    injury = ACCIDENT | {"peristiwa": "injury"}
    page = told(
        client, **injury, tak_mampu_kerja="14", biaya_obat="3.000.000", angkut_darat="6000000"
    )
    assert "Uang untuk keluarga Rp13.000.000" in page
    assert "terkecil dari (Rp6.000.000; Rp5.000.000)" in page
    assert "Kuitansi angkutan" in page


def test_jkm_pays_nothing_for_an_injury_and_says_where_to_turn(client: Client) -> None:
    page = told(client, **DEATH | {"peristiwa": "injury"})
    assert "Tidak ditanggung" in page
    assert "hitung sebagai kecelakaan kerja (JKK)" in page


def test_a_lapsed_membership_says_why_nothing_is_due(client: Client) -> None:
    page = told(client, **DEATH, **PAID, menunggak="4", pembayar="self")
    assert "kepesertaan berhenti sebelum peristiwa" in page
    assert "Surat untuk klaim" not in page


@pytest.mark.parametrize("payer", [{}, {"pembayar": "unknown"}, {"pembayar": "apbd"}])
def test_late_public_money_or_an_unknown_payer_leaves_the_case_open(
    client: Client, payer: dict[str, str]
) -> None:
    page = told(client, **DEATH, **PAID, menunggak="4", **payer)
    assert "minta kantor cabang dan kantor wilayah memproses tunggakannya" in page
    assert "Rp0 sampai Rp42.000.000" in page


def test_the_hospitals_bill_is_never_added_to_what_the_family_gets(client: Client) -> None:
    hurt = DEATH | {"sebab": "jkk", "biaya_obat": "1.500.000.000", "lalu_lintas": "on"}
    page = told(client, **hurt)
    assert "Uang untuk keluarga Rp70.000.000" in page
    assert "Biaya rumah sakit dan angkutan Rp1.500.000.000" in page
    assert "Jasa Raharja lebih dulu Rp20.000.000" in page
    assert "1.570.000.000" not in page


def test_two_memberships_cite_the_regulation_and_its_day(client: Client) -> None:
    page = told(client, **DEATH, **PAID, kepesertaan_lain="on")
    assert "Uang untuk keluarga Rp32.000.000" in page
    assert re.search(r"Permenaker 1/2025 Ps 101; berlaku sejak 24 Februari 2025", page)


def test_papers_heirs_and_terms_stand_below(client: Client) -> None:
    page = told(client, **ACCIDENT, ahli_waris="sibling", lalu_lintas="on")
    assert "Diminta peraturan" in page
    assert "Biasanya diminta kantor cabang" in page
    assert "Saudara kandung (keluarga ini)" in page
    assert "paling lambat 2 × 24 jam" in page
    assert "sampai 30 Oktober 2030" in page
    assert "Laporan polisi" in page


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"tanggal_hari": "31", "tanggal_bulan": "2"}, "Tanggal tidak ada di kalender."),
        ({"tanggal_tahun": "2014"}, "Isi tanggal antara 1 Juli 2015"),
        ({"tanggal_tahun": "9999"}, "Isi tanggal antara 1 Juli 2015"),
        ({"upah": "banyak"}, "Tulis rupiah dengan angka saja"),
        ({"bulan_iur": "dua"}, "Tulis jumlah bulan dengan angka"),
        ({"kurang_fungsi": "120"}, "Tulis persen di atas 0 sampai 100"),
        ({"peristiwa": "pensiun"}, "Pilih apa yang terjadi dari daftar."),
        ({"peristiwa": "partial_disability"}, "Pilih bagian yang cacat"),
        ({"cacat": "kulit_kepala"}, "Isi persen dari dokter: 10 sampai 30."),
        ({"cacat": "satu_mata", "langkah": "7"}, "Kosongkan, atau isi jumlah yang cocok"),
        (
            {"anak1_lahir_hari": "1", "anak1_lahir_bulan": "1", "anak1_lahir_tahun": "2015"},
            "Pilih sekolah anak ke-1.",
        ),
        (
            {"anak2_jenjang": "SD1", "anak2_lahir_hari": "1", "anak2_lahir_bulan": "1",
             "anak2_lahir_tahun": "2026"},
            "Anak ke-2 lahir sesudah peristiwa.",
        ),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_named_beside_its_field_and_on_top(
    client: Client, answers: dict[str, str], words: str
) -> None:
    page = page_of(client, **DEATH | answers)
    assert page.count(words) == 2
    assert "Harus diperbaiki" in page


def test_a_wrong_answer_is_never_folded_away(client: Client) -> None:
    page = page_of(client, **DEATH | {"peristiwa": "partial_disability"})
    assert page.count('<details class="more" open>') == 1
    page = page_of(client, **DEATH, bulan_kepesertaan="x", anak1_jenjang="SD9")
    assert page.count('<details class="more" open>') == 2


def test_the_answers_can_be_changed_printed_and_kept_as_an_address(client: Client) -> None:
    changed = page_of(client, **DEATH, **PAID, ubah="1")
    assert 'value="12"' in changed
    printed = told(client, **DEATH, **PAID, cetak="1")
    assert "Uang untuk keluarga Rp42.000.000" in printed
    assert "Tanggal peristiwa 31 Oktober 2025" in printed


@pytest.mark.parametrize("extra", [{}, {"cetak": "1"}, {"ubah": "1"}])
def test_english_is_complete(client: Client, extra: dict[str, str]) -> None:
    client.cookies["django_language"] = "en"
    page = told(client, **ACCIDENT, **TWO_AT_TK, anak3_jenjang="SD3", ahli_waris="spouse", **extra)
    known = re.compile(
        r"\b(dan|atau|yang|bulan|dibayar|sekarang|dari|berlaku|sejak|karena|anak|surat|keluarga)\b"
    )
    sources = r"dikutip sebuah blog|formulir 3 KK|sumber sekunder|dari sumber|kecelakaan"
    assert not known.findall(re.sub(sources, "", page))


def test_the_page_says_nothing_of_a_waiting_period(client: Client) -> None:
    for answers in ({}, PAID, {"bulan_iur": "2"}, {"bulan_iur": "3"}):
        assert "masa tunggu" not in told(client, **DEATH, **answers).lower()


@pytest.mark.parametrize("address", ["/hitung/", "/hitung/iuran/", "/hukum/", "/hukum/sumber/"])
def test_the_pages_are_light_and_keep_the_policy(client: Client, address: str) -> None:
    page = client.get(address)
    assert len(gzip.compress(page.content)) <= 60 * 1024
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert " style=" not in page.content.decode()


def test_the_fullest_answer_is_light(client: Client) -> None:
    children = {f"anak{n}_jenjang": "PRA" for n in range(1, 5)}
    page = page_of(client, **ACCIDENT | {"sebab": "belum"}, **children, bulan_iur="40")
    assert len(gzip.compress(page.encode())) <= 60 * 1024


def iuran(client: Client, **answers: str) -> str:
    asked = {
        "bulan": "2026-05", "segmen": "bpu", "penghasilan": "1.000.000", "sektor": "other",
        "pembayar": "apbd",
    }  # fmt: skip
    return words_of(client.get(f"/hitung/iuran/?{urlencode(asked | answers)}").content.decode())


def test_public_money_never_gets_the_relief(client: Client) -> None:
    page = iuran(client)
    assert "Iuran satu bulan Rp16.800" in page
    assert "Keringanan iuran: 0 %, karena pembayar adalah APBD" in page


def test_a_worker_who_pays_himself_gets_half(client: Client) -> None:
    page = iuran(client, pembayar="self")
    assert "Iuran satu bulan Rp8.400" in page
    assert "Rp10.000 × (100 % − 50 %)" in page


def test_an_open_payer_is_a_range(client: Client) -> None:
    page = iuran(client, pembayar="csr")
    assert "Rp8.400 sampai Rp16.800" in page
    assert "Belum jelas apakah pembayar ini mendapat keringanan" in page


def test_an_unverified_tier_is_marked(client: Client) -> None:
    assert "belum dipastikan pada naskah resmi" in iuran(client, penghasilan="1500000")


def test_a_wrong_month_is_refused_in_words(client: Client) -> None:
    assert "Pilih bulan iuran dari daftar." in iuran(client, bulan="2014-01")
