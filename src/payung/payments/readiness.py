"""What a list to pay needs of this room, PKS and SPD; and a claim: a list to pay."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor
from payung.audit import clock
from payung.office.readiness import FirstAct, Need
from payung.payments.models import Partnership, PaymentList, Spd


def needs(actor: Actor) -> Sequence[Need]:
    there = Partnership.objects.filter(valid_to__gte=clock.today()).exists()
    spd, made = Spd.objects.exists(), PaymentList.objects.exists()
    return [
        Need(FirstAct.PAYMENT, _("PKS yang berlaku"), there, reverse("partnerships")),
        Need(FirstAct.PAYMENT, _("DPA dan SPD"), spd, reverse("money")),
        Need(FirstAct.CLAIM, _("Daftar bayar diajukan"), made, reverse("payment_lists")),
    ]
