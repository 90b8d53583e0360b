"""Writes the lists of 68 kelurahan and of Bagian Kesra as files, and the truth beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import polars as pl

from payung.demo.synthetic.city import Areas
from payung.demo.synthetic.defects import (
    damage_by_excel,
    derive_contradictions,
    drag_fill,
    plant_defects,
)
from payung.demo.synthetic.grids import Grid, ListSender, build_sheets
from payung.demo.synthetic.layouts import RELIGIOUS_LAYOUT, InventedLayout, layouts
from payung.demo.synthetic.rng import cell_stream
from payung.demo.synthetic.rows import KESRA, ListedRow, rows_by_sender
from payung.demo.synthetic.writers import write_grids

TRUTH_NAME = "truth.csv"
_DRAGGED_LISTS = 6
_MIXED_LISTS = 6
_MIXED_SHARE = 0.14
_CASES = ("upper", "upper", "title", "mixed")
_TRUE_FIELDS = (
    *("nik", "nkk", "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "alamat", "rt", "rw"),
    *("kode_kelurahan", "pekerjaan", "penghasilan", "no_hp", "nama_ibu", "scheme"),
)


@dataclass(frozen=True, slots=True)
class SentList:
    """One file as it was sent; `sender` is a kelurahan code or `kesra`; `rows` true data rows."""

    path: Path
    sender: str
    layout: str
    rows: int


@dataclass(frozen=True, slots=True)
class _Plan:
    sender: str
    layout: InventedLayout
    rows: list[ListedRow]


def write_lists(people: pl.DataFrame, areas: Areas, out: Path, seed: int) -> list[SentList]:
    """Writes 69 files and `truth.csv` into `out` (made if missing); same arguments, same bytes.

    The files of an earlier run, as its truth.csv names them, are taken away first.

    truth.csv: file, sheet, row (as Excel shows it; for a CSV the record's number), person_id, the
    true values, `defects` (finding codes that a check should give) and `traits` (what only the
    truth knows: SAMA_ORANG, KEMBAR, PU, HP_BERSAMA …), both joined by `;`.
    """
    out.mkdir(parents=True, exist_ok=True)
    _clear_former(out)
    plans = _plan(rows_by_sender(people, areas, seed), seed)
    _spoil(plans, seed)
    names = areas.names()
    sent: list[SentList] = []
    truth: list[dict[str, object]] = []
    for plan in plans:
        chance = cell_stream(seed, "cells", plan.sender)
        sender = _sender(plan.sender, names, chance)
        grids = build_sheets(plan.rows, plan.layout, sender, chance)
        path = out / sender.fill(plan.layout.file)
        write_grids(grids, path, plan.layout.kind)
        sent.append(SentList(path, plan.sender, plan.layout.key, len(plan.rows)))
        truth.extend(_truth(path, plan.layout, grids))
    pl.DataFrame(truth, infer_schema_length=None).write_csv(out / TRUTH_NAME)
    return sent


def _clear_former(out: Path) -> None:
    """Takes away what an earlier run left: another seed gives other file names."""
    truth = out / TRUTH_NAME
    if truth.is_file():
        for name in pl.read_csv(truth, columns=["file"])["file"].unique():
            (out / Path(name).name).unlink(missing_ok=True)
        truth.unlink()


def _plan(rows: dict[str, list[ListedRow]], seed: int) -> list[_Plan]:
    """Gives each kelurahan that lists anyone a layout; all occur, the seed shuffles them."""
    usual = [layout for key, layout in layouts().items() if key != RELIGIOUS_LAYOUT]
    chance = cell_stream(seed, "layouts")
    codes = [code for code in rows if code != KESRA]
    chance.shuffle(codes)
    # Kelurahan with RW come first, and so do the layouts that need them.
    codes.sort(key=lambda code: not any(row.shown["rw"] for row in rows[code]))
    picks = sorted(
        (usual[place % len(usual)] for place in range(len(codes))),
        key=lambda layout: (layout.by != "rw", chance.random()),
    )
    by_code = dict(zip(codes, picks, strict=True))
    for code, layout in by_code.items():
        if layout.sections:
            rows[code].sort(key=lambda row: str(row.shown["rt"]))
    plans = [_Plan(code, by_code[code], rows[code]) for code in sorted(codes)]
    plans.append(_Plan(KESRA, layouts()[RELIGIOUS_LAYOUT], rows[KESRA]))
    return [plan for plan in plans if plan.rows]


def _spoil(plans: list[_Plan], seed: int) -> None:
    chance = cell_stream(seed, "defects")
    for plan in plans:
        plant_defects(plan.rows, plan.layout, chance)
    kelurahan = [plan for plan in plans if plan.sender != KESRA]
    in_one_sheet = [plan for plan in kelurahan if not plan.layout.by]
    for plan in chance.sample(in_one_sheet, _DRAGGED_LISTS):
        drag_fill(plan.rows, chance)
    _damage(kelurahan, chance)
    for plan in plans:
        for row in plan.rows:
            derive_contradictions(row, plan.layout)
    _mark_repeats([row for plan in plans for row in plan.rows])


def _damage(plans: list[_Plan], chance: Random) -> None:
    """One list of middling size typed its NIK as numbers throughout, a few now and then."""
    books = sorted((p for p in plans if p.layout.kind == "xlsx"), key=lambda p: len(p.rows))
    whole = books[len(books) // 2]
    damage_by_excel(whole.rows, 1.0, False, chance)
    others = [plan for plan in plans if plan is not whole and plan.layout.kind != "ods"]
    for plan in chance.sample(others, _MIXED_LISTS):
        damage_by_excel(plan.rows, _MIXED_SHARE, plan.layout.kind != "xlsx", chance)


def _mark_repeats(rows: list[ListedRow]) -> None:
    """The same readable NIK in several rows, and the same person under several NIK."""
    readable = [row for row in rows if row.nik_is_readable]
    often = Counter(row.shown["nik"] for row in readable)
    for row in readable:
        if often[row.shown["nik"]] > 1:
            row.defects.add("NIK_GANDA")
    recognisable = [row for row in rows if not row.raw.keys() & {"nama", "tanggal_lahir"}]
    persons = Counter(row.person_id for row in recognisable)
    for row in recognisable:
        if persons[row.person_id] > 1 and "NIK_GANDA" not in row.defects:
            row.defects.add("ORANG_MIRIP")


def _sender(code: str, names: dict[str, str], chance: Random) -> ListSender:
    case = chance.choice(_CASES)
    if code == KESRA:
        return ListSender("", "", case)
    return ListSender(names[code], names[code[:8]], case)


def _truth(path: Path, layout: InventedLayout, grids: list[Grid]) -> Iterable[dict[str, object]]:
    for grid in grids:
        sheet = "" if layout.kind.startswith("csv") else grid.name[:31]
        for number, row in grid.placed:
            yield {
                "file": path.name,
                "sheet": sheet,
                "row": number,
                "person_id": row.person_id,
                **{name: row.true[name] for name in _TRUE_FIELDS},
                "defects": ";".join(sorted(row.defects)),
                "traits": ";".join(sorted(row.traits)),
            }
