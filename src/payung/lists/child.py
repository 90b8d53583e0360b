"""The child process that parses senders' files: one request a line, one answer a line.

It has no network and few rights, and the parent watches its memory and time and ends it.
Texts go back as Arrow files in a folder of the parent's, the rest as JSON.
"""

from __future__ import annotations

from payung.kernel.confine import confine

if __name__ == "__main__":
    confine()  # before a library starts a thread

import json
import resource
import sys
from pathlib import Path
from typing import Any

import polars as pl

from payung.kernel.errors import UnreadableFile
from payung.kernel.sentence import Sentence
from payung.lists.binarylook import look_at_binary, look_at_old
from payung.lists.csvtext import read_csv
from payung.lists.firstlook import BROKEN, NO_LIST, FileFormat
from payung.lists.sheet import Sheet
from payung.lists.xmllook import look_at

_LONGEST_CELL = 200_000  # Excel holds 32,767 characters in a cell
_CPU_SECONDS_BASE = 6
_CPU_ROWS_PER_SECOND = 4000
_LOOKS = {FileFormat.XLS: look_at_old, FileFormat.XLSB: look_at_binary}


def main() -> None:
    """Answers requests until standard input ends."""
    _say({"ready": True})
    for line in sys.stdin:
        request = json.loads(line)
        try:
            _answer(Path(request["path"]), FileFormat(request["kind"]), Path(request["out"]))
        except UnreadableFile as refusal:
            _refuse(refusal.sentence)
        except Exception:  # whatever a parser throws at a hostile file, the file is refused
            _refuse(BROKEN)
        except BaseException as panic:  # the parser's panics are no Exception
            if isinstance(panic, (KeyboardInterrupt, SystemExit)):
                raise
            _refuse(BROKEN)


def _answer(path: Path, kind: FileFormat, out: Path) -> None:
    _limit_cpu(0)
    if kind is FileFormat.TEXT:
        rows = _count_lines(path)
        _announce(rows)
        sheets = [read_csv(path)]
    else:
        from payung.lists.workbook import read_workbook  # its parser is not needed for CSV

        look = _LOOKS.get(kind, look_at)(path)
        _announce(look.rows)
        sheets = read_workbook(path, kind, look)
    _say({"sheets": [_hand_over(sheet, out / f"{n}.arrow") for n, sheet in enumerate(sheets)]})


def _announce(rows: int) -> None:
    """Tells the parent how many rows to allow memory for."""
    _limit_cpu(rows)
    _say({"rows": rows})


def _limit_cpu(rows: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = _CPU_SECONDS_BASE + rows // _CPU_ROWS_PER_SECOND
    soft = int(used.ru_utime + used.ru_stime) + allowed
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard == resource.RLIM_INFINITY or soft <= hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _count_lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(1 << 20), b""))


def _hand_over(sheet: Sheet, target: Path) -> dict[str, Any]:
    if sheet.texts.width:
        longest = sheet.texts.select(pl.max_horizontal(pl.all().str.len_bytes().max())).item()
        if longest is not None and longest > _LONGEST_CELL:
            raise UnreadableFile(NO_LIST)
    sheet.texts.write_ipc(target, compression="uncompressed")
    return {
        "name": sheet.name,
        "first_column": sheet.first_column,
        "hidden": sorted(sheet.hidden),
        "long_numbers": sorted(sheet.long_numbers),
        "long_values": sorted(sheet.long_values),
        "merged": sheet.merged,
        "hidden_rows": sorted(sheet.hidden_rows),
        "is_hidden": sheet.is_hidden,
        "from_1904": sheet.from_1904,
        "lost": sheet.lost,
    }


def _refuse(sentence: Sentence) -> None:
    """In parts, so that the parent can say it in other languages too."""
    _say({"refused": [sentence.template, sentence.values]})


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
