"""Papers of verification on the screen: drawn up, printed, signed by hand, scanned back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, act_view, form_page, offer, offers
from payung.accounts.list_pages import ListPage
from payung.accounts.pages import open_to, page
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.areas.selectors import place_name
from payung.registry.scans import MEDIA
from payung.ui.downloads import file_answer
from payung.ui.format import write_count, write_date, write_moment
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb, Fact, as_link
from payung.verification.models import Category, Paper, PaperKind, PaperName, PaperState, Reason
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


def _shown_state(paper: Any) -> str:
    """Its state; a paper whose names have changed since is stale, whatever it was."""
    return "usang" if paper.stale and paper.state != PaperState.CANCELLED else str(paper.state)


paper_list = ListPage(
    name="kertas-verifikasi",
    title=gettext_lazy("Kertas verifikasi"),
    roles=READERS,
    rows=papers,
    columns=(
        Column("number", gettext_lazy("Nomor")),
        Column("get_kind_display", gettext_lazy("Kertas")),
        Column("area", gettext_lazy("Wilayah"), of=lambda paper: place_name(paper.area)),
        Column("people", gettext_lazy("Orang"), "count"),
        Column("dated", gettext_lazy("Tanggal"), "date"),
        Column("state", gettext_lazy("Keadaan"), "state", of=_shown_state),
    ),
    noun=gettext_lazy("kertas"),
    why_empty=gettext_lazy("Belum ada kertas yang cocok."),
    what_to_do=gettext_lazy("Susun kertas setelah usulan diverifikasi."),
    filters=PaperFilter,
    leads_to=lambda paper: reverse("paper", args=[paper.pk]),
    doors=((gettext_lazy("Susun kertas"), "paper_new"),),
    crumbs=lambda: (
        Crumb(_("Usulan"), reverse("proposal_list")),
        Crumb(_("Kertas verifikasi")),
    ),
).view()


def draft_page(request: HttpRequest) -> HttpResponse:
    """The form that draws up papers from the names as they stand."""
    crumbs = [Crumb(_("Kertas verifikasi"), reverse("paper_list")), Crumb(_("Susun kertas"))]
    context = {"offer": offer(request, None, DRAFT), "crumbs": crumbs}
    return render(request, "verification/paper_new.html", context)


def _ordered(asked: Asked[None]) -> dict[str, Any]:
    """One paper for each office inside the area."""
    data = asked.data
    return {
        "kind": PaperKind(data["jenis"]),
        "category": data["kategori"],
        "areas": offices_in(data["jenis"], data["wilayah"]),
        "on": data["tanggal"],
    }


def _to_drafted(asked: Asked[None], made: list[Paper]) -> str:
    return reverse("paper", args=[made[0].pk]) if len(made) == 1 else reverse("paper_list")


DRAFT: Act[None] = Act(
    "paper_new",
    gettext_lazy("Susun kertas"),
    draft_papers,
    _ordered,
    lambda made: (
        _("%(n)s kertas disusun. Cetak, lalu minta tanda tangan.") % {"n": write_count(len(made))}
    ),
    form=DraftForm,
    facts=lambda actor, nothing: {"actor": actor},
    then=_to_drafted,
)
paper_new = form_page(DRAFT, draft_page)


@page(*READERS)
def paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """One paper: its names, what has changed since, and its way to a signature."""
    paper = get_paper(actor_of_request(request), paper_id)
    names = paper.names.select_related("area__parent")
    context = {
        "paper": paper,
        "shown_state": _shown_state(paper),
        "has_scan": paper.state == PaperState.SIGNED,
        "facts": _facts(paper),
        "changed": [name.name for name in changed_names(paper)],
        "page": paged(request, names),
        "columns": [
            Column("name", _("Nama")),
            Column("area", _("Wilayah"), of=lambda name: place_name(name.area)),
            Column("outcome", _("Hasil"), "state"),
            Column("reason", _("Alasan"), of=_reason),
        ],
        "link": as_link(lambda name: reverse("proposal", args=[name.proposal_id])),
        "offers": offers(request, paper, (PRINT, SIGN), paper_id=paper_id),
        "crumbs": [Crumb(_("Kertas verifikasi"), reverse("paper_list")), Crumb(paper.number)],
    }
    return render(request, "verification/paper.html", context)


def _facts(paper: Paper) -> list[Fact]:
    names = names_of([paper.made_by, paper.recorded_by])
    facts = [
        Fact(_("Jenis pekerja"), Category(paper.category).label),
        Fact(_("Wilayah"), place_name(paper.area)),
        Fact(_("Tanggal"), write_date(paper.dated)),
        Fact(_("Jumlah nama"), paper.people),
        Fact(_("Disusun"), f"{write_moment(paper.made_at)}, {names.get(paper.made_by, '')}"),
        Fact(_("Kode kertas"), spaced(paper.code)),
        Fact(_("Sidik daftar (SHA-256)"), paper.sha256),
    ]
    if paper.signed_on:
        facts.append(
            Fact(_("Ditandatangani"), f"{write_date(paper.signed_on)}, {paper.signed_by_name}")
        )
        facts.append(Fact(_("Dicatat oleh"), names.get(paper.recorded_by, "–")))
    return facts


def _reason(name: PaperName) -> Any:
    return Reason(name.reason).label if name.reason else ""


@open_to(*MAKERS)
def _print(*, actor: Actor, paper_id: UUID) -> HttpResponse:
    """The paper as PDF; from now on it waits for its signature."""
    mark_printed(actor=actor, paper_ids=[paper_id])
    paper = get_paper(actor, paper_id)
    return file_answer(paper_pdf(paper), file_name(paper), MEDIA["pdf"])


def _printable(actor: Actor, found: Any) -> bool:
    """A signed paper stays as it was; one that waits must still be true."""
    waits = found.state in (PaperState.DRAFTED, PaperState.PRINTED)
    return found.state == PaperState.SIGNED or (waits and not found.stale)


def _signable(actor: Actor, found: Any) -> bool:
    return found.state == PaperState.PRINTED and not found.stale


def _signed(asked: Asked[Paper]) -> dict[str, Any]:
    data = asked.data
    signed = Signed(
        paper_id=asked.thing.pk,
        code=data["kode"],
        scan=data["berkas"].read(),
        signed_by=data["penanda_tangan"],
        signed_on=data["tanggal"],
    )
    return {"signed": [signed]}


PRINT = Act(
    "paper_print",
    gettext_lazy("Unduh untuk dicetak (PDF)"),
    _print,
    lambda asked: {"paper_id": asked.thing.pk},
    "",
    offered=_printable,
)
SIGN = Act(
    "paper_sign",
    gettext_lazy("Simpan pindaian"),
    record_signed,
    _signed,
    gettext_lazy("Kertas tercatat ditandatangani."),
    form=SignedForm,
    offered=_signable,
)
paper_print = act_view(PRINT, paper, get_paper)
paper_sign = act_view(SIGN, paper, get_paper)


@page(*READERS)
def paper_scan(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """The scan of a signed paper; each download is noted."""
    found, content = fetch_scan(actor=actor_of_request(request), paper_id=paper_id)
    name = f"{found.kind}-{found.code}.{found.scan_kind}"
    return file_answer(content, name, MEDIA[found.scan_kind])
