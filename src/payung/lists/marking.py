"""A sender's workbook is marked in a child process, too: the library that keeps its looks reads
all of it, and would keep its memory in the process that serves pages.
"""

from __future__ import annotations

from payung.kernel.confine import bare_environment, confine

if __name__ == "__main__":
    confine()  # before a library starts a thread

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from payung.kernel.errors import UnreadableFile
from payung.kernel.scratch import scratch_folder
from payung.kernel.sentence import Sentence, say
from payung.lists.mark import mark_workbook

LONGEST_SECONDS = 300
_REFUSED = 3


def mark_apart(
    source: Path,
    findings: pl.DataFrame,
    target: Path,
    header_memory: Mapping[str, str],
    mends: pl.DataFrame | None = None,
) -> None:
    """As `mark_workbook`, in a process that ends, without network and secrets."""
    with scratch_folder() as folder:
        table, words = folder / "temuan.arrow", folder / "judul.json"
        beside = folder / "perbaikan.arrow"
        findings.write_ipc(table)
        (pl.DataFrame() if mends is None else mends).write_ipc(beside)
        words.write_text(json.dumps(dict(header_memory)))
        command = [sys.executable, "-P", "-m", "payung.lists.marking"]
        try:
            done = subprocess.run(
                [*command, str(source), str(table), str(words), str(beside), str(target)],
                env=bare_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=LONGEST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as failure:
            raise _too_much() from failure
    if done.returncode == _REFUSED:
        template, values = json.loads(done.stdout)
        raise UnreadableFile(Sentence(template, values))
    if done.returncode:
        raise _too_much()


def _too_much() -> UnreadableFile:
    return UnreadableFile(
        say("Berkas tidak dapat ditandai sampai selesai. Simpan ulang dari Excel, lalu kirim lagi.")
    )


def _main(source: str, table: str, words: str, beside: str, target: str) -> int:
    try:
        memory = json.loads(Path(words).read_text())
        mends = pl.read_ipc(beside)
        mark_workbook(
            Path(source),
            pl.read_ipc(table),
            Path(target),
            memory,
            mends=mends if mends.width else None,
        )
    except UnreadableFile as refusal:
        sentence = refusal.sentence
        print(json.dumps([sentence.template, sentence.values]))
        return _REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
