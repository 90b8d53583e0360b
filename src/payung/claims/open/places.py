"""Where whoever has no account is: the city of this site, and the RT whose picture led here."""

from __future__ import annotations

from django.http import Http404

from payung.areas.models import Area
from payung.areas.selectors import find_area
from payung.areas.settling import the_city
from payung.kernel.area import AreaKind, area_kind, kelurahan_of


def visited_city() -> Area:
    """The city; nothing is here while it isn't chosen."""
    city = the_city()
    if city is None:
        raise Http404
    return city


def visited_rt(code: str) -> Area | None:
    """The RT of an address; None where the address names none."""
    if not code:
        return None
    area = find_area(code)
    if area is None or area_kind(code) is not AreaKind.RT or not kelurahan_of(code):
        raise Http404
    return area
