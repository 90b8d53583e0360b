"""Deaths without a day: who waits for it, what was paid around it, and the kelurahan's word."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, act_view, offers
from payung.accounts.list_pages import ListPage
from payung.accounts.pages import page
from payung.accounts.scope import actor_of_request
from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.claims.ground.pages import crumbs
from payung.claims.unclaimed.days import get_without_day, without_day
from payung.claims.unclaimed.settling import DAY_TELLERS, give_day, is_alive
from payung.payments.audit.paid_after import paid_around
from payung.registry.deaths import when
from payung.registry.models import LifeFact
from payung.ui.format import write_count, write_moment, write_rupiah
from payung.ui.forms import PayungForm
from payung.ui.parts import Column, Crumb, Fact
from payung.ui.words import shown

_TITLE = gettext_lazy("Kematian tanpa hari")


class DayForm(PayungForm):
    """The day, and who told it."""

    tanggal = forms.DateField(label=gettext_lazy("Hari meninggal"))
    sumber = forms.CharField(
        label=gettext_lazy("Siapa atau surat apa yang menyebutnya"),
        max_length=120,
        help_text=gettext_lazy("Misalnya: istri almarhum; surat kematian kelurahan."),
    )


class AliveForm(PayungForm):
    """Who met him, and when."""

    alasan = forms.CharField(label=gettext_lazy("Siapa yang menemuinya, dan kapan"), max_length=120)


all_without_day = ListPage(
    name="kematian-tanpa-hari",
    title=_TITLE,
    roles=DAY_TELLERS,
    rows=without_day,
    columns=(
        Column("person.name", gettext_lazy("Nama")),
        Column("area", gettext_lazy("Wilayah"), of=lambda fact: place_name(fact.person.area)),
        Column("bounds", gettext_lazy("Meninggal"), of=lambda fact: str(when(fact))),
        Column("source", gettext_lazy("Sumber"), of=lambda fact: shown(fact.source)),
    ),
    noun=gettext_lazy("kematian"),
    why_empty=gettext_lazy("Hari setiap kematian sudah diketahui."),
    what_to_do=gettext_lazy("Tidak ada yang perlu dikerjakan di sini."),
    lead=gettext_lazy("Bulan yang belum pasti menunggu. Tanyakan harinya kepada keluarga atau RT."),
    leads_to=lambda fact: reverse("claims_day", args=[fact.pk]),
    crumbs=lambda: crumbs(Crumb(_("Kematian tanpa hari"))),
).view()


@page(*DAY_TELLERS)
def day(request: HttpRequest, fact_id: int) -> HttpResponse:
    """One death without a day: what is known, what was paid, and the two answers."""
    actor = actor_of_request(request)
    fact = get_without_day(actor, fact_id)
    context = {
        "fact": fact,
        "facts": [
            Fact(_("Meninggal"), str(when(fact))),
            Fact(_("Sumber"), f"{shown(fact.source)} · {write_moment(fact.known_at)}"),
            *_paid(request, fact),
        ],
        "offers": offers(request, fact, (GIVE, ALIVE), fact_id=fact_id),
        "crumbs": crumbs(Crumb(str(_TITLE), reverse("claims_days")), Crumb(fact.person.name)),
    }
    return render(request, "claims/day.html", context)


def _paid(request: HttpRequest, fact: LifeFact) -> list[Fact]:
    around = paid_around(actor_of_request(request), fact.person_id, when(fact))
    words = _("%(months)s bulan, %(rupiah)s")
    lines = (
        (_("Dibayar sesudah meninggal"), around.months, around.amount_rp),
        (_("Mungkin dibayar sesudah meninggal"), around.perhaps_months, around.perhaps_rp),
    )
    return [
        Fact(label, words % {"months": write_count(months), "rupiah": write_rupiah(rupiah)})
        for label, months, rupiah in lines
    ]


GIVE: Act[LifeFact] = Act(
    "claims_day_give",
    gettext_lazy("Catat hari meninggal"),
    give_day,
    lambda asked: {
        "fact_id": asked.thing.pk,
        "day": asked.data["tanggal"],
        "source": asked.data["sumber"],
        "today": today(),
    },
    lambda case: _("Harinya dicatat dan kasus dibuka.") if case else _("Harinya dicatat."),
    form=DayForm,
    then=lambda asked, case: reverse("claim", args=[case.pk]) if case else reverse("claims_days"),
)
ALIVE: Act[LifeFact] = Act(
    "claims_day_alive",
    gettext_lazy("Ia masih hidup"),
    is_alive,
    lambda asked: {"fact_id": asked.thing.pk, "reason": asked.data["alasan"]},
    gettext_lazy("Kabar kematian ditarik; bulan yang ditahan berjalan lagi."),
    form=AliveForm,
    then=lambda asked, none: reverse("claims_days"),
)
give, alive = (act_view(act, day, get_without_day) for act in (GIVE, ALIVE))
