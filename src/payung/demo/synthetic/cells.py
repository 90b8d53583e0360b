"""How a true value looks in a cell: dates, money, telephones, RT, names, as clerks type them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from payung.kernel.month_names import MONTH_NAMES_ID

Cell = str | int | date | None

_EXCEL_EPOCH = date(1899, 12, 30)
_OLD_MONTHS = {"Februari": "Pebruari", "November": "Nopember"}
_MIXED_DATES = ("cell", "dash", "slash", "long", "abbreviated")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def _long(day: date, chance: Random) -> Cell:
    month = MONTH_NAMES_ID[day.month - 1]
    return (
        f"{day.day} {_OLD_MONTHS.get(month, month) if chance.random() < 0.3 else month} {day.year}"
    )


_DATES: dict[str, Callable[[date, Random], Cell]] = {
    "cell": lambda day, _: day,
    "dash": lambda day, _: f"{day:%d-%m-%Y}",
    "slash": lambda day, _: f"{day:%d/%m/%Y}",
    "iso": lambda day, _: day.isoformat(),
    "long": _long,
    "abbreviated": lambda day, _: f"{day.day:02d}-{MONTH_NAMES_ID[day.month - 1][:3]}-{day.year}",
    "two_digit": lambda day, _: f"{day:%d-%m-%y}",
    "serial": lambda day, _: (day - _EXCEL_EPOCH).days,
}


def date_cell(day: date, style: str, chance: Random) -> Cell:
    """A birth date; style `mixed` takes another form in each row."""
    return _DATES[chance.choice(_MIXED_DATES) if style == "mixed" else style](day, chance)


def place_and_date(place: str, day: date, style: str, chance: Random) -> str:
    """`Jambi, 05-06-1980` and its relatives; never a true date cell."""
    text = date_cell(day, "dash" if style in ("cell", "serial", "mixed") else style, chance)
    return f"{place}{chance.choice((', ', ', ', ', ', ',', ' / ', ' '))}{text}"


_SEXES = {
    "letters": (("L", "l"), ("P", "p")),
    "words": (("Laki-laki", "LAKI-LAKI", "Laki - laki"), ("Perempuan", "PEREMPUAN")),
    "gender": (("LK", "Lk", "Pria"), ("PR", "Pr", "Wanita")),
}


def sex_cell(sex: str, style: str, chance: Random) -> str:
    """Mostly the first form of the style."""
    forms = _SEXES[style][sex == "P"]
    return forms[0] if chance.random() < 0.9 else chance.choice(forms)


def income_cell(rupiah: int, style: str, chance: Random) -> Cell:
    """A number cell, or money as clerks type it."""
    if style == "whole":
        return str(rupiah) if chance.random() < 0.7 else f"{rupiah:,}".replace(",", ".")
    pointed = f"{rupiah:,}".replace(",", ".")
    millions = f"{rupiah / 1_000_000:g}".replace(".", ",")
    forms: tuple[Cell, ...] = (
        rupiah,
        rupiah,
        pointed,
        f"Rp {pointed},-",
        f"Rp{pointed},00",
        f"{millions} jt",
        f"{millions} juta",
    )
    return chance.choice(forms)


def phone_cell(phone: str, chance: Random) -> str:
    """`phone` is E.164; some clerks use the country code, some lose the first 0."""
    rest = phone[3:]
    forms = (
        f"0{rest}",
        f"0{rest}",
        f"0{rest[:3]}-{rest[3:7]}-{rest[7:]}",
        f"0{rest[:3]} {rest[3:7]} {rest[7:]}",
        f"+62 {rest[:3]}-{rest[3:7]}-{rest[7:]}",
        f"62{rest}",
        rest,
    )
    return chance.choice(forms)


def rt_cell(rt: str, chance: Random) -> Cell:
    forms: tuple[Cell, ...] = (rt, rt, int(rt), f"RT {rt[1:]}", f"{int(rt):02d}", f"RT.{rt}")
    return chance.choice(forms)


def rw_cell(rw: str, chance: Random) -> Cell:
    """Three digits, a number, sometimes Roman; `-` or nothing where there is no RW."""
    if not rw:
        return chance.choice((None, None, "-"))
    return chance.choice((rw, rw, int(rw), _ROMAN[int(rw)] if int(rw) < len(_ROMAN) else rw))


def rt_rw_cell(rt: str, rw: str, chance: Random) -> str:
    if not rw:
        return chance.choice((f"RT {rt[1:]}", f"RT {rt[1:]} / RW -", f"{rt}/-", f"RT.{rt}"))
    numbers = int(rt), int(rw)
    forms = (
        f"{rt}/{rw}",
        f"RT {rt} RW {rw}",
        f"RT.{rt}/RW.{rw}",
        f"{numbers[0]}/{numbers[1]}",
        f"RT {numbers[0]:02d} RW {numbers[1]:02d}",
    )
    return chance.choice(forms)


def nik_cell(nik: str, chance: Random) -> str:
    """Mostly plain; now and then grouped, with an apostrophe or a stray space."""
    if chance.random() > 0.035:
        return nik
    groups = (nik[:6], nik[6:12], nik[12:])
    forms = (
        " ".join((nik[:4], nik[4:8], nik[8:12], nik[12:])),
        ".".join(groups),
        "-".join(groups),
        f"'{nik}",
        f" {nik}",
        f"{nik}\u00a0",
    )
    return chance.choice(forms)


_TITLES = {"L": ("H.", "UST.", "RD.", "DRS."), "P": ("HJ.", "HJ", "USTZ.")}


def name_cell(name: str, sex: str, case: str, chance: Random) -> str:
    """In the list's own case; a few with a title or a doubled space."""
    draw = chance.random()
    if draw < 0.02:
        name = f"{chance.choice(_TITLES[sex])} {name}"
    elif draw < 0.03:
        name = name.replace(" ", "  ") + " "
    return name.title() if case == "title" or (case == "mixed" and draw > 0.5) else name


_KELURAHAN_FORMS = (
    ("Simpang III", "Simpang 3"),
    ("Simpang IV", "Simpang 4"),
    ("Thehok", "The Hok"),
    ("Paal ", "Pal "),
    (" Bawah", " Bwh"),
)


def kelurahan_cell(name: str, chance: Random) -> str:
    """The kelurahan as people write it; every form can still be resolved."""
    draw = chance.random()
    if draw < 0.04:
        for official, spoken in _KELURAHAN_FORMS:
            name = name.replace(official, spoken)
    if draw < 0.2:
        return name.upper()
    return f"Kel. {name}" if draw < 0.35 else name
