"""The ledger at the size of a large city, each figure beside the bare set-based work."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psycopg

from bench import ledger_world as world
from bench.database import BenchDatabase, bench_database
from bench.harness import Benchmark, best_seconds

if TYPE_CHECKING:
    import polars as pl

    from payung.payments.models import PaymentList

MEMBERS = 50_000
ROUNDS = 3
READ_ROWS = 1_000_000

_BARE_LIST = """
    INSERT INTO payments_listrow (list_id, number, person_id, area_id, reason, kpj)
    SELECT %s, row_number() OVER (), person_id, area_id, '', '' FROM ledger_personmonth
    WHERE scheme = %s AND month = %s AND component = 'jkm';
"""
_BARE_MOVE = """
    WITH moved AS (
        UPDATE ledger_personmonth SET state = 'diajukan' WHERE scheme = %s AND month = %s
        RETURNING *
    )
    INSERT INTO ledger_entry (person_id, month, segment, component, payer_id, scheme, amount_rp,
        state_before, state, decision, area_id, at, actor, cause, document)
    SELECT person_id, month, segment, component, payer_id, scheme, amount_rp, 'direncanakan', state,
        decision, area_id, now(), 'uji', 'uji', 'uji' FROM moved
"""
_REPORT = """
    SELECT month, payer_id, state, count(*) FILTER (WHERE component = 'jkm'), sum(amount_rp)
    FROM ledger_personmonth GROUP BY 1, 2, 3
"""


def run() -> list[Benchmark]:
    """All figures of the ledger; about two minutes, most of it making the city."""
    database = bench_database()
    world.make_city()
    operator, finance = world.office("operator", "operator"), world.office("uang", "keuangan")
    people = world.make_members(database, 0, MEMBERS)
    world.make_programme(operator, finance, "UJI", ROUNDS + 1)
    world.sign_decree(database, people, "UJI")
    world.plan_months(operator, people, "UJI", ROUNDS + 1)
    batch, made = _batch(database, operator)
    return [batch, _file(operator, made), _read(database, operator, people), _montecarlo()]


def _batch(database: BenchDatabase, operator: Any) -> tuple[Benchmark, PaymentList]:
    from payung.payments.services import make_list

    lists: list[PaymentList] = []

    def one(month: int) -> float:
        start = time.perf_counter()
        lists.append(
            make_list(
                actor=operator,
                programme="UJI",
                month=world.FIRST + month,
                on=world.FIRST.first_day,
            )
        )
        return time.perf_counter() - start

    value = min(one(month) for month in range(ROUNDS))
    floor = _bare(database, lists[0].pk)
    return _seconds(
        "ledger.batch_50k",
        f"a list to pay of {MEMBERS} members, without its file; floor: the bare INSERT and UPDATE",
        value,
        goal=10,
        floor=floor,
    ), lists[0]


def _bare(database: BenchDatabase, list_id: int) -> float:
    """The same rows by the superuser in bare SQL, taken back each time."""
    month = (world.FIRST + ROUNDS).first_day
    with psycopg.connect(database.admin_url) as admin:

        def once() -> None:
            admin.execute("DELETE FROM payments_listrow WHERE list_id = %s", [list_id])
            start = time.perf_counter()
            admin.execute(_BARE_LIST, [list_id, "UJI", month])
            admin.execute(_BARE_MOVE, ["UJI", month])
            times.append(time.perf_counter() - start)
            admin.rollback()

        times: list[float] = []
        for _ in range(ROUNDS):
            once()
    return min(times)


def _file(operator: Any, made: PaymentList) -> Benchmark:
    from payung.accounts.scope import acting_as
    from payung.payments.lists.files import list_frame, write_list_file

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "daftar.xlsx")
        with acting_as(operator):
            frame = list_frame(operator, made.pk)
        times = [
            (
                best_seconds(lambda: write_list_file(operator, made.pk, path), rounds=1),
                best_seconds(lambda: _bare_file(frame, Path(folder)), rounds=1),
            )
            for _ in range(ROUNDS)  # in turn, so that other work on the machine weighs on both
        ]
        value, floor = (min(seconds) for seconds in zip(*times, strict=True))
    return Benchmark(
        name="ledger.file_50k",
        what=f"the files for BPJS of {MEMBERS} members, read, unsealed and written ({value:.2f} s),"
        f" against xlsxwriter alone on the same cells ({floor:.2f} s)",
        value=value / floor,
        unit="×",
        better="lower",
        goal=1.5,
        floor=1.0,
    )


def _bare_file(frame: pl.DataFrame, folder: Path) -> None:
    """The same cells in files of the same length, by the writer alone."""
    import xlsxwriter

    for number, part in enumerate(frame.iter_slices(5000)):
        book = xlsxwriter.Workbook(str(folder / f"b{number}.xlsx"), {"constant_memory": True})
        sheet, text = book.add_worksheet(), book.add_format({"num_format": "@"})
        for line, row in enumerate(part.iter_rows()):
            for column, cell in enumerate((line, *row)):
                if isinstance(cell, int):
                    sheet.write_number(line, column, cell)
                elif cell is not None:
                    sheet.write_string(line, column, cell, text)
        book.close()


def _read(database: BenchDatabase, operator: Any, people: list[tuple[int, str]]) -> Benchmark:
    from payung.accounts.scope import acting_as
    from payung.ledger.selectors import report

    _fill_million(database, people)

    def read() -> None:
        with acting_as(operator):
            assert report(operator)

    with psycopg.connect(database.admin_url) as admin:
        floor = best_seconds(lambda: admin.execute(_REPORT).fetchall())
    return _seconds(
        "ledger.read_1m",
        "a million person-month rows to one report by month, payer and state, under row-level"
        " security; floor: the same GROUP BY as superuser",
        best_seconds(read),
        goal=2,
        floor=floor,
    )


def _fill_million(database: BenchDatabase, people: list[tuple[int, str]]) -> None:
    """More months of another scheme by bare SQL, until a million rows stand in the table."""
    with psycopg.connect(database.admin_url) as admin:
        admin.execute("SET session_replication_role = replica")
        [(known,)] = admin.execute("SELECT count(*) FROM ledger_personmonth").fetchall()
        missing = READ_ROWS - known
        per_month = 2 * len(people)
        for number in range(-(-missing // per_month)):
            share = min(per_month, missing - number * per_month) // 2
            admin.execute(
                "INSERT INTO ledger_personmonth (person_id, month, segment, component, payer_id,"
                " scheme, amount_rp, state, public, decision, area_id, entry)"
                " SELECT p.id, %s, 'bpu', c.name, 'apbd', 'LAMA', c.rp, 'dibayar', true, '',"
                " p.area_id, 0 FROM (SELECT * FROM registry_person ORDER BY id LIMIT %s) p"
                " CROSS JOIN (VALUES ('jkk', 10000), ('jkm', 6800)) AS c(name, rp)",
                [(world.FIRST + 12 + number).first_day, share],
            )
    with psycopg.connect(database.admin_url, autocommit=True) as admin:
        admin.execute("VACUUM ANALYZE ledger_personmonth")


def _montecarlo() -> Benchmark:
    from payung.planning.montecarlo import simulate

    chances = np.random.default_rng(1)
    monthly = chances.uniform(0.0001, 0.001, 20_000)
    benefit = np.full(36, 42_000_000)
    months = np.arange(1, 37)
    drawn = best_seconds(lambda: np.random.default_rng(1).random((1_000, 20_000), np.float32))
    work: Callable[[], object] = lambda: simulate(monthly, benefit, runs=1_000, seed=1)  # noqa: E731
    return _seconds(
        "ledger.montecarlo",
        f"20,000 people × {len(months)} months × 1,000 runs; floor: drawing the random numbers",
        best_seconds(work),
        goal=10,
        floor=drawn,
    )


def _seconds(name: str, what: str, value: float, *, goal: float, floor: float) -> Benchmark:
    return Benchmark(
        name=name, what=what, value=value, unit="s", better="lower", goal=goal, floor=floor
    )
