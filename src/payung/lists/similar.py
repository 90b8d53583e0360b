"""The same person under another NIK (ORANG_MIRIP), by a rule that spares twins and namesakes.

Candidates share a birth date and one more thing, or all but the birth date; whether two rows
are one person is then judged pair by pair. Twins have neighbouring NIKs and other names; father
and son of one name have other birth dates and other mothers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from payung.kernel.names import compatible, fold_column

_LARGEST_GROUP = 60
_NEIGHBOUR_SERIALS = 3
_SIBLING_SERIALS = 9
_KEYS: tuple[tuple[str, ...], ...] = (
    ("birth", "name"),
    ("birth", "phone"),
    ("birth", "mother"),
    ("birth", "address"),
    ("nik_tail",),
    ("name", "mother", "phone"),
)

Row = Mapping[str, Any]


def similar_pairs(table: pl.DataFrame) -> pl.DataFrame:
    """Rows that are probably one person: (row_id, other_id), each row with one other.

    `table` has row_id, nama, birth, nik, usable, nkk, phone, nama_ibu and alamat.
    """
    people = _comparable(table)
    pairs = pl.concat([_candidates(people, keys) for keys in _KEYS]).unique()
    by_id = {row["row_id"]: row for row in _rows_of(people, pairs)}
    same = [
        (a, b) for a, b in pairs.sort("row_id", "other_id").iter_rows()
        if is_same_person(by_id[a], by_id[b])
    ]  # fmt: skip
    both = same + [(b, a) for a, b in same]
    found = pl.DataFrame(both, schema={"row_id": pl.UInt32, "other_id": pl.UInt32}, orient="row")
    return found.unique("row_id", keep="first", maintain_order=True)


def is_same_person(a: Row, b: Row) -> bool:
    """Whether two rows with different NIKs are probably one person.

    Rows hold birth, folded `words`, `name` (folded, no spaces), folded `mother_words`, phone,
    nik (empty if unusable), nkk and address.
    """
    if a["nik"] and a["nik"] == b["nik"]:
        return False
    names = _name_relation(a["words"], b["words"])
    if not names:
        return False
    if a["birth"] != b["birth"]:
        return names == "equal" and _one_slip_in_date(a, b)
    return _same_at_one_date(a, b, names)


def _same_at_one_date(a: Row, b: Row, names: str) -> bool:
    nik_close = _nik_is_close(a["nik"], b["nik"])
    if _neighbours(a["nik"], b["nik"]):
        return names == "equal" and _mothers(a, b) != "other"
    mothers = _mothers(a, b)
    if mothers == "other":
        return names == "equal" and nik_close
    shared = sum(
        (mothers == "same", _equal(a, b, "phone"), _equal(a, b, "nkk"), _equal(a, b, "address"))
    )
    if names == "equal":
        return nik_close or shared >= 1
    if names == "short":
        return nik_close or shared >= 2
    if names == "letter" and _neighbours(a["nik"], b["nik"], within=_SIBLING_SERIALS):
        return False  # RAHMI and RAHMA, registered on one day
    return nik_close or (names == "slip" and shared >= 2)


def _name_relation(first: str, second: str) -> str:
    """`equal`, `short` (initials, words left out), `slip` (a letter too many or two swapped),
    `letter` (one letter another, as twins' names may differ), or empty for different names."""
    a, b = first.replace(" ", ""), second.replace(" ", "")
    if a == b or sorted(first.split()) == sorted(second.split()):
        return "equal"
    if compatible(first, second):
        return "short"
    if min(len(a), len(b)) < 5:
        return ""
    from rapidfuzz.distance import OSA

    if OSA.distance(a, b, score_cutoff=1) > 1:
        return ""
    return "slip" if len(a) != len(b) or sorted(a) == sorted(b) else "letter"


def _mothers(a: Row, b: Row) -> str:
    """`same`, `other`, or empty where one isn't known."""
    first, second = a["mother_words"], b["mother_words"]
    if not first or not second:
        return ""
    return "same" if _name_relation(first, second) else "other"


def _equal(a: Row, b: Row, field: str) -> bool:
    return bool(a[field]) and a[field] == b[field]


def _nik_is_close(first: str, second: str) -> bool:
    """Only the area differs, or at most two digits do."""
    if not first or not second:
        return False
    return first[6:] == second[6:] or sum(x != y for x, y in zip(first, second, strict=True)) <= 2


def _neighbours(first: str, second: str, within: int = _NEIGHBOUR_SERIALS) -> bool:
    """The NIKs of twins: born on one day, registered one after the other."""
    if not first or first[:12] != second[:12]:
        return False
    return abs(int(first[12:]) - int(second[12:])) <= within


def _one_slip_in_date(a: Row, b: Row) -> bool:
    """Day and month swapped or one part another, where mother and phone are the same."""
    if _mothers(a, b) != "same" or not _equal(a, b, "phone"):
        return False
    x, y = a["birth"], b["birth"]
    swapped = (x.year, x.month, x.day) == (y.year, y.day, y.month)
    return swapped or sum((x.year != y.year, x.month != y.month, x.day != y.day)) == 1


def _comparable(table: pl.DataFrame) -> pl.DataFrame:
    """What is compared: folded names, and keys that are null where they say nothing."""
    named = table.filter((pl.col("nama") != "") & pl.col("birth").is_not_null())
    words = fold_column(named["nama"]).fill_null("")
    mother = fold_column(named["nama_ibu"]).fill_null("")
    usable = pl.when("usable").then("nik").otherwise(pl.lit(""))
    return named.select(
        "row_id",
        "birth",
        "nkk",
        "phone",
        nik=usable,
        nik_tail=pl.when("usable").then(pl.col("nik").str.slice(6)),
        words=words,
        mother_words=mother,
        address=pl.col("alamat").str.to_lowercase().str.replace_all(r"[^a-z0-9]", ""),
    ).with_columns(
        name=pl.col("words").str.replace_all(" ", "", literal=True),
        mother=pl.col("mother_words").str.replace_all(" ", "", literal=True),
    )


def _candidates(people: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    """Pairs that agree in all keys; groups too large to mean anything are left out."""
    told = people.filter(pl.all_horizontal(_says_something(people, k) for k in keys))
    told = told.select("row_id", *keys)
    told = told.filter(pl.struct(keys).is_duplicated()) if told.height else told
    size = told.group_by(keys).agg(pl.len().alias("size"))
    told = told.join(size.filter(pl.col("size") <= _LARGEST_GROUP), on=keys).drop("size")
    pairs = told.join(told.rename({"row_id": "other_id"}), on=keys)
    return pairs.filter(pl.col("row_id") < pl.col("other_id")).select("row_id", "other_id")


def _says_something(people: pl.DataFrame, key: str) -> pl.Expr:
    filled = pl.col(key).is_not_null()
    return filled & (pl.col(key) != "") if people.schema[key] == pl.String else filled


def _rows_of(people: pl.DataFrame, pairs: pl.DataFrame) -> list[dict[str, Any]]:
    wanted = pl.concat([pairs["row_id"], pairs["other_id"]]).unique()
    return people.filter(pl.col("row_id").is_in(wanted.implode())).to_dicts()
