"""What a session remembers beside who is signed in, and when it is over.

Sessions go by the real clock, also where the site shows a story with days of its own.
"""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from payung.accounts.models import Device

ACTING_IN = "penugasan"
"""The number of the assignment in which the person of this session chose to act."""
DEVICE = "perangkat"
"""The number of the device that the person signed in from."""
SEEN = "terlihat"
"""When the session was last used, in seconds."""

IDLE = timedelta(minutes=30)
_NOTED_EACH = 60
"""So many seconds may pass before it is noted again: not each page costs a write."""


def is_over(request: HttpRequest) -> bool:
    """Whether nobody used the session for too long, or its device was ended elsewhere."""
    now, seen = int(timezone.now().timestamp()), request.session.get(SEEN)
    if seen is not None and now - seen > IDLE.total_seconds():
        return True
    if seen is None or now - seen >= _NOTED_EACH:
        request.session[SEEN] = now
    device = request.session.get(DEVICE)
    return device is not None and not Device.objects.filter(pk=device, ended_at=None).exists()
