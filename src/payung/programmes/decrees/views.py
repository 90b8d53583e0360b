"""Pages of a decree: frozen, sent up the chain with its note, initialled, signed, verified."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, act_view, form_page, offers
from payung.accounts.pages import EVERYONE, page, public
from payung.accounts.scope import Actor, actor_of_request
from payung.kernel.errors import Conflict
from payung.kernel.sentence import say
from payung.programmes.decrees import services
from payung.programmes.decrees.chain import chain_complete, draft_note, give_paraf, parafs
from payung.programmes.decrees.export import export_annex, export_note
from payung.programmes.decrees.forms import (
    CoverNoteForm,
    ElectronicForm,
    ParafForm,
    ReopenForm,
    ReturnForm,
    SignForm,
    VerifyForm,
)
from payung.programmes.decrees.freezing import reopen_decree
from payung.programmes.decrees.history import history
from payung.programmes.decrees.returning import desk, return_decree
from payung.programmes.decrees.signing_service import SigningService, configured
from payung.programmes.ground.answers import download
from payung.programmes.ground.crumbs import crumb_of, home
from payung.programmes.ground.selectors import get_decree, public_change, unplanned_members
from payung.programmes.models import Decree, DecreeState, NotaDinas, SignedPaper
from payung.programmes.papers.readers import COPIES, FULL_COPY, MEDIA_TYPES
from payung.programmes.papers.signed_papers import PAPER_READERS, Scan, fetch_signed
from payung.ui.format import write_count, write_date, write_month
from payung.ui.parts import Crumb, Fact, Happening


def decree_page(request: HttpRequest, decree_id: int) -> HttpResponse:
    """One decree: its state, its files, its way up the chain, and the next act."""
    actor = actor_of_request(request)
    decree = get_decree(actor, decree_id)
    chain = list(parafs(decree))
    waiting = next((paraf for paraf in chain if paraf.given_on is None), None)
    acts = offers(request, decree, (NOTE, RETURN, REOPEN, SIGN, ELECTRONIC), decree_id=decree_id)
    if waiting and decree.state == DecreeState.FROZEN:
        acts |= offers(request, decree, (PARAF,), decree_id=decree_id, step=waiting.step)
    context = {
        "decree": decree,
        "facts": _facts(decree),
        "note": NotaDinas.objects.filter(decree=decree).first(),
        "chain": [_happening(paraf) for paraf in chain],
        "waiting": waiting,
        "desk": desk(decree) if acts.get("decree_return") else None,
        "history": history(actor, decree),
        "offers": acts,
        "full_copy": actor.role in FULL_COPY and actor.covers(decree.programme.area_id),
        "whole": actor.covers(decree.programme.area_id),
        "paper": SignedPaper.objects.filter(decree=decree).first(),
        "unplanned": unplanned_members(actor, decree),
        "crumbs": [home(), crumb_of(decree.programme), Crumb(str(decree))],
    }
    return render(request, "programmes/decree.html", context)


def _lacks_note(actor: Actor, decree: Decree) -> bool:
    frozen = decree.state == DecreeState.FROZEN
    return frozen and not NotaDinas.objects.filter(decree=decree).exists()


def _on_its_way(actor: Actor, decree: Decree) -> bool:
    frozen = decree.state == DecreeState.FROZEN
    return frozen and NotaDinas.objects.filter(decree=decree).exists()


def _may_sign(actor: Actor, decree: Decree) -> bool:
    return decree.state == DecreeState.FROZEN and chain_complete(decree)


def _signed(asked: Asked[Decree]) -> dict[str, Any]:
    return {
        "decree_id": asked.thing.pk,
        "signed_by_name": asked.data.get("penanda_tangan", ""),
        "scan": Scan(asked.data["berkas"].read()),
        **asked.form.terms(),
    }


def _signed_by_service(asked: Asked[Decree]) -> dict[str, Any]:
    return {
        "decree_id": asked.thing.pk,
        "terms": asked.form.terms(),
        "signer_nik": asked.data["nik"],
        "passphrase": asked.data["frasa"],
        "service": _service(),
    }


def _service() -> SigningService:
    found = configured()
    if found is None:
        raise Conflict(say("Layanan tanda tangan belum dipasang. Pakai tanda tangan basah."))
    return found


NOTE: Act[Decree] = Act(
    "decree_note",
    gettext_lazy("Buat nota dinas"),
    draft_note,
    lambda asked: {
        "decree_id": asked.thing.pk,
        "number": asked.data["nomor"],
        "dated": asked.data["tanggal"],
        "sender": asked.data["pengirim"],
    },
    gettext_lazy("Nota dinas dibuat. Cetak, lalu catat parafnya."),
    form=CoverNoteForm,
    offered=_lacks_note,
)
PARAF: Act[Decree] = Act(
    "decree_paraf",
    gettext_lazy("Catat paraf"),
    give_paraf,
    lambda asked: {**asked.where, "on": asked.data["tanggal"]},
    gettext_lazy("Paraf dicatat."),
    form=ParafForm,
    again=True,
)
RETURN: Act[Decree] = Act(
    "decree_return",
    gettext_lazy("Catat konsep kembali"),
    return_decree,
    lambda asked: {
        "decree_id": asked.thing.pk,
        "on": asked.data["tanggal"],
        "reason": asked.data["alasan"],
    },
    gettext_lazy("Pengembalian dicatat. Perbaiki, lalu buat nota dinas baru."),
    form=ReturnForm,
    offered=_on_its_way,
)
REOPEN: Act[Decree] = Act(
    "decree_reopen",
    gettext_lazy("Buka lampiran lagi"),
    reopen_decree,
    lambda asked: {"decree_id": asked.thing.pk, "reason": asked.data["alasan"]},
    gettext_lazy("Lampiran dibuka. Setujui peringkatnya lagi, atau susun yang baru."),
    form=ReopenForm,
    offered=lambda actor, decree: decree.state == DecreeState.FROZEN,
    again=True,
)
SIGN: Act[Decree] = Act(
    "decree",
    gettext_lazy("Catat SK dan rencanakan bulan"),
    services.sign_decree,
    _signed,
    gettext_lazy("SK dicatat. Bulan peserta sudah direncanakan."),
    form=SignForm,
    facts=lambda actor, decree: {"decree": decree},
    offered=_may_sign,
    again=True,
)
ELECTRONIC: Act[Decree] = Act(
    "decree_electronic",
    gettext_lazy("Tandatangani dan rencanakan bulan"),
    services.sign_electronically,
    _signed_by_service,
    gettext_lazy("SK ditandatangani. Bulan peserta sudah direncanakan."),
    form=ElectronicForm,
    facts=lambda actor, decree: {"decree": decree},
    offered=lambda actor, decree: _may_sign(actor, decree) and configured() is not None,
    again=True,
)


def _decree(actor: Actor, decree_id: int, step: int = 0) -> Decree:
    return get_decree(actor, decree_id)


decree = form_page(SIGN, page(*EVERYONE)(decree_page), _decree)
note, paraf, sign_electronic, returned, reopened = (
    act_view(act, decree, _decree) for act in (NOTE, PARAF, ELECTRONIC, RETURN, REOPEN)
)


@page(*EVERYONE)
def decree_file(request: HttpRequest, decree_id: int, copy: str, kind: str) -> HttpResponse:
    """A file of a decree; each download is noted."""
    if copy not in COPIES:
        raise Http404
    actor = actor_of_request(request)
    name, content = export_annex(actor=actor, decree_id=decree_id, kind=kind, masked=COPIES[copy])
    return download(name, MEDIA_TYPES[kind], content)


@page(*EVERYONE)
def note_file(request: HttpRequest, decree_id: int) -> HttpResponse:
    """The note for print."""
    name, content = export_note(actor=actor_of_request(request), decree_id=decree_id)
    return download(name, MEDIA_TYPES["pdf"], content)


@page(*PAPER_READERS)
def signed_file(request: HttpRequest, decree_id: int) -> HttpResponse:
    """The signed paper as it came back."""
    return download(*fetch_signed(actor=actor_of_request(request), decree_id=decree_id))


@public
def verify_decree(request: HttpRequest, code: str) -> HttpResponse:
    """For anybody: whether a paper with this code is a decree of the city, and its hash."""
    typed = code.upper().replace("-", "")
    decree = Decree.objects.filter(verification_code=typed).first()
    if decree is None and (change := public_change(typed)):
        return render(request, "programmes/verify_change.html", {"change": change})
    if decree is None:
        form = VerifyForm({"kode": code})
        form.add_error("kode", _("Kode ini tidak tercatat. Periksa 12 tanda di kaki SK."))
        return render(request, "programmes/verify_form.html", {"form": form}, status=404)
    paper = SignedPaper.objects.filter(decree=decree).first()
    return render(request, "programmes/verify.html", {"decree": decree, "paper": paper})


@public
def verify_form(request: HttpRequest) -> HttpResponse:
    """Where a code is typed in."""
    form = VerifyForm(request.GET or None)
    if form.is_valid():
        return redirect("verify_decree", form.cleaned_data["kode"])
    return render(request, "programmes/verify_form.html", {"form": form})


def _happening(paraf: Any) -> Happening:
    given = paraf.given_on is not None
    when = write_date(paraf.given_on) if given else _("Menunggu paraf")
    return Happening(when, paraf.title or paraf.post.name, who=paraf.name, planned=not given)


def _facts(decree: Decree) -> list[Fact]:
    facts = [
        Fact(_("Nomor"), decree.number or _("Belum ada")),
        Fact(_("Tanggal"), write_date(decree.dated)),
        Fact(_("Ditandatangani oleh"), decree.signed_by_name or _("Belum ada")),
        Fact(_("Jumlah orang"), write_count(decree.people)),
        Fact(_("Bulan pertama"), write_month(decree.first_month)),
        Fact(_("Kode verifikasi"), decree.verification_code),
        Fact(_("SHA-256 lampiran"), decree.annex_sha256),
    ]
    if decree.early_start_decision:
        facts.append(Fact(_("Keputusan untuk bulan sebelum SK"), decree.early_start_decision))
    return facts
