"""Deaths held against everyone ever covered, what many cases are due, and the page of a case."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from bench.harness import Benchmark, best_seconds

if TYPE_CHECKING:
    import polars as pl

    from payung.accounts.scope import Actor

KNOWN, DEATHS = 1_000_000, 100_000
CASES, WITH_CHILDREN = 100_000, 20_000
EXTRA, PAGES = 40, 200
SWEPT_MEMBERS, SWEPT_DEATHS = 60_000, 3_000
PEER_SHARE = 100


def run() -> list[Benchmark]:
    return [_deaths(), *_sweep(), *_database_figures()]


def _deaths() -> Benchmark:
    from bench.claims_world import damaged_deaths, deaths_among, known_people
    from payung.claims.deathlists.deathmatch import match_deaths
    from payung.linkage.features import features

    known = known_people(KNOWN)
    deaths = deaths_among(known, DEATHS)
    kept = features(known)
    found: list[pl.DataFrame] = []
    value = best_seconds(lambda: found.append(match_deaths(deaths, known, kept)))
    exact = int((found[-1]["how"] == "nik").sum())
    damaged = found[-1].filter(how="mirip")["death"].unique().is_in(damaged_deaths(deaths)).sum()
    return Benchmark(
        name="claims.deaths",
        what=f"{DEATHS:,} deaths against {KNOWN:,} ever covered: {exact:,} by NIK,"
        f" {damaged:,} of {DEATHS // 5:,} written wrongly; keys of the known kept",
        value=value,
        unit="s",
        better="lower",
        goal=30.0,
        floor=best_seconds(lambda: deaths.join(known, on="nik")),
        peer=_one_by_one(deaths, known) * PEER_SHARE,
        peer_name=f"rapidfuzz over equal birth dates, 1/{PEER_SHARE} of the deaths scaled",
    )


def _sweep() -> list[Benchmark]:
    """All deaths that are known against everyone ever covered: who is shown to a person."""
    import polars as pl

    from bench.truth_deaths import deaths
    from payung.claims.deathlists.deathmatch import match_deaths

    truth = deaths(SWEPT_MEMBERS, SWEPT_DEATHS, seed=20_261_130)
    found = match_deaths(truth.rows, truth.covered)
    told = set(found.select("death", "person").iter_rows())
    by_nik = found.filter(pl.col("how") == "nik").height
    right = len(told & truth.pairs)
    what = (
        f"{truth.rows.height:,} deaths with dirty names, 30 % without NIK, against"
        f" {truth.covered.height:,} ever covered"
    )
    return [
        Benchmark(
            name="claims.sweep",
            what=f"recall, {what}",
            value=right / len(truth.pairs),
            unit="",
            better="higher",
            goal=0.98,
            peer=by_nik / len(truth.pairs),
            peer_name="NIK alone",
        ),
        Benchmark(
            name="claims.sweep_precision",
            what=f"precision, {what}",
            value=right / max(1, len(told)),
            unit="",
            better="higher",
            goal=0.95,
        ),
    ]


def _one_by_one(deaths: pl.DataFrame, known: pl.DataFrame) -> float:
    """What one would write by hand: names compared among those born on the same day."""
    from rapidfuzz.fuzz import token_sort_ratio

    by_day: dict[str, list[str]] = {}
    for born, name in zip(known["tanggal_lahir"], known["nama"], strict=True):
        by_day.setdefault(born, []).append(name)
    some = deaths.sample(DEATHS // PEER_SHARE, seed=1)
    start = time.perf_counter()
    for born, name in zip(some["tanggal_lahir"], some["nama"], strict=True):
        max((token_sort_ratio(name, other) for other in by_day.get(born, ())), default=0)
    return time.perf_counter() - start


def _database_figures() -> list[Benchmark]:
    from bench.database import bench_database

    database = bench_database()
    from bench.claims_world import make_cases
    from bench.ledger_world import make_members, office

    make_cases(database, CASES, WITH_CHILDREN)
    make_members(database, CASES, EXTRA)
    actor = office("uji", "operator")
    return [_entitlement(actor), _page()]


def _entitlement(actor: Actor) -> Benchmark:
    from payung.accounts.scope import acting_as
    from payung.claims.entitlement.columns import due_of_cases
    from payung.claims.entitlement.reading import MONTHS, cases_query, read
    from payung.ledger.services import hashed_joins

    def due() -> None:
        with acting_as(actor):
            assert due_of_cases(actor).height == CASES

    def bare() -> None:
        with acting_as(actor), hashed_joins():  # as the value reads: a floor of the same work
            read(cases_query())
            read(MONTHS)

    return Benchmark(
        name="claims.entitlement",
        what=f"{CASES:,} cases from the ledger's months, {WITH_CHILDREN:,} with a child",
        value=best_seconds(due),
        unit="s",
        better="lower",
        goal=5.0,
        floor=best_seconds(bare),
        peer=_case_by_case(actor) * CASES,
        peer_name="one case at a time, 200 of them scaled",
    )


def _case_by_case(actor: Actor) -> float:
    from payung.accounts.scope import acting_as
    from payung.claims.entitlement.prediction import assessments
    from payung.claims.models import Case

    with acting_as(actor):
        some = list(Case.objects.select_related("event", "facts")[:200])
        return best_seconds(lambda: [assessments(actor, case) for case in some], 1) / 200


def _page() -> Benchmark:
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from bench.claims_world import open_cases

    call_command("collectstatic", interactive=False, verbosity=0)
    user, cases = open_cases(EXTRA)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    addresses = [reverse("claim", args=[pk]) for pk in cases]

    def ask(address: str) -> Callable[[], object]:
        def get() -> None:
            assert client.get(address).status_code == 200

        return get

    for address in addresses[:5]:
        ask(address)()
    return Benchmark(
        name="claims.page",
        what=f"page of a case at the 95th of 100, {CASES + EXTRA:,} persons and cases",
        value=_p95([ask(addresses[n % EXTRA]) for n in range(PAGES)]),
        unit="s",
        better="lower",
        goal=0.3,
        floor=_p95([ask(reverse("claims_todo"))] * 20),
    )


def _p95(asks: list[Callable[[], object]]) -> float:
    """The 95th of 100 answers, in the best of three rounds."""
    rounds = []
    for _round in range(3):
        seconds = sorted(best_seconds(get, 1) for get in asks)
        rounds.append(seconds[int(len(seconds) * 0.95)])
    return min(rounds)
