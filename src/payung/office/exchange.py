"""All records of a city as one YAML file, out and in: a second city begins with the first one's."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.office.kinds import KINDS, read
from payung.office.models import Record
from payung.office.selectors import current
from payung.office.services import put

FORMAT = 1
MOST_BYTES = 2 * 1024 * 1024


def export() -> str:
    """What holds now, by kind; who noted it and when stays in the house."""
    import yaml

    kinds: dict[str, list[dict[str, Any]]] = {}
    for record in current():
        told = {name: value for name, value in record.told.items() if value != ""}
        kinds.setdefault(record.kind, []).append(
            {"key": record.key, "sejak": record.valid_from, "sumber": record.source, "isi": told}
        )
    file = {"payung_kota": FORMAT, "catatan": kinds}
    return yaml.safe_dump(file, allow_unicode=True, sort_keys=False)


@business_action("office.take_over", Role.ADMIN, Role.OPERATOR)
def take_over(*, actor: Actor, content: bytes) -> tuple[int, int]:
    """Stores the records of a file; those that hold the same already stay. (added, mended)."""
    known = {(record.kind, record.key): record for record in current()}
    added = mended = 0
    for kind, entry in entries(content):
        before = known.get((kind, entry["key"]))
        if before is not None and _same(before, entry):
            continue
        put(
            actor, kind, entry["isi"], source=entry["sumber"], since=entry["sejak"],
            key=entry["key"], before=before, reason="Diambil dari berkas kota" if before else "",
        )  # fmt: skip
        added, mended = added + (before is None), mended + (before is not None)
    note(actor.area, added=added, mended=mended)
    return added, mended


def entries(content: bytes) -> list[tuple[str, dict[str, Any]]]:
    """(kind, entry) of each record of a city's file, as they stand there."""
    import yaml

    if len(content) > MOST_BYTES:
        raise BadInput(say("Berkas lebih besar dari 2 MB."))
    try:
        file = yaml.safe_load(content.decode("utf-8"))
        if file["payung_kota"] != FORMAT:
            raise ValueError(file["payung_kota"])
        found = [(str(k), _entry(e)) for k, told in file["catatan"].items() for e in told]
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, AttributeError, ValueError):
        raise BadInput(say("Berkas ini bukan hasil payung city export.")) from None
    if strange := sorted({kind for kind, _told in found} - set(KINDS)):
        raise BadInput(say("Jenis catatan {kind} tidak dikenal.", kind=strange[0]))
    return found


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    since = entry["sejak"]
    return {
        "key": str(entry["key"])[:60], "sumber": str(entry["sumber"]), "isi": dict(entry["isi"]),
        "sejak": since if isinstance(since, date) else date.fromisoformat(str(since)),
    }  # fmt: skip


def _same(before: Record, entry: dict[str, Any]) -> bool:
    told = read(KINDS[before.kind], entry["isi"])
    return (before.told, before.valid_from, before.source) == (
        told, entry["sejak"], entry["sumber"],
    )  # fmt: skip
