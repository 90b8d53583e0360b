"""The fields of one header row: groups before the questions, as field collections export them.

`identitas/NIK` asks for the NIK whatever its group is called, and `ibu/nama` for the mother's name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from payung.lists.headers import (
    IGNORED,
    field_of,
    field_with_memory,
    listed_field,
    names_another,
    normalise,
)

_SIGNS = ("/", ".", "-", ":")
_DEEPEST = 4
_HALF_SAID = frozenset({"tempat", "tanggal", "nomor", "kode", "hari", "bulan", "tahun", "kota"})


def fields_of_row(labels: Mapping[int, str], memory: Mapping[str, str]) -> dict[int, str | None]:
    """Which field each label of a header row names, its group taken away first.

    A group about somebody else (`kepala_keluarga/nik`) is taken as the list's own persons only
    where no other column has a NIK.
    """
    parts = _without_groups(labels)
    fields = {c: _field(labels[c], *parts[c], memory, strict=True) for c in labels}
    if "nik" not in fields.values() and any(group for group, _ in parts.values()):
        fields = {c: _field(labels[c], *parts[c], memory, strict=False) for c in labels}
    return fields


def _without_groups(labels: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    """Group and question of each label; a group is what stands before the sign in several."""
    without_groups = {column: ("", label) for column, label in labels.items()}
    for sign in _SIGNS:
        for _ in range(_DEEPEST):
            begins = Counter(
                q.partition(sign)[0] for _, q in without_groups.values() if sign in q.strip(sign)
            )
            shared = {begin for begin, times in begins.items() if begin.strip() and times > 1}
            if not shared:
                break
            for column, (group, question) in without_groups.items():
                begin, cut, rest = question.partition(sign)
                alone = sign == "/" and " " not in question and not listed_field(question)
                if cut and rest.strip() and begin.strip() and (begin in shared or alone):
                    without_groups[column] = (f"{group} {begin}".strip(), rest.strip())
    return without_groups


def _field(
    label: str, group: str, question: str, memory: Mapping[str, str], *, strict: bool
) -> str | None:
    """`lahir/tempat` is the place of birth, `ayah/nama` nobody whom the list is about."""
    if not group or normalise(label) in memory:
        return field_with_memory(label, memory)
    if told := memory.get(normalise(question)):
        return told
    both = listed_field(f"{group} {question}")
    if names_another(group):
        mothers = both if both != IGNORED else None
        return mothers or (IGNORED if strict else field_of(question))
    alone = listed_field(question)
    if alone and alone != IGNORED and normalise(question) not in _HALF_SAID:
        return alone
    return both or field_of(question)
