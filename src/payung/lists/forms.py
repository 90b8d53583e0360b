"""One worker on a screen form: the same rules as for lists, one value at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from payung.kernel.finding import Finding
from payung.kernel.nik import Nik, age_on
from payung.lists.area_names import AreaTable
from payung.lists.fields import ADULT_AGES, PERSON_FIELDS, severity_of
from payung.lists.messages import message
from payung.lists.rules.blank import clean, is_error
from payung.lists.rules.dates import read_date
from payung.lists.rules.income import read_income
from payung.lists.rules.nik import agrees_with, birth_part_is_date, prefix_is_known, read_nik
from payung.lists.rules.phone import read_phone
from payung.lists.rules.rtrw import NO_NUMBER, read_rt_rw, read_rw, rt_in_address
from payung.lists.rules.sex import read_sex

_Found = tuple[str, str, str, str]
"""Column, code, sentence, suggestion."""


def check_worker(
    fields: Mapping[str, str],
    *,
    on: date,
    areas: AreaTable,
    age: tuple[int, int] = ADULT_AGES,
) -> list[Finding]:
    """Everything wrong with one worker's fields, as the check of lists would say it.

    `fields` holds texts by the names of rows.csv (`kelurahan` by name or code); a missing field is
    an empty one. Rules across rows (`NIK_GANDA`, `NIK_ISI_SERET`, `ORANG_MIRIP`) don't apply.
    """
    said = {name: clean(fields.get(name) or "") for name in PERSON_FIELDS}
    broken = {name: text for name, text in said.items() if is_error(text)}
    said |= dict.fromkeys(broken, "")
    birth = read_date(said["tanggal_lahir"], on) if said["tanggal_lahir"] else None
    found = [
        *_nik(said, birth),
        *_birth(said, birth, on, age),
        *_place(said, areas),
        *_rest(said),
        *_unread(said),
    ]
    found = [one for one in found if one[0] not in broken]
    found += [(f, "SEL_GALAT", message("SEL_GALAT", told), "") for f, told in broken.items()]
    return [
        Finding("", "", 0, column, code, severity_of(code), sentence, suggestion)
        for column, code, sentence, suggestion in sorted(found)
    ]


def _nik(said: Mapping[str, str], birth: date | None) -> Iterator[_Found]:
    digits, code = read_nik(said["nik"])
    if code:
        yield "nik", code, message(code, digits), ""
        return
    card, card_code = read_nik(said["nkk"])
    card = "" if card_code else card
    if digits == card:
        yield "nik", "NIK_SAMA_NKK", message("NIK_SAMA_NKK"), ""
        return
    if card and birth and agrees_with(card, birth) and not agrees_with(digits, birth):
        yield "nik", "NIK_SAMA_NKK", message("NIK_SAMA_NKK", "", card), card
        return
    yield from _usable_nik(said, digits, birth)


def _usable_nik(said: Mapping[str, str], digits: str, birth: date | None) -> Iterator[_Found]:
    if digits.endswith("0000"):
        yield "nik", "NIK_SERI_NOL", message("NIK_SERI_NOL"), ""
    if not prefix_is_known(digits[:6]):
        yield "nik", "NIK_WILAYAH", message("NIK_WILAYAH"), ""
    if not birth_part_is_date(digits):
        yield "nik", "NIK_TANGGAL", message("NIK_TANGGAL"), ""
        return
    if birth and not agrees_with(digits, birth):
        told = message("NIK_BEDA_TGL_LAHIR", f"{birth:%d-%m-%Y}", _birth_part(digits))
        yield "tanggal_lahir", "NIK_BEDA_TGL_LAHIR", told, ""
    if (sex := read_sex(said["jenis_kelamin"])) and sex != Nik(digits).sex:
        yield "jenis_kelamin", "NIK_BEDA_JK", message("NIK_BEDA_JK"), ""


def _birth_part(digits: str) -> str:
    day = Nik(digits).birth_dates()[0]
    return f"{day:%d-%m-%y}"


def _birth(
    said: Mapping[str, str], birth: date | None, on: date, age: tuple[int, int]
) -> Iterator[_Found]:
    if birth is None:
        sentence = message("TGL_LAHIR_TIDAK_SAH", said["tanggal_lahir"])
        yield "tanggal_lahir", "TGL_LAHIR_TIDAK_SAH", sentence, ""
        return
    years = age_on(birth, on)
    if not age[0] <= years <= age[1]:
        sentence = message("USIA_DI_LUAR", str(years), f"{age[0]}–{age[1]}")
        yield "tanggal_lahir", "USIA_DI_LUAR", sentence, ""


def _place(said: Mapping[str, str], areas: AreaTable) -> Iterator[_Found]:
    rt = read_rt_rw(said["rt"])[0] if said["rt"] else rt_in_address(said["alamat"])[0]
    if not rt:
        yield "rt", "RT_TIDAK_SAH", message("RT_TIDAK_SAH"), ""
    if not areas.resolve(said["kelurahan"]):
        sentence = message("WILAYAH_TIDAK_DIKENAL", said["kelurahan"])
        yield "kelurahan", "WILAYAH_TIDAK_DIKENAL", sentence, areas.suggestion(said["kelurahan"])


def _unread(said: Mapping[str, str]) -> Iterator[_Found]:
    """Family card, sex and RW that are filled and can't be read."""
    code = read_nik(said["nkk"])[1] if said["nkk"] else ""
    if code:
        yield "nkk", code, message(code, said["nkk"], "", "nkk"), ""
    if said["jenis_kelamin"] and not read_sex(said["jenis_kelamin"]):
        sentence = message("NIK_BEDA_JK", said["jenis_kelamin"])
        yield "jenis_kelamin", "NIK_BEDA_JK", sentence, ""
    pair = read_rt_rw(said["rt"])[:2] if said["rt"] else rt_in_address(said["alamat"])
    if not (read_rw(said["rw"]) or pair[1] or NO_NUMBER.fullmatch(said["rw"])):
        yield "rw", "RT_TIDAK_SAH", message("RT_TIDAK_SAH", "", "", "rw"), ""


def _rest(said: Mapping[str, str]) -> Iterator[_Found]:
    if not said["nama"]:
        yield "nama", "NAMA_KOSONG", message("NAMA_KOSONG"), ""
    if said["no_hp"] and not read_phone(said["no_hp"]):
        yield "no_hp", "HP_TIDAK_SAH", message("HP_TIDAK_SAH"), ""
    if said["penghasilan"] and read_income(said["penghasilan"]) is None:
        yield "penghasilan", "PENGHASILAN_TIDAK_SAH", message("PENGHASILAN_TIDAK_SAH"), ""
