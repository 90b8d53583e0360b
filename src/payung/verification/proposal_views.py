"""One proposal and its acts: its sender mends or withdraws it, who decided takes it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, act_view, form_page, offer, offers
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.areas.selectors import ancestors
from payung.intake.services import uploads
from payung.intake.wording import doubts_in_words
from payung.ui.format import write_date, write_moment
from payung.ui.forms import PayungForm
from payung.ui.parts import Crumb, Fact
from payung.verification.known import known_of
from payung.verification.models import Category, Proposal, ProposalState
from payung.verification.own import is_mendable, is_open, mend_proposal, withdraw_proposal
from payung.verification.queue import get_proposal
from payung.verification.undoing import is_undoable, undo_decision
from payung.verification.views import READERS, REVIEW


@page(*READERS)
def proposal(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """One proposal: who, from which list, with which doubts, and what became of it."""
    actor = actor_of_request(request)
    proposal = get_proposal(actor, proposal_id)
    context = {
        "proposal": proposal,
        "facts": _facts(actor, proposal),
        "offers": offers(request, proposal, (REVIEW,))
        | offers(request, proposal, OWN_ACTS, proposal_id=proposal_id),
        "is_own": proposal.state == ProposalState.WAITING and proposal.collected_by == actor.id,
        "place": " › ".join(area.name for area in ancestors(proposal.area_id)),
        **known_of(actor, proposal),
        "crumbs": [Crumb(_("Usulan"), reverse("proposal_list")), Crumb(proposal.person.name)],
    }
    return render(request, "verification/proposal.html", context)


def _upload_address(actor: Actor, proposal: Proposal) -> str:
    """Where the list is that brought the proposal; empty if it is a wider area's, or none did."""
    if proposal.upload_id is None or not uploads(actor).filter(pk=proposal.upload_id).exists():
        return ""
    return reverse("upload", args=[proposal.upload_id])


def _facts(actor: Actor, proposal: Proposal) -> list[Fact]:
    names = names_of([proposal.collected_by, proposal.decided_by])
    source = proposal.upload.filename if proposal.upload else _("Formulir")
    href = _upload_address(actor, proposal)
    facts = [
        Fact(
            _("Orang"),
            proposal.person.name,
            reverse("person", args=[proposal.person_id]),
            _("Buka"),
        ),
        Fact(_("Jenis pekerja"), proposal.get_category_display()),
        Fact(_("Lahir"), write_date(proposal.person.birth_date)),
        Fact(_("Pekerjaan"), proposal.person.occupation or "–"),
        Fact(_("Dari daftar"), source, href, _("Buka")),
        Fact(_("Diusulkan"), write_moment(proposal.proposed_at)),
        Fact(_("Dikumpulkan oleh"), names.get(proposal.collected_by, "–")),
        Fact(_("Catatan pemeriksaan"), doubts_in_words(proposal.doubts) or _("Tidak ada")),
    ]
    if proposal.decided_at:
        decided = f"{write_moment(proposal.decided_at)}, {names.get(proposal.decided_by, '')}"
        facts.append(Fact(_("Diputuskan"), decided))
    if proposal.reason:
        facts.append(Fact(_("Alasan"), proposal.get_reason_display()))
    return facts


class MendForm(PayungForm):
    """What may have been written wrongly; the NIK is not among it, for that is another person."""

    nama = forms.CharField(
        label=gettext_lazy("Nama"), help_text=gettext_lazy("Seperti di KTP."), max_length=120
    )
    tempat_lahir = forms.CharField(label=gettext_lazy("Tempat lahir"), max_length=80)
    alamat = forms.CharField(label=gettext_lazy("Alamat"), max_length=200)
    nama_ibu = forms.CharField(
        label=gettext_lazy("Nama ibu kandung"),
        help_text=gettext_lazy("Kosongkan bila tidak berubah."),
        max_length=120,
        required=False,
    )
    no_hp = forms.CharField(
        label=gettext_lazy("Nomor HP"),
        help_text=gettext_lazy("Kosongkan bila tidak berubah."),
        max_length=40,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )
    jenis = forms.ChoiceField(
        label=gettext_lazy("Jenis pekerja"), choices=Category.choices, widget=forms.RadioSelect
    )
    pekerjaan = forms.CharField(label=gettext_lazy("Pekerjaan"), max_length=80)


def _known(actor: Actor, proposal: Proposal) -> dict[str, Any]:
    person = proposal.person
    return {
        "initial": {
            "nama": person.name,
            "tempat_lahir": person.birth_place,
            "alamat": person.address,
            "jenis": proposal.category,
            "pekerjaan": person.occupation,
        }
    }


def _words(asked: Asked[Proposal]) -> dict[str, Any]:
    """The answers as the record takes them, tidied as those of a list are."""
    from payung.lists.rules.blank import clean
    from payung.lists.rules.phone import read_phone

    data = asked.data
    words = {
        "name": data["nama"],
        "birth_place": data["tempat_lahir"],
        "address": data["alamat"],
        "mother": data["nama_ibu"],
        "occupation": data["pekerjaan"],
    }
    cleaned = {name: clean(text) for name, text in words.items()}
    return {
        "proposal_id": asked.thing.pk,
        "words": cleaned | {"phone": read_phone(data["no_hp"]) or ""},
        "category": Category(data["jenis"]),
    }


def mend_page(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """The words of one's own proposal, to be written anew."""
    proposal = get_proposal(actor_of_request(request), proposal_id)
    context = {
        "proposal": proposal,
        "offer": offer(request, proposal, MEND, proposal_id=proposal_id),
        "crumbs": [
            Crumb(_("Usulan"), reverse("proposal_list")),
            Crumb(proposal.person.name, reverse("proposal", args=[proposal.pk])),
            Crumb(_("Perbaiki")),
        ],
    }
    return render(request, "verification/mend.html", context)


def _to_proposal(asked: Asked[Proposal], done: Proposal) -> str:
    return reverse("proposal", args=[done.pk])


MEND: Act[Proposal] = Act(
    "proposal_mend",
    gettext_lazy("Perbaiki usulan ini"),
    mend_proposal,
    _words,
    gettext_lazy("Usulan diperbaiki."),
    form=MendForm,
    facts=_known,
    offered=is_mendable,
    then=_to_proposal,
    keep=True,
)
WITHDRAW: Act[Proposal] = Act(
    "proposal_withdraw",
    gettext_lazy("Tarik usulan ini"),
    withdraw_proposal,
    lambda asked: {"proposal_id": asked.thing.pk},
    gettext_lazy("Usulan ditarik. Orangnya boleh diusulkan lagi."),
    offered=is_open,
    then=_to_proposal,
)
UNDO: Act[Proposal] = Act(
    "proposal_undo",
    gettext_lazy("Batalkan keputusan saya"),
    undo_decision,
    lambda asked: {"proposal_id": asked.thing.pk},
    gettext_lazy("Keputusan dibatalkan. Usulan menunggu lagi."),
    offered=is_undoable,
    then=_to_proposal,
)
OWN_ACTS = (MEND, WITHDRAW, UNDO)
proposal_mend = form_page(MEND, mend_page, get_proposal)
proposal_withdraw = act_view(WITHDRAW, proposal, get_proposal)
proposal_undo = act_view(UNDO, proposal, get_proposal)
