"""What a family should know beside the sums stands where it belongs, and says on what it rests."""

from __future__ import annotations

import pytest

from payung.law.jamsostek.advice import cause_questions, notes


def told(program: str, event: str) -> str:
    return " ".join(note.text for note in notes(program, event))


def test_four_questions_end_in_a_report_as_suspected() -> None:
    *questions, end = cause_questions()
    assert len(questions) == 4
    assert all(one.text.endswith("?") and (one.basis or not one.verified) for one in questions)
    assert "dugaan kecelakaan kerja" in end.text


@pytest.mark.parametrize(
    ("program", "event", "words", "there"),
    [
        ("jkm", "death", "JHT", True),
        ("jkk", "injury", "JHT", False),
        ("jkk", "injury", "paling lama 1 tahun", True),
        ("jkm", "death", "paling lama 1 tahun", False),
        ("jkk", "death", "Basarnas", True),
        ("jkm", "death", "Basarnas", False),
        ("jkm", "death", "Bila ditolak", True),
        ("jkm", "death", "Bila BPJS terlambat", True),
        ("jkk", "partial_disability", "kembali bekerja", True),
        ("jkm", "death", "tidak untuk peserta BPU", True),
    ],
)
def test_a_note_stands_where_it_belongs(program: str, event: str, words: str, there: bool) -> None:
    assert (words in told(program, event)) is there


def test_what_no_text_says_is_marked() -> None:
    (open_road,) = [note for note in notes("jkk", "injury") if "hari libur" in note.text]
    assert not open_road.verified
