"""What many cases are due at once: one query to the ledger, the law over columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from payung.accounts.scope import Actor, require_scope
from payung.claims.entitlement.basis import (
    COUNTS,
    Basis,
    accepted_on,
    may_matter,
    months_of,
    since,
)
from payung.claims.entitlement.prediction import FLAGS, PERMILLES, RUPIAH_FACTS
from payung.claims.entitlement.reading import (
    MONTHS,
    MONTHS_OF_PERSONS,
    cases_query,
    children_columns,
    read,
)
from payung.kernel.month import Month
from payung.ledger.services import hashed_joins
from payung.programmes.ground.membership import monthly_bases

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from payung.law.jamsostek.law import Law

    Columns = dict[str, NDArray[Any]]


def due_of_cases(actor: Actor, law: Law | None = None) -> pl.DataFrame:
    """What every case in the actor's area is due, computed from the ledger as it is now, by the
    law in force or another.

    A row per case that is not withdrawn: case, status, the least and most of cash and of care,
    Jasa Raharja's part of the care, and the scholarship at most. A case that is neither JKM nor
    JKK yet counts with the higher of both, from the lower up.
    """
    import polars as pl

    require_scope(actor)
    with hashed_joins():  # a join row by row takes twice as long for a city's cases
        cases = read(cases_query())
        if not cases.height:  # columns without a row have no kinds to join by
            return _sums(cases, {})
        cases = cases.with_columns(pl.col("works", "asked", "disabled").cast(pl.Boolean))
        held, children = read(MONTHS), children_columns()
    for beside in (based(held), children):
        cases = cases.join(beside, left_on="id", right_on="case", how="left", maintain_order="left")
    cases, months = _with_basis(cases), _ordinals(held)
    parts = []
    for program in ("jkm", "jkk"):
        rows = cases.filter(pl.col("program").is_in([program, "belum"]))
        if rows.height:
            columns = _law_columns(rows, program)
            late = rows["owed_days"].fill_null("").to_list()
            found = due_columns(
                columns, _days(rows), _placed(months, rows["id"]), late,
                rows["person_id"].to_list(), law,
            )  # fmt: skip
            parts.append(_sums(rows, found))
    return _one_row_a_case(pl.concat(parts))


def based(held: pl.DataFrame) -> pl.DataFrame:
    """Segment, base (null where nobody knows it) and payer of each case, read off `HELD`."""
    import polars as pl

    known = monthly_bases()
    owed = pl.col("owed").fill_null("")
    split = pl.col("cover").fill_null("").str.slice(8).str.splitn(" ", 2)
    scheme = split.struct.field("field_1").fill_null("")
    segment = split.struct.field("field_0").fill_null("")
    return held.select(
        pl.col("case").cast(pl.Int64),
        pl.col("owed_days"),
        segment=pl.when(segment == "").then(pl.lit("bpu")).otherwise(segment),
        income=scheme.replace_strict(list(known), list(known.values()), default=None,
                                     return_dtype=pl.Int64),
        payer=owed.str.slice(8),
        paid=pl.col("cover").fill_null("").str.starts_with("1"),
    )  # fmt: skip


def _with_basis(cases: pl.DataFrame) -> pl.DataFrame:
    """Corrections over what the ledger says; BPU of unknown base stands at the lowest."""
    import polars as pl

    from payung.law.jamsostek.iuran import lowest_base

    own = pl.col("own_segment").fill_null("")
    at_works = pl.col("works") & ~pl.col("paid").fill_null(value=False)
    ledger = pl.when(at_works).then(pl.lit("jakon")).otherwise(pl.col("segment").fill_null("bpu"))
    segment = pl.when(own == "").then(ledger).otherwise(own)
    moved = (own != "") & (own != ledger)
    income = pl.coalesce(
        pl.col("own_income").cast(pl.Int64),
        pl.when(~moved & ~at_works).then(pl.col("income")),
        pl.when(segment == "bpu").then(pl.lit(lowest_base())),
    )
    own_payer = pl.col("own_payer").fill_null("")
    payer = pl.when(own_payer == "").then(pl.col("payer").fill_null("")).otherwise(own_payer)
    return cases.with_columns(segment=segment, payer=payer, known=income).with_columns(
        income=pl.col("known").fill_null(lowest_base())
    )


def due_columns(
    columns: Columns,
    days: NDArray[np.datetime64],
    paid: pl.DataFrame,
    late: Sequence[str],
    persons: Sequence[int],
    law: Law | None = None,
) -> Columns:
    """The law over columns; `paid` has the places of cases and their months, sorted by both, `late`
    the months that each is owed as `OWED_DAYS` tells them."""
    import numpy as np

    from payung.law.jamsostek import load
    from payung.law.jamsostek.benefit_columns import with_lows
    from payung.law.jamsostek.membership import membership_columns

    months = days.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    case_ix = paid["case"].to_numpy().astype(np.int64)
    counted = membership_columns(case_ix, paid["month"].to_numpy().astype(np.int64), months)
    counted.pop("active")
    _count_singly(columns, counted, days, paid, late, persons)
    return with_lows({"event_date": days, **columns, **counted}, law or load())


def _count_singly(
    columns: Columns,
    counted: Columns,
    days: NDArray[np.datetime64],
    paid: pl.DataFrame,
    late: Sequence[str],
    persons: Sequence[int],
) -> None:
    """The few cases whose months need a closer look: money of others came late, or the wait is so
    near that the very day counts on which the membership began."""
    import numpy as np
    import polars as pl

    from payung.law.jamsostek.membership import LAPSED, PAID_MONTHS_FOR_FULL

    lapsed = (counted["unpaid_months"] >= LAPSED) & ~np.isin(columns["payer"], ("", "self"))
    near = (counted["membership_months"] < PAID_MONTHS_FOR_FULL) & (
        counted["paid_months_total"] > 0
    )
    rows = np.flatnonzero((columns["segment"] == "bpu") & (lapsed | near)).tolist()
    months: dict[int, list[Month]] = {row: [] for row in rows}
    for row, ordinal in paid.filter(pl.col("case").is_in(rows)).iter_rows():
        months[row].append(Month(ordinal))
    found = {}
    for row in rows:
        basis = Basis("bpu", None, str(columns["payer"][row]), months_of(late[row]))
        found[row] = basis.membership(months[row], days[row].item())
    firsts = {row: (persons[row], one.spell.first) for row, one in found.items() if one.spell}
    began = accepted_on(list(firsts.values())) if firsts else {}
    for row, one in found.items():
        for name in COUNTS:
            counted[name][row] = getattr(one, name)
        if row in firsts and may_matter("bpu", one.membership_months):
            start = began.get(firsts[row])
            counted["membership_months"][row] = since(
                start, days[row].item(), one.membership_months
            )


def due_of_persons(persons: Sequence[int], days: Sequence[date], program: str = "jkm") -> Columns:
    """What a death of each person on each day would pay, by one query to the ledger.

    Beside the law's columns `ever` says who was covered at all, `month_paid` whether the month of
    the death was.
    """
    import numpy as np

    size = len(persons)
    held = read(MONTHS_OF_PERSONS, [list(persons), list(days)])
    paid = _ordinals(held).sort("case", "month")
    own = _basis_columns(held, size)
    columns: Columns = {
        "program": np.array([program] * size),
        "event": np.array(["death"] * size),
        **own,
    }
    died = np.array(days, dtype="datetime64[D]")
    late = [""] * size
    for place, owed in held.select("case", "owed_days").iter_rows():
        late[place] = owed or ""
    found = due_columns(columns, died, paid, late, persons)
    months: dict[int, set[int]] = {}
    for case, month in paid.iter_rows():
        months.setdefault(case, set()).add(month)
    inside = [day.year * 12 + day.month - 1 in months.get(n, ()) for n, day in enumerate(days)]
    ever = [n in months for n in range(size)]
    return found | {"month_paid": np.array(inside, bool), "ever": np.array(ever, bool)}


def _basis_columns(held: pl.DataFrame, size: int) -> Columns:
    """Segment, base and payer by place; who has no month at all is BPU at the lowest base."""
    import polars as pl

    from payung.law.jamsostek.iuran import lowest_base

    places = pl.DataFrame({"case": range(size)}, schema={"case": pl.Int64})
    rows = places.join(based(held), on="case", how="left", maintain_order="left")
    filled = rows.with_columns(
        pl.col("segment").fill_null("bpu"),
        pl.col("income").fill_null(lowest_base()),
        pl.col("payer").fill_null(""),
    )
    return {name: filled[name].to_numpy() for name in ("segment", "income", "payer")}


def _ordinals(rows: pl.DataFrame) -> pl.DataFrame:
    """Months as `Month.ordinal`, each once per case."""
    import polars as pl

    split = rows.select(pl.col("case").cast(pl.Int64), pl.col("days").str.split(" "))
    single = split.explode("days").drop_nulls()
    day = pl.date(2000, 1, 1) + pl.duration(days=pl.col("days").cast(pl.Int32))
    ordinal = day.dt.year().cast(pl.Int64) * 12 + day.dt.month() - 1
    return single.select("case", month=ordinal).unique()


def _placed(months: pl.DataFrame, cases: pl.Series) -> pl.DataFrame:
    """The months of these cases under their places in the column, sorted."""
    import polars as pl

    places = pl.DataFrame({"case": cases.cast(pl.Int64), "place": range(len(cases))})
    joined = months.join(places, on="case").select(case="place", month="month")
    return joined.sort("case", "month")


def _law_columns(rows: pl.DataFrame, program: str) -> Columns:
    import numpy as np

    plain: Mapping[str, str] = RUPIAH_FACTS | FLAGS
    columns: Columns = {law: rows[own].to_numpy() for own, law in plain.items()}
    for own, law in PERMILLES.items():
        nothing = "" if own == "function_loss_permille" else "0.0"
        tenths = rows[own].to_list()
        columns[law] = np.array([f"{n / 10:.1f}" if n else nothing for n in tenths])
    names = ("segment", "income", "payer", "traffic")
    return columns | {name: rows[name].to_numpy() for name in names} | {
        "program": np.array([program] * rows.height),
        "event": rows["outcome"].to_numpy(),
        "children": rows["children"].fill_null("").to_numpy(),
        "children_birth": rows["children_birth"].fill_null("").to_numpy(),
        **_two_days(rows),
    }  # fmt: skip


def _two_days(rows: pl.DataFrame) -> Columns:
    """Who died of an accident later died under the law of that day; else one day counts."""
    import polars as pl

    later = (pl.col("died_on") > pl.col("happened_on")).fill_null(value=False)
    accident = pl.when(later).then(pl.col("happened_on").cast(pl.String)).otherwise(pl.lit(""))
    event = pl.when(later).then("died_on").otherwise("happened_on")
    days = rows.select(accident=accident, event=event)
    return {
        "accident_date": days["accident"].to_numpy(),
        "event_date": days["event"].to_numpy().astype("datetime64[D]"),
    }


def _days(rows: pl.DataFrame) -> NDArray[np.datetime64]:
    days: NDArray[np.datetime64] = rows["happened_on"].to_numpy()
    return days.astype("datetime64[D]")


_AMOUNTS = (
    "cash_low_rp", "cash_high_rp", "care_low_rp", "care_high_rp", "jasa_raharja_rp",
    "beasiswa_high_rp",
)  # fmt: skip


def _sums(rows: pl.DataFrame, columns: Columns) -> pl.DataFrame:
    import polars as pl

    if not columns:
        schema = {"case": pl.Int64, "status": pl.String, **dict.fromkeys(_AMOUNTS, pl.Int64)}
        return pl.DataFrame(schema=schema)
    asked = (
        rows["asked"] | rows["disabled"] | (rows["known"].is_null() & (rows["program"] != "jkm"))
    )
    status = [
        "needs_decision" if own else str(law)
        for own, law in zip(asked, columns["status"], strict=True)
    ]
    return pl.DataFrame(
        {
            "case": rows["id"],
            "status": status,
            "cash_low_rp": columns["cash_low"] - _doubtful(rows, columns),
            "cash_high_rp": columns["cash"],
            "care_low_rp": columns["care_low"],
            "care_high_rp": columns["care"],
            "jasa_raharja_rp": columns["jasa_raharja"],
            "beasiswa_high_rp": columns["beasiswa"],
        }
    )


def _doubtful(rows: pl.DataFrame, columns: Columns) -> NDArray[np.int64]:
    """What may have been paid for the disability already: all certain cash but the funeral."""
    import numpy as np

    rest = np.maximum(columns["cash_low"] - columns["pemakaman"], 0)
    return np.where(rows["disabled"].to_numpy(), rest, 0)


def _one_row_a_case(parts: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    several = pl.len() > 1
    sums = {
        name: pl.col(name).min() if "_low_" in name else pl.col(name).max() for name in _AMOUNTS
    }
    return (
        parts.group_by("case")
        .agg(
            status=pl.when(several)
            .then(pl.lit("needs_decision"))
            .otherwise(pl.col("status").first()),
            **sums,
        )
        .sort("case")
    )
