"""A sentence of the core: Indonesian as it stands, and ready to be said anew."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from payung.kernel.errors import BadInput, PayungError
from payung.kernel.month import Month
from payung.kernel.sentence import Count, Rp, say, write


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Rp(1_250_000), "Rp1.250.000"),
        (Count(4316), "4.316"),
        (2026, "2026"),
        (Month.of(2025, 6), "Juni 2025"),
        (date(2025, 5, 22), "22 Mei 2025"),
        (("NIK", "nama"), "NIK, nama"),
        (say("tempat {number}", number=3), "tempat 3"),
    ],
)
def test_values_are_written_as_the_offices_write_them(value: object, words: str) -> None:
    assert say("Ini {value}.", value=value) == f"Ini {words}."


def test_a_sentence_without_values_keeps_its_braces() -> None:
    assert say('Misalnya {"program": "jkm"}.') == 'Misalnya {"program": "jkm"}.'


def test_a_sentence_is_said_anew_with_the_sentences_inside_it() -> None:
    english = {"{who} kurang {free}.": "{free} is missing: {who}.", "Anggaran": "Budget"}
    said = say("{who} kurang {free}.", who=say("Anggaran"), free=Rp(5000))
    assert str(said) == "Anggaran kurang Rp5.000."
    assert said.said_by(english.__getitem__, write) == "Rp5.000 is missing: Budget."


def test_a_sentence_keeps_its_values_on_its_way_through_another_process() -> None:
    there = pickle.loads(pickle.dumps(say("Sisa {free}.", free=Rp(5000))))
    assert (there.template, there.values) == ("Sisa {free}.", {"free": Rp(5000)})


def test_a_refusal_gives_its_sentence_back() -> None:
    refusal: PayungError = BadInput(say("Baris {row} kosong.", row=7))
    assert (str(refusal), refusal.sentence) == ("Baris 7 kosong.", "Baris 7 kosong.")
    assert refusal.sentence.template == "Baris {row} kosong."  # type: ignore[attr-defined]
