"""Files of new, leaving and changed members; and everything that comes back from BPJS."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from tests.apps.city import JUNE, City, nik_of
from tests.apps.pages import sign_in
from tests.apps.payments.test_checks import fact
from tests.apps.payments.test_path import answers, june_list

pytestmark = pytest.mark.django_db

JULY = Month.of(2025, 7)


def made(city: City, kind: str, month: Month = JUNE) -> Any:
    from payung.payments.exchange.making import make_file
    from payung.payments.models import FileKind

    return make_file(actor=city.operator, programme="UJI", kind=FileKind(kind), month=month)


def row(number: int, status: str = "accepted", nik: str = "", **changes: Any) -> Any:
    from payung.lists.returns import ReturnRow

    facts = {
        "sheet": "Hasil", "row": number + 2, "nik": nik or nik_of(number), "status": status,
        "said": status, "reason": "", "kpj": "", "name": "",
    }  # fmt: skip
    return ReturnRow(**(facts | changes))


def take(city: City, rows: list[Any], content: bytes = b"1", **target: int) -> Any:
    from payung.payments.exchange.returns import take_return

    return take_return(
        actor=city.operator, name="jawaban.xlsx", content=content, rows=rows, **target
    )


def accepted_june(city: City, people: int = 3) -> list[int]:
    from payung.payments.services import read_answer

    ids = city.started(people)
    read_answer(actor=city.operator, list_id=june_list(city).pk, answers=answers(people))
    return ids


def sheet_of(city: City, file: Any) -> Any:
    import fastexcel

    from payung.payments.exchange.export import export_file

    _, content, _ = export_file(actor=city.operator, file_id=file.pk)
    return fastexcel.read_excel(content).load_sheet(0).to_polars()


def test_each_new_member_is_registered_once_and_a_rejected_one_follows_again(city: City) -> None:
    city.started(3)
    first = made(city, "pendaftaran")
    assert (first.people, made(city, "pendaftaran").pk) == (3, first.pk)
    taken = take(city, [row(0), row(1, "rejected", reason="Nama beda"), row(2)], file_id=first.pk)
    assert (taken.result.accepted, taken.result.rejected) == (2, 1)
    second = made(city, "pendaftaran")
    assert (second.people, second.sequence) == (1, 2)
    assert sheet_of(city, second)["NIK"].to_list() == [nik_of(1)]


def test_members_of_an_earlier_list_are_not_registered_again(city: City) -> None:
    accepted_june(city)
    with pytest.raises(Conflict, match="Tidak ada orang"):
        made(city, "pendaftaran", JULY)


def test_who_left_stands_in_the_exit_file_with_reason_and_day(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth, State
    from payung.ledger.services import move_rows

    dead, gone, _ = accepted_june(city)
    fact(city, dead, "meninggal", date(2025, 6, 20))
    with acting_as(city.operator):
        move_rows(
            actor=city.operator, state=State.WITHDRAWN, cause="uji", document="uji",
            rows=PersonMonth.objects.filter(person_id__in=[dead, gone], month__gte=JULY),
        )  # fmt: skip
    exits = made(city, "berhenti", JULY)
    sheet = sheet_of(city, exits)
    assert sheet.select("NIK", "TGL_BERHENTI", "SEBAB").rows() == [
        (nik_of(0), "20-06-2025", "Meninggal"),
        (nik_of(1), "30-06-2025", "Tidak dilanjutkan"),
    ]
    assert sheet["KPJ"].to_list() == ["00000000000", "00000000001"]


def test_a_held_month_is_no_exit_yet(city: City) -> None:
    """The death is reported and not confirmed: BPJS must not hear of it as a fact."""
    from payung.accounts.scope import acting_as
    from payung.ledger.services import hold_after_death

    person, *_ = accepted_june(city)
    with acting_as(city.operator):
        hold_after_death(
            actor=city.operator, person_id=person, month=JUNE, cause="uji", document="uji"
        )
    with pytest.raises(Conflict):
        made(city, "berhenti", JULY)


def test_a_change_since_the_decree_is_sent_once_with_before_and_after(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.models import Person

    person, *_ = city.started(2)
    with acting_as(city.operator):
        Person.objects.filter(pk=person).update(name="WARGA BARU")
    changes = made(city, "perubahan")
    sheet = sheet_of(city, changes)
    assert sheet.select("DATA_YANG_DIUBAH", "SEMULA", "MENJADI").rows() == [
        ("NAMA", "WARGA 00000", "WARGA BARU")
    ]
    assert made(city, "perubahan").pk == changes.pk
    with acting_as(city.operator):
        Person.objects.filter(pk=person).update(birth_date=date(1980, 1, 2))
    assert made(city, "perubahan").people == 1


def test_clear_rows_are_applied_and_each_odd_row_is_kept_with_what_it_said(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.exchange.selectors import SENTENCES, problems_of

    city.started(4)
    chosen = june_list(city)
    rows = [
        row(0),
        row(1, "rejected", reason="NIK tidak ditemukan"),
        row(2, nik="1571010000000000", code="NIK_RUSAK_EXCEL", name="WARGA 00002"),
        row(3, "unknown", said="diproses", code="STATUS_TIDAK_JELAS"),
        row(9, nik=nik_of(99)),
    ]
    taken = take(city, rows, list_id=chosen.pk)
    assert (taken.returned.rows, taken.returned.applied, taken.problems) == (5, 2, 3)
    assert (taken.result.accepted, taken.result.rejected, taken.result.unanswered) == (1, 1, 2)
    with acting_as(city.operator) as actor:
        kept = problems_of(actor, chosen)
    assert [p.code for p in kept] == ["NIK_RUSAK_EXCEL", "STATUS_TIDAK_JELAS", "TIDAK_DI_DAFTAR"]
    assert kept[0].nik.reveal() == "1571010000000000" and kept[1].said == "diproses"
    assert all(len(str(SENTENCES[p.code]).split()) <= 20 for p in kept)


def test_the_same_return_file_again_changes_nothing(city: City) -> None:
    city.started(2)
    chosen = june_list(city)
    rows = [row(0), row(5, nik=nik_of(99))]
    first = take(city, rows, list_id=chosen.pk)
    again = take(city, rows, list_id=chosen.pk)
    assert first.returned.pk == again.returned.pk and again.problems == 1


def test_the_answer_of_one_month_is_not_taken_for_the_next(city: City) -> None:
    from payung.payments.services import make_list

    city.started(3)
    june = june_list(city)
    july = make_list(actor=city.operator, programme="UJI", month=JULY, on=JUNE.first_day)
    rows = [row(n) for n in range(3)]
    take(city, rows, b"jawaban Juni", list_id=june.pk)
    with pytest.raises(Conflict, match="Juni 2025"):
        take(city, rows, b"jawaban Juni", list_id=july.pk)
    assert take(city, rows, b"jawaban Juli", list_id=july.pk).result.accepted == 3


def test_a_repeated_row_is_kept_and_asks_for_nothing(city: City) -> None:
    city.started(2)
    rows = [row(0), row(1), row(2, nik=nik_of(1), code="BARIS_ULANG")]
    taken = take(city, rows, list_id=june_list(city).pk)
    assert (taken.returned.rows, taken.returned.applied, taken.problems) == (3, 2, 0)


def test_an_answer_once_given_stands_and_another_one_waits_for_a_person(city: City) -> None:
    city.started(2)
    chosen = june_list(city)
    take(city, [row(0), row(1)], list_id=chosen.pk)
    later = take(city, [row(0, "rejected"), row(1)], content=b"2", list_id=chosen.pk)
    assert (later.problems, later.result.accepted, later.result.rejected) == (1, 2, 0)


def test_a_person_says_whom_a_damaged_nik_means_and_the_answer_goes_there(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.exchange.returns import settle_problem
    from payung.payments.exchange.selectors import candidates, problems_of

    city.started(2)
    chosen = june_list(city)
    damaged = row(1, nik="1,57101E+15", code="NIK_RUSAK_EXCEL", name="Warga 00001", kpj="00077")
    take(city, [row(0), damaged], list_id=chosen.pk)
    with acting_as(city.operator) as actor:
        [problem] = problems_of(actor, chosen)
        [likely] = candidates(chosen, problem.name)
    settle = {"actor": city.operator, "problem_id": problem.pk}
    with pytest.raises(BadInput, match="dasar keputusan"):
        settle_problem(**settle, remark="ya", number=likely.number)
    settle_problem(**settle, remark="Nama dan KPJ cocok", number=likely.number)
    with acting_as(city.operator):
        chosen.refresh_from_db()
        answered = chosen.rows.get(number=likely.number)
    assert (chosen.accepted, chosen.state, answered.kpj.reveal()) == (2, "dijawab", "00077")
    with pytest.raises(Conflict, match="sudah diputuskan"):
        settle_problem(**settle, remark="Sekali lagi")


def test_the_file_of_the_next_month_carries_the_card_numbers_that_bpjs_gave(
    city: City, tmp_path: Any
) -> None:
    import fastexcel

    from payung.payments.lists.files import write_list_file
    from payung.payments.services import make_list

    accepted_june(city, 2)
    july = make_list(actor=city.operator, programme="UJI", month=JULY, on=JUNE.first_day)
    [path] = write_list_file(city.operator, july.pk, tmp_path / "juli.xlsx")
    sheet = fastexcel.read_excel(path).load_sheet(0).to_polars()
    assert sheet["KPJ"].to_list() == ["00000000000", "00000000001"]


def test_an_edited_layout_is_used_at_once_and_an_empty_one_goes_back(city: City) -> None:
    from payung.lists.profiles import shipped_text
    from payung.payments.exchange.layouts import layouts, save_layout

    city.started(4)
    file = made(city, "pendaftaran")
    text = shipped_text("pendaftaran").replace("NAMA_LENGKAP", "NAMA SESUAI KTP")
    own = text.replace("rows_per_file: 1000", "rows_per_file: 1000\n  split_by: kelurahan")
    save_layout(actor=city.operator, name="pendaftaran", text=own)
    import zipfile

    from payung.payments.exchange.export import export_file

    _, content, media = export_file(actor=city.operator, file_id=file.pk)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len(archive.namelist()) == 3 and media == "application/zip"
    save_layout(actor=city.operator, name="pendaftaran", text="")
    assert not any(layout.edited for layout in layouts())
    assert "NAMA_LENGKAP" in sheet_of(city, file).columns


def test_the_pages_make_download_answer_and_settle(city: City, client: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from payung.accounts.scope import acting_as
    from payung.payments.models import ReturnProblem

    city.started(2)
    sign_in(client, city, "operator")
    wanted = {"jenis": "pendaftaran", "bulan": "2025-06"}
    done = client.post(reverse("new_bpjs_file", args=["UJI"]), wanted, follow=True)
    address = done.redirect_chain[-1][0]
    assert client.get(address + "unduh/").content[:2] == b"PK"
    text = f"NIK,NAMA,STATUS\n{nik_of(0)},WARGA 00000,Diterima\n123,WARGA 00001,Diterima\n"
    upload = SimpleUploadedFile("hasil.csv", text.encode())
    page = client.post(address + "jawaban/", {"berkas": upload}, follow=True).content.decode()
    assert "NIK tidak 16 angka" in page and "Mungkin nomor 2, WARGA 00001" in page
    assert "Baris jawaban BPJS yang perlu diputuskan" in client.get("/").content.decode()
    with acting_as(city.operator):
        [problem] = ReturnProblem.objects.all()
    settled = client.post(
        reverse("return_settle", args=[problem.pk]),
        {"nomor": "2", "catatan": "Nama cocok"}, follow=True,
    )  # fmt: skip
    assert "Nama cocok" in settled.content.decode()
    assert client.get(reverse("bpjs_files")).status_code == 200
    layout = reverse("bpjs_layout", args=["pembayaran"])
    assert "unverified sample" in client.get(layout).content.decode()
    refused = client.post(layout, {"isi": "pembayaran: ["})
    assert refused.status_code == 422


def test_card_numbers_are_masked_on_the_screen(city: City, client: Any) -> None:
    import polars as pl

    from payung.payments.services import read_answer

    city.started(1)
    chosen = june_list(city)
    given = answers(1).with_columns(kpj=pl.lit("12345678901"))
    read_answer(actor=city.operator, list_id=chosen.pk, answers=given)
    sign_in(client, city, "operator")
    page = client.get(reverse("payment_list", args=[chosen.pk])).content.decode()
    assert "••••••••901" in page and "12345678901" not in page


JANUARY = Month.of(2026, 1)


def decree_of_2026(city: City) -> None:
    """Ranked, approved, frozen and signed in December for the next year."""
    from payung.programmes import services
    from payung.programmes.papers.signed_papers import Scan

    months = {"first_month": JANUARY, "last_month": Month.of(2026, 12)}
    city.programme("UJI-26", fiscal_year=2026, **months)
    city.partnership("UJI-26")
    on = date(2025, 12, 20)
    ranked = services.rank(actor=city.operator, programme="UJI-26", on=on)
    services.approve_selection(actor=city.approver, selection_id=ranked.pk)
    frozen = services.freeze_decree(actor=city.operator, selection_id=ranked.pk, on=on)
    services.sign_decree(
        actor=city.operator, decree_id=frozen.pk, number="1/2026", dated=on,
        signed_by_name="Wali Kota", first_month=JANUARY, scan=Scan(b"%PDF-1.4 uji"),
    )  # fmt: skip


def next_year(city: City) -> tuple[list[int], int, int]:
    """Four members of December 2025, of whom three stay and one moved away, and a new one; the
    decree of 2026 is signed."""
    from payung.payments.services import make_list, read_answer

    *stay, gone = city.started(4)
    made_list = make_list(
        actor=city.operator, programme="UJI", month=Month.of(2025, 12), on=date(2025, 12, 1)
    )
    read_answer(actor=city.operator, list_id=made_list.pk, answers=answers(4))
    [new] = city.people(1, start=10)
    fact(city, gone, "pindah", date(2025, 12, 10))
    decree_of_2026(city)
    return stay, gone, new


def file_of(city: City, kind: str, programme: str) -> Any:
    from payung.payments.exchange.making import make_file
    from payung.payments.models import FileKind

    return make_file(actor=city.operator, programme=programme, kind=FileKind(kind), month=JANUARY)


def people_of(city: City, file: Any) -> list[int]:
    from payung.accounts.scope import acting_as

    with acting_as(city.operator):
        return sorted(file.rows.values_list("person_id", flat=True))


def test_the_new_year_registers_only_the_new_and_reports_only_who_leaves(city: City) -> None:
    _stay, gone, new = next_year(city)
    assert people_of(city, file_of(city, "pendaftaran", "UJI-26")) == [new]
    exits = file_of(city, "berhenti", "UJI-26")
    assert people_of(city, exits) == [gone]
    assert sheet_of(city, exits)["KPJ"].to_list() == ["00000000003"]
    with pytest.raises(Conflict, match="Tidak ada orang"):
        file_of(city, "berhenti", "UJI")  # told once, whichever of the two programmes tells it


def test_nobody_is_told_as_leaving_before_the_new_decree_is_signed(city: City) -> None:
    accepted_june(city)
    city.programme("UJI-26", first_month=JANUARY, last_month=Month.of(2026, 12))
    for programme in ("UJI", "UJI-26"):
        with pytest.raises(Conflict, match="Tandatangani SK"):
            file_of(city, "berhenti", programme)


def test_the_list_of_the_new_year_carries_the_card_numbers_of_the_old_one(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.lists.files import list_frame
    from payung.payments.services import make_list

    next_year(city)
    made_list = make_list(
        actor=city.operator, programme="UJI-26", month=JANUARY, on=JANUARY.first_day
    )
    with acting_as(city.operator) as actor:
        frame = list_frame(actor, made_list.pk)
    known = dict(frame.select("nik", "kpj").iter_rows())
    assert known == {nik_of(10): ""} | {nik_of(n): f"0000000000{n}" for n in range(3)}


def test_another_card_number_for_the_same_nik_is_a_question(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.enrolments import known_kpj
    from payung.payments.exchange.returns import settle_problem
    from payung.payments.exchange.selectors import problems_of, same_person
    from payung.payments.services import make_list

    person, *_others = accepted_june(city, 2)
    july = make_list(actor=city.operator, programme="UJI", month=JULY, on=JUNE.first_day)
    other = row(0, kpj="99999999999")
    taken = take(city, [other, row(1, kpj="000.0000.0001")], b"juli", list_id=july.pk)
    assert (taken.result.accepted, taken.problems) == (2, 1)  # both answers stand

    def card() -> str:
        with acting_as(city.operator) as actor:
            return known_kpj(actor, "bpu")[person].reveal()

    assert card() == "00000000000"
    with acting_as(city.operator) as actor:
        [problem] = problems_of(actor, july)
        [asked] = same_person(july, problem.nik.reveal())
    settle = {"actor": city.operator, "problem_id": problem.pk, "remark": "Kartu baru dilihat"}
    with pytest.raises(BadInput, match="bukan orang"):
        settle_problem(**settle, number=3 - asked.number)
    settle_problem(**settle, number=asked.number)
    assert card() == "99999999999"


def test_an_answer_read_without_a_file_keeps_the_known_card_number(city: City) -> None:
    import polars as pl

    from payung.accounts.scope import acting_as
    from payung.ledger.enrolments import known_kpj
    from payung.payments.services import make_list, read_answer

    person, *_others = accepted_june(city, 2)
    july = make_list(actor=city.operator, programme="UJI", month=JULY, on=JUNE.first_day)
    changed = answers(2).with_columns(kpj=pl.lit("99999999999"))
    told = read_answer(actor=city.operator, list_id=july.pk, answers=changed)
    with acting_as(city.operator) as actor:
        known = known_kpj(actor, "bpu")[person].reveal()
    assert (told.other_kpj, told.accepted, known) == (2, 2, "00000000000")
