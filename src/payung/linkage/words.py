"""Names as numbers: every distinct word is folded once, rows hold hashes of their words.

The hashes are blake2b of the folded word, so they are the same in every process and engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import polars as pl

from payung.kernel.names import fold

Hashes = npt.NDArray[np.uint64]
Codes = npt.NDArray[np.int32]

MAX_WORDS = 4
MISTYPED_WORDS = 3
_MIX = np.uint64(0x9E3779B97F4A7C15)
_ROLL = 1_000_003
_ALL_BITS = (1 << 64) - 1


@dataclass(frozen=True)
class Vocabulary:
    """The distinct folded words of a column; the arrays are indexed by word number."""

    text: list[str]
    sound: Hashes
    identity: Hashes
    rolled: Hashes
    power: Hashes
    letters: Hashes
    first: Hashes
    alphabet: Hashes


def name_columns(names: pl.Series, prefix: str) -> dict[str, pl.Series]:
    """Features of a column of names; every column's name starts with `prefix`.

    `_n` number of words · `_urut` the words in any order · `_rapat` written together ·
    `_huruf` all letters in any order ·
    `_i`, `_h`, `_l` one bit per initial, per first letter, per letter · `_k1`, `_k2` lowest and
    highest sound · `_w1`… the words · `_s1`… their letters in any order.
    `_e1`… the words themselves, as numbers. All are null where no name is left.
    One row per row of `names`.
    """
    codes, initials, vocabulary = encode(names.fill_null("").str.to_uppercase())
    present = codes[:, 0] >= 0
    columns = {
        "urut": _order_free(codes, vocabulary.identity),
        "rapat": _written_together(codes, vocabulary),
        "huruf": _all_letters(codes, vocabulary.letters),
        "i": initials,
        "h": initials | _bits(codes, vocabulary.first),
        "l": _bits(codes, vocabulary.alphabet),
        "k1": _extreme(codes, vocabulary.sound, np.minimum, _ALL_BITS),
        "k2": _extreme(codes, vocabulary.sound, np.maximum, 0),
    }
    out = {f"{prefix}_{key}": nullable(value, present) for key, value in columns.items()}
    out[f"{prefix}_n"] = nullable((codes >= 0).sum(axis=1).astype(np.uint64), present)
    text = pl.Series(vocabulary.text, dtype=pl.String)
    for place in range(MAX_WORDS):
        code = codes[:, place]
        out[f"{prefix}_s{place + 1}"] = nullable(vocabulary.letters[code], code >= 0)
        out[f"{prefix}_e{place + 1}"] = nullable(vocabulary.identity[code], code >= 0)
        if place < MISTYPED_WORDS:
            index = pl.Series(code)
            out[f"{prefix}_w{place + 1}"] = text.gather(index.set(index < 0, None))
    return out


def nullable(values: Hashes, present: npt.NDArray[np.bool_]) -> pl.Series:
    """The values as signed 64-bit numbers, null where not present."""
    series = pl.Series(values.view(np.int64))
    return series if present.all() else series.set(pl.Series(~present), None)


def word_number(word: str) -> int:
    """A folded word as the columns `_e1`… hold it."""
    return int(np.uint64(_hash(word)).astype(np.int64))


def combine(*parts: Hashes) -> Hashes:
    """One hash of several, in their order."""
    out = np.zeros_like(parts[0])
    for part in parts:
        out = (out ^ part) * _MIX
        out ^= out >> np.uint64(29)
    return out


def encode(names: pl.Series) -> tuple[Codes, Hashes, Vocabulary]:
    """Row × place → word number (-1 for none), as `kernel.names.fold` would write the name.

    Second, the row's initials as bits; third, the words.
    """
    tokens = _tokens(names)
    distinct = tokens["token"].unique(maintain_order=True)
    folded = [_plain(token) for token in distinct.to_list()]
    numbers: dict[str, int] = {"": -1}
    code = [-2 if word is None else _number(word, numbers) for word in folded]
    coded = tokens.join(
        pl.DataFrame({"token": distinct, "code": pl.Series(code, dtype=pl.Int32)}),
        on="token",
        how="left",
        maintain_order="left",
    )
    rows, values = coded["row"].to_numpy(), coded["code"].to_numpy()
    special = np.zeros(len(names), dtype=bool)
    special[rows[values == -2]] = True
    kept = (values >= 0) & ~special[rows]
    matrix = _matrix(rows[kept], values[kept], len(names))
    initials = np.zeros(len(names), dtype=np.uint64)
    _fold_special(names, np.flatnonzero(special), matrix, initials, numbers)
    del numbers[""]
    return matrix, initials, _vocabulary(list(numbers))


def _tokens(names: pl.Series) -> pl.DataFrame:
    """One row per word of a name, in their order."""
    return (
        pl.DataFrame({"row": np.arange(len(names), dtype=np.int64), "token": names})
        .with_columns(pl.col("token").str.replace_all(r"\s+", " ").str.strip_chars(" "))
        .with_columns(pl.col("token").str.split(" "))
        .explode("token")
        .filter(pl.col("token").str.len_bytes() > 0)
    )


@lru_cache(maxsize=1 << 17)
def _plain(token: str) -> str | None:
    """The folded word, or None where its meaning hangs on its neighbours.

    Titles, degrees, "bin", initials and "Abdul" do; names with one are folded as a whole.
    """
    alone = fold(token)
    if not (token.isascii() and token.isalpha() and len(token) > 2):
        return None
    between = fold(f"BUDI {token} BUDI") == f"BUDI {alone} BUDI"
    return alone if between and fold(f"{token} BUDI") == f"{alone} BUDI" else None


def _number(word: str, numbers: dict[str, int]) -> int:
    return numbers.setdefault(word, len(numbers) - 1)


def _fold_special(
    names: pl.Series,
    rows: npt.NDArray[np.int64],
    matrix: Codes,
    initials: Hashes,
    numbers: dict[str, int],
) -> None:
    """Fills in the rows whose names must be folded as a whole; each distinct name once."""
    seen: dict[str, tuple[list[int], int]] = {}
    for row, name in zip(rows.tolist(), names.gather(rows).to_list(), strict=True):
        if name not in seen:
            words = fold(name).split()
            whole = [w for w in words if len(w) > 1] or words
            letters = sum({_letter_bit(w) for w in words if len(w) == 1 and w not in whole})
            seen[name] = [_number(word, numbers) for word in whole[:MAX_WORDS]], letters
        numbered, letters = seen[name]
        matrix[row, : len(numbered)] = numbered
        initials[row] = letters


def _letter_bit(word: str) -> int:
    return 1 << (ord(word[0]) - ord("A"))


def _alphabet(word: str) -> int:
    """One bit for each letter that the word has."""
    return sum(_letter_bit(letter) for letter in set(word))


def _matrix(rows: npt.NDArray[np.int64], values: Codes, count: int) -> Codes:
    """The first MAX_WORDS words of each row, side by side."""
    matrix = np.full((count, MAX_WORDS), -1, dtype=np.int32)
    if len(rows):
        starts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
        place = np.arange(len(rows)) - np.repeat(starts, np.diff(np.r_[starts, len(rows)]))
        kept = place < MAX_WORDS
        matrix[rows[kept], place[kept]] = values[kept]
    return matrix


def _vocabulary(text: list[str]) -> Vocabulary:
    identity = np.array([_hash(word) for word in text] or [0], dtype=np.uint64)
    letters = [sum(_hash(letter) for letter in word) & _ALL_BITS for word in text] or [0]
    rolled = [_roll(word) for word in text] or [0]
    power = [pow(_ROLL, len(word), 1 << 64) for word in text] or [0]
    return Vocabulary(
        text=text,
        sound=np.array([_hash(_skeleton(word)) for word in text] or [0], dtype=np.uint64),
        identity=identity,
        rolled=np.array(rolled, dtype=np.uint64),
        power=np.array(power, dtype=np.uint64),
        letters=np.array(letters, dtype=np.uint64),
        first=np.array([_letter_bit(word) for word in text] or [0], dtype=np.uint64),
        alphabet=np.array([_alphabet(word) for word in text] or [0], dtype=np.uint64),
    )


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def _roll(word: str) -> int:
    value = 0
    for letter in word:
        value = (value * _ROLL + ord(letter)) & _ALL_BITS
    return value


def _skeleton(word: str) -> str:
    """The consonants, where enough of them are left to tell words apart."""
    bare = word[0] + "".join(c for c in word[1:] if c not in "AEIOU")
    return bare if len(bare) > 2 else word


def _order_free(codes: Codes, identity: Hashes) -> Hashes:
    """The same for the same words in any order: the sum of their mixed hashes."""
    mixed = combine(identity)
    total: Hashes = np.where(codes >= 0, mixed[codes], np.uint64(0)).sum(axis=1, dtype=np.uint64)
    return total


def _all_letters(codes: Codes, letters: Hashes) -> Hashes:
    """The same for the same letters, in whatever words and order."""
    total: Hashes = np.where(codes >= 0, letters[codes], np.uint64(0)).sum(axis=1, dtype=np.uint64)
    return total


def _written_together(codes: Codes, words: Vocabulary) -> Hashes:
    out = np.zeros(len(codes), dtype=np.uint64)
    for place in range(MAX_WORDS):
        code = codes[:, place]
        longer = out * words.power[code] + words.rolled[code]
        out = np.where(code >= 0, longer, out)
    return out


def _bits(codes: Codes, bit: Hashes) -> Hashes:
    joined: Hashes = np.bitwise_or.reduce(np.where(codes >= 0, bit[codes], np.uint64(0)), axis=1)
    return joined


def _extreme(codes: Codes, sound: Hashes, choose: np.ufunc, none: int) -> Hashes:
    values: Hashes = choose.reduce(np.where(codes >= 0, sound[codes], np.uint64(none)), axis=1)
    return values
