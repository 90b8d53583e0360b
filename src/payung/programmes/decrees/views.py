"""Pages of a decree: frozen, sent up the chain with its note, initialled, signed, verified."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.audit import clock
from payung.programmes.decrees import services
from payung.programmes.decrees.chain import chain_complete, draft_note, give_paraf, parafs
from payung.programmes.decrees.export import export_annex, export_note
from payung.programmes.decrees.forms import (
    ElectronicForm,
    NoteForm,
    ParafForm,
    SignForm,
    VerifyForm,
)
from payung.programmes.decrees.signing_service import configured
from payung.programmes.ground.answers import download, tried
from payung.programmes.ground.crumbs import crumb_of, home
from payung.programmes.ground.selectors import get_decree, public_change, unplanned_members
from payung.programmes.models import Decree, DecreeState, NotaDinas, SignedPaper
from payung.programmes.papers.readers import MEDIA_TYPES
from payung.programmes.papers.signed_papers import PAPER_READERS, Scan, fetch_signed
from payung.ui.format import write_count, write_date, write_month
from payung.ui.forms import PayungForm
from payung.ui.parts import Crumb, Fact, Happening

_SIGNERS = (Role.OPERATOR, Role.APPROVER)
_NOTE_IDS, _ELECTRONIC_IDS = "nota_%s", "elektronik_%s"
"""Forms that stand on one page need ids of their own."""


@login_required
@require_POST
def freeze(request: HttpRequest, selection_id: int) -> HttpResponse:
    made = services.freeze_decree(
        actor=actor_of_request(request), selection_id=selection_id, on=clock.today()
    )
    return redirect("decree", made.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decree(request: HttpRequest, decree_id: int) -> HttpResponse:
    """One decree: its state, files and way; POST takes the signed paper."""
    actor = actor_of_request(request)
    found = get_decree(actor, decree_id)
    form = SignForm(request.POST or None, request.FILES or None, decree=found)
    if request.method == "POST" and form.is_valid() and _signed(actor, found, form):
        messages.success(request, _("SK dicatat. Bulan peserta sudah direncanakan."))
        return redirect("decree", found.pk)
    return _page(request, found, sign_form=form)


@login_required
@require_POST
def note(request: HttpRequest, decree_id: int) -> HttpResponse:
    """Makes the note and with it the chain of initials."""
    actor = actor_of_request(request)
    found = get_decree(actor, decree_id)
    form = NoteForm(request.POST, auto_id=_NOTE_IDS)
    if form.is_valid():
        wanted = form.cleaned_data
        made = tried(
            form,
            lambda: draft_note(
                actor=actor,
                decree_id=found.pk,
                number=wanted["nomor"],
                dated=wanted["tanggal"],
                sender=wanted["pengirim"],
            ),
        )
        if made:
            messages.success(request, _("Nota dinas dibuat. Cetak, lalu catat parafnya."))
            return redirect("decree", found.pk)
    return _page(request, found, note_form=form)


@login_required
@require_POST
def paraf(request: HttpRequest, decree_id: int, step: int) -> HttpResponse:
    """Notes one initial."""
    actor = actor_of_request(request)
    found = get_decree(actor, decree_id)
    form = ParafForm(request.POST)
    if form.is_valid():
        given = tried(
            form,
            lambda: give_paraf(
                actor=actor, decree_id=found.pk, step=step, on=form.cleaned_data["tanggal"]
            ),
        )
        if given:
            messages.success(request, _("Paraf dicatat."))
            return redirect("decree", found.pk)
    return _page(request, found, paraf_form=form)


@login_required
@require_POST
def sign_electronic(request: HttpRequest, decree_id: int) -> HttpResponse:
    """Signs by the city's service, if it has one."""
    actor, service = actor_of_request(request), configured()
    found = get_decree(actor, decree_id)
    form = ElectronicForm(request.POST, decree=found, auto_id=_ELECTRONIC_IDS)
    if service is None:
        form.add_error(None, _("Layanan tanda tangan belum dipasang. Pakai tanda tangan basah."))
    elif form.is_valid():
        chosen = service
        signed = tried(
            form,
            lambda: services.sign_electronically(
                actor=actor,
                decree_id=found.pk,
                terms=form.terms(),
                signer_nik=form.cleaned_data["nik"],
                passphrase=form.cleaned_data["frasa"],
                service=chosen,
            ),
        )
        if signed:
            messages.success(request, _("SK ditandatangani. Bulan peserta sudah direncanakan."))
            return redirect("decree", found.pk)
    return _page(request, found, electronic_form=form)


@login_required
@require_safe
def decree_file(request: HttpRequest, decree_id: int, copy: str, kind: str) -> HttpResponse:
    """A file of a decree; each download is noted."""
    name, content = export_annex(
        actor=actor_of_request(request), decree_id=decree_id, kind=kind, masked=copy == "umum"
    )
    return download(name, MEDIA_TYPES[kind], content)


@login_required
@require_safe
def note_file(request: HttpRequest, decree_id: int) -> HttpResponse:
    """The note for print."""
    name, content = export_note(actor=actor_of_request(request), decree_id=decree_id)
    return download(name, MEDIA_TYPES["pdf"], content)


@page_for(*PAPER_READERS)
@require_safe
def signed_file(request: HttpRequest, decree_id: int) -> HttpResponse:
    """The signed paper as it came back."""
    return download(*fetch_signed(actor=actor_of_request(request), decree_id=decree_id))


@require_safe
def verify_decree(request: HttpRequest, code: str) -> HttpResponse:
    """For anybody: whether a paper with this code is a decree of the city, and its hash."""
    typed = code.upper().replace("-", "")
    found = Decree.objects.filter(verification_code=typed).first()
    if found is None and (change := public_change(typed)):
        return render(request, "programmes/verify_change.html", {"change": change})
    if found is None:
        form = VerifyForm({"kode": code})
        form.add_error("kode", _("Kode ini tidak tercatat. Periksa 12 tanda di kaki SK."))
        return render(request, "programmes/verify_form.html", {"form": form}, status=404)
    paper = SignedPaper.objects.filter(decree=found).first()
    return render(request, "programmes/verify.html", {"decree": found, "paper": paper})


@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """Where a code is typed in."""
    form = VerifyForm(request.GET or None)
    if form.is_valid():
        return redirect("verify_decree", form.cleaned_data["kode"])
    return render(request, "programmes/verify_form.html", {"form": form})


def _signed(actor: Actor, found: Decree, form: SignForm) -> Any:
    data = form.cleaned_data
    return tried(
        form,
        lambda: services.sign_decree(
            actor=actor,
            decree_id=found.pk,
            signed_by_name=data.get("penanda_tangan", ""),
            scan=Scan(data["berkas"].read()),
            **form.terms(),
        ),
    )


def _page(request: HttpRequest, found: Decree, **forms: PayungForm) -> HttpResponse:
    """The decree's page; `forms` are those that were sent and came back with errors."""
    actor = actor_of_request(request)
    sent = NotaDinas.objects.filter(decree=found).first()
    chain = list(parafs(found))
    open_ = found.state == DecreeState.FROZEN and actor.role in _SIGNERS
    waiting = next((one for one in chain if one.given_on is None), None)
    context = {
        "decree": found,
        "facts": _facts(found),
        "note": sent,
        "chain": [_happening(one) for one in chain],
        "waiting": waiting if open_ else None,
        "note_form": forms.get("note_form", NoteForm(auto_id=_NOTE_IDS)),
        "paraf_form": forms.get("paraf_form", ParafForm()),
        "may_note": open_ and sent is None and actor.role == Role.OPERATOR,
        "may_sign": open_ and chain_complete(found),
        "sign_form": forms.get("sign_form", SignForm(decree=found)),
        "electronic_form": forms.get(
            "electronic_form", ElectronicForm(decree=found, auto_id=_ELECTRONIC_IDS)
        ),
        "has_service": configured() is not None,
        "paper": SignedPaper.objects.filter(decree=found).first(),
        "unplanned": unplanned_members(actor, found),
        "errors": [form for form in forms.values() if form.errors],
        "crumbs": [home(), crumb_of(found.programme), Crumb(str(found))],
    }
    status = 422 if context["errors"] else 200
    return render(request, "programmes/decree.html", context, status=status)


def _happening(one: Any) -> Happening:
    given = one.given_on is not None
    when = write_date(one.given_on) if given else _("Menunggu paraf")
    return Happening(when, one.title or one.post.name, who=one.name, planned=not given)


def _facts(found: Decree) -> list[Fact]:
    facts = [
        Fact(_("Nomor"), found.number or _("Belum ada")),
        Fact(_("Tanggal"), write_date(found.dated)),
        Fact(_("Ditandatangani oleh"), found.signed_by_name or _("Belum ada")),
        Fact(_("Jumlah orang"), write_count(found.people)),
        Fact(_("Bulan pertama"), write_month(found.first_month)),
        Fact(_("Kode verifikasi"), found.verification_code),
        Fact(_("SHA-256 lampiran"), found.annex_sha256),
    ]
    if found.early_start_decision:
        facts.append(Fact(_("Keputusan untuk bulan sebelum SK"), found.early_start_decision))
    return facts
