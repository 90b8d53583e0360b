"""The administrator's pages about people: who works here, one person, all heads of RT."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts import heads, limits, people
from payung.accounts.acts import Act, Asked, act_view, form_page, nothing, offer, offers
from payung.accounts.codes import grouped
from payung.accounts.factors.gate import has
from payung.accounts.factors.services import reset_factors
from payung.accounts.head_sheet import read_heads
from payung.accounts.letters import letters_pdf, message, messages_xlsx, whatsapp_link
from payung.accounts.list_pages import ListPage
from payung.accounts.models import Assignment, Role, User
from payung.accounts.pages import open_to, page
from payung.accounts.people_forms import (
    AccountFilter,
    AccountReasonForm,
    AssignForm,
    HeadForm,
    HeadSheetForm,
    InviteForm,
    LettersForm,
)
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import account, accounts, phone_of
from payung.areas.selectors import place_name
from payung.areas.settling import the_city
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.ui.downloads import file_answer
from payung.ui.parts import Column, Crumb, Fact
from payung.ui.tables import XLSX_MEDIA

BRING_IN = (Role.ADMIN, Role.VERIFIER)


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Akun"), reverse("account_list"))]


def _assigned_words(user: User) -> str:
    today = [f"{one.words} · {place_name(one.area)}" for one in user.in_force()]
    return "; ".join(today) or _("Tanpa penugasan yang berlaku")


def _state(user: User) -> str:
    if not user.is_active:
        return _("Nonaktif")
    return _("Aktif") if user.last_login else _("Belum pernah masuk")


account_list = ListPage(
    name="akun",
    title=gettext_lazy("Semua akun"),
    roles=(Role.ADMIN, Role.OPERATOR, Role.AUDITOR),
    rows=accounts,
    columns=(
        Column("full_name", gettext_lazy("Nama")),
        Column("username", gettext_lazy("Nama pengguna")),
        Column("assigned", gettext_lazy("Penugasan"), of=_assigned_words),
        Column("state", gettext_lazy("Keadaan"), of=_state),
        Column("last_login", gettext_lazy("Terakhir masuk"), "moment"),
    ),
    noun=gettext_lazy("akun"),
    why_empty=gettext_lazy("Tidak ada akun dengan saringan ini."),
    what_to_do=gettext_lazy("Kosongkan saringan, atau undang orangnya."),
    filters=AccountFilter,
    leads_to=lambda user: reverse("account", args=[user.pk]),
    doors=(
        (gettext_lazy("Undang satu orang"), "account_invite"),
        (gettext_lazy("Ketua RT dari satu berkas"), "head_sheet"),
        (gettext_lazy("Surat dan pesan untuk ketua RT"), "head_letters"),
        (gettext_lazy("Ketua RT yang sudah masuk"), "head_arrivals"),
        (gettext_lazy("Ganti ketua RT"), "head_renew"),
        (gettext_lazy("Percobaan masuk yang gagal"), "sign_in_tries"),
    ),
).view()

head_arrivals = ListPage(
    name="ketua-rt-masuk",
    title=gettext_lazy("Ketua RT yang sudah masuk"),
    roles=(Role.ADMIN, Role.OPERATOR, Role.VERIFIER),
    rows=heads.arrivals,
    columns=(
        Column("name", gettext_lazy("Kelurahan")),
        Column("heads", gettext_lazy("Ketua RT"), "count"),
        Column("came", gettext_lazy("Sudah masuk"), "count"),
        Column("waiting", gettext_lazy("Belum masuk"), "count"),
    ),
    noun=gettext_lazy("kelurahan"),
    why_empty=gettext_lazy("Belum ada ketua RT yang diundang."),
    what_to_do=gettext_lazy("Unggah satu berkas berisi semua ketua RT."),
).view()

sign_in_tries = ListPage(
    name="percobaan-masuk",
    title=gettext_lazy("Percobaan masuk yang gagal"),
    roles=(Role.ADMIN, Role.AUDITOR),
    rows=limits.refused_tries,
    columns=(
        Column("place", gettext_lazy("Asal (disamarkan)")),
        Column("tries", gettext_lazy("Percobaan"), "count"),
        Column("accounts", gettext_lazy("Akun yang dicoba"), "count"),
        Column("last", gettext_lazy("Terakhir"), "moment"),
    ),
    noun=gettext_lazy("asal"),
    why_empty=gettext_lazy("Tidak ada percobaan gagal dalam 24 jam."),
    what_to_do=gettext_lazy("Tidak perlu apa-apa."),
    lead=gettext_lazy("Banyak akun dari satu asal berarti ada yang menebak. Asal itu diperlambat."),
).view()


def _assigned(actor: Actor, user_id: int, assignment_id: int) -> User:
    return account(actor, user_id)


def _given(asked: Asked[User]) -> dict[str, Any]:
    form = AssignForm(area=asked.actor.area)
    form.cleaned_data = dict(asked.data)
    return {"user_id": asked.thing.pk, "assigned": form.assigned()}


def _area(actor: Actor, _thing: Any) -> dict[str, Any]:
    return {"area": actor.area}


def _reason(asked: Asked[User]) -> dict[str, Any]:
    return {"user_id": asked.thing.pk, "reason": asked.data["alasan"]}


def _end_given(asked: Asked[User]) -> dict[str, Any]:
    return _reason(asked) | {"assignment_id": asked.where["assignment_id"]}


def _is_another(actor: Actor, user: User) -> bool:
    return actor.id != f"user:{user.pk}"


@open_to(Role.ADMIN)
def _hand_code(*, actor: Actor, request: HttpRequest, user: User) -> HttpResponse:
    """A new one-time code, shown once on this page; asking again withdraws it."""
    code = people.new_code(actor=actor, user_id=user.pk)
    address = request.build_absolute_uri(reverse("invited", args=[grouped(code)]))
    text = message(user.full_name, address)
    context = {
        "person": user, "code": grouped(code), "address": address, "text": text,
        "whatsapp": whatsapp_link(phone_of(user), text),
        "crumbs": [*_crumbs(), Crumb(user.full_name, reverse("account", args=[user.pk]))],
    }  # fmt: skip
    return render(request, "accounts/handed.html", context)


CODE: Act[User] = Act(
    "account_code", gettext_lazy("Beri kode masuk"), _hand_code,
    lambda asked: {"request": asked.request, "user": asked.thing}, "",
    offered=lambda actor, user: user.is_active and _is_another(actor, user),
)  # fmt: skip
ASSIGN = Act(
    "account_assign", gettext_lazy("Beri penugasan"), people.assign, _given,
    gettext_lazy("Penugasan dicatat."), form=AssignForm, facts=_area, offered=_is_another,
)  # fmt: skip
END = Act(
    "account_end", gettext_lazy("Akhiri penugasan"), people.end_assignment, _end_given,
    gettext_lazy("Penugasan diakhiri. Aksesnya sudah hilang."), form=AccountReasonForm,
    offered=_is_another,
)  # fmt: skip
DISABLE = Act(
    "account_disable", gettext_lazy("Nonaktifkan akun"), people.disable, _reason,
    gettext_lazy("Akun dinonaktifkan."), form=AccountReasonForm,
    offered=lambda actor, user: user.is_active and _is_another(actor, user),
)  # fmt: skip
SIGN_OUT = Act(
    "account_sign_out", gettext_lazy("Keluarkan dari semua perangkat"), people.sign_out, _reason,
    gettext_lazy("Semua sesinya berakhir."), form=AccountReasonForm,
    offered=lambda actor, user: user.is_active and _is_another(actor, user),
)  # fmt: skip
RESET = Act(
    "account_reset", gettext_lazy("Lepas langkah kedua"), reset_factors, _reason,
    gettext_lazy("Langkah kedua dilepas. Ia menambah yang baru saat masuk lagi."),
    form=AccountReasonForm, again=True,
    offered=lambda actor, user: has(user) and _is_another(actor, user),
)  # fmt: skip
ENABLE = Act(
    "account_enable", gettext_lazy("Aktifkan lagi"), people.enable, _reason,
    gettext_lazy("Akun aktif lagi. Beri kode baru."), form=AccountReasonForm,
    offered=lambda actor, user: not user.is_active and _is_another(actor, user),
)  # fmt: skip
ACTS = (ASSIGN, CODE, SIGN_OUT, RESET, DISABLE, ENABLE)


@page(Role.ADMIN, Role.OPERATOR, Role.AUDITOR)
def account_page(request: HttpRequest, user_id: int) -> HttpResponse:
    """One person: what he is assigned to, was assigned to, and what can be done about it."""
    user = account(actor_of_request(request), user_id)
    ending = [
        (one, ends)
        for one in user.assignments.all()
        if one.ended_at is None
        for ends in offers(request, user, (END,), user_id=user.pk, assignment_id=one.pk).values()
    ]
    context = {
        "person": user,
        "facts": [
            Fact(_("Nama pengguna"), user.username),
            Fact(_("Keadaan"), _state(user)),
            Fact(_("Surel"), user.email or "–"),
        ],
        "columns": [
            Column("words", _("Peran")),
            Column("area", _("Wilayah"), of=lambda one: place_name(one.area)),
            Column("valid_from", _("Mulai"), of=_since),
            Column("valid_to", _("Sampai"), "date"),
            Column("paper", _("Surat")),
            Column("state", _("Keadaan"), of=_assignment_state),
        ],
        "rows": list(user.assignments.all()),
        "offers": offers(request, user, ACTS, user_id=user.pk),
        "ending": ending,
        "crumbs": [*_crumbs(), Crumb(user.full_name)],
    }
    return render(request, "accounts/account.html", context)


def _since(one: Assignment) -> str:
    from payung.ui.format import write_date

    return _("sejak awal") if one.valid_from == date.min else write_date(one.valid_from)


def _assignment_state(one: Assignment) -> str:
    if one.ended_at is not None:
        return _("Diakhiri: %(reason)s") % {"reason": one.end_reason}
    from payung.audit import clock

    return _("Berlaku") if one.holds_on(clock.today()) else _("Di luar masanya")


account_assign = act_view(ASSIGN, account_page, account)
account_end = act_view(END, account_page, _assigned)
account_sign_out = act_view(SIGN_OUT, account_page, account)
account_reset = act_view(RESET, account_page, account)
account_disable = act_view(DISABLE, account_page, account)
account_enable = act_view(ENABLE, account_page, account)


account_code = act_view(CODE, account_page, account)


def _form_of(request: HttpRequest, act: Act[Any], lead: str) -> HttpResponse:
    context = {
        "title": act.label, "lead": lead, "offer": offer(request, None, act),
        "crumbs": [*_crumbs(), Crumb(act.label)],
    }  # fmt: skip
    return render(request, "accounts/act.html", context)


def _invite_page(request: HttpRequest) -> HttpResponse:
    lead = _("Akunnya langsung ada. Sesudah ini beri kode masuknya.")
    return _form_of(request, INVITE, lead)


def _invited(asked: Asked[Any]) -> dict[str, Any]:
    form = InviteForm(area=asked.actor.area)
    form.cleaned_data = dict(asked.data)
    return {"newcomer": form.newcomer(), "assigned": form.assigned()}


INVITE: Act[Any] = Act(
    "account_invite", gettext_lazy("Undang"), people.invite, _invited,
    lambda user: _("%(name)s sudah punya akun. Beri kode masuknya.") % {"name": user.full_name},
    form=InviteForm, facts=_area, then=lambda asked, user: reverse("account", args=[user.pk]),
)  # fmt: skip
account_invite = form_page(INVITE, _invite_page, nothing)


def _sheet_page(request: HttpRequest) -> HttpResponse:
    lead = _("Yang belum dikenal mendapat akun. Nama lain di RT yang sama menggantikan yang lama.")
    return _form_of(request, SHEET, lead)


def _sheet_given(asked: Asked[Any]) -> dict[str, Any]:
    sheet = read_heads(asked.data["berkas"].read())
    if sheet.unread:
        rows = ", ".join(map(str, sheet.unread[:20]))
        raise BadInput(say("Nama, kelurahan, atau RT tidak terbaca di baris {rows}.", rows=rows))
    return {"heads": sheet.heads, "paper": asked.data["surat"], "on": asked.data["mulai"]}


def _taken_in(taken: heads.HeadsTakenIn) -> str:
    told = {"n": taken.invited, "known": taken.known, "rts": taken.new_rts}
    return _("%(n)d ketua RT diundang, %(known)d sudah dikenal, %(rts)d RT baru.") % told


SHEET: Act[Any] = Act(
    "head_sheet", gettext_lazy("Undang semua ketua RT"), heads.invite_heads, _sheet_given,
    _taken_in, form=HeadSheetForm, then=lambda asked, taken: reverse("head_letters"),
)  # fmt: skip
head_sheet = form_page(SHEET, _sheet_page, nothing)


def _renew_page(request: HttpRequest) -> HttpResponse:
    lead = _("Ketua yang lama langsung tidak bisa masuk. Yang baru masuk dengan surat.")
    return _form_of(request, RENEW, lead)


def _renewed(asked: Asked[Any]) -> dict[str, Any]:
    from payung.accounts.opening import NewColleague

    told = asked.data
    newcomer = NewColleague(name=told["nama"], phone=told["hp"])
    return {
        "rt": told["wilayah"], "newcomer": newcomer, "paper": told["surat"], "on": told["mulai"],
    }  # fmt: skip


RENEW: Act[Any] = Act(
    "head_renew", gettext_lazy("Ganti ketua RT"), heads.renew_head, _renewed,
    gettext_lazy("Ketua RT diganti. Cetak suratnya."), form=HeadForm, facts=_area,
    then=lambda asked, user: reverse("head_letters"),
)  # fmt: skip
head_renew = form_page(RENEW, _renew_page, nothing)


@open_to(*BRING_IN)
def _letters(*, actor: Actor, area: str, as_messages: bool, site: str) -> HttpResponse:
    """Letters or messages for all heads of RT who have not come in; older codes end."""
    made = heads.letters(actor=actor, area=area)
    if not made:
        raise BadInput(say("Semua ketua RT di wilayah ini sudah masuk."))
    if as_messages:
        return file_answer(messages_xlsx(made, site), "pesan-ketua-rt.xlsx", XLSX_MEDIA)
    city = the_city()
    pdf = letters_pdf(made, site, city.name if city else "")
    return file_answer(pdf, "surat-ketua-rt.pdf", "application/pdf")


def _letters_page(request: HttpRequest) -> HttpResponse:
    lead = _(
        "Untuk ketua RT yang belum pernah masuk. Surat dan pesan yang lama tidak berlaku lagi."
    )
    return _form_of(request, LETTERS, lead)


LETTERS: Act[Any] = Act(
    "head_letters", gettext_lazy("Buat surat dan pesan"), _letters,
    lambda asked: {
        "area": asked.data["wilayah"], "as_messages": asked.data["bentuk"] == "pesan",
        "site": asked.request.build_absolute_uri("/"),
    }, "",
    form=LettersForm,
    facts=lambda actor, thing: _area(actor, thing) | {"initial": {"wilayah": actor.area}},
)  # fmt: skip
head_letters = form_page(LETTERS, _letters_page, nothing)
