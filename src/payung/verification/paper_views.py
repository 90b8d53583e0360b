"""Papers of verification on the screen: drawn up, printed, signed by hand, scanned back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.kernel.errors import BadInput, Conflict, NotAllowed
from payung.registry.scans import MEDIA
from payung.ui.downloads import file_answer
from payung.ui.format import write_count, write_date, write_moment
from payung.ui.parts import Column, Crumb, Fact
from payung.verification.models import Category, Paper, PaperKind, PaperState, Reason
from payung.verification.paper_forms import DraftForm, PaperFilter, SignedForm
from payung.verification.papers.document import file_name, paper_pdf
from payung.verification.papers.selectors import changed_names, get_paper, papers
from payung.verification.papers.services import (
    MAKERS,
    READERS,
    Signed,
    draft_papers,
    fetch_scan,
    mark_printed,
    record_signed,
)
from payung.verification.papers.snapshot import spaced
from payung.verification.papers.words import offices_in

PER_PAGE = 50


@page_for(*READERS)
@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    """All papers of the actor's area, newest first."""
    actor = actor_of_request(request)
    form = PaperFilter(request.GET)
    page = Paginator(papers(actor, **form.wanted()), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter_form": form,
        "page": page,
        "rows": [_listed(paper) for paper in page],
        "columns": [
            Column("number", _("Nomor")),
            Column("kind", _("Kertas")),
            Column("area", _("Wilayah")),
            Column("people", _("Orang"), "count"),
            Column("dated", _("Tanggal"), "date"),
            Column("state", _("Keadaan"), "state"),
        ],
        "may_make": actor.role in MAKERS,
        "crumbs": [Crumb(_("Usulan"), reverse("proposal_list")), Crumb(_("Kertas verifikasi"))],
    }
    return render(request, "verification/papers.html", context)


@page_for(*MAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def paper_new(request: HttpRequest) -> HttpResponse:
    """Draws up papers from the names as they stand: one for each office inside the area."""
    actor = actor_of_request(request)
    initial = {"tanggal": today(), "jenis": PaperKind.MINUTES, "wilayah": actor.area}
    form = DraftForm(request.POST or None, actor=actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = draft_papers(
                actor=actor,
                kind=PaperKind(data["jenis"]),
                category=data["kategori"],
                areas=offices_in(data["jenis"], data["wilayah"]),
                on=data["tanggal"],
            )
        except (BadInput, NotAllowed) as refusal:
            form.add_error("wilayah", refusal.sentence)
        else:
            words = _("%(n)s kertas disusun. Cetak, lalu minta tanda tangan.")
            messages.success(request, words % {"n": write_count(len(made))})
            return redirect("paper", made[0].pk) if len(made) == 1 else redirect("paper_list")
    crumbs = [Crumb(_("Kertas verifikasi"), reverse("paper_list")), Crumb(_("Susun kertas"))]
    context = {"form": form, "crumbs": crumbs}
    return render(
        request, "verification/paper_new.html", context, status=422 if form.errors else 200
    )


@page_for(*READERS)
@require_safe
def paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """One paper: its names, what has changed since, and its way to a signature."""
    found = get_paper(actor_of_request(request), paper_id)
    return _paper_page(request, found, SignedForm())


@page_for(*MAKERS)
@require_POST
def paper_print(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """The paper as PDF; from now on it waits for its signature."""
    actor = actor_of_request(request)
    mark_printed(actor=actor, paper_ids=[paper_id])
    found = get_paper(actor, paper_id)
    return file_answer(paper_pdf(found), file_name(found), MEDIA["pdf"])


@page_for(*MAKERS)
@require_POST
def paper_sign(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Takes the scan of the signed paper, against the code that stands on it."""
    actor = actor_of_request(request)
    found = get_paper(actor, paper_id)
    form = SignedForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            record_signed(actor=actor, signed=[_signed(found, form.cleaned_data)])
        except (BadInput, Conflict) as refusal:
            form.add_error("kode", refusal.sentence)
        else:
            messages.success(request, _("Kertas tercatat ditandatangani."))
            return redirect("paper", paper_id)
    return _paper_page(request, found, form, status=422)


@page_for(*READERS)
@require_safe
def paper_scan(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """The scan of a signed paper; each download is noted."""
    found, content = fetch_scan(actor=actor_of_request(request), paper_id=paper_id)
    name = f"{found.kind}-{found.code}.{found.scan_kind}"
    return file_answer(content, name, MEDIA[found.scan_kind])


def _signed(found: Paper, data: dict[str, Any]) -> Signed:
    return Signed(
        paper_id=found.pk,
        code=data["kode"],
        scan=data["berkas"].read(),
        signed_by=data["penanda_tangan"],
        signed_on=data["tanggal"],
    )


def _paper_page(
    request: HttpRequest, found: Paper, form: SignedForm, status: int = 200
) -> HttpResponse:
    actor = actor_of_request(request)
    page = Paginator(found.names.select_related("area__parent"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    changed = changed_names(found)
    context = {
        "paper": found,
        "shown_state": "usang" if changed and found.state != PaperState.CANCELLED else found.state,
        "facts": _facts(found),
        "changed": [name.name for name in changed],
        "page": page,
        "rows": [_name_row(name) for name in page],
        "columns": [
            Column("name", _("Nama")),
            Column("area", _("Wilayah")),
            Column("outcome", _("Hasil"), "state"),
            Column("reason", _("Alasan")),
        ],
        "sign_form": form,
        **_acts(actor, found, stale=bool(changed)),
        "crumbs": [Crumb(_("Kertas verifikasi"), reverse("paper_list")), Crumb(found.number)],
    }
    return render(request, "verification/paper.html", context, status=status)


def _acts(actor: Actor, found: Paper, *, stale: bool) -> dict[str, bool]:
    """What this person may do with the paper now."""
    makes = actor.role in MAKERS
    open_state = found.state in (PaperState.DRAFTED, PaperState.PRINTED)
    return {
        "may_print": makes and (found.state == PaperState.SIGNED or (open_state and not stale)),
        "may_sign": makes and found.state == PaperState.PRINTED and not stale,
        "has_scan": found.state == PaperState.SIGNED,
    }


def _listed(found: Paper) -> dict[str, Any]:
    stale = found.stale and found.state != PaperState.CANCELLED  # type: ignore[attr-defined]
    return {
        "href": reverse("paper", args=[found.pk]),
        "number": found.number,
        "kind": found.get_kind_display(),
        "area": place_name(found.area),
        "people": found.people,
        "dated": found.dated,
        "state": "usang" if stale else found.state,
    }


def _facts(found: Paper) -> list[Fact]:
    names = names_of([found.made_by, found.recorded_by])
    facts = [
        Fact(_("Jenis pekerja"), Category(found.category).label),
        Fact(_("Wilayah"), place_name(found.area)),
        Fact(_("Tanggal"), write_date(found.dated)),
        Fact(_("Jumlah nama"), found.people),
        Fact(_("Disusun"), f"{write_moment(found.made_at)}, {names.get(found.made_by, '')}"),
        Fact(_("Kode kertas"), spaced(found.code)),
        Fact(_("Sidik daftar (SHA-256)"), found.sha256),
    ]
    if found.signed_on:
        facts.append(
            Fact(_("Ditandatangani"), f"{write_date(found.signed_on)}, {found.signed_by_name}")
        )
        facts.append(Fact(_("Dicatat oleh"), names.get(found.recorded_by, "–")))
    return facts


def _name_row(name: Any) -> dict[str, Any]:
    return {
        "href": reverse("proposal", args=[name.proposal_id]),
        "name": name.name,
        "area": place_name(name.area),
        "outcome": name.outcome,
        "reason": Reason(name.reason).label if name.reason else "",
    }
