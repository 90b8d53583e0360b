"""What the site costs while it serves: the memory of its biggest web process after a busy day.

1,000 mixed requests by four visitors at once, 100 of them for a decree's PDF over 3,000 names,
every other time as if nobody had asked for it before. Floor: the same process after ten requests.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from bench.database import bench_database
from bench.harness import Benchmark

PEOPLE = 3_000
REQUESTS = 1_000
PAPERS = 100
VISITORS = 4
PORT = 8765
GOAL_MB = 250
PAGES = ("/", "/unggahan/", "/orang/", "/usulan/", "/program/", "/daftar-bayar/", "/klaim/",
         "/cakupan/", "/hitung/")  # fmt: skip


def run() -> list[Benchmark]:
    bench_database()
    decree, cookie = _told_city()
    papers = [f"/program/sk/{decree}/{copy}.pdf" for copy in ("lengkap", "umum")]
    step = REQUESTS // PAPERS
    addresses = [
        papers[n // step % 2] if n % step == 0 else PAGES[n % len(PAGES)] for n in range(REQUESTS)
    ]
    with _served() as site:
        _ask_all((*PAGES, papers[0]), cookie)
        before = _biggest_mb(site)
        _ask_all(addresses, cookie)
        after = _biggest_mb(site)
    return [
        Benchmark(
            name="serve.memory",
            what=f"biggest web process after {REQUESTS} mixed requests with {PAPERS} decree PDFs",
            value=after,
            unit="MB",
            better="lower",
            goal=GOAL_MB,
            floor=before,
        )
    ]


def _told_city() -> tuple[int, str]:
    """A signed decree over 3,000 names, and the session of an operator who has signed in."""
    from django.test import Client

    from payung.programmes.models import Decree
    from tests.apps.city import City

    city = City()
    city.started(PEOPLE)
    client = Client()
    from payung.accounts.models import Role

    client.force_login(
        city.user(Role.OPERATOR), backend="django.contrib.auth.backends.ModelBackend"
    )
    from payung.accounts.scope import acting_as

    with acting_as(city.operator):
        decree = Decree.objects.get().pk
    return decree, client.cookies["sessionid"].value


@contextmanager
def _served() -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-P", "-m", "payung", "serve", "--port", str(PORT)]
    site = subprocess.Popen(command, stdout=sys.stderr)
    try:
        _wait_until_it_answers(site)
        yield site
    finally:
        site.send_signal(signal.SIGTERM)
        site.wait(60)


def _wait_until_it_answers(site: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz")
        except OSError:
            time.sleep(0.2)
        else:
            return
        if site.poll() is not None:
            break
    raise RuntimeError("the site does not start")


def _ask_all(addresses: tuple[str, ...] | list[str], cookie: str) -> None:
    with ThreadPoolExecutor(VISITORS) as visitors:
        for length in visitors.map(lambda address: _ask(address, cookie), addresses):
            assert length > 0


def _ask(address: str, cookie: str) -> int:
    if address.endswith("lengkap.pdf"):
        for kept in (Path(os.environ["PAYUNG_DATA"]) / "berkas").glob("*.pdf"):
            kept.unlink(missing_ok=True)
    asked = urllib.request.Request(f"http://127.0.0.1:{PORT}{address}")
    asked.add_header("Cookie", f"sessionid={cookie}")
    with urllib.request.urlopen(asked) as answer:
        return len(answer.read())


def _biggest_mb(site: subprocess.Popen[bytes]) -> float:
    """Resident memory of the biggest of the site's web processes."""
    children = Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text().split()
    return max(_resident_mb(pid) for pid in children)


def _resident_mb(pid: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS"))
    return int(kilobytes) / 1024
