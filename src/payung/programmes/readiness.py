"""What a decree needs of this room: payers, posts, a programme; and a list to pay: the decree."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor
from payung.ledger.payers import payers
from payung.office.readiness import FirstAct, Need
from payung.programmes.models import Decree, DecreeState, Holder, Post, Programme


def needs(actor: Actor) -> Sequence[Need]:
    signing = Post.objects.filter(signs=True)
    held = Holder.objects.filter(post__in=signing).exists()
    made = Programme.objects.exists()
    signed = Decree.objects.filter(state=DecreeState.SIGNED).exists()
    return [
        Need(FirstAct.DECREE, _("Pembayar"), payers(actor).exists(), reverse("payer_list")),
        Need(FirstAct.DECREE, _("Jabatan penanda tangan"), signing.exists(), reverse("officials")),
        Need(FirstAct.DECREE, _("Pejabat penanda tangan"), held, reverse("officials")),
        Need(FirstAct.DECREE, _("Program"), made, reverse("programme_new")),
        Need(FirstAct.PAYMENT, _("SK ditandatangani"), signed, reverse("programme_list")),
    ]
