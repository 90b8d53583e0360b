"""Generated people with known identity, to judge duplicate search.

Written apart from `payung.linkage`: it imports nothing of Payung, has its own name lists and its
own idea of how clerks spoil a row. NIK serials are 9xxx, so no number can be a real person's.
Names, their frequencies and the rates of dirt follow what offices report; the tail is made of
Javanese prefixes and endings.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import polars as pl

from bench.truth_slips import spoil

MEN = (
    "Sutrisno Slamet Mulyadi Herman Supardi Ismail Supriyanto Wahyudi Junaidi Suparman Ahmad "
    "Muhammad Abdul Agus Budi Dedi Eko Hendra Iwan Joko Rahmat Ridwan Rudi Samsul Syahrul Yusuf "
    "Zainal Zulkifli Ali Amir Anwar Arifin Asep Bambang Burhan Darmawan Edi Fahmi Fauzi Firman "
    "Gunawan Hadi Hamzah Hasan Husin Ibrahim Idris Ilham Imam Indra Irwan Jamal Kamal Kurniawan "
    "Lukman Mahmud Maman Mansur Marzuki Nasrul Nurdin Parman Rizki Robert Rusdi Saiful Salim "
    "Sofyan Sugeng Suharto Sulaiman Suryadi Syafri Taufik Tono Umar Usman Wawan Yanto Yudi Zaki"
).split()
WOMEN = (
    "Nurhayati Sulastri Sumiati Sumarni Sunarti Ernawati Aminah Kartini Siti Sri Nur Dewi Fatimah "
    "Rina Rini Yuliana Marlina Rosmini Halimah Khadijah Asmawati Nuraini Zubaidah Rohana Susanti "
    "Wulandari Lestari Rahayu Handayani Kurniasih Maimunah Salmah Hasanah Mariam Mardiana Yusnita "
    "Eli Lina Ani Wati Endang Suryani Tuti Ratna Indah Fitri Mega Putri Ayu Novita Desi Linda Maya "
    "Herlina Misnawati Nuriyah Romlah Sarinah Sartika Zahara Zuraida Juminah Painem Tukiyem Wagini"
).split()
FAMILY = (
    "Siregar Nasution Harahap Lubis Simanjuntak Sitorus Hutagalung Manurung Pasaribu Ritonga "
    "Daulay Batubara Tanjung Chaniago Koto Piliang Guci Saragih Sinaga Situmorang Purba Ginting "
    "Pratama Saputra Wijaya Santoso Setiawan Hidayat Nugroho Kurnia Ramadhan Firmansyah Hakim "
    "Maulana Permana Syahputra Effendi Basri Yunus Karim Rahman Rasyid Latif Halim Aziz Hamid"
).split()
STEMS = "Har Sul Wid Suj Mur Par Sum Dar Kar Tar Sar Nur Mis Pon Wag Sut Ros Mar Yul Ran".split()
TAILS_M = "yanto yono yadi tono jo man sono wanto mono dianto tardi noto kiman mujo diman".split()
TAILS_F = "yati yani inah wati tini miati lina neti yanti siah tina minah iyem tika mila".split()
KELURAHAN = [f"15.71.{k:02d}.{1000 + n}" for k in range(1, 12) for n in range(1, 8)][:68]
PREFIXES = np.array(
    [f"1571{k:02d}" for k in range(1, 12)] + ["150501", "150503", "160102", "130401", "320110"]
)
PREFIX_WEIGHTS = np.array([0.7 / 11] * 11 + [0.05, 0.05, 0.08, 0.06, 0.06])
TWIN_NAMES_F = (("Rina", "Rini"), ("Dina", "Dini"), ("Fitri", "Fitria"), ("Tina", "Tini"))
TWIN_NAMES_M = (("Hasan", "Husin"), ("Deni", "Doni"), ("Riko", "Rika"), ("Rian", "Rion"))
LACKING = (
    *(("no_hp", 0.25), ("nama_ibu", 0.12), ("nik", 0.04), ("rt", 0.06)),
    *(("tanggal_lahir", 0.02), ("kode_kelurahan", 0.03)),
)
START = dt.date(1958, 1, 1)


@dataclass(frozen=True)
class Truth:
    """`rows` as `payung link` reads them; `person` names who row i really is.

    `hard` holds the pairs (row numbers) that must not be claimed: twins, siblings, father and
    son, neighbours of one name.
    """

    rows: pl.DataFrame
    person: np.ndarray
    hard: np.ndarray

    def pairs(self) -> set[tuple[str, str]]:
        """All pairs of rows that are one person, the smaller id first."""
        ids = self.rows["id"].to_list()
        of_person: dict[int, list[str]] = {}
        for row, who in enumerate(self.person.tolist()):
            of_person.setdefault(who, []).append(ids[row])
        return {
            (min(a, b), max(a, b))
            for rows in of_person.values()
            for i, a in enumerate(rows)
            for b in rows[i + 1 :]
        }


def people(rows: int, seed: int = 1, duplicates: float = 0.10) -> Truth:
    """About `rows` rows of which the share `duplicates` is a spoilt second row of someone."""
    rng = np.random.default_rng(seed)
    base = _persons(int(rows * (1 - duplicates)), rng)
    hard = _relatives(base, rng)
    again = rng.choice(len(base["nama"]), rows - len(base["nama"]), replace=True)
    table = {k: np.concatenate([v, v[again]]) for k, v in base.items()}
    person = np.concatenate([np.arange(len(base["nama"])), again])
    _leave_out(table, rng)
    for row in range(len(base["nama"]), rows):
        spoil(table, row, rng)
    order = rng.permutation(rows)
    place = np.argsort(order)
    frame = pl.DataFrame(
        {k: pl.Series(v[order].tolist(), dtype=pl.String) for k, v in table.items()}
    )
    ids = pl.Series("id", [f"b{n:07d}" for n in range(rows)])
    return Truth(frame.insert_column(0, ids), person[order], place[hard])


def _persons(count: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """`count` different people, as columns of text objects."""
    female = rng.random(count) < 0.35
    born = _birth_dates(count, rng)
    serial = rng.integers(9000, 9960, count)
    where = rng.choice(PREFIXES, count, p=PREFIX_WEIGHTS)
    house = rng.integers(0, max(1, int(count * 0.75)), count)
    houses = house.max() + 1
    mother = _names(houses, np.ones(houses, bool), rng)
    foreign = rng.random(count) < 0.5
    mothers = np.where(foreign, _names(count, np.ones(count, bool), rng), mother[house])
    phones = np.array([f"+628{n}" for n in rng.integers(10**8, 10**10, houses)], dtype=object)
    heads = rng.random(houses) < 0.06
    phones[heads] = phones[rng.integers(0, 1 + houses // 60, heads.sum())]
    own = np.array([f"+628{n}" for n in rng.integers(10**8, 10**10, count)], dtype=object)
    kelurahan = rng.integers(0, 68, houses)
    rt = np.array([f"{n:03d}" for n in rng.integers(1, 25, houses)], dtype=object)
    return {
        "nik": np.array(
            [_nik(p, d, f, s) for p, d, f, s in zip(where, born, female, serial, strict=True)],
            dtype=object,
        ),
        "nkk": np.array([f"157101{n:06d}9{n % 1000:03d}" for n in house], dtype=object),
        "nama": _names(count, female, rng),
        "tanggal_lahir": np.array([d.isoformat() for d in born], dtype=object),
        "jenis_kelamin": np.where(female, "P", "L").astype(object),
        "nama_ibu": mothers.astype(object),
        "no_hp": np.where(rng.random(count) < 0.6, own, phones[house]),
        "kode_kelurahan": np.array(KELURAHAN, dtype=object)[kelurahan[house]],
        "rt": rt[house],
    }


def _birth_dates(count: int, rng: np.random.Generator) -> list[dt.date]:
    days = rng.integers(0, 365 * 48, count)
    heaped = rng.random(count)
    out = []
    for day, heap in zip(days.tolist(), heaped.tolist(), strict=True):
        born = START + dt.timedelta(days=day)
        if heap < 0.05:
            month, number = ((1, 1), (12, 31), (7, 1))[int(heap * 60) % 3]
            born = born.replace(month=month, day=number)
        out.append(born)
    return out


def _nik(prefix: str, born: dt.date, female: bool, serial: int) -> str:
    return f"{prefix}{born.day + 40 * female:02d}{born.month:02d}{born.year % 100:02d}{serial:04d}"


def _names(count: int, female: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Names of one to four words; the first words of each list are the most frequent."""
    first = np.where(female, _draw(WOMEN, count, rng), _draw(MEN, count, rng))
    made = np.where(
        female,
        _glue(STEMS, TAILS_F, count, rng),
        _glue(STEMS, TAILS_M, count, rng),
    )
    second = np.where(
        rng.random(count) < 0.5,
        np.where(female, _draw(WOMEN, count, rng), _draw(MEN, count, rng)),
        _draw(FAMILY, count, rng),
    )
    shape = rng.random(count)
    out = np.where(shape < 0.25, first, np.where(shape < 0.40, made, first + " " + second))
    out = np.where((shape > 0.65) & (shape < 0.8), made + " " + second, out)
    out = np.where(shape > 0.92, first + " " + made + " " + _draw(FAMILY, count, rng), out)
    return out.astype(object)


def _draw(words: list[str], count: int, rng: np.random.Generator) -> np.ndarray:
    weights = 1 / (np.arange(len(words)) + 4.0)
    return rng.choice(np.array(words, dtype=object), count, p=weights / weights.sum())


def _glue(heads: list[str], tails: list[str], count: int, rng: np.random.Generator) -> np.ndarray:
    return rng.choice(np.array(heads, dtype=object), count) + rng.choice(
        np.array(tails, dtype=object), count
    )


def _relatives(base: dict[str, np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """Turns neighbours in the table into people who are easily taken for one."""
    count = len(base["nama"])
    starts = rng.permutation(count // 2)[: max(8, count // 30)] * 2
    kinds = (_make_twins, _make_twins, _make_father_and_son, _make_siblings, _make_namesakes)
    for place, row in enumerate(starts.tolist()):
        kinds[place % len(kinds)](base, row, rng)
    return np.stack([starts, starts + 1], axis=1)


def _one_household(base: dict[str, np.ndarray], row: int, *columns: str) -> None:
    for column in ("nkk", "no_hp", "kode_kelurahan", "rt", *columns):
        base[column][row + 1] = base[column][row]


def _make_twins(base: dict[str, np.ndarray], row: int, rng: np.random.Generator) -> None:
    """One birth date, one mother, one phone, neighbouring serials, often nearly one name."""
    other = row + 1
    _one_household(base, row, "tanggal_lahir", "nama_ibu")
    female = base["jenis_kelamin"][other] == "P"
    born = dt.date.fromisoformat(base["tanggal_lahir"][row])
    serial = int(base["nik"][row][12:]) + 1
    base["nik"][other] = _nik(base["nik"][row][:6], born, female, serial)
    words = list(WOMEN if female else MEN)
    kind = rng.random()
    if kind < 0.2:
        pairs = TWIN_NAMES_F if female else TWIN_NAMES_M
        base["nama"][row], base["nama"][other] = pairs[rng.integers(0, len(pairs))]
    elif kind < 0.6:
        shared = base["nama"][row].split()[0]
        mine, yours = rng.choice(words, 2, replace=False)
        base["nama"][row] = f"{shared} {mine}"
        base["nama"][other] = f"{shared} {yours}"
    elif base["nama"][row] == base["nama"][other]:
        base["nama"][other] = f"{rng.choice(FAMILY)} {rng.choice(words)}"


def _make_siblings(base: dict[str, np.ndarray], row: int, rng: np.random.Generator) -> None:
    """One mother, one phone, a year or more apart, every second pair with a word in common."""
    other = row + 1
    _one_household(base, row, "nama_ibu")
    female = base["jenis_kelamin"][other] == "P"
    born = dt.date.fromisoformat(base["tanggal_lahir"][row])
    born += dt.timedelta(days=int(rng.integers(330, 1500)))
    base["tanggal_lahir"][other] = born.isoformat()
    old = base["nik"][row]
    base["nik"][other] = _nik(old[:6], born, female, int(rng.integers(9000, 9960)))
    words = [w for w in (WOMEN if female else MEN) if w not in base["nama"][row].split()]
    own = str(rng.choice(words))
    shared = base["nama"][row].split()[-1]
    base["nama"][other] = f"{own} {shared}" if rng.random() < 0.5 else own


def _make_namesakes(base: dict[str, np.ndarray], row: int, rng: np.random.Generator) -> None:
    """Neighbours of one name and one sex in one RT, born in nearly the same year."""
    other = row + 1
    for column in ("kode_kelurahan", "rt", "jenis_kelamin"):
        base[column][other] = base[column][row]
    female = base["jenis_kelamin"][other] == "P"
    name = base["nama"][row].split()[0]
    base["nama"][row] = base["nama"][other] = name
    born = dt.date.fromisoformat(base["tanggal_lahir"][row])
    born = born.replace(
        year=born.year + int(rng.integers(-1, 2)),
        month=int(rng.integers(1, 13)),
        day=int(rng.integers(1, 29)),
    )
    base["tanggal_lahir"][other] = born.isoformat()
    old = base["nik"][other]
    base["nik"][other] = _nik(old[:6], born, female, int(old[12:]))


def _make_father_and_son(base: dict[str, np.ndarray], row: int, rng: np.random.Generator) -> None:
    son = row + 1
    _one_household(base, row, "nama", "jenis_kelamin")
    father = dt.date.fromisoformat(base["tanggal_lahir"][row]).replace(day=7)
    father = father.replace(year=1958 + father.year % 20)
    child = dt.date(father.year + int(rng.integers(18, 35)), int(rng.integers(1, 13)), 19)
    for place, born in ((row, father), (son, child)):
        female = base["jenis_kelamin"][place] == "P"
        base["tanggal_lahir"][place] = born.isoformat()
        old = base["nik"][place]
        base["nik"][place] = _nik(old[:6], born, female, int(old[12:]))


def _leave_out(table: dict[str, np.ndarray], rng: np.random.Generator) -> None:
    """What any row lacks, first or second."""
    rows = len(table["nama"])
    for column, share in LACKING:
        table[column][rng.random(rows) < share] = ""
