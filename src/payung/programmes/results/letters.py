"""The letter for one citizen: in, reserve, out or refused, why, and what he can do about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.programmes.models import Outcome, Ranked
from payung.programmes.results.selectors import READERS, approved_places, told_reason
from payung.ui.format import write_count, write_date
from payung.ui.words import shown
from payung.verification.models import Proposal, ProposalState
from payung.verification.queue import get_proposal
from payung.verification.refusing import REFUSED
from payung.verification.states import RECEIVED


@dataclass(frozen=True, slots=True)
class LetterWords:
    """What is written to him: the answer, why, what follows and what would change it."""

    title: str
    why: str
    follows: str
    changes: str


@page(*READERS)
def citizen_letter(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """One sheet for the one who was proposed; it shows no NIK and nobody else."""
    actor = actor_of_request(request)
    proposal = get_proposal(actor, proposal_id)
    places = approved_places(actor).filter(person=proposal.person_id)
    place = places.order_by("-selection__approved_at").first()
    context = {
        "person": proposal.person,
        "place": place_name(proposal.area),
        "programme": place.selection.programme if place else None,
        "decided": proposal.state != ProposalState.WAITING,
        "fate": fate_of(actor, proposal, place),
        "back_url": reverse("proposal", args=[proposal.pk]),
        "printed_on": write_date(today()),
    }
    return render(request, "programmes/citizen_letter.html", context)


def fate_of(actor: Actor, proposal: Proposal, place: Ranked | None) -> LetterWords:
    """The words for where a proposal stands now."""
    if proposal.state == ProposalState.REFUSED:
        why = str(REFUSED.get(proposal.reason, proposal.get_reason_display()))
        change = _("Bawa bukti yang membantah alasan itu. Usulan baru boleh dibuat kapan saja.")
        return LetterWords(
            _("Usulan ditolak"), why, _("Anda belum dilindungi program ini."), change
        )
    if proposal.state != ProposalState.VERIFIED:
        change = _("Tidak ada yang perlu Anda lakukan sekarang.")
        return LetterWords(str(RECEIVED), "", _("Anda belum dilindungi program ini."), change)
    if place is None:
        return LetterWords(
            _("Diperiksa, menunggu seleksi"),
            _("Kelurahan sudah memeriksa usulan Anda. Kota memilih menurut aturan program."),
            _("Anda belum dilindungi program ini."),
            _("Beri tahu ketua RT bila pekerjaan atau alamat Anda berubah."),
        )
    return _of_place(actor, place)


def _of_place(actor: Actor, place: Ranked) -> LetterWords:
    why = shown(told_reason(actor, place.reason))
    if place.outcome == Outcome.IN:
        return LetterWords(
            _("Anda terpilih"),
            why,
            _("Perlindungan berjalan mulai bulan pertama yang dibayar, bukan sejak surat ini."),
            _("Beri tahu ketua RT bila Anda pindah kota atau mendapat pekerjaan tetap."),
        )
    if place.outcome == Outcome.RESERVE:
        return LetterWords(
            _("Anda masuk daftar cadangan, nomor %(n)s") % {"n": write_count(_number(place))},
            why,
            _("Anda naik bila ada yang keluar. Sampai saat itu Anda belum dilindungi program ini."),
            _("Nomor bisa berubah bila data Anda atau data orang lain diperbaiki."),
        )
    return LetterWords(
        _("Anda belum terpilih"),
        why,
        _("Anda belum dilindungi program ini."),
        _("Bila keadaan di atas keliru atau sudah berubah, perbaiki datanya di kelurahan."),
    )


def _number(place: Ranked) -> int:
    """His place among the reserve of his ranking, counted from the best."""
    reserve = Ranked.objects.filter(selection=place.selection_id, outcome=Outcome.RESERVE)
    return reserve.filter(rank__lte=place.rank).count()
