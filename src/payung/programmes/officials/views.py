"""The page of the posts in a decree's chain and of who holds them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from payung.accounts.scope import Actor, actor_of_request
from payung.audit import clock
from payung.kernel.errors import PayungError
from payung.programmes.ground.crumbs import home
from payung.programmes.models import Standing
from payung.programmes.officials import services
from payung.programmes.officials.forms import AppointForm, PostForm
from payung.programmes.officials.services import Appointment, holder_on, posts
from payung.ui.format import write_date
from payung.ui.forms import PayungForm
from payung.ui.parts import Column, Crumb


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def officials(request: HttpRequest) -> HttpResponse:
    """The chain with today's holders; POST adds a post or notes who holds one."""
    actor = actor_of_request(request)
    chain = list(posts(actor))
    about_post = request.POST.get("bagian") == "jabatan"
    sent = request.POST or None
    post_form = PostForm(sent if about_post else None, auto_id="jabatan_%s")
    form = AppointForm(None if about_post else sent, posts=chain)
    chosen: PayungForm = post_form if about_post else form
    if request.method == "POST" and chosen.is_valid() and _kept(actor, post_form, form, about_post):
        messages.success(request, _("Pejabat dicatat."))
        return redirect("officials")
    today = clock.today()
    context = {
        "post_form": post_form,
        "form": form,
        "rows": [_row(post, today) for post in chain],
        "columns": [
            Column("step", _("Urutan"), "count"),
            Column("post", _("Jabatan")),
            Column("today", _("Hari ini")),
            Column("history", _("Riwayat")),
        ],
        "crumbs": [home(), Crumb(_("Pejabat"))],
    }
    status = 422 if chosen.errors else 200
    return render(request, "programmes/officials.html", context, status=status)


def _kept(actor: Actor, post_form: PostForm, form: AppointForm, about_post: bool) -> bool:
    """Whether the act went through; its refusal stands above the form otherwise."""
    try:
        if about_post:
            found = post_form.cleaned_data
            services.keep_post(
                actor=actor,
                name=found["jabatan"],
                step=found["urutan"],
                signs=found["menandatangani"],
            )
        else:
            services.appoint(
                actor=actor,
                post_id=int(form.cleaned_data["jabatan"]),
                given=_given(form.cleaned_data),
            )
    except PayungError as error:
        (post_form if about_post else form).add_error(None, error.sentence)
        return False
    return True


def _given(found: dict[str, Any]) -> Appointment:
    return Appointment(
        name=found["nama"],
        standing=Standing(found["kedudukan"]),
        valid_from=found["mulai"],
        valid_to=found["sampai"],
        order_number=found["surat"],
    )


def _row(post: Any, today: Any) -> dict[str, Any]:
    holder = holder_on(post, today)
    return {
        "step": post.step,
        "post": f"{post.name} ({_('menandatangani')})" if post.signs else post.name,
        "today": f"{holder.name}, {holder.title}" if holder else _("Belum ada"),
        "history": "; ".join(_span(one) for one in post.holders.all()),
    }


def _span(holder: Any) -> str:
    end = write_date(holder.valid_to) if holder.valid_to else _("sekarang")
    words = f"{holder.name} ({holder.title}) {write_date(holder.valid_from)} – {end}"
    return f"{words}, {holder.order_number}" if holder.order_number else words
