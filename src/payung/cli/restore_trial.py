"""Tries an archive: restores it into a place of its own, checks its chain, removes all again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

_SERVER = ("PAYUNG_DATABASE_URL", "PAYUNG_DATABASE_OWNER_URL", "PAYUNG_DATABASE_BACKUP_URL")


def try_archive(archive: Path, identity: Path | None) -> str:
    """What was found in it, for people; raises BadInput with what the restore said against it.

    In processes of their own, on an embedded database that is gone afterwards.
    """
    from django.conf import settings

    with tempfile.TemporaryDirectory(prefix=".coba-", dir=settings.DATA_DIR) as name:
        environment = {k: v for k, v in os.environ.items() if k not in _SERVER}
        environment["PAYUNG_DATA"] = name
        if "PAYUNG_KEYS" not in environment:
            keys = Path(name) / "kunci.json"
            keys.touch(mode=0o600)
            keys.write_bytes((settings.DATA_DIR / keys.name).read_bytes())
        options = ["--identity", str(identity.absolute())] if identity else []
        _run(["restore", str(archive.absolute()), *options], environment)
        chain = json.loads(_run(["audit", "check", "--json"], environment))
    return f"{archive.name} dapat dipulihkan: {chain['entries']} catatan audit, rantainya utuh."


def _run(arguments: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "payung", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        why = (done.stderr.strip().splitlines() or done.stdout.strip().splitlines() or ["?"])[-1]
        raise BadInput(say("Cadangan tidak dapat dipulihkan: {why}", why=why))
    return done.stdout
