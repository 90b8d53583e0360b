"""The fast way of folding many names gives what the slow one gives for each."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.kernel.names import fold
from payung.linkage.words import MAX_WORDS, encode, name_columns

WORDS = [
    "Budi", "H.", "Hj.", "M.", "Moh.", "Abdul", "Rahman", "bin", "S.Pd", "Djoenaidi", "R.", "Nur",
    "Siti", "a", "Ust.", "Al-Amin", "Sjarif", "ADE", "Rd.", "Ki", "S.H.", "x",
]  # fmt: skip
names = st.lists(st.sampled_from(WORDS), max_size=MAX_WORDS).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(names, max_size=8))
def test_encoded_names_are_the_first_folded_words_without_initials(texts: list[str]) -> None:
    codes, _, words = encode(pl.Series(texts, dtype=pl.String).str.to_uppercase())
    read = [" ".join(words.text[c] for c in row if c >= 0) for row in codes.tolist()]
    assert read == [_without_initials(fold(text)) for text in texts]


def _without_initials(folded: str) -> str:
    words = folded.split()
    return " ".join(([w for w in words if len(w) > 1] or words)[:MAX_WORDS])


def test_the_order_of_words_and_the_space_between_them_do_not_count() -> None:
    columns = name_columns(pl.Series(["Sri Wahyuni", "Wahyuni Sri", "Sriwahyuni"]), "nama")
    assert columns["nama_urut"][0] == columns["nama_urut"][1]
    assert columns["nama_rapat"][0] == columns["nama_rapat"][2]


def test_a_row_without_a_name_has_no_features() -> None:
    columns = name_columns(pl.Series(["", None, "-"], dtype=pl.String), "nama")
    assert all(series.null_count() == 3 for series in columns.values())
