"""What the benchmarks of claims are measured on: many known persons, many deaths, many cases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import psycopg

from bench.database import BenchDatabase
from bench.ledger_world import CITY, make_city, make_members

if TYPE_CHECKING:
    import polars as pl

    from payung.accounts.models import User

SEED = 20251231
_COPIES = 4
_CASES = """
    INSERT INTO claims_event (id, person_id, kind, happened_on, place, cause, work_related, traffic,
        reported_by, reported_at, area_id)
    SELECT md5('e' || p.id)::uuid, p.id, 'meninggal', date '2025-08-01' + (p.id % 150)::int, '', '',
        p.id % 20 = 0, false, 'user:0', now(), p.area_id FROM registry_person p;
    INSERT INTO claims_case (person_id, event_id, program, state, owner, opened_at, confirmed_by,
        reported_by, agreed_to_visit, area_id)
    SELECT e.person_id, e.id, CASE WHEN e.work_related THEN 'jkk' ELSE 'jkm' END, 'berkas',
        'user:0', now(), '', '', false, e.area_id FROM claims_event e;
    INSERT INTO claims_casefacts (case_id, outcome, other_membership, two_losses,
        disability_permille, function_loss_permille, incapacity_months, incapacity_days,
        medical_cost_rp,
        transport_land_rp, transport_sea_rp, transport_air_rp, home_care_rp, prosthesis_rp,
        hearing_rp, glasses_rp, dental_rp, rehabilitation_rp, violence, missing_person, area_id)
    SELECT id, 'death', false, false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, false,
        area_id FROM claims_case;
    INSERT INTO ledger_personmonth (person_id, month, segment, component, payer_id, scheme,
        amount_rp, state, public, decision, area_id, entry)
    SELECT p.id, m, 'bpu', 'jkm', 'apbd', 'UJI', 6800, 'dibukukan', true, '', p.area_id, 0
    FROM registry_person p, generate_series(date '2025-01-01', date '2025-12-01', '1 month') m
    WHERE (p.id + extract(month FROM m)::int) % 11 <> 0;
    ANALYZE;
"""


def known_people(count: int) -> pl.DataFrame:
    """`count` persons with the linkage columns; a quarter is drawn, the rest are its cousins.

    Cousins keep names and places, so that their frequencies are real, and have other birth days,
    NIKs, phones and mothers' order.
    """
    import polars as pl

    from payung.demo.synthetic.city import generate_areas
    from payung.demo.synthetic.people import people_in

    drawn = people_in(
        generate_areas(1), SEED, count // _COPIES, prefix="B", religious_share=0, first_serial=9000
    )
    columns = ("nik", "nkk", "nama", "tanggal_lahir", "jenis_kelamin", "nama_ibu", "no_hp",
               "kode_kelurahan", "rt")  # fmt: skip
    drawn = drawn.select(pl.col(name).cast(pl.String).fill_null("") for name in columns)
    return (
        pl.concat([_cousins(drawn, n) for n in range(_COPIES)])
        .with_row_index("id")
        .cast({"id": pl.String})
    )


def _cousins(people: pl.DataFrame, number: int) -> pl.DataFrame:
    import polars as pl

    if number == 0:
        return people
    born = pl.col("tanggal_lahir").str.to_date() + pl.duration(days=113 * number)
    return people.with_columns(
        tanggal_lahir=born.dt.to_string("%Y-%m-%d"),
        nik=pl.format("{}{}", pl.col("nik").str.slice(0, 6), _digits(born, number)),
        no_hp=pl.lit(""),
        nama_ibu=pl.col("nama_ibu").shift(number, fill_value="SITI"),
    )


def _digits(born: pl.Expr, number: int) -> pl.Expr:
    import polars as pl

    serial = 9000 + (pl.int_range(pl.len()) * _COPIES + number) % 1000
    return pl.format("{}{}", born.dt.to_string("%d%m%y"), serial)


def deaths_among(known: pl.DataFrame, count: int) -> pl.DataFrame:
    """A list of deaths: half with their NIK, a fifth with none or a wrong one, then strangers."""
    import polars as pl

    exact, typed = count // 2, count // 5
    chosen = known.sample(exact + typed, seed=SEED, shuffle=True).drop("id")
    wrong = chosen.tail(typed).with_columns(  # as a letter of a kelurahan has them
        nik=pl.when(pl.int_range(pl.len()) % 2 == 0)
        .then(pl.lit(""))
        .otherwise(pl.col("nik").str.slice(0, 15) + "x"),
        nkk=pl.lit(""),
        no_hp=pl.lit(""),
        rt=pl.lit(""),
    )
    strangers = known.sample(count - exact - typed, seed=SEED + 1).drop("id").with_columns(
        nik=pl.lit(""), nama=pl.col("nama").shuffle(SEED),
        tanggal_lahir=pl.col("tanggal_lahir").shuffle(SEED + 2), nama_ibu=pl.lit(""),
        nkk=pl.lit(""), no_hp=pl.lit(""), kode_kelurahan=pl.col("kode_kelurahan").shuffle(SEED + 3),
    )  # fmt: skip
    rows = pl.concat([chosen.head(exact), wrong, strangers])
    return rows.with_row_index("id").cast({"id": pl.String})


def damaged_deaths(deaths: pl.DataFrame) -> list[str]:
    """The ids of the deaths of known persons whose NIK is missing or wrong."""
    first = deaths.height // 2
    return deaths["id"].slice(first, deaths.height // 5).to_list()


def make_cases(database: BenchDatabase, people: int, with_children: int) -> None:
    """A case, a death and eleven paid months for each of `people` persons; some have children."""
    from payung.registry.fields import key_ring

    make_city()
    for first in range(0, people, 25_000):
        make_members(database, first, min(25_000, people - first))
    with psycopg.connect(database.admin_url) as admin, admin.cursor() as cursor:
        cursor.execute(_CASES)
        sealed = key_ring().seal_many(["2013-04-05"] * with_children)
        cursor.execute("SELECT id, area_id FROM claims_case ORDER BY id LIMIT %s", [with_children])
        cases = cursor.fetchall()
        with cursor.copy(
            "COPY claims_familymember (case_id, relation, number, name, birth_date, stage, school,"
            " married, working, marriage_registered, of_earlier_marriage, will_by_notary, chosen,"
            " end_reason, area_id) FROM STDIN"
        ) as copy:
            for (case, area), born in zip(cases, sealed, strict=True):
                copy.write_row((case, "child", 1, b"", born, "SMP1", b"", False, "", True, False,
                                True, False, "", area))  # fmt: skip


def open_cases(count: int) -> tuple[User, list[int]]:
    """`count` further cases taken by a companion through the services; who helps, and their ids."""
    from payung.accounts.models import Role, User
    from payung.accounts.scope import acting_as, actor_of
    from payung.claims.case.outcome import start_papers
    from payung.claims.models import EventKind
    from payung.claims.telling.services import Report, confirm_death, report
    from payung.registry.models import Person

    cast = {
        role: User.objects.create_user(
            f"b-{role}", "x" * 12, full_name=role, role=role, area_id=CITY
        )
        for role in (Role.OPERATOR, Role.VERIFIER, Role.COMPANION)
    }
    operator = actor_of(cast[Role.OPERATOR])
    verifier, helper = actor_of(cast[Role.VERIFIER]), actor_of(cast[Role.COMPANION])
    with acting_as(operator):
        persons = list(Person.objects.filter(cases=None).values_list("pk", flat=True)[:count])
    cases = []
    for person in persons:
        facts: dict[str, Any] = {"work_related": True, "details": {"children": "SMP1;SD2"}}
        line = Report(
            id=UUID(int=person),
            person_id=person,
            kind=EventKind.DEATH,
            happened_on=date(2025, 10, 1),
            **facts,
        )
        case = report(actor=operator, report=line, today=date(2025, 12, 1))
        confirm_death(actor=verifier, case_id=case.pk, today=date(2025, 12, 1))
        start_papers(actor=helper, case_id=case.pk, today=date(2025, 12, 1))
        cases.append(case.pk)
    return cast[Role.COMPANION], cases
