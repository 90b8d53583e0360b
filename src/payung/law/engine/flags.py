"""Codes of a row as bits, and the texts that each combination of them makes, made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from payung.law.engine.column_text import Column

_TABLE_BITS = 16
"""Up to so many tests a table holds the number of every combination."""


class Texts:
    """The joined codes met so far, such as `MASA_TUNGGU;BULAN_BELUM_BAYAR`, by number."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._numbers: dict[int, int] = {}
        self.texts: Column = np.empty(0, object)

    def number(self, mask: int) -> int:
        """The number of the text whose codes are the bits of `mask`."""
        if mask not in self._numbers:
            self._numbers[mask] = len(self.texts)
            text = ";".join(word for bit, word in enumerate(self._words) if mask >> bit & 1)
            self.texts = np.append(self.texts, np.array([text], object))
        return self._numbers[mask]


class Flags:
    """The tests of one block: which texts their outcomes stand for.

    `always` are the bits set in every row; each of `tests` sets its own bits where it holds.
    """

    def __init__(self, texts: Texts, always: int, tests: Mapping[int, str]) -> None:
        self.texts, self._always = texts, always
        self._masks = list(tests)
        self.tests = list(tests.values())
        self._table = np.full(1 << min(len(tests), _TABLE_BITS), -1, np.int64)

    def numbers(self, codes: Column | None) -> Column | int:
        """The texts' numbers for the tests' outcomes, packed into one code per row."""
        if codes is None:
            return self._number(0)
        if len(self.tests) > _TABLE_BITS:
            distinct, which = np.unique(codes, return_inverse=True)
            return np.array([self._number(code) for code in distinct.tolist()]).take(which)
        places = codes.astype(np.intp)
        found = self._table.take(places)
        if found.min() < 0:
            for code in np.unique(codes[found < 0]).tolist():
                self._table[code] = self._number(code)
            found = self._table.take(places)
        return found

    def _number(self, code: int) -> int:
        mask = self._always
        for bit, value in enumerate(self._masks):
            mask |= value if code >> bit & 1 else 0
        return self.texts.number(mask)
