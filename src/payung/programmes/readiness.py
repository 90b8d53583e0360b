"""What a decree needs of this room: payers, and posts with somebody in them."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor
from payung.ledger.payers import payers
from payung.office.readiness import FirstAct, Need
from payung.programmes.models import Holder, Post


def needs(actor: Actor) -> Sequence[Need]:
    signing = Post.objects.filter(signs=True)
    held = Holder.objects.filter(post__in=signing).exists()
    return [
        Need(FirstAct.DECREE, _("Pembayar"), payers(actor).exists(), reverse("payer_list")),
        Need(FirstAct.DECREE, _("Jabatan penanda tangan"), signing.exists(), reverse("officials")),
        Need(FirstAct.DECREE, _("Pejabat penanda tangan"), held, reverse("officials")),
    ]
