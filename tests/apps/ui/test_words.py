"""A refusal of the core, read in the reader's language wherever it is shown."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import override

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import Count, Rp, Sentence, say
from payung.ui.forms import PayungForm
from payung.ui.words import shown

REFUSAL = BadInput(say("Bulan harus 1 sampai 12. Yang diisi {month}.", month=13))
ENGLISH = "A month is 1 to 12. You wrote 13."


def test_a_refusal_is_said_in_the_readers_language() -> None:
    assert shown(REFUSAL) == "Bulan harus 1 sampai 12. Yang diisi 13."
    with override("en"):
        assert shown(REFUSAL) == ENGLISH
        assert REFUSAL.sentence == "Bulan harus 1 sampai 12. Yang diisi 13."


def test_values_follow_the_language() -> None:
    said = say(
        "{month} · {day} · {sum} · {people}",
        month=Month.of(2025, 6),
        day=date(2025, 5, 22),
        sum=Rp(42_000_000),
        people=Count(4316),
    )
    with override("en"):
        assert shown(said) == "June 2025 · 22 May 2025 · Rp42,000,000 · 4,316"


def test_plain_text_is_shown_as_it_is() -> None:
    with override("en"):
        assert shown("Kelurahan Melayu") == "Kelurahan Melayu"


def test_a_form_takes_a_refusal_and_says_it_in_the_readers_language() -> None:
    class OneMonth(PayungForm):
        month = forms.IntegerField()

    with override("en"):
        form = OneMonth({"month": "13"})
        form.add_error("month", REFUSAL)
        assert form.errors["month"] == [ENGLISH]


def test_a_notice_says_a_sentence_in_the_readers_language() -> None:
    with override("en"):
        page = Template("{% load payung %}{% notice said %}")
        assert ENGLISH in page.render(Context({"said": REFUSAL.sentence}))


@pytest.mark.parametrize(
    "said",
    [
        say("Bulan harus 1 sampai 12. Yang diisi {month}.", month=13),
        say("{why}.", why=say("Penghasilan {income} sebulan, paling tinggi {most}",
                              income=Rp(1_000_000), most=Rp(3_500_000))),
        say("Umur {age} tahun, syaratnya {asked}", age=45,
            asked=say("{low} sampai {high} tahun", low=18, high=64)),
        say("{why} ({basis})", why=say("Sudah dibayar {payer}", payer=say(
            "{payer} {first}–{last}", payer="Dana uji", first=Month.of(2025, 6),
            last=Month.of(2025, 12))), basis="Perwal 14/2025"),
        say("Kunci data harus 32 bita per kunci, dengan nomor 1 sampai 255."),
    ],
)  # fmt: skip
def test_a_stored_sentence_is_read_back_into_the_readers_language(said: Sentence) -> None:
    stored = "".join(said)
    with override("en"):
        assert shown(stored) == shown(said) != stored
    assert shown(stored) == stored
