"""What a second clerk does to a row of generated people: several faults at once.

Part of `bench.truth_people`; like it, it imports nothing of Payung.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

OLD_SPELLING = (("u", "oe"), ("j", "dj"), ("y", "j"), ("c", "tj"))
NEW_SPELLING = (("sy", "s"), ("kh", "h"), ("z", "j"), ("f", "p"), ("ii", "i"), ("dh", "d"))
TITLES_M = ("H. ", "Ust. ", "Drs. ", "Rd. ", "R. ")
TITLES_F = ("Hj. ", "Dra. ", "Ibu ")
TITLES_AFTER = (", S.Pd", " S.Ag", ", SE", " S.H.")
MUHAMMAD = ("M.", "Muh.", "Moh.", "Mhd", "Mohammad", "Muhamad", "Moch.")
FATHERS = "Umar Hasan Saleh Usman Karim Daud Yusuf Musa Ibrahim Kasim Jamil".split()


def spoil(table: dict[str, np.ndarray], row: int, rng: np.random.Generator) -> None:
    """What the second clerk did differently; most rows have three or more of these."""
    sex = table["jenis_kelamin"][row]
    for column, of, first, second in (("nama", sex, 0.65, 0.30), ("nama_ibu", "P", 0.45, 0.12)):
        for share in (first, second):
            if rng.random() < share:
                table[column][row] = other_name(table[column][row], of, rng)
    draw = rng.random(8)
    if draw[0] < 0.16:
        table["tanggal_lahir"][row] = other_date(table["tanggal_lahir"][row], rng)
    if draw[1] < 0.06:
        table["tanggal_lahir"][row] = ""
    if draw[2] < 0.28:
        table["nik"][row] = ""
    elif draw[2] < 0.60:
        table["nik"][row] = other_nik(table["nik"][row], table["nkk"][row], rng)
    if draw[3] < 0.20:
        table["no_hp"][row] = f"+628{rng.integers(10**8, 10**10)}"
    elif draw[3] < 0.35:
        table["no_hp"][row] = ""
    if draw[4] < 0.12:
        table["kode_kelurahan"][row] = rng.choice(table["kode_kelurahan"])
        table["rt"][row] = f"{rng.integers(1, 25):03d}"
    elif draw[4] < 0.16:
        table["rt"][row] = f"{rng.integers(1, 25):03d}"
    if draw[5] < 0.006:
        table["jenis_kelamin"][row] = "L" if table["jenis_kelamin"][row] == "P" else "P"
    if draw[6] < 0.10:
        table["nama_ibu"][row] = ""


def other_name(name: str, sex: str, rng: np.random.Generator) -> str:
    words = name.split()
    kind = rng.random()
    if not words:
        return name
    if kind < 0.18:
        return _respell(name, rng)
    if kind < 0.36:
        return _mistype(name, rng)
    if kind < 0.50:
        titles = TITLES_F if sex == "P" else TITLES_M
        return titles[rng.integers(0, len(titles))] + name
    if kind < 0.56:
        return name + TITLES_AFTER[rng.integers(0, len(TITLES_AFTER))]
    if kind < 0.62:
        return name.upper()
    if kind < 0.66:
        return f"{name} {'binti' if sex == 'P' else 'bin'} {FATHERS[rng.integers(0, len(FATHERS))]}"
    if kind < 0.74 and "Muhammad" in words:
        return name.replace("Muhammad", MUHAMMAD[rng.integers(0, len(MUHAMMAD))])
    return _other_words(words, rng)


def _other_words(words: list[str], rng: np.random.Generator) -> str:
    if len(words) == 1:
        return _mistype(words[0], rng)
    kind = rng.random()
    if kind < 0.25:
        return " ".join(reversed(words))
    if kind < 0.55:
        return " ".join(words[:-1] if rng.random() < 0.7 else words[1:])
    if kind < 0.78:
        return " ".join([*words[:-1], words[-1][0] + "."])
    if kind < 0.86:
        return " ".join([words[0][0] + ".", *words[1:]])
    return "".join(words)


def _respell(name: str, rng: np.random.Generator) -> str:
    changes = OLD_SPELLING if rng.random() < 0.4 else NEW_SPELLING
    fitting = [(a, b) for a, b in changes if a in name.lower()]
    if not fitting:
        return name.replace("mm", "m").replace("a", "aa", 1)
    old, new = fitting[rng.integers(0, len(fitting))]
    return name.lower().replace(old, new).title()


def _mistype(name: str, rng: np.random.Generator) -> str:
    place = int(rng.integers(1, max(2, len(name) - 1)))
    letter = "aeinrstu"[rng.integers(0, 8)]
    kind = rng.random()
    if kind < 0.3:
        return name[:place] + name[place + 1 :]
    if kind < 0.6:
        return name[:place] + letter + name[place + 1 :]
    if kind < 0.8:
        return name[:place] + letter + name[place:]
    return name[:place] + name[place : place + 2][::-1] + name[place + 2 :]


def other_date(text: str, rng: np.random.Generator) -> str:
    """Day and month swapped, the day that stands for an unknown one, a wrong year, day or month."""
    if not text:
        return text
    born = dt.date.fromisoformat(text)
    kind = rng.random()
    if kind < 0.35 and born.day <= 12:
        return born.replace(day=born.month, month=born.day).isoformat()
    if kind < 0.55:
        return born.replace(month=1, day=1).isoformat()
    if kind < 0.75:
        year = born.year + int(rng.choice([-10, -2, -1, 1, 2, 3, 9, 10]))
        return born.replace(year=year, day=min(born.day, 28)).isoformat()
    if kind < 0.90:
        return born.replace(day=1 + (born.day + int(rng.choice([1, 10]))) % 28).isoformat()
    return born.replace(month=1 + born.month % 12, day=min(born.day, 28)).isoformat()


def other_nik(nik: str, nkk: str, rng: np.random.Generator) -> str:
    kind = rng.random()
    if not nik or kind < 0.15:
        return ""
    if kind < 0.30:
        return nik[:15] + "0" if kind < 0.27 else nik[:6] + "0" * 10
    if kind < 0.34:
        return nkk
    if kind < 0.39:
        lost = int(rng.integers(6, 16))
        return nik[:lost] + nik[lost + 1 :]
    if kind < 0.48:
        return f"{nik[:6]}{nik[6:12]}{rng.integers(9000, 9960)}"
    place = int(rng.integers(0, 15))
    if kind < 0.60:
        return nik[:place] + nik[place + 1] + nik[place] + nik[place + 2 :]
    for _ in range(1 if kind < 0.85 else 2):
        place = int(rng.integers(0, 16))
        nik = f"{nik[:place]}{rng.integers(0, 10)}{nik[place + 1 :]}"
    return nik
