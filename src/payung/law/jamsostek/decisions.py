"""What a city has settled of the law's open values, and what another edition would change.

A city's decision is an overlay: a YAML file of values with the paper on which each rests. It is
laid over the law where `PAYUNG_LAW` names it, counts into the version, and can be revoked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from payung.kernel.errors import BadInput, LawError
from payung.kernel.rupiah import format_rupiah
from payung.kernel.sentence import say
from payung.kernel.wholefile import write_whole
from payung.law.engine.parameters import CITY, Parameter, Value
from payung.law.jamsostek.law import Law, build

_SCAN = " sha256:"


@dataclass(frozen=True, slots=True)
class DecisionPaper:
    """The text or the letter of BPJS on which a city's decision rests."""

    number: str
    dated: date
    page: str
    text: str
    by: str = ""
    scan: bytes = b""

    @property
    def scan_name(self) -> str:
        """The name under which the scan is kept: a digest, so that it can't be exchanged."""
        return hashlib.sha256(self.scan).hexdigest() if self.scan else ""

    def check(self) -> None:
        """A decision without its paper is a guess."""
        if not (self.number.strip() and self.page.strip() and self.text.strip()):
            raise BadInput(say("Isi nomor, tanggal, halaman, dan bunyi naskah atau surat BPJS."))
        if ";" in self.number + self.page:  # it parts one basis from the next
            raise BadInput(say("Nomor dan halaman tidak boleh memuat titik koma."))


def unsettled(target: Path | None = None) -> list[dict[str, object]]:
    """Every value that nobody has checked, the rows of tables apart."""
    law = build(target if target and target.exists() else None)
    return [
        {
            "name": parameter.name if row is None else f"{parameter.name}@{row.low}",
            "label": parameter.label,
            "label_en": parameter.label_en,
            "from": value.since.isoformat(),
            "value": value.value if row is None else row.value,
        }
        for parameter in law.parameters.values()
        for value in parameter.values
        for row in (value.rows or (None,))
        if not (value if row is None else row).verified
    ]


def choices(*, english: bool) -> list[tuple[str, str]]:
    """Every value that the law fixes, the rows of tables apart: its name and its words."""
    found = []
    for name, parameter in build().parameters.items():
        label = parameter.label_en if english else parameter.label
        rows = parameter.values[-1].rows
        found += [(f"{name}@{row.low}", f"{label}, {row.value}") for row in rows]
        found += [] if rows else [(name, f"{label}, {parameter.values[-1].value}")]
    return found


def settle(target: Path, what: str, paper: DecisionPaper) -> None:
    """Writes one value as a decision of the city into its overlay; `NAME=N` or `NAME@ROW=N`."""
    paper.check()
    name, place, amount = _asked(what)
    parameter = build().parameters[name]
    kept = _read(target)
    if place and name in kept:  # rows that were decided before stay decided
        parameter = build(target).parameters[name]
    value = _open_value(parameter, place)
    if value.table is None:
        entry: dict[str, Any] = {"from": value.since, "value": amount, **_cited(value, paper)}
    else:
        entry = {"from": value.since, "rows": [*_rows(parameter, value, place, amount, paper)]}
    kept[name] = {"values": [entry]}
    _write(target, kept, paper.scan)


def settled(target: Path) -> list[dict[str, object]]:
    """The city's decisions as they stand, with the paper on which each rests."""
    before, found = build().parameters, _read(target)
    return [
        {
            "name": name,
            "label": before[name].label,
            "label_en": before[name].label_en,
            **_decided(entry["values"][0]),
        }
        for name, entry in found.items()
    ]


def _decided(entry: Mapping[str, Any]) -> dict[str, object]:
    """Value, wording and paper of one decision; of a table those of its decided rows."""
    rows = [row for row in entry.get("rows", (entry,)) if CITY in str(row["basis"])]
    return {
        "from": entry["from"].isoformat(),
        "value": "; ".join(str(row["value"]) for row in rows),
        "says": "; ".join(str(row["says"]) for row in rows),
        "basis": "; ".join(str(row["basis"]).rpartition(f"{CITY} ")[2] for row in rows),
    }


def scans(target: Path) -> list[tuple[str, str]]:
    """The paper of each decision that has a scan, and the name under which the scan is kept."""
    law = build(target if target.exists() else None)
    return [
        (cited.basis[-1].removeprefix(f"{CITY} "), name)
        for parameter in law.parameters.values()
        for value in parameter.values
        for cited in value.rows or (value,)
        if (name := scan_of(cited.verified_by))
    ]


def scan_of(verified_by: str) -> str:
    """The name of the scan on which a decision of the city rests, empty where there is none."""
    return verified_by.partition(_SCAN)[2] if verified_by.startswith(f"{CITY}:") else ""


def read_scan(target: Path, name: str) -> bytes | None:
    """A decision's scan as it was given; None where no decision, standing or revoked, has it."""
    path = _scans(target) / name
    kept = path.read_bytes() if name.isalnum() and path.is_file() else None
    return kept if kept is not None and hashlib.sha256(kept).hexdigest() == name else None


def what_if(target: Path | None, what: str, since: date) -> Law:
    """The law, with the city's decisions, as it were if a value became another on a day."""
    name, place, amount = _asked(what)
    kept = _read(target) if target else {}
    current = build(target if target and target.exists() else None)
    parameter = current.parameters[name]
    value = parameter.at(since) or parameter.values[0]
    paper = DecisionPaper("andaian", since, "-", "Andaian untuk perbandingan.")
    entry: dict[str, Any] = {"from": since, "value": amount, **_cited(value, paper)}
    if value.table is not None:
        entry = {"from": since, "rows": [*_rows(parameter, value, place, amount, paper)]}
    others = [one for one in kept.get(name, {"values": []})["values"] if one["from"] != since]
    kept[name] = {"values": sorted([*others, entry], key=lambda one: one["from"])}
    with TemporaryDirectory() as folder:
        overlay = Path(folder) / "andaian.yaml"
        overlay.write_text(_text(kept), encoding="utf-8")
        return build(overlay)


def _asked(what: str) -> tuple[str, str, int]:
    """`NAME=N` or `NAME@ROW=N`: the value's name, its row, the number."""
    name, _, text = what.partition("=")
    name, _, place = name.strip().partition("@")
    if name not in build().parameters or not text.strip().isdecimal():
        raise BadInput(
            say("Tulis NAMA=NILAI dengan nama nilai yang dikenal. Yang diisi {what}.", what=what)
        )
    return name, place, int(text)


def revoke(target: Path, name: str) -> None:
    """Takes a decision back; the law holds again as it was."""
    kept = _read(target)
    if kept.pop(name.partition("@")[0], None) is None:
        raise BadInput(say("Tidak ada keputusan kota tentang {name}.", name=name))
    _write(target, kept)


def compared(one: str, other: str, cases: Path | None) -> dict[str, Any]:
    """Which values differ between two editions, and which cases gain or lose how much."""
    before, after = _edition(one), _edition(other)
    found: dict[str, Any] = {
        "a": before.version,
        "b": after.version,
        "values": list(_changes(before, after)),
    }
    if cases is not None:
        found |= _gains(before, after, cases)
    return found


def told(found: Mapping[str, Any]) -> Iterator[str]:
    """The comparison in sentences."""
    yield f"Edisi {found['a']} dan {found['b']}: {len(found['values'])} nilai berbeda."
    for row in found["values"]:
        yield f"{row['label']} sejak {row['from']}: {row['a']} menjadi {row['b']}."
    if "rows" in found:
        yield (
            f"{found['rows']} kasus: {found['gain']} naik {format_rupiah(found['gain_rp'])}, "
            f"{found['loss']} turun {format_rupiah(found['loss_rp'])}."
        )


def _edition(name: str) -> Law:
    if name == "-":
        return build()
    if not Path(name).is_file():
        raise BadInput(say("Berkas {name} tidak ada.", name=name))
    return build(Path(name))


def _changes(before: Law, after: Law) -> Iterator[dict[str, object]]:
    for name, parameter in after.parameters.items():
        old = {value.since: value for value in before.parameters[name].values}
        for value in parameter.values:
            was = _figures(name, old.get(value.since))
            for place, figure in _figures(name, value).items():
                if was.get(place) != figure:
                    yield {
                        "name": place,
                        "label": parameter.label,
                        "from": value.since.isoformat(),
                        "a": was.get(place),
                        "b": figure,
                    }


def _figures(name: str, value: Value | None) -> dict[str, int]:
    """The figures of a value by name; of a table row by row."""
    if value is None:
        return {}
    if not value.rows:
        return {name: value.value}
    return {f"{name}@{row.low}": row.value for row in value.rows}


def _gains(before: Law, after: Law, cases: Path) -> dict[str, Any]:
    import polars as pl

    from payung.law.jamsostek.benefits import difference

    table = pl.read_csv(cases, infer_schema=False)
    change = difference({name: table[name] for name in table.columns}, before, after)["total_high"]
    ids = table["case_id"].to_list() if "case_id" in table.columns else list(range(table.height))
    return {
        "rows": table.height,
        "gain": int((change > 0).sum()),
        "loss": int((change < 0).sum()),
        "gain_rp": int(change[change > 0].sum()),
        "loss_rp": int(-change[change < 0].sum()),
        "cases": [
            {"case_id": ids[row], "rp": int(change[row])} for row in change.nonzero()[0].tolist()
        ],
    }


def _open_value(parameter: Parameter, place: str) -> Value:
    """The newest value that nobody has checked; of a table the one with that row."""
    for value in reversed(parameter.values):
        rows = [row for row in value.rows if str(row.low) == place]
        if (rows and not rows[0].verified) or (not value.rows and not value.verified):
            return value
    raise BadInput(say("Nilai {name} tidak terbuka.", name=parameter.name))


def _cited(value: Any, paper: DecisionPaper) -> dict[str, object]:
    return {
        "basis": "; ".join([*value.basis, f"{CITY} {paper.number} hlm {paper.page}"]),
        "says": f"{paper.text} ({paper.by})" if paper.by else paper.text,
        "confidence": "derived",
        "verified_by": f"{CITY}:{paper.dated.isoformat()}"
        + (f"{_SCAN}{paper.scan_name}" if paper.scan else ""),
    }


def _rows(
    parameter: Parameter, value: Value, place: str, amount: int, paper: DecisionPaper
) -> Iterator[dict[str, object]]:
    def edge(end: int | None) -> object:
        return end if end is None or not parameter.steps else parameter.steps[end]

    for row in value.rows:
        ends = {"from": edge(row.low), "to": edge(row.high)}
        if str(row.low) == place:
            yield ends | {"value": amount, **_cited(row, paper)}
        else:
            cited = {"basis": "; ".join(row.basis), "confidence": row.confidence}
            texts = {"says": row.says, "verified_by": row.verified_by}
            yield ends | {"value": row.value} | cited | {k: v for k, v in texts.items() if v}


def _read(target: Path) -> dict[str, Any]:
    if not target.exists():
        return {}
    found: dict[str, Any] = yaml.safe_load(target.read_text(encoding="utf-8")) or {}
    return found


def _text(kept: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(kept), allow_unicode=True, sort_keys=False)


def _scans(target: Path) -> Path:
    """The folder beside the decisions, so that a backup of one holds the other."""
    return target.with_suffix("")


def _write(target: Path, kept: Mapping[str, Any], scan: bytes = b"") -> None:
    text = _text(kept)
    draft = target.with_suffix(".coba.yaml")
    draft.write_text(text, encoding="utf-8")
    try:
        build(draft)
    except LawError as refusal:  # a decision that the law refuses is not kept
        raise BadInput(refusal.sentence) from refusal
    finally:
        draft.unlink()
    if scan:  # before the decision that names it
        write_whole(_scans(target) / hashlib.sha256(scan).hexdigest(), scan)
    write_whole(target, text.encode())
