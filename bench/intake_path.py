"""The measured work of `bench_intake`; Django must be up."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import connection, transaction

from payung.accounts.models import User
from payung.accounts.scope import Actor, acting_as, actor_of
from payung.areas.selectors import area_table
from payung.demo.mainjob.people import CITY, make_areas, make_cast
from payung.demo.synthetic.city import generate_areas
from payung.demo.synthetic.people import people_in
from payung.intake.services import Incoming, check, receive
from payung.linkage.features import features
from payung.linkage.new import link_new
from payung.registry import matching
from payung.registry.admit import admit_staged, copy_in, open_staging
from payung.registry.fields import key_ring
from payung.registry.models import Person, PersonArea
from payung.verification.models import Proposal
from payung.verification.services import confirm

if TYPE_CHECKING:
    import polars as pl

ON = date(2025, 5, 15)
ROUNDS = 3
SEALED = ("nik", "nkk", "no_hp", "nama_ibu", "alamat")
INDEXED = (*("intake_row", "registry_person", "registry_personarea", "verification_proposal"),)
KEYS = """
    CREATE TEMPORARY TABLE bare_registry_matchkey (key bigint, person_id bigint) ON COMMIT DROP;
    CREATE INDEX ON bare_registry_matchkey (key);
"""
HEADERS = {
    "nik": "NIK",
    "nkk": "No KK",
    "nama": "Nama Lengkap",
    "tempat_lahir": "Tempat Lahir",
    "tanggal_lahir": "Tanggal Lahir",
    "jenis_kelamin": "Jenis Kelamin",
    "alamat": "Alamat",
    "rt": "RT",
    "kelurahan": "Kelurahan",
    "pekerjaan": "Pekerjaan",
    "penghasilan": "Penghasilan",
    "no_hp": "No HP",
    "nama_ibu": "Nama Ibu Kandung",
}


def prepare(known: int) -> None:
    """A city with `known` persons, their keys kept."""
    areas = generate_areas(1)
    make_areas(areas.frame)
    make_cast("tidak dipakai siapa pun")
    frame = _people(known, "K", 1)
    with acting_as(_operator()):
        open_staging()
        copy_in(_sealed(frame), sender=CITY)
        admitted = admit_staged()
        matching.keep_keys(features(matching.opened(sorted(admitted.new))))


def measure(size: int) -> tuple[float, float, float]:
    """Best seconds of the programme path, of the floor, of the peer (once, on a fifth)."""
    with TemporaryDirectory() as folder:
        best = [float("inf"), float("inf")]
        for number in range(ROUNDS):
            path = Path(folder) / f"daftar-{size}-{number}.xlsx"
            _write(path, _people(size, "N", 100 + number + size))
            best[0] = min(best[0], _seconds(_programme, path))
            best[1] = min(best[1], _seconds(_floor, path))
        path = Path(folder) / f"pembanding-{size}.xlsx"
        _write(path, _people(size, "N", 500 + size))
        return best[0], best[1], _seconds(_peer, path)


def once(size: int) -> float:
    """Seconds of one run of the programme path."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"daftar-{size}.xlsx"
        _write(path, _people(size, "N", 900 + size))
        return _seconds(_programme, path)


def _seconds(work: Any, path: Path) -> float:
    start = time.perf_counter()
    work(path)
    return time.perf_counter() - start


def _programme(path: Path) -> None:
    actor = _operator()
    file = Incoming(
        id=uuid4(),
        filename=path.name,
        content=path.read_bytes(),
        category="rentan",
        area=CITY,
        sender="Kelurahan",
    )
    receive(actor=actor, files=[file])
    check(actor=actor, upload_ids=[file.id], on=ON)
    confirm(actor=actor, upload_ids=[file.id])


def _floor(path: Path) -> None:
    """The least that any path must do, each step once and by the fastest way that is known here.

    Read the cells, check them in columns, seal five fields and index three, match the new rows
    among themselves, and COPY into tables that are indexed as the real ones.
    """
    cells = _read(path)
    good = _checked(cells)
    ring = key_ring()
    sealed = [ring.seal_many(good[name].to_list()) for name in SEALED]
    indexes = [
        ring.index_many(good[name].to_list(), kind)
        for name, kind in (("nik", "nik"), ("nkk", "nkk"), ("no_hp", "phone"))
    ]
    table = features(good)
    link_new(good, good.clear(), new_features=table)
    with transaction.atomic(), connection.cursor() as cursor:
        for name in INDEXED:
            cursor.execute(
                f"CREATE TEMPORARY TABLE bare_{name} (LIKE {name} INCLUDING INDEXES) ON COMMIT DROP"
            )
        cursor.execute(KEYS)
        _copy_bare(cursor, good, sealed, indexes)
        _copy_keys(cursor, table)


def _checked(cells: pl.DataFrame) -> pl.DataFrame:
    """Rows whose number, dates and names can be right, a column at a time."""
    import polars as pl

    nik, born = pl.col("nik"), pl.col("tanggal_lahir").str.to_date(strict=False)
    day = nik.str.slice(6, 2).cast(pl.Int64, strict=False)
    date_of_nik = pl.format("{}{}", (day % 40).cast(pl.String).str.zfill(2), nik.str.slice(8, 4))
    fine = (
        nik.str.contains(r"^\d{16}$"),
        nik.is_unique(),
        pl.col("nkk").str.contains(r"^\d{16}$"),
        pl.col("nama").str.len_chars() > 0,
        date_of_nik == born.dt.to_string("%d%m%y"),
        pl.col("jenis_kelamin") == pl.when(day > 40).then(pl.lit("P")).otherwise(pl.lit("L")),
        pl.col("penghasilan").cast(pl.Int64, strict=False).fill_null(0) >= 0,
    )
    judged = cells.with_columns(fine=pl.all_horizontal(fine).fill_null(value=False))
    return judged.with_columns(
        no_hp=pl.col("no_hp").str.replace_all(r"\D", ""),
        id=pl.int_range(pl.len()).cast(pl.String),
    )


def _copy_bare(
    cursor: Any, good: pl.DataFrame, sealed: list[list[bytes]], indexes: list[list[bytes | None]]
) -> None:
    """The rows as they are kept, as persons, their areas and their proposals."""
    born = good["tanggal_lahir"].to_list()
    columns = (good["nama"].to_list(), born, *sealed[:4], *indexes)
    fields = "name, birth_date, nik, nkk, phone, mother, nik_index, nkk_index, phone_index, area_id"
    upload = uuid4()
    for table, extra in (("intake_row", "id, upload_id, "), ("registry_person", "id, ")):
        copied = f"COPY bare_{table} ({extra}{fields}) FROM STDIN"
        _drop_not_null(cursor, table)
        with cursor.copy(copied) as copy:
            for number, row in enumerate(zip(*columns, strict=True), 1):
                first = (number, upload) if table == "intake_row" else (number,)
                copy.write_row((*first, *row, CITY))
    for table, field in (
        ("registry_personarea", "person_id"),
        ("verification_proposal", "person_id"),
    ):
        _drop_not_null(cursor, table)
        with cursor.copy(f"COPY bare_{table} (id, {field}, area_id) FROM STDIN") as copy:
            for number in range(1, good.height + 1):
                copy.write_row((number, number, CITY))


def _drop_not_null(cursor: Any, table: str) -> None:
    """The floor leaves out columns that hold nothing."""
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND attnotnull AND NOT attisdropped AND attname <> 'id'",
        [f"bare_{table}"],
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f'ALTER TABLE bare_{table} ALTER COLUMN "{name}" DROP NOT NULL')


def _copy_keys(cursor: Any, table: pl.DataFrame) -> None:
    """The match keys, sorted, as an index takes them fastest."""
    keys = [name for name in table.columns if name.startswith("k_")]
    long = table.select("id", *keys).unpivot(index="id").drop_nulls("value").sort("value")
    text = long.select("value", "id").write_csv(include_header=False, separator="\t")
    with cursor.copy("COPY bare_registry_matchkey (key, person_id) FROM STDIN") as copy:
        copy.write(text)


def _peer(path: Path) -> None:
    """The usual way: a check per row in Python, objects through the ORM."""
    from payung.lists.forms import check_worker

    areas, ring = area_table(), key_ring()
    header, *rows = _cells(path)
    fields = {text: name for name, text in HEADERS.items()}
    with acting_as(_operator()) as actor:
        people = []
        for row in rows:
            values = {fields[h]: cell or "" for h, cell in zip(header, row, strict=True)}
            if check_worker(values, on=ON, areas=areas):
                continue
            index = ring.index(values["nik"], "nik")
            if Person.objects.filter(nik_index=index).exists():
                continue
            people.append(
                Person(
                    name=values["nama"],
                    birth_date=date.fromisoformat(values["tanggal_lahir"]),
                    sex=values["jenis_kelamin"],
                    nik=ring.seal(values["nik"]),
                    nik_index=index,
                    phone=ring.seal(values["no_hp"]),
                    mother=ring.seal(values["nama_ibu"]),
                    area_id=areas.names.get(values["kelurahan"].lower(), CITY),
                )
            )
        made = Person.objects.bulk_create(people, ignore_conflicts=False)
        PersonArea.objects.bulk_create(PersonArea(person=p, area_id=p.area_id) for p in made)
        Proposal.objects.bulk_create(
            Proposal(
                person=p,
                category="rentan",
                area_id=p.area_id,
                proposed_at=f"{ON}T00:00Z",
                collected_by=actor.id,
            )
            for p in made
        )


def _operator() -> Actor:
    return actor_of(User.objects.get(username="operator"))


def _people(count: int, prefix: str, seed: int) -> pl.DataFrame:
    return people_in(
        generate_areas(1), seed, count, prefix=prefix, religious_share=0, first_serial=9000
    )


def _write(path: Path, people: pl.DataFrame) -> None:
    import xlsxwriter

    names = dict(generate_areas(1).kelurahan.select("code", "name").iter_rows())
    frame = people.with_columns(kelurahan=people["kode_kelurahan"].replace_strict(names))
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Daftar")
        sheet.write_row(0, 0, list(HEADERS.values()))
        for number, row in enumerate(frame.select(list(HEADERS)).iter_rows(), 1):
            for column, value in enumerate(row):
                sheet.write_string(number, column, str(value or ""))


def _read(path: Path) -> pl.DataFrame:
    """The cells under the names of our fields."""
    import fastexcel

    sheet = fastexcel.read_excel(path).load_sheet(0, dtypes="string")
    fields = {header: name for name, header in HEADERS.items()}
    return sheet.to_polars().rename(fields).fill_null("")


def _cells(path: Path) -> list[tuple[str | None, ...]]:
    import fastexcel

    sheet = fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string")
    return list(sheet.to_polars().iter_rows())


def _sealed(people: pl.DataFrame) -> Any:
    ring = key_ring()
    rows = people.select(
        "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "nik", "nkk", "no_hp",
        "nama_ibu", "alamat", "pekerjaan", "penghasilan", "rt_code",
    )  # fmt: skip
    for number, (
        name,
        place,
        born,
        sex,
        nik,
        nkk,
        phone,
        mother,
        street,
        job,
        pay,
        area,
    ) in enumerate(rows.iter_rows(), 1):
        yield (
            number, name, place, born, sex, ring.seal(nik), ring.index(nik, "nik"),
            ring.seal(nkk), ring.index(nkk, "nkk"), ring.seal(phone or ""),
            ring.index(phone or "", "phone"), ring.seal(mother), street or "", job, pay, area,
        )  # fmt: skip
