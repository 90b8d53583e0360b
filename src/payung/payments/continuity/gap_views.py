"""Months that nobody pays: whom they tear out, when, what it costs by law, and who could pay."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.selectors import place_name
from payung.audit import clock
from payung.kernel.month import Month
from payung.law.jamsostek.membership import amount_at_risk
from payung.ledger.continuity import arrears as owed_by_payer
from payung.ledger.continuity import rescue_proposals
from payung.ledger.payers import payer_names
from payung.payments.continuity import pages
from payung.payments.continuity.export import export_people
from payung.payments.continuity.fiscal import monthly_rp
from payung.payments.continuity.handover import MendableGap, mendable_gaps
from payung.payments.ground.packing import workbook
from payung.payments.ground.readers import CONTINUITY_READERS
from payung.payments.ground.selectors import posting_days
from payung.registry.selectors import persons
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb

_BACK_MONTHS, _AHEAD_MONTHS = 12, 15


@page(*CONTINUITY_READERS)
def gaps(request: HttpRequest) -> HttpResponse:
    """Every planned gap from a year back to the end of next year, the widest first."""
    actor = actor_of_request(request)
    today = Month.containing(clock.today())
    last = Month.of(today.year + (today.number >= 10), 12)
    gaps = mendable_gaps(actor, today.back(_BACK_MONTHS), last)
    names = payer_names(actor)
    context = {
        "gaps": [_shown(number, gap, names) for number, gap in enumerate(gaps, 1)],
        "columns": pages.gap_columns(),
        "rows": [pages.gap_line(gap.group, n, names) for n, gap in enumerate(gaps, 1)],
        "risk": amount_at_risk(clock.today()),
        "crumbs": pages.crumbs(Crumb(_("Bulan kosong"))),
    }
    return render(request, "payments/gaps.html", context)


def _shown(number: int, gap: MendableGap, names: dict[str, str]) -> dict[str, Any]:
    sentence, tone = pages.handover_sentence(gap.group, gap.proposal, names)
    return pages.gap_line(gap.group, number, names) | {
        "sentence": sentence,
        "tone": tone,
        "cost_rp": gap.cost_rp,
        "tears": gap.group.lapses_on is not None,
    }


@page(*CONTINUITY_READERS)
def gap(request: HttpRequest) -> HttpResponse:
    """The people of one gap, on the page or (`berkas=xlsx`) as a workbook."""
    actor = actor_of_request(request)
    chosen = _chosen(request, actor)
    names = payer_names(actor)
    line = pages.gap_line(chosen.group, 1, names)
    people = persons(actor).filter(pk__in=chosen.group.people).select_related("area__parent")
    columns = [
        Column("name", _("Nama")),
        Column("place", _("Wilayah")),
        Column("lapses_on", _("Gugur pada"), "date"),
        Column("full_from", _("Santunan penuh lagi"), "month"),
        Column("scholarship_from", _("Beasiswa lagi"), "month"),
    ]
    if request.GET.get("berkas") == "xlsx":
        rows = [_person(person, line) for person in people.order_by("area_id", "name")]
        content = export_people(actor=actor, title=_("Bulan kosong"), columns=columns, rows=rows)
        return workbook(content, f"bulan-kosong-{chosen.group.first}.xlsx")
    page = paged(request, people.order_by("area_id", "name"))
    sentence, tone = pages.handover_sentence(chosen.group, chosen.proposal, names)
    context = {
        "line": line,
        "sentence": sentence,
        "tone": tone,
        "cost_rp": chosen.cost_rp,
        "page": page,
        "columns": columns,
        "rows": [_person(person, line) for person in page],
        "export_query": f"{pages.gap_query(chosen.group)}&berkas=xlsx",
        "crumbs": pages.crumbs(Crumb(_("Bulan kosong"), "../"), Crumb(line["span"])),
    }
    return render(request, "payments/gap.html", context)


def _chosen(request: HttpRequest, actor: Actor) -> MendableGap:
    today = Month.containing(clock.today())
    last = Month.of(today.year + (today.number >= 10), 12)
    for gap in mendable_gaps(actor, today.back(_BACK_MONTHS), last):
        group = gap.group
        key = (group.before, group.after, str(group.first), str(group.last or ""), group.kind)
        asked = tuple(request.GET.get(n, "") for n in ("dari", "ke", "mulai", "sampai", "sebab"))
        if key == asked:
            return gap
    raise Http404(_("Bulan kosong ini sudah tidak ada."))


def _person(person: Any, line: dict[str, Any]) -> dict[str, Any]:
    shared = {name: line[name] for name in ("lapses_on", "full_from", "scholarship_from")}
    return {"name": person.name, "place": place_name(person.area), **shared}


@page(*CONTINUITY_READERS)
def arrears(request: HttpRequest) -> HttpResponse:
    """What each payer owes, what can still be saved for how much, and what begins anew."""
    actor, today = actor_of_request(request), clock.today()
    proposals = rescue_proposals(actor, today, posting_days(actor), monthly_rp)
    saved = [proposal for proposal in proposals if not proposal.rescue.new_spell]
    late = [proposal for proposal in proposals if proposal.rescue.new_spell]
    context = {
        "arrears": [pages.arrears_line(owed) for owed in owed_by_payer(actor, today)],
        "arrears_columns": pages.arrears_columns(),
        "saved": [pages.rescue_line(proposal) for proposal in saved],
        "late": [pages.rescue_line(proposal) for proposal in late],
        "rescue_columns": pages.rescue_columns(),
        "late_columns": pages.rescue_columns()[:-1],
        "people_saved": sum(len(proposal.people) for proposal in saved),
        "cost_rp": sum(proposal.cost_rp for proposal in saved),
        "crumbs": pages.crumbs(Crumb(_("Tunggakan"))),
    }
    return render(request, "payments/arrears.html", context)
