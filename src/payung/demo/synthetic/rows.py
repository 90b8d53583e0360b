"""Which person stands in which office's list, once or twice, before cells are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

import polars as pl

from payung.demo.synthetic.city import Areas
from payung.demo.synthetic.people import DUPLICATE_SHARE
from payung.demo.synthetic.rng import cell_stream
from payung.demo.synthetic.tables import list_tables

KESRA = "kesra"
LOOKALIKE = "HURUF_MIRIP_ANGKA"
_TWIN_LIST_ONLY_SAME_NIK = 18 / 26
_SAME_LIST, _OTHER_KELURAHAN = 0.25, 0.85


@dataclass(slots=True)
class ListedRow:
    """One true data row: who it is (`true`), what the row says (`shown`), what is wrong with it.

    `raw` holds cells that are written as they stand, by field. `defects` are finding codes that a
    check should give; `traits` say what only the truth knows.
    """

    person_id: str
    true: dict[str, Any]
    shown: dict[str, Any]
    raw: dict[str, Any] = field(default_factory=dict)
    defects: set[str] = field(default_factory=set)
    traits: set[str] = field(default_factory=set)

    @property
    def nik_is_readable(self) -> bool:
        """Whether the cell still says `shown["nik"]` to a careful reader."""
        return "nik" not in self.raw or LOOKALIKE in self.traits


def rows_by_sender(people: pl.DataFrame, areas: Areas, seed: int) -> dict[str, list[ListedRow]]:
    """The rows of each sender (kelurahan code, or `KESRA`), some people in two lists.

    The rows of all lists together are the persons / (1 - `DUPLICATE_SHARE`).
    """
    chance = cell_stream(seed, "senders")
    names = areas.names()
    senders: dict[str, list[ListedRow]] = {code: [] for code in areas.kelurahan["code"]}
    senders[KESRA] = []
    persons = people.to_dicts()
    for person in persons:
        senders[_own_sender(person)].append(_row(person, names))
    again = round(len(persons) / (1 - DUPLICATE_SHARE)) - len(persons)
    homes = areas.rts.select("parent", "rt", "rw").rows()
    for person in chance.sample(persons, again):
        _list_again(senders, person, names, homes, chance)
    for code, rows in senders.items():
        rows.sort(key=_order(code, chance))
    return senders


def _own_sender(person: dict[str, Any]) -> str:
    religious: bool = person["scheme"] == "keagamaan"
    return KESRA if religious else str(person["kode_kelurahan"])


def _order(code: str, chance: Random) -> Any:
    """Most offices sort by RT, some by name, some not at all."""
    way = chance.random()
    if code == KESRA or way < 0.6:
        return lambda row: (row.shown["kode_kelurahan"], row.shown["rt"], row.person_id)
    return (lambda row: row.shown["nama"]) if way < 0.75 else (lambda row: row.person_id[::-1])


def _row(person: dict[str, Any], names: dict[str, str]) -> ListedRow:
    true = {
        **person,
        "kelurahan": names[person["kode_kelurahan"]],
        "kecamatan": names[person["kode_kelurahan"][:8]],
    }
    row = ListedRow(person["person_id"], true, dict(true))
    row.traits.update(_traits(person))
    return row


def _traits(person: dict[str, Any]) -> list[str]:
    marks = [person["kin"], person["nasib"].upper() if person["nasib"] != "aktif" else ""]
    marks += ["PU" if person["pu"] else ""]
    marks += ["PEMBAYAR_LAIN" if person["pembayar_lain"] else ""]
    return [mark for mark in marks if mark]


def _list_again(
    senders: dict[str, list[ListedRow]],
    person: dict[str, Any],
    names: dict[str, str],
    homes: list[tuple[str, str, str]],
    chance: Random,
) -> None:
    """The same person in a second row: same NIK or a mistyped one, often spelled otherwise."""
    moved = dict(person)
    draw = chance.random()
    sender = _own_sender(person)
    if draw >= _OTHER_KELURAHAN and sender != KESRA:
        sender = KESRA
        moved["pekerjaan"] = chance.choice(list(list_tables()["religious_jobs"]))
    elif draw >= _SAME_LIST:
        sender, moved["rt"], moved["rw"] = chance.choice(homes)
        moved["kode_kelurahan"] = sender
        moved["alamat"] = (
            f"Lrg. {chance.choice(list_tables()['lanes'])} No. {chance.randint(1, 99)}"
        )
        if person["scheme"] == "keagamaan":
            moved["pekerjaan"] = "pedagang"
    row = _row(moved, names)
    row.traits.add("SAMA_ORANG")
    _vary(row, chance)
    if chance.random() >= _TWIN_LIST_ONLY_SAME_NIK:
        row.shown["nik"] = mistype_serial(row.shown["nik"], chance)
        row.traits.add("NIK_LAIN")
    senders[sender].append(row)


def mistype_serial(nik: str, chance: Random) -> str:
    """Another serial, still 9xxx: one of its last three digits is wrong."""
    place = chance.randint(13, 15)
    digit = chance.choice([d for d in "0123456789" if d != nik[place]])
    return nik[:place] + digit + nik[place + 1 :]


_ADDRESSES = {"L": ("H.", "BPK", "PAK"), "P": ("HJ.", "IBU", "BU")}
_RESPELL = (
    ("MUHAMMAD ", ("M. ", "MUH. ", "MUHAMAD ", "MHD. ")),
    ("ABDUL ", ("ABD. ", "ABD ")),
    ("SITI ", ("ST. ", "SITTI ")),
    ("NUR", ("NOER", "NOOR")),
    ("SU", ("SOE",)),
    ("YU", ("JU",)),
    ("YA", ("JA",)),
    ("F", ("P",)),
    ("DH", ("D",)),
    ("IYAH", ("IAH",)),
)


def _vary(row: ListedRow, chance: Random) -> None:
    """Half of the second rows spell the name otherwise; some shorten the mother's."""
    if chance.random() < 0.5:
        row.shown["nama"] = respell(row.shown["nama"], row.true["jenis_kelamin"], chance)
    mother = row.shown["nama_ibu"]
    if chance.random() < 0.3 and " " in mother:
        row.shown["nama_ibu"] = mother.split()[0] + " " + mother.split()[1][0] + "."
    if chance.random() < 0.4:
        row.shown["no_hp"] = ""


def respell(name: str, sex: str, chance: Random) -> str:
    """The name as another clerk would write it; unchanged when nothing in it invites that."""
    fitting = [(old, new) for old, new in _RESPELL if name.startswith(old) or old in name[1:]]
    if not fitting:
        return f"{chance.choice(_ADDRESSES[sex])} {name}" if chance.random() < 0.3 else name
    old, options = chance.choice(fitting)
    return name.replace(old, chance.choice(options), 1)
