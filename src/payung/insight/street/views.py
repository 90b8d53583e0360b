"""The RT head's first page, its sheet, its poster and its text for WhatsApp."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.models import Area
from payung.areas.selectors import area_of, place_name
from payung.audit.clock import today
from payung.claims.ground.selectors import care_near
from payung.insight.coverage import coverage_of
from payung.insight.street.bridge import whatsapp_link
from payung.insight.street.fate import ProposalFate, told_proposals
from payung.insight.street.people import Neighbour, neighbours
from payung.kernel.area import kelurahan_of
from payung.kernel.month import Month
from payung.ledger.cover import cover_of, cover_words
from payung.programmes.ground.selectors import places_of
from payung.ui.figures import Spot
from payung.ui.format import write_count, write_date, write_month
from payung.ui.parts import Column
from payung.ui.qr import qr_svg
from payung.verification.models import ProposalState

REPORTS = (
    ("kematian", gettext_lazy("Kematian")),
    ("kecelakaan", gettext_lazy("Kecelakaan")),
    ("pindah", gettext_lazy("Pindah")),
    ("bekerja", gettext_lazy("Mendapat pekerjaan")),
)
"""What is reported by one tap: the word of its address and of its button."""


@page(Role.RT)
def street(request: HttpRequest) -> HttpResponse:
    """His people and what is in the way, his proposals, where to bring who is hurt, his cover."""
    actor = actor_of_request(request)
    area, month = area_of(actor.area), Month.containing(today())
    people = neighbours(actor)
    fates = told_proposals(actor)
    context = _names(area, month) | {
        "trouble": [person for person in people if person.why],
        "covered": [person for person in people if not person.why],
        "protected": coverage_of(actor, [area], month)[0].protected,
        "spot": Spot(area.code, str(month)),
        "quota": _quota(actor),
        "proposals": [fate for fate in fates.values() if fate.state != ProposalState.VERIFIED]
        + [fate for fate in fates.values() if fate.state == ProposalState.VERIFIED],
        "waiting": sum(fate.state == ProposalState.WAITING for fate in fates.values()),
        "proposal_columns": [Column("name", _("Nama")), Column("words", _("Yang bisa dikatakan"))],
        "reports": REPORTS,
        "care": care_near(actor.area)[:2],
        "own": _own_cover(actor, fates, month),
        "message": whatsapp_link(message(area, month, people)),
    }
    return render(request, "insight/street.html", context)


@page(Role.RT)
def street_sheet(request: HttpRequest) -> HttpResponse:
    """One sheet of A4: everybody, until when, what is in the way; no NIK."""
    actor = actor_of_request(request)
    month = Month.containing(today())
    context = _on_paper(request, actor, month) | {"people": neighbours(actor)}
    return render(request, "insight/street_sheet.html", context)


@page(Role.RT)
def street_poster(request: HttpRequest) -> HttpResponse:
    """Who is protected, to hang up: names and the month up to which is paid, nothing else."""
    actor = actor_of_request(request)
    month = Month.containing(today())
    covered = [person for person in neighbours(actor) if person.is_covered]
    context = _on_paper(request, actor, month) | {"people": covered}
    return render(request, "insight/street_poster.html", context)


def message(area: Area, month: Month, people: list[Neighbour]) -> str:
    """The same list for a group of WhatsApp: names and months, no number of anybody."""
    covered = [person for person in people if person.is_covered]
    lines = [
        _("%(place)s, %(month)s: %(n)s orang terlindungi.")
        % {
            "place": place_name(area), "month": write_month(month), "n": write_count(len(covered)),
        },
        *(f"• {person.name}: {_('sampai')} {person.until_words}" for person in covered),
    ]  # fmt: skip
    if others := [person for person in people if not person.is_covered]:
        words = _("%(n)s orang belum. Tanyakan kepada ketua RT.")
        lines.append(words % {"n": write_count(len(others))})
    lines.append(_("Kecelakaan kerja: telepon 175. Semua bantuan ini gratis."))
    return "\n".join(lines)


def _names(area: Area, month: Month) -> dict[str, Any]:
    return {"area": area, "place": place_name(area), "month": month}


def _on_paper(request: HttpRequest, actor: Actor, month: Month) -> dict[str, Any]:
    """What each of his papers has: place, PLKK, and the way to report without an account."""
    address = request.build_absolute_uri(reverse("open_report_rt", args=[actor.area]))
    return _names(area_of(actor.area), month) | {
        "care": care_near(actor.area)[:2],
        "report_address": address,
        "report_picture": mark_safe(qr_svg(address, scale=4)),
        "back_url": reverse("rt_page"),
        "printed_on": write_date(today()),
    }


def _quota(actor: Actor) -> list[str]:
    """The places of his RT in each programme; where it has none of its own, the kelurahan's."""
    own, above = places_of(actor, actor.area), places_of(actor, kelurahan_of(actor.area))
    words = [
        _("%(programme)s: %(n)s tempat untuk RT Anda.")
        % {"programme": name, "n": write_count(places)}
        for name, places in own.items()
    ]
    words += [
        _("%(programme)s: %(n)s tempat, dibagi semua RT di kelurahan.")
        % {"programme": name, "n": write_count(places)}
        for name, places in above.items()
        if name not in own
    ]
    return words


def _own_cover(actor: Actor, fates: dict[int, ProposalFate], month: Month) -> list[str]:
    """What the head himself is covered by: he stands in his RT's list as its head."""
    heads = [fate for fate in fates.values() if fate.is_head]
    if len(heads) != 1:
        return []
    (head,) = heads
    cover = cover_of(actor, [head.person_id]).get(head.person_id)
    words = cover_words(cover, month)
    return words if cover else [*words, head.words]
