"""`law batch`: a CSV of cases in, the same CSV with what each is due out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from payung.kernel.errors import BadInput, UnreadableFile

if TYPE_CHECKING:
    import polars as pl


def assess_file(source: Path, target: Path) -> dict[str, int]:
    """Writes `target` and gives the number of rows by status.

    All columns of `source` are kept as they stand; `UnreadableFile` if it is no CSV with rows.
    """
    import polars as pl

    from payung.law.jamsostek import load
    from payung.law.jamsostek.benefit_columns import AMOUNTS, assess_columns
    from payung.law.jamsostek.benefits import EMPTY, INVALID, STATUSES

    cases = _read(source)
    found = assess_columns({name: cases[name] for name in cases.columns}, load())
    results = pl.DataFrame(
        [pl.Series(name, values, strict=False) for name, values in found.items()]
    ).with_columns(pl.col(AMOUNTS).replace(EMPTY, None))
    kept = cases.drop([name for name in results.columns if name in cases.columns])
    try:
        pl.concat([kept, results], how="horizontal").write_csv(target)
    except OSError as error:
        raise BadInput(f"Hasil tidak dapat ditulis ke {target}. {error.strerror}.") from error
    counts = dict(results["status"].value_counts().iter_rows())
    return {"rows": cases.height} | {
        status: counts.get(status, 0) for status in (*STATUSES, INVALID)
    }


def _read(source: Path) -> pl.DataFrame:
    import polars as pl

    try:
        cases = pl.read_csv(source, infer_schema=False, encoding="utf8-lossy")
    except (OSError, pl.exceptions.PolarsError) as error:
        raise UnreadableFile(f"{source} tidak terbaca sebagai CSV: {error}.") from error
    if cases.is_empty():
        raise UnreadableFile(f"{source} tidak berisi satu kasus pun.")
    return cases
