"""What speaks for a pair is read in the reader's language, down to the last phrase."""

from __future__ import annotations

from django.utils import translation

from payung.linkage.comparisons import COMPARISONS
from payung.verification.evidence_words import KNOWN, told_evidence


def phrases() -> set[str]:
    levels = (level for comparison in COMPARISONS for level in comparison.levels)
    return {level.evidence for level in levels if level.evidence}


def test_every_phrase_of_the_comparisons_is_known() -> None:
    assert phrases() == set(KNOWN)


def test_no_phrase_stays_indonesian_in_english() -> None:
    with translation.override("en"):
        assert [words for words in phrases() if told_evidence(words) == words] == []


def test_several_phrases_are_read_one_by_one() -> None:
    text = "nama sama bunyinya, NIK sama, tetapi tidak cocok dengan tanggal lahir, RT sama"
    with translation.override("en"):
        read = told_evidence(text)
    assert read.startswith("same name in sound, same NIK, but it doesn't fit the birth date")
    with translation.override("id"):
        assert told_evidence(text) == text


def test_a_claim_is_read_as_its_sentence() -> None:
    with translation.override("en"):
        assert told_evidence("NIK sama; berbeda: nama").startswith("same NIK; they differ in")
