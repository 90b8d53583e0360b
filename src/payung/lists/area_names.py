"""Kelurahan by the names that people write: numerals, abbreviations, spacing, file titles.

The table is given by the caller; nothing here knows which city it is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

_WORDS = re.compile(r"[a-z]+|\d+")
_BETWEEN_AREAS = re.compile(r"\s*[/,]\s*|\s+-\s+")
_CODE = re.compile(r"^(\d\d)(\d\d)(\d\d)(\d{4})$")
_NUMERALS = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
    "satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6",
}  # fmt: skip
_SPELLED = {
    "bwh": "bawah", "bwah": "bawah", "ats": "atas", "tlg": "talang", "tl": "talang",
    "tlng": "talang", "tj": "tanjung", "tjg": "tanjung", "tg": "tanjung", "tjung": "tanjung",
    "tanjong": "tanjung", "sp": "simpang", "spg": "simpang", "smp": "simpang", "simp": "simpang",
    "spng": "simpang", "sei": "sungai", "sei.": "sungai", "sg": "sungai", "sungei": "sungai",
    "pal": "paal", "pall": "paal", "psr": "pasar", "ps": "pasar", "kng": "kenali",
    "knl": "kenali", "kenaliasam": "kenali asam", "bsr": "besar", "pnyengat": "penyengat",
    "pmtg": "pematang", "ma": "muara", "kp": "kampung", "kb": "kebun", "kbn": "kebun",
    "lkr": "lingkar", "sltn": "selatan", "mrh": "merah", "jbi": "jambi",
    "k": "kenali", "tehok": "thehok",
}  # fmt: skip
_KELURAHAN_WORDS = frozenset({"kel", "kelurahan", "kelurhan", "ds", "desa"})
_KECAMATAN_WORDS = frozenset({"kec", "kecamatan"})
_CITY_WORDS = frozenset({"kota", "kab", "kabupaten", "prov", "provinsi", "apbd", "anggaran"})
_LONGEST = 120
_FUZZY_FROM_LENGTH = 8


@dataclass(frozen=True)
class AreaTable:
    """Kelurahan codes by name, and which names are a kecamatan's.

    `names` maps the folded name (no spaces) to the code; build it with `of` or `load`.
    """

    names: dict[str, str]
    labels: dict[str, str]
    kecamatan: frozenset[str] = frozenset()
    _seen: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str]]) -> AreaTable:
        """From (code, kelurahan, kecamatan); a name that two kelurahan share resolves to none."""
        names: dict[str, str] = {}
        labels: dict[str, str] = {}
        districts = set()
        for code, name, district in rows:
            key = "".join(_fold(name))
            names[key] = "" if key in names else code
            labels[code] = name
            districts.add("".join(_fold(district)))
        return cls({k: c for k, c in names.items() if c}, labels, frozenset(districts))

    @classmethod
    def load(cls, path: Path) -> AreaTable:
        """From a CSV with the columns kode_kelurahan, kelurahan, kecamatan."""
        with path.open(encoding="utf-8", newline="") as source:
            return cls.of(
                (r["kode_kelurahan"], r["kelurahan"], r["kecamatan"])
                for r in csv.DictReader(source)
            )

    def resolve(self, text: str) -> str:
        """The code of the kelurahan that a cell names, empty where it isn't one for sure."""
        if text not in self._seen:
            self._seen[text] = self._resolve(text[:_LONGEST])
        return self._seen[text]

    def suggestion(self, text: str) -> str:
        """The one name that is spelled nearly so, empty where there is none or several."""
        code = self._nearest("".join(_plain_words(text[:_LONGEST])), score=78.0)
        return self.labels.get(code, "")

    def find_in(self, text: str) -> str:
        """The kelurahan that a title, a sheet's or a file's name speaks of; empty if unclear.

        What follows "kelurahan" counts before what stands anywhere, what follows "kecamatan"
        never, and the longer name wins: `Kenali Asam Bawah` is not `Kenali Asam`.
        """
        return self.find_marked(text) or self._found(_fold(text), after_mark=False)

    def find_marked(self, text: str) -> str:
        """As `find_in`, but only what follows "kelurahan" counts: streets bear such names too."""
        return self._found(_fold(text), after_mark=True)

    def _resolve(self, text: str) -> str:
        dotted = _CODE.sub(r"\1.\2.\3.\4", re.sub(r"[.\s]", "", text))
        if dotted in self.labels:
            return dotted
        words = _plain_words(text)
        key = "".join(words)
        if code := self.names.get(key):
            return code
        return self._nearest(key, score=0.0) or (
            (self.find_in(text) or self._before_kecamatan(text)) if _is_phrase(text) else ""
        )

    def _before_kecamatan(self, text: str) -> str:
        """The kelurahan of `Payo Lebar/Jelutung`, where the second is a kecamatan's name too."""
        first, *others = _BETWEEN_AREAS.split(text)
        if not others or not self._is_kecamatan(others[0]):
            return ""
        return self.names.get("".join(_plain_words(first)), "")

    def _is_kecamatan(self, text: str) -> bool:
        words = _fold(text)
        return "".join(w for w in words if w not in _KECAMATAN_WORDS) in self.kecamatan

    def _nearest(self, key: str, score: float) -> str:
        """The one name at one letter's distance, or above `score` if one is given."""
        if len(key) < _FUZZY_FROM_LENGTH - 2:
            return ""
        from rapidfuzz import fuzz, process
        from rapidfuzz.distance import Levenshtein

        if score:
            near = process.extract(key, self.names.keys(), scorer=fuzz.ratio, score_cutoff=score)
            return self.names[near[0][0]] if len(near) == 1 else ""
        if len(key) < _FUZZY_FROM_LENGTH or any(c.isdigit() for c in key):
            return ""
        close = [n for n in self.names if Levenshtein.distance(n, key, score_cutoff=1) <= 1]
        return self.names[close[0]] if len(close) == 1 else ""

    def _found(self, words: list[str], *, after_mark: bool) -> str:
        """Names in a run of words, the longest at each place; a code only if it is the only one."""
        found: list[str] = []
        position = 0
        while position < len(words):
            length, code = self._longest_at(words, position)
            before = words[position - 1] if position else ""
            if code and self._counts(before, after_mark=after_mark):
                found.append(code)
            position += max(length, 1)
        return found[0] if len(set(found)) == 1 else ""

    @staticmethod
    def _counts(before: str, *, after_mark: bool) -> bool:
        if after_mark:
            return before in _KELURAHAN_WORDS
        return before not in _KECAMATAN_WORDS and before not in _CITY_WORDS

    def _longest_at(self, words: list[str], start: int) -> tuple[int, str]:
        for length in range(min(5, len(words) - start), 0, -1):
            if code := self.names.get("".join(words[start : start + length])):
                return length, code
        return 0, ""


def _is_phrase(text: str) -> bool:
    """Whether a cell says more than a name: `Kel. Legok Kec. Danau Sipin`, `Legok RT 5`."""
    return bool(re.search(r"(?i)\b(kec|kecamatan|rt|rw|kota)\b|[,/]|\s-\s", text))


def _fold(text: str) -> list[str]:
    """Lower-case words in one spelling, numerals as digits."""
    spaced = re.sub(r"[_\-.]+", " ", text.lower())
    words = [_SPELLED.get(w, w) for w in _WORDS.findall(spaced)]
    return [_NUMERALS.get(w, w) for w in " ".join(words).split()]


def _plain_words(text: str) -> list[str]:
    """The folded words without "Kel." in front."""
    words = _fold(text)
    while len(words) > 1 and words[0] in _KELURAHAN_WORDS:
        words = words[1:]
    return words
