"""A large city for the ledger's benchmarks: members by the ten thousand, made by bare SQL."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import psycopg

from bench.database import BenchDatabase
from payung.kernel.month import Month

if TYPE_CHECKING:
    from payung.accounts.scope import Actor

CITY = "15.71"
FIRST = Month.of(2026, 1)
AMOUNTS = {"jkk": 10_000, "jkm": 6_800}
KELURAHAN = 68


def make_city() -> None:
    """Areas and payers, once."""
    from payung.areas.models import Area
    from payung.ledger.models import Payer

    places = [(CITY, "kota", "Kota Uji")]
    places += [(f"{CITY}.01.{1000 + n}", "kelurahan", f"Kelurahan {n}") for n in range(KELURAHAN)]
    Area.objects.bulk_create(
        Area(code=code, kind=kind, name=name, valid_from=date(2000, 1, 1))
        for code, kind, name in places
    )
    Payer.objects.create(code="apbd", name="APBD", source="apbd", public=True)


def make_members(database: BenchDatabase, first: int, count: int) -> list[tuple[int, str]]:
    """`count` persons with sealed NIKs; returns (person id, area) of each."""
    from payung.registry.fields import key_ring

    ring = key_ring()
    niks = [f"{9_000_000_000_000_000 + first + n}" for n in range(count)]
    sealed = zip(ring.seal_many(niks), ring.index_many(niks, "nik"), strict=True)
    with psycopg.connect(database.admin_url) as admin, admin.cursor() as cursor:
        with cursor.copy(
            "COPY registry_person (name, birth_place, sex, nik, nik_index, nkk, phone, mother,"
            " address, occupation, area_id, created_at) FROM STDIN"
        ) as copy:
            for number, (nik, index) in enumerate(sealed, start=first):
                area = f"{CITY}.01.{1000 + number % KELURAHAN}"
                copy.write_row(
                    (f"WARGA {number}", "", "L", nik, index, b"", b"", b"", "", "ojek", area,
                     "2026-01-01")
                )  # fmt: skip
        cursor.execute(
            "SELECT id, area_id FROM registry_person WHERE name = ANY(%s) ORDER BY id",
            [[f"WARGA {n}" for n in range(first, first + count)]],
        )
        people = cursor.fetchall()
        cursor.execute(
            "INSERT INTO registry_personarea (person_id, area_id) SELECT * FROM"
            " unnest(%s::bigint[], %s::text[])",
            [[p for p, _ in people], [a for _, a in people]],
        )
    return people


def make_programme(actor: Actor, finance: Actor, code: str, months: int) -> None:
    """A programme with a partnership and no quota."""
    from payung.payments.services import register_partnership
    from payung.programmes.services import create_programme

    last = FIRST + (months - 1)
    create_programme(
        actor=actor, code=code, name=code, payer="apbd", segment="bpu", category="rentan",
        basis="uji", fiscal_year=2026, first_month=FIRST, last_month=last, headcount=10**7,
        ceiling_rp=10**15, criteria={}, accounts={}, area=CITY, quotas={},
    )  # fmt: skip
    register_partnership(
        actor=actor, programme=code, pks_number="1", npp="1", branch="uji",
        valid_from=FIRST.first_day, valid_to=last.last_day, cutoff_day=20,
        nota_number="1", nota_valid_to=last.last_day, data_clause="uji",
    )  # fmt: skip


def plan_months(actor: Actor, people: list[tuple[int, str]], code: str, months: int) -> None:
    """Plans the first `months` months for everyone, by the ledger's own way."""
    from payung.accounts.scope import acting_as
    from payung.ledger.services import Cover, plan

    cover = Cover(payer="apbd", scheme=code, segment="bpu", amounts=AMOUNTS)
    facts: dict[str, Any] = {"actor": actor, "cover": cover, "cause": "uji", "document": "uji"}
    with acting_as(actor):
        plan(people=people, months=list(FIRST.through(FIRST + (months - 1))), **facts)


def sign_decree(database: BenchDatabase, people: list[tuple[int, str]], code: str) -> None:
    """A signed decree over everybody, by bare SQL: the lists ask for a legal basis."""
    with psycopg.connect(database.admin_url) as admin:
        admin.execute("SET session_replication_role = replica")
        [(decree,)] = admin.execute(
            "INSERT INTO programmes_decree (programme_id, selection_id, state, number, dated,"
            " first_month, people, annex_sha256, verification_code, frozen_by, frozen_at,"
            " signed_by_name, early_start_decision, area_id) SELECT %s,"
            " coalesce(min(selection_id), 0) - 1, 'ditandatangani', '1', now(), now(), %s, '', %s,"
            " '', now(), '', '', %s FROM programmes_decree RETURNING id",
            [code, len(people), code, CITY],
        ).fetchall()
        admin.execute(
            "INSERT INTO programmes_decreemember (decree_id, number, person_id, name, nik,"
            " occupation, area_id) SELECT %s, row_number() OVER (), p, '', '', '', a"
            " FROM unnest(%s::bigint[], %s::text[]) AS m(p, a)",
            [decree, [p for p, _ in people], [a for _, a in people]],
        )


def office(name: str, role: str) -> Actor:
    from payung.accounts.models import Role
    from payung.accounts.scope import Actor

    return Actor(f"user:{name}", Role(role), CITY)
