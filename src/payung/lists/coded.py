"""Columns of codes, as other systems export them: sex by a number, occupation by the register's."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import polars as pl

from payung.kernel.nik import NIK_LENGTH, Nik
from payung.lists.rules.nik import read_nik
from payung.lists.rules.sex import sex_code

_USUAL = {"1": "L", "2": "P"}
_TURNED = {"1": "P", "2": "L"}
_WITH_ZERO = ({"1": "L", "0": "P"}, {"1": "P", "0": "L"})
_SAMPLE = 2000
_SURE = 0.8
_ENOUGH = 3
_NEARLY_ALL = 0.9


def decoded_sexes(cells: pl.Series, niks: pl.Series) -> pl.Series:
    """L and P for coded sexes; what isn't coded, and codes whose sense is open, stay as they are.

    1 is a man and 2 a woman, as everywhere in the public service, unless the NIKs of the column
    say the opposite; 0 and 1 have a sense only where the NIKs give it.
    """
    codes = {text: sex_code(text) for text in cells.drop_nulls().unique().to_list()}
    used = {code for code in codes.values() if code}
    if not used:
        return cells
    sense = _sense(used, [codes.get(c, "") for c in cells.head(_SAMPLE)], niks.head(_SAMPLE))
    told = {text: sense[code] for text, code in codes.items() if code in sense}
    return cells.replace(list(told), list(told.values())) if told else cells


def _sense(used: set[str], codes: list[str], niks: pl.Series) -> dict[str, str]:
    sexes = [_sex_in(nik or "") for nik in niks]
    pairs = [(code, sex) for code, sex in zip(codes, sexes, strict=True) if code and sex]
    candidates = (_USUAL, _TURNED) if "0" not in used else _WITH_ZERO
    for sense in candidates:
        agreed = sum(sense.get(code) == sex for code, sex in pairs)
        if len(pairs) >= _ENOUGH and agreed >= _SURE * len(pairs):
            return sense
    return _USUAL if used <= _USUAL.keys() else {}


def _sex_in(nik: str) -> str:
    digits, code = read_nik(nik.strip())
    return "" if code or len(digits) != NIK_LENGTH else Nik(digits).sex


def decoded_occupations(cells: pl.Series) -> pl.Series:
    """The register's occupations for a column of its codes; any other column stays as it is."""
    distinct = [t for t in cells.drop_nulls().unique().to_list() if t.strip()]
    known = {t: o for t in distinct if (o := _occupations().get(t.strip().removesuffix(".0")))}
    if not known or len(known) < _NEARLY_ALL * len(distinct):
        return cells
    return cells.replace(list(known), list(known.values()))


@cache
def _occupations() -> dict[str, str]:
    import yaml

    source = files("payung.lists").joinpath("data/occupations.yaml").read_text(encoding="utf-8")
    return {str(number): name for number, name in enumerate(yaml.safe_load(source), 1)}
