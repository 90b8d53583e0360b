"""The invented people of the lists: who they truly are, before any list spoils it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from payung.demo.synthetic.city import Areas
from payung.demo.synthetic.names import Flags, Texts, draw_names, draw_origins
from payung.demo.synthetic.rng import bulk_stream
from payung.demo.synthetic.tables import list_tables, weighted
from payung.kernel.nik import FEMALE_DAY_OFFSET

LISTED_ON = date(2025, 4, 30)
DUPLICATE_SHARE = 0.026
RELIGIOUS_SHARE = 0.1133
_MEAN_AGE, _AGE_SPREAD, _YOUNGEST, _OLDEST = 43.0, 11.0, 18, 62
_OUTSIDE_AGE_SHARE = 0.015
_HEAPS = ((1, 1), (7, 1), (12, 31))
_MOST_PER_RT = 20
SERIAL_SPAN = 250
_KIN_SHARE = 0.008

Ints = np.ndarray[Any, np.dtype[np.int64]]


def generate_people(areas: Areas, seed: int, listed: int = 15_000) -> pl.DataFrame:
    """The persons behind `listed` rows; fewer than rows, as some are listed twice.

    Columns: person_id, nik, nkk, nama, tempat_lahir, tanggal_lahir, jenis_kelamin (L|P), alamat,
    rt, rw, rt_code, kode_kelurahan, pekerjaan (key), penghasilan (rupiah), no_hp (E.164), nama_ibu,
    scheme (rentan|keagamaan), kin (`KEMBAR`|`AYAH_ANAK` with `kin_of`), nasib (what the registers
    know of them: aktif|pindah|meninggal|tidak_aktif), pu (has an employer), pembayar_lain
    (empty|rt|provinsi). On `LISTED_ON` they are 18 to 62, so that they stay in the programme's
    window through the following year; 15 in a thousand are 13 to 15 or 67 to 77, far outside it.
    """
    count = round(listed * (1 - DUPLICATE_SHARE))
    return people_in(
        areas, seed, count, prefix="P", religious_share=RELIGIOUS_SHARE, first_serial=9000
    )


def people_in(
    areas: Areas,
    seed: int,
    count: int,
    *,
    prefix: str,
    religious_share: float,
    first_serial: int,
) -> pl.DataFrame:
    """`count` persons living in the RT of `areas`; `prefix` begins their ids and their stream.

    Groups with different `first_serial` (9000, 9250, 9500, 9750) never share a NIK.
    """
    chance = bulk_stream(seed, "people", prefix)
    religious = np.arange(count) >= round(count * (1 - religious_share))
    homes = _homes(areas, chance, count)
    job, female = _jobs(chance, religious)
    origins = draw_origins(chance, count)
    births = _births(chance, count)
    ids = [f"{prefix}{number:06d}" for number in range(1, count + 1)]
    frame = pl.DataFrame(
        {
            "person_id": ids,
            "nama": draw_names(chance, origins, female),
            "tanggal_lahir": births,
            "jenis_kelamin": np.where(female, "P", "L"),
            "pekerjaan": job,
            "penghasilan": chance.integers(16, 51, count) * 50_000,
            "nama_ibu": draw_names(chance, origins, np.ones(count, dtype=bool)),
            "scheme": np.where(religious, "keagamaan", "rentan"),
        }
    ).hstack(homes)
    frame = frame.with_columns(_addresses(chance, count), *_fates(chance, count))
    return _identify(_with_kin(frame, chance), chance, first_serial)


def _homes(areas: Areas, chance: np.random.Generator, count: int) -> pl.DataFrame:
    """The RT of each person: more where more households are, none overfull."""
    rts = areas.rts
    weights = rts["households"].to_numpy().clip(40, 300) ** 0.6 * chance.uniform(0.6, 1.4, len(rts))
    most = max(_MOST_PER_RT, round(2.5 * count / len(rts)))
    sizes = chance.multinomial(count, weights / weights.sum())
    while (spare := int((sizes - sizes.clip(max=most)).sum())) > 0:
        sizes = sizes.clip(max=most)
        open_weights = np.where(sizes < most, weights, 0)
        sizes += chance.multinomial(spare, open_weights / open_weights.sum())
    places = chance.permutation(np.repeat(np.arange(len(rts)), sizes))
    return rts[places].select("rt", "rw", rt_code="code", kode_kelurahan="parent")


def _jobs(chance: np.random.Generator, religious: Flags) -> tuple[Texts, Flags]:
    jobs, women = np.full(len(religious), "", dtype="<U32"), np.zeros(len(religious), dtype=bool)
    tables = list_tables()
    for table, mask in ((tables["jobs"], ~religious), (tables["religious_jobs"], religious)):
        share = weighted([(job, facts["share"]) for job, facts in table.items()])
        drawn = share.draw(chance, int(mask.sum()))
        men = np.array([table[job]["men"] / 100 for job in drawn])
        jobs[mask], women[mask] = drawn, chance.random(len(drawn)) >= men
    return jobs, women


def _births(chance: np.random.Generator, count: int) -> list[date]:
    """Birth dates by age on `LISTED_ON`; unknown days heap on 1 January, 1 July, 31 December."""
    ages = chance.normal(_MEAN_AGE, _AGE_SPREAD, count)
    while (wrong := (ages < _YOUNGEST) | (ages > _OLDEST)).any():
        ages[wrong] = chance.normal(_MEAN_AGE, _AGE_SPREAD, int(wrong.sum()))
    outside = np.flatnonzero(chance.random(count) < _OUTSIDE_AGE_SHARE)
    old = chance.random(len(outside)) < 0.75
    ages[outside] = np.where(
        old, chance.uniform(67, 78, len(outside)), chance.uniform(13, 15.5, len(outside))
    )
    draws = chance.random(count)
    return [_heaped(float(age), float(draw)) for age, draw in zip(ages, draws, strict=True)]


def _heaped(age: float, draw: float) -> date:
    """The birth date; `draw` below 0.04 moves it to one of the days of the unknown."""
    born = LISTED_ON - timedelta(days=int(age * 365.25) + 2)
    if draw < 0.04 and 1964 < born.year < 2006:
        month, day = _HEAPS[int(draw * 75)]
        return born.replace(month=month, day=day)
    return born


def _addresses(chance: np.random.Generator, count: int) -> pl.Series:
    tables = list_tables()
    streets = [f"Jl. {name}" for name in tables["streets"]]
    lanes = [f"Lrg. {name}" for name in tables["lanes"]]
    ways = chance.choice(np.array(streets + lanes * 2), count)
    return pl.Series(
        "alamat",
        [
            f"{way} No. {number}"
            for way, number in zip(ways, chance.integers(1, 190, count), strict=True)
        ],
    )


def _fates(chance: np.random.Generator, count: int) -> tuple[pl.Series, ...]:
    """What only a register or a payer knows, at the rates of the field."""
    fate = chance.choice(
        ["aktif", "pindah", "meninggal", "tidak_aktif"], count, p=[0.981, 0.010, 0.004, 0.005]
    )
    payer = chance.choice(["", "rt", "provinsi"], count, p=[0.970, 0.012, 0.018])
    return (
        pl.Series("nasib", fate),
        pl.Series("pu", chance.random(count) < 0.025),
        pl.Series("pembayar_lain", payer),
    )


def _with_kin(frame: pl.DataFrame, chance: np.random.Generator) -> pl.DataFrame:
    """Twins, and fathers and sons of one name: different people whom a machine might merge."""
    count = round(frame.height * _KIN_SHARE)
    chosen = np.sort(chance.choice(frame.height // 2, 2 * count, replace=False)) * 2
    rows = frame.to_dicts()
    for index, first in enumerate(chosen):
        (_make_twin if index % 2 else _make_son)(rows[first], rows[first + 1])
    kin = ("kin", "kin_of", "keluarga")
    filled = [{**dict.fromkeys(kin, ""), **row} for row in rows]
    return pl.DataFrame(filled, schema={**frame.schema, **dict.fromkeys(kin, pl.String)})


_HOME = ("alamat", "rt", "rw", "rt_code", "kode_kelurahan", "scheme")


def _share_home(person: dict[str, Any], other: dict[str, Any], kin: str) -> None:
    other |= {field: person[field] for field in _HOME}
    other |= {"kin": kin, "kin_of": person["person_id"], "keluarga": person["person_id"]}
    person |= {"kin": kin, "kin_of": other["person_id"], "keluarga": person["person_id"]}


def _make_twin(person: dict[str, Any], other: dict[str, Any]) -> None:
    """Same day, mother, home and sex; the first word of the name apart."""
    last = person["nama"].partition(" ")[2]
    same = {f: person[f] for f in ("tanggal_lahir", "nama_ibu", "jenis_kelamin")}
    female = person["jenis_kelamin"] == "P"
    pair = ("RAHMI", "RAHMA") if female else ("HASAN", "HUSIN")
    person["nama"], other["nama"] = (f"{word} {last}".strip() for word in pair)
    other |= same
    _share_home(person, other, "KEMBAR")


def _make_son(person: dict[str, Any], other: dict[str, Any]) -> None:
    """One name, one home, two generations; the mother of one is no one to the other."""
    elder = date(1963 + person["tanggal_lahir"].year % 8, 3, 4)
    younger = date(1990 + other["tanggal_lahir"].year % 12, 9, 5)
    person |= {"jenis_kelamin": "L", "tanggal_lahir": elder}
    other |= {"jenis_kelamin": "L", "tanggal_lahir": younger, "nama": person["nama"]}
    _share_home(person, other, "AYAH_ANAK")


def _identify(frame: pl.DataFrame, chance: np.random.Generator, first_serial: int) -> pl.DataFrame:
    """Gives NIK, family card, birth place and telephone."""
    prefixes, places = _origins(chance, frame.height)
    day = pl.col("tanggal_lahir").dt.day() + pl.when(pl.col("jenis_kelamin") == "P").then(
        FEMALE_DAY_OFFSET
    ).otherwise(0)
    stem = pl.concat_str(
        pl.lit(pl.Series(prefixes)),
        day.cast(pl.String).str.zfill(2),
        pl.col("tanggal_lahir").dt.strftime("%m%y"),
    )
    frame = frame.with_columns(stem=stem, tempat_lahir=pl.Series(places))
    serials = _serials(frame["stem"], chance, first_serial)
    return frame.with_columns(
        nik=pl.col("stem") + pl.lit(serials),
        nkk=pl.lit(_family_cards(frame, chance)),
        no_hp=pl.lit(_phones(chance, frame.height)),
    ).drop("stem", "keluarga")


def _serials(stems: pl.Series, chance: np.random.Generator, first: int) -> pl.Series:
    """A serial per stem, none given twice; they run over `SERIAL_SPAN` numbers from `first`."""
    taken: set[tuple[str, int]] = set()
    serials = []
    for stem, start in zip(
        stems, chance.integers(0, SERIAL_SPAN, len(stems)).tolist(), strict=True
    ):
        step = start
        while (stem, step) in taken:
            step = (step + 1) % SERIAL_SPAN
        taken.add((stem, step))
        serials.append(str(first + step))
    return pl.Series(serials, dtype=pl.String)


def _origins(chance: np.random.Generator, count: int) -> tuple[Texts, Texts]:
    table = list_tables()["places"]
    pairs = [
        (f"{code} {group['place']}", group["weight"] / len(group["codes"].split()))
        for group in table["prefixes"]
        for code in group["codes"].split()
    ]
    drawn = weighted(pairs).draw(chance, count)
    elsewhere = chance.choice(np.array(table["elsewhere"]), count)
    own = np.array([text[7:] for text in drawn])
    return np.array([text[:6] for text in drawn]), np.where(
        chance.random(count) < 0.35, elsewhere, own
    )


def _family_cards(frame: pl.DataFrame, chance: np.random.Generator) -> pl.Series:
    """NKK: area, day of registration, serial 9xxx; kin of one home share it."""
    count = frame.height
    parts = zip(
        chance.integers(1, 12, count),
        chance.integers(1, 29, count),
        chance.integers(1, 13, count),
        chance.integers(5, 25, count),
        chance.integers(9000, 10000, count),
        strict=True,
    )
    cards = [f"1571{k:02d}{d:02d}{m:02d}{y:02d}{s}" for k, d, m, y, s in parts]
    first: dict[str, str] = {}
    families = frame["keluarga"].to_list()
    return pl.Series(
        [
            first.setdefault(family, card) if family else card
            for family, card in zip(families, cards, strict=True)
        ]
    )


def _phones(chance: np.random.Generator, count: int) -> pl.Series:
    """+62 812 00 xxxxxxx: 13 digits at home, the 00 marks it as nobody's."""
    operators = chance.choice(np.array(list_tables()["operators"]), count)
    tails = chance.integers(0, 10_000_000, count)
    return pl.Series(
        [f"+62{operator[1:]}00{tail:07d}" for operator, tail in zip(operators, tails, strict=True)]
    )
