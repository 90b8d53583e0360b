"""RT and RW: apart, in one column, or inside an address; three digits each, RW may be missing."""

from __future__ import annotations

import re

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_WORDS = {
    word: number
    for number, word in enumerate(
        ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh",
         "sebelas"), 1
    )
}  # fmt: skip
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b(?! ?(?:belas|puluh))")
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_LONGEST = 60
_NUMBER = r"(?:\d{1,3}|[ivxl]+)"
_PLAIN = re.compile(
    rf"(?:nomor|no\.?)?\s*(?:r\.?\s?t|rukun tetangga)?[\s.:\-]*({_NUMBER})(?:[.,]0)?"
)
_BOTH = re.compile(
    rf"(?:nomor|no\.?)?\s*(?:rt\s*[/.]\s*rw[\s.:]*|r\.?\s?t)?[\s.:\-]*({_NUMBER})\s*[/,\-.\s]*\s*"
    rf"(?:(?:[/\-,]|\s)\s*r\.?\s?w[\s.:]*|r\.?w[\s.:]*|[/\-,]\s*|(?<=\d\d\d)[. ](?=\d\d\d))"
    rf"({_NUMBER}|[-–]+|)"
)
_RW = re.compile(rf"(?:nomor|no\.?)?\s*(?:r\.?\s?w)?[\s.:\-]*({_NUMBER})(?:[.,]0)?")
NO_NUMBER = re.compile(r"[0\s.\-/]*")
"""A cell that says that there is no RW: empty, zeros, a dash."""
_IN_ADDRESS = re.compile(
    rf"\b(?:r\.?\s?t|rukun tetangga)\b[\s.:\-]*({_NUMBER})\b"
    rf"(?:[\s/.,\-]*(?:(?:r\.?\s?w|rukun warga)\b[\s.:\-]*({_NUMBER})\b|/\s*(\d{{1,3}})\b))?",
    re.IGNORECASE,
)
_IN_ADDRESS_PAIR = re.compile(r"\brt\s*/\s*rw\b[\s.:\-]*(\d{1,3})\s*/\s*(\d{1,3}|-)", re.IGNORECASE)


def read_rt_rw(text: str) -> tuple[str, str, bool]:
    """RT, RW and whether the text could be read: `RT.014/RW.05`, `14/5`, `RT 14`, `014`."""
    lowered = _BRACKETS.sub("", text.lower().strip()[:_LONGEST]).strip(" '`’")
    lowered = lowered.replace("\\", "/").replace("|", "/")
    lowered = _WORD.sub(lambda word: str(_WORDS[word[0]]), lowered)
    if parts := _PLAIN.fullmatch(lowered):
        return _checked(parts[1], "")
    if parts := _BOTH.fullmatch(lowered):
        return _checked(parts[1], parts[2] or "")
    return _checked(*rt_in_address(lowered))


def read_rw(text: str) -> str:
    """The RW in three digits, empty where there is none or it can't be read."""
    parts = _RW.fullmatch(text.lower().strip()[:_LONGEST])
    return _three_digits(parts[1]) if parts else ""


def rt_in_address(address: str) -> tuple[str, str]:
    """RT and RW that stand inside an address or a title, empty where they don't."""
    if parts := _IN_ADDRESS_PAIR.search(address):
        return _three_digits(parts[1]), _three_digits(parts[2])
    if parts := _IN_ADDRESS.search(address):
        return _three_digits(parts[1]), _three_digits(parts[2] or parts[3] or "")
    return "", ""


def _checked(rt: str, rw: str) -> tuple[str, str, bool]:
    number = _three_digits(rt) if rt else ""
    return number, _three_digits(rw) if number and rw else "", bool(number)


def _three_digits(number: str) -> str:
    """`5`, `05` and `V` are `005`; zero and a dash are nothing."""
    value = int(number) if number.isdigit() else _roman(number.upper())
    return f"{value:03d}" if value > 0 else ""


def _roman(number: str) -> int:
    digits = [_ROMAN.get(letter, 0) for letter in number]
    pairs = zip(digits, [*digits, 0][1:], strict=True)
    return sum(-one if one < following else one for one, following in pairs)
