"""Senders' files are opened here only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from payung.kernel.errors import UnreadableFile
from payung.lists.sheet import Sheet


def read_guarded(
    paths: Sequence[Path],
) -> Iterator[tuple[Path, list[Sheet] | UnreadableFile]]:
    """The sheets of each file, or why it can't be read."""
    from payung.lists.csvtext import read_csv
    from payung.lists.workbook import read_workbook

    for path in paths:
        try:
            if path.suffix.lower() in (".csv", ".txt", ".tsv"):
                yield path, [read_csv(path)]
            else:
                yield path, read_workbook(path)
        except UnreadableFile as refusal:
            yield path, refusal
