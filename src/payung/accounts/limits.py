"""Limits that slow the guesser and never the guessed.

Wrong tries are counted where they come from: by the address, or by the device when its owner has
signed in from it before. Nothing is counted by the name, so nobody can lock somebody else out,
and nothing is forgiven for signing in, so one good account buys no guesses at others. A try takes
its place before the password is looked at: many at once get no more than one after another.
"""

from __future__ import annotations

import ipaddress
import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from payung.accounts import devices
from payung.accounts.models import Attempt, User
from payung.accounts.scope import Actor, require_scope
from payung.accounts.visitors import client_address

MOST = 20
WINDOW = timedelta(hours=1)
KEPT = timedelta(days=30)
log = logging.getLogger(__name__)


def begin(request: HttpRequest, username: str = "") -> Attempt | None:
    """Counts one try; None where there were too many from here, and it isn't evaluated."""
    bucket = _bucket(request, username)
    mine = _counted(bucket, _named(username), MOST)
    if mine is None and _lately(bucket).values("name").distinct().count() > 2:
        log.warning("sign-in: many accounts tried from one place, place %s", bucket.hex()[:8])
    return mine


def knock(request: HttpRequest, door: str, most: int) -> Attempt | None:
    """Counts one try at a public form, by where it comes from; None after `most` in an hour.

    A household, or a street behind one address of the telephone company, shares a bucket: `most`
    is generous, and a try that was none (`succeed`) doesn't count.
    """
    bucket = settings.KEY_RING.index(_network(client_address(request)), f"ketukan {door}")
    return _counted(bucket, _named(door), most)


def knock_for(key: str, door: str, most: int) -> Attempt | None:
    """The same, counted by what is knocked for instead of by who knocks."""
    return _counted(settings.KEY_RING.index(key, f"ketukan {door}"), _named(door), most)


def _counted(bucket: bytes, name: bytes, most: int) -> Attempt | None:
    mine = Attempt.objects.create(bucket=bucket, name=name, at=timezone.now())
    if _lately(bucket).count() <= most:
        return mine
    mine.delete()  # who keeps knocking doesn't push his own end further away
    return None


def _lately(bucket: bytes) -> QuerySet[Attempt]:
    return Attempt.objects.filter(bucket=bucket, at__gt=timezone.now() - WINDOW)


def succeed(attempt: Attempt) -> None:
    """It was no wrong try: it doesn't count."""
    attempt.delete()


def refused_tries(actor: Actor, since: datetime | None = None) -> list[dict[str, object]]:
    """Where wrong tries came from in the last day, most first; places and names are keyed."""
    require_scope(actor)
    rows = Attempt.objects.filter(at__gt=(since or timezone.now() - timedelta(days=1)))
    grouped = rows.values("bucket").annotate(
        tries=Count("pk"), accounts=Count("name", distinct=True), last=Max("at")
    )
    return [
        {**row, "place": bytes(row["bucket"]).hex()[:8]} for row in grouped.order_by("-tries")[:500]
    ]


def sweep() -> int:
    """Forgets old tries; returns how many."""
    gone, _by_kind = Attempt.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return gone


def _bucket(request: HttpRequest, username: str) -> bytes:
    """The owner's own device counts for itself; everybody else by where he comes from."""
    device = devices.known(request)
    if device is not None and (not username or _same(device.user, username)):
        return settings.KEY_RING.index(f"perangkat {device.pk}", "percobaan masuk")
    return settings.KEY_RING.index(_network(client_address(request)), "percobaan masuk")


def _same(user: User, username: str) -> bool:
    return user.username.casefold() == username.strip().casefold()


def _network(address: str) -> str:
    """A household has one IPv4 address, or a /64 of IPv6: whoever has one has all of it."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False))


def _named(username: str) -> bytes:
    return settings.KEY_RING.index(username.strip().casefold(), "nama percobaan")
