"""Senders' files are opened here only: a first look, then a child process under watch.

A hostile file costs at most 5 seconds and 300 MB of resident memory; a list may use 1.5 KB more
for each row. Resident memory is what is watched: a limit on address space would already stop
the parser's import.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import polars as pl

from payung.kernel.confine import bare_environment
from payung.kernel.errors import ConfigError, UnreadableFile
from payung.kernel.scratch import scratch_folder
from payung.kernel.sentence import Count, Sentence, say
from payung.lists.firstlook import TOO_LARGE, kind_of
from payung.lists.sheet import Sheet

_LOOK_SECONDS = 0.01
_STARTING_SECONDS = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_CRASHED = say(
    "Berkas tidak dapat dibaca sampai selesai. Simpan ulang dari Excel, lalu kirim lagi."
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost: resident memory, and processor time of the child.

    Processor time, not the clock: a busy machine must not refuse a good list.
    """

    memory_bytes: int = 280 * 2**20
    memory_bytes_per_row: int = 1536
    seconds: float = 4.5
    seconds_per_megabyte: float = 0.08
    seconds_per_row: float = 0.0003
    most_rows: int | None = None

    def memory(self, rows: int) -> int:
        return self.memory_bytes + self.memory_bytes_per_row * rows

    def time(self, rows: int, file_bytes: int) -> float:
        size = self.seconds_per_megabyte * file_bytes / 2**20
        return self.seconds + size + self.seconds_per_row * rows


def read_guarded(
    paths: Sequence[Path], limits: Limits | None = None
) -> Iterator[tuple[Path, list[Sheet] | UnreadableFile]]:
    """The sheets of each file, or why it can't be read; one child process serves them all."""
    with _Child(limits or Limits()) as child:
        for path in paths:
            try:
                yield path, child.read(path)
            except UnreadableFile as refusal:
                yield path, refusal


def _too_long(rows: int, most: int) -> Sentence:
    return say(
        "Berkas ini {rows} baris. Paling banyak {most} sekali kirim. Bagi berkasnya.",
        rows=Count(rows),
        most=Count(most),
    )


class _Child:
    """The child process; started when first needed, started anew after a file that killed it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.process: subprocess.Popen[bytes] | None = None
        self.unread = b""

    def __enter__(self) -> _Child:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, path: Path) -> list[Sheet]:
        """All sheets of a file; `UnreadableFile` if it is none, is hostile or takes too much."""
        kind = kind_of(path)
        self._start()
        with scratch_folder(_room(path)) as folder:
            self._ask({"path": str(path.resolve()), "kind": kind.value, "out": str(folder)})
            answer = self._wait(path.stat().st_size)
            if "refused" in answer:
                raise UnreadableFile(Sentence(*answer["refused"]))
            return [
                _taken_over(found, folder / f"{number}.arrow")
                for number, found in enumerate(answer["sheets"])
            ]

    def _start(self) -> None:
        if self.process is not None and self.process.poll() is None:
            return
        self.unread = b""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "payung.lists.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=bare_environment() | {"POLARS_MAX_THREADS": "2"},
            bufsize=0,
        )
        try:
            self._next_line(_STARTING_SECONDS, memory=None)
        except UnreadableFile as failure:  # no file is to blame for this
            raise ConfigError(say("Proses pembaca berkas tidak dapat dijalankan.")) from failure

    def _ask(self, request: dict[str, str]) -> None:
        assert self.process is not None and self.process.stdin is not None
        self.process.stdin.write(json.dumps(request).encode() + b"\n")

    def _wait(self, file_bytes: int) -> dict[str, Any]:
        """The answer about a file; the number of rows, told first, widens the limits."""
        assert self.process is not None
        begun = _cpu_seconds(self.process.pid)
        rows = 0
        while True:
            cpu = begun + self.limits.time(rows, file_bytes)
            answer = self._next_line(cpu, memory=self.limits.memory(rows))
            if "rows" not in answer:
                return answer
            rows = int(answer["rows"])
            if self.limits.most_rows is not None and rows > self.limits.most_rows:
                self._end()
                raise UnreadableFile(_too_long(rows, self.limits.most_rows))

    def _next_line(self, cpu_seconds: float, memory: int | None) -> dict[str, Any]:
        """The child's next answer, unless it takes more processor time or memory than it may."""
        assert self.process is not None and self.process.stdout is not None
        stream = self.process.stdout
        pid = self.process.pid
        while b"\n" not in self.unread:
            too_long = _cpu_seconds(pid) > cpu_seconds
            if too_long or (memory is not None and _resident(pid) > memory):
                self._end()
                raise UnreadableFile(TOO_LARGE)
            if select.select([stream], [], [], _LOOK_SECONDS)[0]:
                piece = os.read(stream.fileno(), 1 << 16)
                if not piece:
                    self._end()
                    raise UnreadableFile(_CRASHED)
                self.unread += piece
        line, _, self.unread = self.unread.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _end(self) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def _taken_over(found: dict[str, Any], source: Path) -> Sheet:
    return Sheet(
        found["name"],
        pl.read_ipc(source),
        found["first_column"],
        frozenset(found["hidden"]),
        frozenset((row, column) for row, column in found["long_numbers"]),
        frozenset(found["long_values"]),
        tuple((first, last, column) for first, last, column in found["merged"]),
        frozenset(found["hidden_rows"]),
        found["is_hidden"],
        found["from_1904"],
        found["lost"],
    )


def _resident(pid: int) -> int:
    """Resident memory in bytes; 0 where the system doesn't tell."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * _PAGE


def _cpu_seconds(pid: int) -> float:
    """Processor time that a process has taken; the clock where the system doesn't tell."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return time.monotonic()
    return (int(told[11]) + int(told[12])) / _TICKS


def _room(path: Path) -> int:
    """Bytes that the texts of a file may need."""
    return int(40 * path.stat().st_size + 2**20)
