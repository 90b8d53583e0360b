"""Plants the dirt of real lists into rows, and says which findings it should give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from payung.demo.synthetic.layouts import InventedLayout
from payung.demo.synthetic.people import LISTED_ON
from payung.demo.synthetic.rows import LOOKALIKE, ListedRow
from payung.demo.synthetic.tables import list_tables
from payung.kernel.nik import NIK_LENGTH, Nik, Sex, age_on

Planter = Callable[[ListedRow, Random], None]

AGE_WINDOW = (18, 64)
_NO_NIK = ("", "", "-", "belum ada", "menyusul")
_LOOKALIKES = {"0": "O", "1": "l"}
_UNKNOWN_KELURAHAN = ("Mendalo Darat", "Kasang Pudak", "Sungai Duren", "Pondok Meja", "?")
_BAD_RT = ("lupa", "?", "belum tahu", "RT -", "pindahan")
_BAD_DATES = ("31-02-1980", "00-00-1975", "17-13-1990", "tidak tahu", "30/02/1988", "1979")
_BAD_PHONES = ("08120045", "nomor istri", "0812-00", "tidak punya WA", "+62", "081200")
_BAD_INCOMES = ("?", "tidak tentu", "1.250", "harian", "cukup makan")


def _long_or_short(row: ListedRow, chance: Random) -> None:
    nik = row.shown["nik"]
    place = chance.randrange(6, NIK_LENGTH)
    longer = chance.random() < 0.35
    row.shown["nik"] = nik[:place] + (nik[place] * 2 if longer else "") + nik[place + 1 :]
    row.defects.add("NIK_PANJANG")


def _missing(row: ListedRow, chance: Random) -> None:
    row.raw["nik"] = chance.choice(_NO_NIK) or None
    row.defects.add("NIK_KOSONG")


def _letters(row: ListedRow, chance: Random) -> None:
    nik = row.shown["nik"]
    place = chance.randrange(2, 12)
    row.raw["nik"] = nik[:place] + chance.choice("XY?#") + nik[place + 1 :]
    row.defects.add("NIK_BUKAN_ANGKA")


def _lookalike(row: ListedRow, _: Random) -> None:
    """The letter O for 0 or l for 1: a person and a careful machine can read it."""
    nik = row.shown["nik"]
    digit = "0" if "0" in nik[2:] else "1"
    place = nik.index(digit, 1) if digit in nik[1:] else 0
    row.raw["nik"] = nik[:place] + _LOOKALIKES[nik[place]] + nik[place + 1 :] if place else nik
    row.traits.add(LOOKALIKE)


def _no_date(row: ListedRow, chance: Random) -> None:
    """A birth part that is no date at all."""
    nik = row.shown["nik"]
    part = chance.choice(("00" + nik[8:12], nik[6:8] + "13" + nik[10:12], "81" + nik[8:12]))
    row.shown["nik"] = nik[:6] + part + nik[12:]
    row.defects.add("NIK_TANGGAL")


def _zero_serial(row: ListedRow, _: Random) -> None:
    row.shown["nik"] = row.shown["nik"][:12] + "0000"
    row.defects.add("NIK_SERI_NOL")


def _unknown_area(row: ListedRow, chance: Random) -> None:
    prefixes = list_tables()["places"]["unknown_prefixes"].split()
    row.shown["nik"] = chance.choice(prefixes) + row.shown["nik"][6:]
    row.defects.add("NIK_WILAYAH")


def _other_birth_date(row: ListedRow, chance: Random) -> None:
    """The list's date differs from the NIK's: a slip of day, month or year."""
    born: date = row.shown["tanggal_lahir"]
    slip = chance.choice((1, 3, 10, 31, 365, 366 * 2))
    row.shown["tanggal_lahir"] = born + timedelta(days=slip if born.year < 2000 else -slip)


def _other_sex(row: ListedRow, _: Random) -> None:
    male = row.shown["jenis_kelamin"] == Sex.MALE.value
    row.shown["jenis_kelamin"] = (Sex.FEMALE if male else Sex.MALE).value


def _family_card_as_nik(row: ListedRow, chance: Random) -> None:
    """The family card's number in both columns, or the two columns swapped."""
    nik, card = row.shown["nik"], row.shown["nkk"]
    row.shown["nik"] = card
    if chance.random() < 0.4:
        row.shown["nkk"] = nik
    row.defects.add("NIK_SAMA_NKK")


# Per thousand rows; the first column that a layout lacks makes the defect impossible there.
_NIK_DEFECTS: tuple[tuple[float, Planter, str], ...] = (
    (15, _long_or_short, ""),
    (4, _missing, ""),
    (3, _letters, ""),
    (4, _lookalike, ""),
    (3, _no_date, ""),
    (1.5, _zero_serial, ""),
    (2, _unknown_area, ""),
    (12, _other_birth_date, ""),
    (6, _other_sex, "jenis_kelamin"),
    (5, _family_card_as_nik, "nkk"),
)


def _fill(field: str, values: Sequence[str | None], code: str) -> Planter:
    def plant(row: ListedRow, chance: Random) -> None:
        row.raw[field] = chance.choice(values)
        row.defects.add(code)

    return plant


def _blank(field: str, trait: str) -> Planter:
    def plant(row: ListedRow, chance: Random) -> None:
        row.raw[field] = chance.choice((None, None, None, "-"))
        row.traits.add(trait)

    return plant


def _other_area(row: ListedRow, chance: Random) -> None:
    """A true kelurahan, but not the sender's: nothing in the row gives it away."""
    row.shown["kelurahan"] = chance.choice(("Kenali Asam", "Jelutung", "Legok", "Rawa Sari"))
    row.traits.add("SALAH_WILAYAH")


_FIELD_DEFECTS: tuple[tuple[float, Planter, str], ...] = (
    (250, _blank("no_hp", "HP_KOSONG"), "no_hp"),
    (12, _fill("no_hp", _BAD_PHONES, "HP_TIDAK_SAH"), "no_hp"),
    (120, _blank("nama_ibu", "IBU_KOSONG"), "nama_ibu"),
    (80, _blank("penghasilan", "PENGHASILAN_KOSONG"), "penghasilan"),
    (12, _fill("penghasilan", _BAD_INCOMES, "PENGHASILAN_TIDAK_SAH"), "penghasilan"),
    (2, _fill("nama", (None, "-"), "NAMA_KOSONG"), "nama"),
    (6, _fill("tanggal_lahir", _BAD_DATES, "TGL_LAHIR_TIDAK_SAH"), "tanggal_lahir"),
    (6, _fill("rt", _BAD_RT, "RT_TIDAK_SAH"), "rt"),
    (16, _fill("kelurahan", _UNKNOWN_KELURAHAN, "WILAYAH_TIDAK_DIKENAL"), "kelurahan"),
    (24, _other_area, "kelurahan"),
)
_SHARED_PHONE = 60
_LONGEST_DRAG = 9


def plant_defects(rows: list[ListedRow], layout: InventedLayout, chance: Random) -> None:
    """Spoils `rows` (in the order of the list) at the rates of the field."""
    for row in rows:
        draw = chance.random() * 1000
        for rate, planter, needs in _NIK_DEFECTS:
            draw -= rate
            if draw < 0:
                if not needs or needs in layout.columns:
                    planter(row, chance)
                break
        for rate, planter, needs in _FIELD_DEFECTS:
            if _shows(layout, needs) and needs not in row.raw and chance.random() * 1000 < rate:
                planter(row, chance)
    _share_phones(rows, chance)


_COMBINED = {"tanggal_lahir": "ttl", "rt": "rtrw"}


def _shows(layout: InventedLayout, field: str) -> bool:
    """Whether the layout has the field, alone or in a column that holds two."""
    return field in layout.columns or _COMBINED.get(field) in layout.columns


def _share_phones(rows: list[ListedRow], chance: Random) -> None:
    """Neighbours under one number: the RT head's or a family's."""
    for row, neighbour in pairwise(rows):
        if chance.random() * 1000 < _SHARED_PHONE:
            neighbour.shown["no_hp"] = row.shown["no_hp"]
            neighbour.traits.add("HP_BERSAMA")


def drag_fill(rows: list[ListedRow], chance: Random) -> None:
    """One run of rows whose NIK a fill handle counted up from the first, which is still right."""
    length = chance.randint(5, _LONGEST_DRAG)
    clean = [
        place for place in range(len(rows) - length) if _is_clean(rows[place : place + length])
    ]
    if not clean:
        return
    start = chance.choice(clean)
    first = int(rows[start].shown["nik"])
    for step, row in enumerate(rows[start : start + length]):
        row.shown["nik"] = str(first + step)
        if step:
            row.defects.add("NIK_ISI_SERET")
        else:
            row.traits.add("SERET_PERTAMA")


def _is_clean(rows: list[ListedRow]) -> bool:
    """Whether the rows are different people whom nothing has spoiled yet."""
    return len({row.person_id for row in rows}) == len(rows) and all(map(_is_untouched, rows))


def _is_untouched(row: ListedRow) -> bool:
    fields = ("nik", "tanggal_lahir", "jenis_kelamin")
    as_true = all(row.shown[field] == row.true[field] for field in fields)
    return as_true and not row.defects and not row.raw.keys() & set(fields)


def damage_by_excel(rows: list[ListedRow], share: float, as_text: bool, chance: Random) -> None:
    """NIK typed into number cells lose their last digit; saved as CSV they lose ten more."""
    for row in rows:
        if "nik" in row.raw or len(row.shown["nik"]) != NIK_LENGTH or chance.random() >= share:
            continue
        number = int(row.shown["nik"]) // 10 * 10
        mantissa = f"{number / 10**15:.5f}".replace(".", ",")
        row.raw["nik"] = f"{mantissa}E+15" if as_text else number
        row.defects = {code for code in row.defects if not code.startswith("NIK_")}
        row.defects.add("NIK_RUSAK_EXCEL")


def derive_contradictions(row: ListedRow, layout: InventedLayout) -> None:
    """Adds the findings that follow from what the row now shows, however it came about."""
    born = None if "tanggal_lahir" in row.raw else row.shown["tanggal_lahir"]
    if born and not AGE_WINDOW[0] <= age_on(born, LISTED_ON) <= AGE_WINDOW[1]:
        row.defects.add("USIA_DI_LUAR")
    text = row.shown["nik"]
    if not row.nik_is_readable:
        return
    if len(text) != NIK_LENGTH or row.defects & {"NIK_TANGGAL", "NIK_SAMA_NKK"}:
        return
    nik = Nik(text)
    if born and born not in nik.birth_dates():
        row.defects.add("NIK_BEDA_TGL_LAHIR")
    if "jenis_kelamin" in layout.columns and nik.sex.value != row.shown["jenis_kelamin"]:
        row.defects.add("NIK_BEDA_JK")
