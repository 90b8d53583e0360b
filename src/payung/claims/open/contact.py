"""What a helper notes on a case's page of his contact with the family: a message, a call."""

from __future__ import annotations

from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.acts import Act
from payung.claims.models import Case, MessageWay
from payung.claims.open.calling import note_call
from payung.claims.open.messaging import note_message
from payung.ui.forms import PayungForm


class MessageForm(PayungForm):
    """By which way the family was told, under which number, and what it said."""

    cara = forms.ChoiceField(
        label=_("Dikirim lewat"), choices=MessageWay.choices, widget=forms.RadioSelect
    )
    kepada = forms.CharField(label=_("Nomor HP atau surel"), max_length=120, required=False)
    dijawab = forms.CharField(label=_("Apa jawabannya"), max_length=200, required=False)


class CalledForm(PayungForm):
    dibicarakan = forms.CharField(label=_("Apa yang dibicarakan"), max_length=200)


_act = partial(Act[Case], address="claim_act")

CONTACT_ACTS: tuple[Act[Case], ...] = (
    _act(
        "message",
        _("Catat: keluarga sudah dikabari"),
        note_message,
        lambda asked: {
            "case_id": asked.thing.pk,
            "way": MessageWay(asked.data["cara"]),
            "to": asked.data["kepada"],
            "said": asked.data["dijawab"],
        },
        lambda made: _("Pesan dicatat.") if made else _("Pesan ini sudah pernah dicatat."),
        form=MessageForm,
    ),
    _act(
        "called",
        _("Catat: keluarga sudah ditelepon"),
        note_call,
        lambda asked: {"case_id": asked.thing.pk, "said": asked.data["dibicarakan"]},
        _("Telepon dicatat."),
        form=CalledForm,
    ),
)
