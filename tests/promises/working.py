"""Workers in processes of their own, to be killed one after the other.

Reads lines; for each it forks a child that says `siap PID`, works off the queue and ends; then the
parent says `akhir STATUS`. The work takes a moment and does nothing: what counts is what becomes
of its job.
"""

from __future__ import annotations

import os
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "payung.config.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from payung.accounts.scope import Actor  # noqa: E402
from payung.jobs.services import Report, kind  # noqa: E402

STEPS = 5
STEP_SECONDS = 0.01


@kind("uji")
def work(actor: Actor, subject: str, report: Report) -> str:
    for step in range(STEPS):
        time.sleep(STEP_SECONDS)
        report(step + 1, STEPS)
    return "Selesai."


def main() -> None:
    for _line in sys.stdin:
        child = os.fork()
        if not child:
            print(f"siap {os.getpid()}", flush=True)
            call_command("db_worker", batch=True, interval=0, verbosity=0)
            os._exit(0)
        print(f"akhir {os.waitpid(child, 0)[1]}", flush=True)


if __name__ == "__main__":
    main()
