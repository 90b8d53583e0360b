"""What pages of several folders show: card numbers masked, answers as states, the way back."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.ledger.models import State
from payung.registry.fields import Sealed
from payung.ui.parts import Crumb

_KPJ_SHOWN = 3


def masked_kpj(kpj: Sealed) -> str:
    """The last digits of a card number, enough to compare with a card; empty if not known."""
    text = kpj.reveal() if kpj else ""
    return "•" * max(len(text) - _KPJ_SHOWN, 0) + text[-_KPJ_SHOWN:]


ANSWER_STATES = {True: State.ACCEPTED, False: State.REJECTED, None: State.SUBMITTED}


def crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("Daftar bayar"), reverse("payment_lists")), *more]
