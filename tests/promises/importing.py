"""Imports in processes of their own, to be killed one after the other.

Reads lines `whole PATH` or `halves PATH`. For each it forks: the child says `siap PID`, imports
the CSV and ends; then the parent says `akhir STATUS`. Forking a process that has loaded everything
costs a hundredth of starting one, so that a thousand kills are minutes and not hours.
`halves` is the control: it commits in the middle of the confirmation, as code without one
transaction would.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

os.environ["DJANGO_SETTINGS_MODULE"] = "payung.config.settings"

import django

django.setup()

from django.db import connection  # noqa: E402

from payung.accounts.models import User  # noqa: E402
from payung.accounts.scope import Actor, acting_as, actor_of  # noqa: E402
from payung.intake.models import Upload, UploadState  # noqa: E402
from payung.intake.services import Incoming, check, receive  # noqa: E402
from payung.verification import services  # noqa: E402

UPLOAD = uuid5(NAMESPACE_URL, "payung-uji-kill")


def bring_in(actor: Actor, path: Path) -> None:
    """Does what is not done yet, as an operator who tries again would."""
    file = Incoming(
        id=UPLOAD,
        filename=path.name,
        content=path.read_bytes(),
        category="rentan",
        area=actor.area,
        sender="Lurah",
    )
    receive(actor=actor, files=[file])
    with acting_as(actor):
        state = Upload.objects.get(pk=UPLOAD).state
    if state == UploadState.RECEIVED:
        check(actor=actor, upload_ids=[UPLOAD], on=date(2025, 5, 15))
        state = UploadState.CHECKED
    if state == UploadState.CHECKED:
        services.confirm(actor=actor, upload_ids=[UPLOAD])


def in_halves(admit: object) -> object:
    """The fault that one transaction prevents: persons are kept before their proposals."""

    def admit_and_commit(upload_ids: object) -> object:
        found = admit(upload_ids)  # type: ignore[operator]
        connection.connection.commit()
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('payung.area', '15.71', false), pg_sleep(1)")
        return found

    return admit_and_commit


def one(kind: str, path: Path) -> None:
    if kind == "halves":
        services.admit = in_halves(services.admit)  # type: ignore[attr-defined]
    actor = actor_of(User.objects.get(username="uji"))
    print(f"siap {os.getpid()}", flush=True)
    bring_in(actor, path)


def main() -> None:
    import payung.linkage.new
    import payung.lists.check  # noqa: F401 - warm, so that a kill meets the work

    for line in sys.stdin:
        kind, path = line.rstrip("\n").split(" ", 1)
        child = os.fork()
        if not child:
            one(kind, Path(path))
            os._exit(0)
        print(f"akhir {os.waitpid(child, 0)[1]}", flush=True)


if __name__ == "__main__":
    main()
