"""All rules of the contract over a table of people: values, findings, status of each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from payung.kernel.finding import RowStatus
from payung.lists.area_names import AreaTable
from payung.lists.cardcolumn import family_card_rows
from payung.lists.dateorder import About, Decided, decide_dates
from payung.lists.fields import FINDING_COLUMNS, severity_of, status_of
from payung.lists.losses import (
    error_cells,
    unread_cells,
    unseen_rows,
    without_blamed,
    without_errors,
)
from payung.lists.problems import problem, told
from payung.lists.reading import cleaned, read_values
from payung.lists.rules.across import dragged_serials, lost_last_digits, repeated_niks
from payung.lists.rules.nik import as_number, birth_part_exprs, prefix_is_known

_RANKS = (RowStatus.OK, RowStatus.REVIEW, RowStatus.REFUSED)
_MEND = {"row_id": pl.UInt32, "text": pl.String}
_EMPTY_ROWS = {
    "row_id": pl.UInt32, "row": pl.UInt32, "table": pl.UInt32, "penghasilan": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True)
class JudgedRows:
    """Rows with values and status, and their findings; both carry `row_id`.

    `about` are findings about whole columns of a sheet; `mends` tells per row (`row_id`) what the
    sender should write there, without a finding of its own. `open_dates` are rows whose birth date
    could be read either way.
    """

    rows: pl.DataFrame
    findings: pl.DataFrame
    about: Sequence[About] = ()
    mends: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_MEND))
    open_dates: frozenset[int] = frozenset()


def judge_people(
    people: pl.DataFrame,
    *,
    on: date,
    areas: AreaTable,
    age: tuple[int, int],
    similar: bool,
    date_orders: Mapping[str, str] | None = None,
) -> JudgedRows:
    """Applies every rule to people as `raw` gives them (with `row_id`, `file`, `sheet`)."""
    if not people.width:
        return _nobody()
    said, errors = without_errors(cleaned(people))
    table = said.rename({"nik": "said_nik", "nkk": "said_nkk", "rt": "said_rt", "rw": "said_rw"})
    table = _without_lost_digits(table.hstack(read_values(said, on, areas)))
    decided = decide_dates(table.with_columns(group=_group()), on, date_orders)
    table = _with_facts(_with_dates(table, decided), on)
    cards, about_cards = family_card_rows(table)
    table = _without_cards(table, cards)
    problems = [*_problems(table, areas, age), *error_cells(table, errors)]
    if similar:
        from payung.lists.similar import similar_pairs

        pairs = _seen_first(table, similar_pairs(table))
        problems.append(_name_other_rows(table, pairs, "ORANG_MIRIP"))
    frame = without_blamed(pl.concat(problems))
    about = (*decided.about, *about_cards)
    rows, findings = _rows(table, frame), _findings(table, frame)
    return JudgedRows(rows, findings, about, _mends(decided), frozenset(decided.open_rows))


def _with_dates(table: pl.DataFrame, decided: Decided) -> pl.DataFrame:
    """The right dates where a whole column was wrong for one cause; `review` marks open rows."""
    review = table["row_id"].is_in(pl.Series(sorted(decided.open_rows), dtype=pl.UInt32).implode())
    table = table.with_columns(review=review)
    if not decided.dates:
        return table
    ids = pl.Series(list(decided.dates), dtype=pl.UInt32)
    days = pl.Series(list(decided.dates.values()), dtype=pl.Date)
    right = table["row_id"].replace_strict(ids, days, default=None, return_dtype=pl.Date)
    return table.with_columns(birth=right.fill_null(table["birth"]))


def _without_cards(table: pl.DataFrame, cards: pl.Series) -> pl.DataFrame:
    """Rows of a column of family cards have no NIK: the number goes where it belongs."""
    if not cards.any():
        return table.with_columns(is_card=cards)
    return table.with_columns(
        is_card=cards,
        usable=pl.col("usable") & ~cards,
        nik_is_date=pl.col("nik_is_date") & ~cards,
        swapped=pl.col("swapped") & ~cards,
        family_card=pl.col("family_card") & ~cards,
        nkk=pl.when(cards & (pl.col("nkk") == "")).then("nik").otherwise("nkk"),
        nik=pl.when(cards).then(pl.lit("")).otherwise("nik"),
    )


def _seen_first(table: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs without those in which a row of a hidden sheet would blame one that is shown."""
    hidden = table.filter("hidden_sheet")["row_id"].implode()
    return pairs.filter(pl.col("row_id").is_in(hidden) | ~pl.col("other_id").is_in(hidden))


def _mends(decided: Decided) -> pl.DataFrame:
    texts = [f"Tanggal lahir dibaca {day:%d-%m-%Y}." for day in decided.dates.values()]
    return pl.DataFrame({"row_id": list(decided.dates), "text": texts}, schema=_MEND)


def _without_lost_digits(table: pl.DataFrame) -> pl.DataFrame:
    """NIKs of sheets in which the last digits were lost get the code that says so."""
    niks = table.select("row_id", "nik_value", "usable", group=_group()).filter("usable")
    lost = lost_last_digits(niks)
    if not len(lost):
        return table
    damaged = pl.col("row_id").is_in(lost.implode())
    return table.with_columns(
        nik_code=pl.when(damaged).then(pl.lit("NIK_RUSAK_EXCEL")).otherwise("nik_code"),
        nik_is_date=pl.col("nik_is_date") & ~damaged,
        usable=pl.col("usable") & ~damaged,
    )


def _with_facts(table: pl.DataFrame, on: date) -> pl.DataFrame:
    """Facts that several rules share: agreement of NIK and birth date, swapped family card."""
    same_day = _same_day(pl.col("nik_day"), pl.col("nik_month"), pl.col("nik_year"))
    usable = pl.col("usable")
    table = table.with_columns(
        group=_group(),
        same_day=pl.when(usable & pl.col("birth").is_not_null()).then(
            same_day & pl.col("nik_is_date")
        ),
        same_sex=pl.when(usable & (pl.col("sex") != "")).then(
            (pl.col("sex") == "P") == pl.col("nik_female")
        ),
        age=_age_expr(on),
        family_card=usable & (pl.col("nik") == pl.col("nkk")),
    )
    return table.with_columns(swapped=_swapped(table))


def _swapped(table: pl.DataFrame) -> pl.Series:
    """Where the birth date stands in the family-card number and not in the NIK."""
    suspects = (~table["same_day"].fill_null(True) & ~table["family_card"]).arg_true()
    few = table.select("nkk", "birth")[suspects]
    few = few.with_columns(value=as_number(few["nkk"])).with_columns(**birth_part_exprs("value"))
    same = _same_day(pl.col("nik_day"), pl.col("nik_month"), pl.col("nik_year"))
    rows = suspects.filter(few.select(same).to_series())
    return pl.repeat(False, table.height, dtype=pl.Boolean, eager=True).scatter(rows, True)


def _same_day(day: pl.Expr, month: pl.Expr, year: pl.Expr) -> pl.Expr:
    """Whether these parts name the birth date, in any century."""
    birth = pl.col("birth").dt
    same = (day == birth.day()) & (month == birth.month()) & (year == birth.year() % 100)
    return same.fill_null(False)


def _age_expr(on: date) -> pl.Expr:
    """Completed years on a day, as `kernel.nik.age_on`."""
    birth = pl.col("birth")
    before = (birth.dt.month().cast(pl.Int32) * 100 + birth.dt.day()) > on.month * 100 + on.day
    return on.year - birth.dt.year() - before.cast(pl.Int32)


def _problems(table: pl.DataFrame, areas: AreaTable, age: tuple[int, int]) -> list[pl.DataFrame]:
    dragged = _dragged(table)
    card = table["swapped"] | table["family_card"]
    sound = table["usable"] & ~card
    return [
        *_unreadable_niks(table),
        problem(table, table["swapped"], "nik", "NIK_SAMA_NKK", other="nkk", suggestion="nkk"),
        problem(table, table["family_card"], "nik", "NIK_SAMA_NKK"),
        problem(table, dragged, "nik", "NIK_ISI_SERET"),
        problem(table, sound & ~table["nik_is_date"], "nik", "NIK_TANGGAL"),
        problem(table, sound & (table["nik_value"] % 10_000 == 0), "nik", "NIK_SERI_NOL"),
        problem(table, sound & ~_known_prefix(table["nik_value"]), "nik", "NIK_WILAYAH"),
        _other_birth_date(table, sound),
        problem(
            table,
            sound & table["nik_is_date"] & ~table["same_sex"].fill_null(True),
            "jenis_kelamin",
            "NIK_BEDA_JK",
        ),
        _repeated(table, sound),
        problem(table, (table["nama"] == "") & table["has_nama"], "nama", "NAMA_KOSONG"),
        *_birth_problems(table, age),
        *_place_problems(table, areas),
        problem(table, _unread(table, "no_hp", table["phone"] == ""), "no_hp", "HP_TIDAK_SAH"),
        problem(
            table,
            _unread(table, "penghasilan", table["income"].is_null()),
            "penghasilan",
            "PENGHASILAN_TIDAK_SAH",
        ),
        *unread_cells(table),
        unseen_rows(table),
    ]


def _unreadable_niks(table: pl.DataFrame) -> list[pl.DataFrame]:
    codes = ("NIK_KOSONG", "NIK_PANJANG", "NIK_BUKAN_ANGKA", "NIK_RUSAK_EXCEL")
    return [
        problem(table, (table["nik_code"] == code) & table["has_nik"], "nik", code, said="nik")
        for code in codes
    ]


def _known_prefix(niks: pl.Series) -> pl.Series:
    prefixes = niks // 10**10
    strange = [p for p in prefixes.drop_nulls().unique() if not prefix_is_known(f"{p:06d}")]
    return ~prefixes.is_in(strange).fill_null(False)


def _dragged(table: pl.DataFrame) -> pl.Series:
    agrees = (
        pl.when(pl.col("same_day").is_null())
        .then(None)
        .otherwise(pl.col("same_day") & pl.col("same_sex").fill_null(True))
    )
    niks = table.select(
        "row_id",
        "nkk",
        "group",
        nik=pl.when("usable").then("nik_value"),
        agrees=agrees,
    )
    return table["row_id"].is_in(dragged_serials(niks).implode())


def _group() -> pl.Expr:
    """A number that changes from sheet to sheet."""
    changed = (pl.col("file") != pl.col("file").shift(1)) | (
        pl.col("sheet") != pl.col("sheet").shift(1)
    )
    return changed.fill_null(True).cum_sum()


def _other_birth_date(table: pl.DataFrame, sound: pl.Series) -> pl.DataFrame:
    differs = table.filter(sound & table["nik_is_date"] & ~table["same_day"].fill_null(True))
    differing = differs.with_columns(
        said=pl.col("birth").dt.strftime("%d-%m-%Y"),
        held=pl.concat_str(
            [pl.col(f"nik_{p}").cast(pl.String).str.zfill(2) for p in ("day", "month", "year")],
            separator="-",
        ),
    )
    return told(differing, "tanggal_lahir", "NIK_BEDA_TGL_LAHIR", "said", "held", None)


def _repeated(table: pl.DataFrame, sound: pl.Series) -> pl.DataFrame:
    pairs = repeated_niks(table.select("row_id", nik="nik_value").filter(sound))
    pairs = _seen_first(table, pairs)
    return _name_other_rows(table, pairs, "NIK_GANDA")


def _name_other_rows(table: pl.DataFrame, pairs: pl.DataFrame, code: str) -> pl.DataFrame:
    """Findings about the NIK of `row_id` that name where `other_id` stands."""
    here = pairs.join(table.select("row_id", "file", "sheet"), on="row_id")
    there = table.select(
        pl.col("row_id").alias("other_id"),
        pl.col("file").alias("other_file"),
        pl.col("sheet").alias("other_sheet"),
        pl.col("row").alias("other_row"),
    )
    both = here.join(there, on="other_id").sort("row_id", "other_id")
    both = both.with_columns(held=_place_of_other(), said=pl.lit(""))
    return told(both, "nik", code, "said", "held", None)


def _place_of_other() -> pl.Expr:
    row = pl.format("baris {}", "other_row")
    sheet = pl.when(
        (pl.col("other_sheet") != pl.col("sheet")) & (pl.col("other_sheet") != "")
    ).then(pl.format(" lembar {}", "other_sheet"))
    file = pl.when(pl.col("other_file") != pl.col("file")).then(
        pl.format(" berkas {}", "other_file")
    )
    return pl.concat_str([row, sheet.fill_null(""), file.fill_null("")])


def _birth_problems(table: pl.DataFrame, age: tuple[int, int]) -> list[pl.DataFrame]:
    low, high = age
    unread = table["birth"].is_null() & table["has_tanggal_lahir"]
    outside = ~table["age"].is_between(low, high).fill_null(True)
    outsiders = table.filter(outside).with_columns(
        said=pl.col("age").cast(pl.String), held=pl.lit(f"{low}–{high}")
    )
    return [
        problem(table, unread, "tanggal_lahir", "TGL_LAHIR_TIDAK_SAH", said="tanggal_lahir"),
        told(outsiders, "tanggal_lahir", "USIA_DI_LUAR", "said", "held", None),
    ]


def _place_problems(table: pl.DataFrame, areas: AreaTable) -> list[pl.DataFrame]:
    unread_rt = table["has_rt"] & (table["rt"] == "")
    nowhere = table["has_kelurahan"] & (table["kode_kelurahan"] == "")
    lost = table.filter(nowhere)
    near = [areas.suggestion(name) for name in lost["kelurahan"].to_list()]
    lost = lost.with_columns(pl.Series("near", near, dtype=pl.String))
    return [
        problem(table, unread_rt, "rt", "RT_TIDAK_SAH"),
        told(lost, "kelurahan", "WILAYAH_TIDAK_DIKENAL", "kelurahan", None, "near"),
    ]


def _unread(table: pl.DataFrame, said: str, unread: pl.Series) -> pl.Series:
    return (table[said] != "") & unread


def _findings(table: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    severities = {code: severity_of(code).value for code in frame["code"].unique().to_list()}
    placed = frame.join(table.select("row_id", "file", "sheet", "row", "table"), on="row_id")
    return (
        placed.with_columns(severity=_by_code(severities, pl.String))
        .sort("row_id", "column", "code")
        .select(*FINDING_COLUMNS, "row_id", "table")
    )


def _rows(table: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    kinds = frame.select("code", "column").unique()
    ranks = [_RANKS.index(status_of(code, column)) for code, column in kinds.iter_rows()]
    ranked = kinds.with_columns(rank=pl.Series(ranks, dtype=pl.Int8))
    worst = frame.join(ranked, on=["code", "column"]).group_by("row_id").agg(pl.max("rank"))
    refused = ~pl.col("has_nik") | ~pl.col("has_nama") | pl.col("is_card")
    rank = (
        pl.when(refused)
        .then(2)
        .when(~pl.col("has_tanggal_lahir") | pl.col("review"))
        .then(pl.max_horizontal(pl.col("rank").fill_null(0), pl.lit(1)))
        .otherwise(pl.col("rank").fill_null(0))
    )
    names = dict(enumerate(status.value for status in _RANKS))
    return table.join(worst, on="row_id", how="left", maintain_order="left").with_columns(
        tanggal_lahir=pl.col("birth").dt.strftime("%Y-%m-%d").fill_null(""),
        jenis_kelamin=pl.col("sex"),
        penghasilan=pl.col("income"),
        no_hp=pl.col("phone"),
        status=rank.replace_strict(names, return_dtype=pl.String),
    )


def _by_code(values: Mapping[str, object], kind: type[pl.DataType]) -> pl.Expr:
    return pl.col("code").replace_strict(
        list(values), list(values.values()), default=None, return_dtype=kind
    )


def _nobody() -> JudgedRows:
    from payung.lists.fields import ROW_COLUMNS

    rows = {n: _EMPTY_ROWS.get(n, pl.String) for n in (*ROW_COLUMNS, "row_id")}
    findings = {n: _EMPTY_ROWS.get(n, pl.String) for n in (*FINDING_COLUMNS, "row_id", "table")}
    return JudgedRows(pl.DataFrame(schema=rows), pl.DataFrame(schema=findings))
