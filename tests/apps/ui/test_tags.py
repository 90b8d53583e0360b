"""The components as a template uses them."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from payung.jobs.models import JobState
from payung.kernel.month import Month
from payung.ledger.models import State
from payung.ui.forms import NikField, PayungForm, TanggalField
from payung.ui.parts import (
    Column,
    Difference,
    Fact,
    Happening,
    MonthCalendar,
    PayerMonths,
    TodoItem,
)
from payung.ui.templatetags.payung import register

JUNE = Month.of(2025, 6)


def drawn(source: str, **context: Any) -> str:
    text = Template("{% load payung %}" + source).render(Context(context))
    return " ".join(text.split())


class _Worker(PayungForm):
    nik = NikField()
    lahir = TanggalField(label="Tanggal lahir")
    kelamin = forms.ChoiceField(
        label="Jenis kelamin", choices=[("L", "Laki-laki")], widget=forms.RadioSelect
    )
    rahasia = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        raise forms.ValidationError("Dua isian tidak cocok.")


def test_the_filters_write_values_in_indonesian() -> None:
    source = "{{ a|rupiah }} {{ b|count }} {{ c|month }} {{ d|masked_nik }} {{ e|percent }}"
    written = drawn(source, a=16800, b=4316, c=JUNE, d="1571014505859001", e=0.5)
    assert written == "Rp16.800 4.316 Juni 2025 157101••••••9001 50,0 %"


def test_a_field_ties_label_hint_and_error_to_its_control() -> None:
    form = _Worker({"nik": "12"})
    field = drawn("{% form_field form.nik %}", form=form)
    assert '<label for="id_nik">NIK</label>' in field
    assert 'aria-describedby="id_nik_hint id_nik_error"' in field
    assert 'aria-invalid="true"' in field
    assert 'inputmode="numeric"' in field
    assert "Yang diisi 2 angka." in field


def test_a_group_of_choices_has_a_legend() -> None:
    field = drawn("{% form_field form.kelamin %}", form=_Worker())
    assert field.startswith("<fieldset")
    assert "<legend>Jenis kelamin" in field


def test_the_summary_links_each_error_to_the_first_control_of_its_field() -> None:
    summary = drawn("{% error_summary form %}", form=_Worker({"nik": "12"}))
    for target in ("#id_nik", "#id_lahir_0", "#id_kelamin_0"):
        assert f'href="{target}"' in summary
    assert summary.index("Dua isian tidak cocok.") < summary.index("NIK harus")


def test_every_link_of_the_summary_leads_to_a_control() -> None:
    form = _Worker({"nik": "12"})
    page = drawn("{% form_fields form %}", form=form)
    for target in ("id_nik", "id_lahir_0", "id_kelamin_0", "id_rahasia"):
        assert page.count(f'id="{target}"') == 1


def test_without_errors_there_is_no_summary() -> None:
    assert drawn("{% error_summary form %}", form=_Worker()) == ""


def test_a_table_writes_each_kind_of_column() -> None:
    columns = [
        Column("nama", "Nama"),
        Column("iuran", "Iuran", "rupiah"),
        Column("bulan", "Bulan", "month"),
        Column("nik", "NIK", "nik"),
        Column("keadaan", "Keadaan", "state"),
        Column("kosong", "Kosong"),
    ]
    row = {
        "nama": "<i>Siti</i>",
        "iuran": 16800,
        "bulan": JUNE,
        "nik": "1571014505859001",
        "keadaan": State.PAID,
        "href": "/orang/1",
    }
    for shape in (row, SimpleNamespace(**row)):
        table = drawn('{% data_table columns rows "Daftar" %}', columns=columns, rows=[shape])
        assert '<a href="/orang/1">&lt;i&gt;Siti&lt;/i&gt;</a>' in table
        assert '<td role="cell" data-label="Iuran" class="num">Rp16.800</td>' in table
        assert "157101••••••9001" in table
        assert "tag-good" in table
        assert '<td role="cell" data-label="Kosong">–</td>' in table


def test_an_empty_table_says_why_and_what_to_do() -> None:
    source = '{% data_table columns rows "Daftar" why_empty="Belum ada." what_to_do="Unggah." %}'
    table = drawn(source, columns=[Column("a", "A")], rows=[])
    assert "<table" not in table
    assert "<p>Belum ada.</p><p>Unggah.</p>" in table


def test_pages_keep_the_filters_of_the_url() -> None:
    request = RequestFactory().get("/orang/", {"q": "siti & budi", "page": "2"})
    page = Paginator(range(100), 10).get_page(2)
    links = drawn("{% pagination page %}", page=page, request=request)
    assert "?q=siti+%26+budi&amp;page=3" in links
    assert 'aria-current="page"' in links


def test_one_page_has_no_links() -> None:
    page = Paginator(range(3), 10).get_page(1)
    assert drawn("{% pagination page %}", page=page) == ""


def test_the_calendar_has_a_word_in_each_cell() -> None:
    months = list(JUNE.through(JUNE + 11))
    rows = [PayerMonths("APBD Kota", {JUNE: State.PAID, JUNE + 1: State.HELD})]
    calendar = drawn("{% month_calendar c %}", c=MonthCalendar(months, rows))
    assert calendar.count("<td") == 12
    assert calendar.count("Tidak ada") == 10
    assert 'class="m-warn" data-label="Jul 2025"' in calendar


def test_a_running_job_asks_again_and_a_finished_one_does_not() -> None:
    request = RequestFactory().get("/unggahan/7/")
    running = SimpleNamespace(state=JobState.RUNNING, done=3120, total=5000)
    done = SimpleNamespace(state=JobState.DONE, done=5000, total=5000)
    source = '{% progress job "Memeriksa" "/unggahan/7/hasil" %}'
    assert "3.120 dari 5.000 baris" in drawn(source, job=running, request=request)
    assert 'value="3120"' in drawn(source, job=running, request=request)
    assert 'hx-trigger="every 2s"' in drawn(source, job=running, request=request)
    finished = drawn(source, job=done, request=request)
    assert "hx-" not in finished
    assert "/unggahan/7/hasil" in finished


def test_a_job_of_unknown_size_shows_no_share() -> None:
    job = SimpleNamespace(state="menunggu", done=0, total=0)
    assert "<progress" not in drawn("{% progress job %}", job=job)


def test_the_to_do_list_tells_count_and_age() -> None:
    items = [TodoItem("Pasangan", "/p", 1312, 14, "Bandingkan")]
    listed = drawn("{% task_list items %}", items=items)
    assert "1.312" in listed
    assert "Bandingkan · tertua 14 hari" in listed
    assert "Tidak ada yang menunggu Anda." in drawn("{% task_list items %}", items=[])


def test_differences_are_marked_in_words() -> None:
    table = drawn(
        '{% comparison d "Kiri" "Kanan" %}',
        d=[Difference("Nama", "Siti", "Sitti"), Difference("Lahir", "1", "1")],
    )
    assert table.count("≠ Beda") == 1
    assert table.count("= Sama") == 1


def test_facts_figures_and_timelines_show_their_values() -> None:
    assert 'href="#x">Ubah<span' in drawn(
        "{% summary_list f %}", f=[Fact("Nama", "Siti", "#x", "Ubah")]
    )
    assert "1,9 %" in drawn('{% figure "Cakupan" "1,9 %" "Terlindungi dibagi pekerja." %}')
    planned = Happening("Desember", "Bulan terakhir", planned=True)
    assert "(belum terjadi)" in drawn("{% timeline h %}", h=[planned])


@pytest.mark.parametrize("name", sorted(register.tags | register.filters))
def test_each_tag_says_what_it_draws(name: str) -> None:
    made = (register.tags | register.filters)[name]
    assert made.__doc__


@pytest.mark.parametrize("name", sorted(register.tags | register.filters))
def test_each_tag_stands_in_the_guide(name: str) -> None:
    guide = Path(__file__).parents[3] / "docs" / "pages.md"
    assert f"`{name}" in guide.read_text()
