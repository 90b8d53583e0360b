"""The page of the posts in a decree's chain and of who holds them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, act_view, offers
from payung.accounts.pages import EVERYONE, page
from payung.accounts.scope import Actor, actor_of_request
from payung.audit import clock
from payung.programmes.ground.crumbs import home
from payung.programmes.models import Post, Standing
from payung.programmes.officials import services
from payung.programmes.officials.forms import AppointForm, PostForm
from payung.programmes.officials.services import Appointment, holder_on, posts
from payung.ui.format import write_date
from payung.ui.parts import Column, Crumb


@page(*EVERYONE)
def officials(request: HttpRequest) -> HttpResponse:
    """The chain with today's holders."""
    chain, today = list(posts(actor_of_request(request))), clock.today()
    context = {
        "offers": offers(request, chain, (KEEP_POST, APPOINT)),
        "rows": [_row(post, today) for post in chain],
        "columns": [
            Column("step", _("Urutan"), "count"),
            Column("post", _("Jabatan")),
            Column("today", _("Hari ini")),
            Column("history", _("Riwayat")),
        ],
        "crumbs": [home(), Crumb(_("Pejabat"))],
    }
    return render(request, "programmes/officials.html", context)


def _given(asked: Asked[list[Post]]) -> dict[str, Any]:
    found = asked.data
    appointment = Appointment(
        name=found["nama"],
        standing=Standing(found["kedudukan"]),
        valid_from=found["mulai"],
        valid_to=found["sampai"],
        order_number=found["surat"],
    )
    return {"post_id": int(found["jabatan"]), "given": appointment}


KEEP_POST: Act[list[Post]] = Act(
    "post_keep",
    gettext_lazy("Tambah jabatan"),
    services.keep_post,
    lambda asked: {
        "name": asked.data["jabatan"],
        "step": asked.data["urutan"],
        "signs": asked.data["menandatangani"],
    },
    gettext_lazy("Jabatan dicatat."),
    form=PostForm,
)
APPOINT: Act[list[Post]] = Act(
    "post_appoint",
    gettext_lazy("Catat pejabat"),
    services.appoint,
    _given,
    gettext_lazy("Pejabat dicatat."),
    form=AppointForm,
    facts=lambda actor, chain: {"posts": chain},
    offered=lambda actor, chain: bool(chain),
)


def _chain(actor: Actor) -> list[Post]:
    return list(posts(actor))


post_keep, post_appoint = (act_view(act, officials, _chain) for act in (KEEP_POST, APPOINT))


def _row(post: Any, today: Any) -> dict[str, Any]:
    holder = holder_on(post, today)
    return {
        "step": post.step,
        "post": f"{post.name} ({_('menandatangani')})" if post.signs else post.name,
        "today": f"{holder.name}, {holder.title}" if holder else _("Belum ada"),
        "history": "; ".join(_span(ladder) for ladder in post.holders.all()),
    }


def _span(holder: Any) -> str:
    end = write_date(holder.valid_to) if holder.valid_to else _("sekarang")
    words = f"{holder.name} ({holder.title}) {write_date(holder.valid_from)} – {end}"
    return f"{words}, {holder.order_number}" if holder.order_number else words
