"""Persons as the matcher reads them, and the keyed numbers under which doubles are found.

The matcher works with everyone's identity opened in memory; nothing opened is written down.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from django.db import connection

from payung.accounts.scope import Actor, require_scope
from payung.registry.fields import key_ring
from payung.registry.models import Person

if TYPE_CHECKING:
    import polars as pl

FOUND_EXACTLY = "k_nik"
"""Equal NIK are one person already; as a key it would only find what is known."""

MOST_PER_KEY = 50
"""A key that more persons share (a common phone) says nothing and is passed over."""


def opened(person_ids: Sequence[int]) -> pl.DataFrame:
    """The linkage columns of these persons, as text, identity opened."""
    import polars as pl

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, name, birth_date, sex, nik, nkk, phone, mother, area_id"
            " FROM registry_person WHERE id = ANY(%s)",
            [list(person_ids)],
        )
        rows = cursor.fetchall()
    columns = list(zip(*rows, strict=True)) if rows else [()] * 9
    open_many = key_ring().open_many
    areas = [str(code).split(".") for code in columns[8]]
    return pl.DataFrame(
        {
            "id": [str(i) for i in columns[0]],
            "nama": list(columns[1]),
            "tanggal_lahir": [d.isoformat() if d else "" for d in columns[2]],
            "jenis_kelamin": list(columns[3]),
            "nik": open_many(columns[4]),
            "nkk": open_many(columns[5]),
            "no_hp": open_many(columns[6]),
            "nama_ibu": open_many(columns[7]),
            "kode_kelurahan": [".".join(code[:4]) if len(code) > 3 else "" for code in areas],
            "rt": [code[5] if len(code) > 5 else "" for code in areas],
        },
        schema_overrides=dict.fromkeys(("id", "nama", "tanggal_lahir", "jenis_kelamin"), pl.String),
    )


def keep_keys(table: pl.DataFrame) -> set[int]:
    """Stores the match keys of these persons and returns the other persons who share one.

    `table` holds their linkage features, which cost too much to be made twice.
    """
    persons, keys = _keyed(table)
    others = _sharing(keys)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT registry_keep_keys(%s::bigint[], %s::bigint[])",
            [_literal(persons), _literal(keys)],
        )
    return others - set(persons)


def sharing_keys(people: pl.DataFrame) -> set[int]:
    """The known persons who share a match key with one of these people, who are kept nowhere."""
    from payung.linkage.features import features

    return _sharing(_keyed(features(people))[1])


def _sharing(keys: list[int]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, person_id FROM registry_candidates(%s::bigint[])", [_literal(keys)]
        )
        sharing: dict[int, set[int]] = {}
        for key, person in cursor.fetchall():
            sharing.setdefault(key, set()).add(person)
    return {p for value in sharing.values() if len(value) <= MOST_PER_KEY for p in value}


def _literal(numbers: Sequence[int]) -> str:
    """An array as PostgreSQL writes it: the driver takes a microsecond more for each of its
    numbers, and a list of 20,000 people has 240,000 keys."""
    import polars as pl

    return f"{{{pl.Series(numbers, dtype=pl.Int64).cast(pl.String).str.join(',').item()}}}"


def _keyed(table: pl.DataFrame) -> tuple[list[int], list[int]]:
    """Persons and keys, row by row: the linkage keys under the installation's own secret.

    They are made of sealed values too, and an unkeyed number could be guessed back.
    """
    import numpy as np
    import polars as pl

    names = [name for name in table.columns if name.startswith("k_") and name != FOUND_EXACTLY]
    long = table.select("id", *names).unpivot(index="id").drop_nulls("value")
    # Numbered by their names: what is stored must stay findable when keys come or go.
    numbers = [crc32(name.encode()) for name in names]
    kinds = long["variable"].replace_strict(names, numbers, return_dtype=pl.Int64).to_numpy()
    blocks = np.column_stack((kinds.astype(np.int64), long["value"].to_numpy().view(np.int64)))
    scrambled = np.frombuffer(key_ring().scramble(blocks.tobytes(), "match"), dtype=np.int64)
    keys = scrambled.reshape(-1, 2)[:, 0]
    order = np.argsort(keys)  # an index takes sorted keys several times faster than random ones
    return long["id"].cast(int).to_numpy()[order].tolist(), keys[order].tolist()


def holders_of(claims: Mapping[int, bytes]) -> dict[int, int]:
    """Record → the person who holds the NIK that it claims, wherever he lives."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nik_index, person_id FROM registry_find(%s::bytea[])", [list(claims.values())]
        )
        holder = {bytes(index): person for index, person in cursor.fetchall()}
    return {
        record: holder[index]
        for record, index in claims.items()
        if holder.get(index, record) != record
    }


def claiming_and_holding(actor: Actor, person_ids: Collection[int]) -> list[tuple[Person, Person]]:
    """Of these records those that claim a NIK, each with the record that holds it."""
    require_scope(actor)
    claimed = Person.objects.filter(pk__in=person_ids, nik_claim__isnull=False, merged_into=None)
    claiming = {person.pk: person for person in claimed}
    holders = holders_of({pk: bytes(p.nik_claim or b"") for pk, p in claiming.items()})
    known = Person.objects.in_bulk(set(holders.values()))
    return [(claiming[pk], known[other]) for pk, other in holders.items() if other in known]


def areas_of(person_ids: Sequence[int]) -> dict[int, str]:
    """The home area of each person, wherever it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, area_id FROM registry_areas_of(%s)", [list(person_ids)])
        return dict(cursor.fetchall())
