"""Readiness, and the records of each kind."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, act_view, form_page, nothing, offer, offers
from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.office import exchange, services
from payung.office.forms import CityFileForm, RecordForm, WithdrawForm
from payung.office.kinds import KINDS, RecordKind, written
from payung.office.models import Record
from payung.office.readiness import all_needs
from payung.office.selectors import current, history
from payung.ui.downloads import file_answer
from payung.ui.parts import Column, Crumb, Fact, as_link

READERS = (Role.ADMIN, Role.OPERATOR, Role.FINANCE, Role.APPROVER, Role.AUDITOR)


@page(*READERS)
def readiness(request: HttpRequest) -> HttpResponse:
    """What is missing before each first act, with the way to it."""
    needs = all_needs(actor_of_request(request))
    context = {
        "rows": needs,
        "missing": sum(not need.met for need in needs),
        "columns": [
            Column("what", _("Yang diperlukan")),
            Column("act", _("Sebelum"), of=lambda need: need.act.value),
            Column("met", _("Keadaan"), of=lambda need: _("Ada") if need.met else _("Belum ada")),
        ],
        "link": "address",
        "kinds": list(KINDS.values()),
    }
    return render(request, "office/readiness.html", context)


def get_kind(actor: Actor, kind: str) -> RecordKind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def get_record(actor: Actor, kind: str, record_id: int) -> Record:
    record = current(kind).filter(pk=record_id).first()
    if record is None:
        raise Http404
    return record


def _may_keep(actor: Actor, kind: str) -> bool:
    return actor.role in KINDS[kind].roles


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("Kesiapan"), reverse("readiness")), *more]


@page(*READERS)
def kind_page(request: HttpRequest, kind: str) -> HttpResponse:
    """The records of one kind that hold now, and a form for one more."""
    known = get_kind(actor_of_request(request), kind)
    slots = [Column(s.name, s.label, of=_reader(s)) for s in known.slots]
    slots.sort(key=lambda column: column.key != known.name)
    context = {
        "kind": known,
        "columns": [
            *slots,
            Column("valid_from", _("Sejak"), "date"),
            Column("source", _("Sumber")),
        ],
        "rows": list(current(kind)),
        "link": as_link(lambda one: reverse("office_record", args=[one.kind, one.pk])),
        "offer": offers(request, known, (ADD,), kind=kind).get(ADD.name),
        "crumbs": _crumbs(Crumb(known.label)),
    }
    return render(request, "office/kind.html", context)


def _reader(slot: Any) -> Any:
    return lambda one: written(slot, one.told.get(slot.name))


@page(*READERS)
def record_page(request: HttpRequest, kind: str, record_id: int) -> HttpResponse:
    """One record with its history; a mending is a newer one."""
    actor = actor_of_request(request)
    one, known = get_record(actor, kind, record_id), get_kind(actor, kind)
    where = {"kind": kind, "record_id": record_id}
    acts = offers(request, one, (MEND, WITHDRAW), **where)
    facts = [
        Fact(slot.label, written(slot, one.told.get(slot.name)) or "–") for slot in known.slots
    ]
    context = {
        "title": written(known.slots[0], one.told.get(known.name)),
        "facts": [*facts, Fact(_("Sumber"), one.source)],
        "history": list(history(kind, one.key)),
        "columns": [
            Column("valid_from", _("Berlaku sejak"), "date"),
            Column("told", _("Isi"), of=lambda old: _in_words(known, old)),
            Column("reason", _("Alasan")),
            Column("made_at", _("Dicatat"), "moment"),
        ],
        "mend": acts.get(MEND.name),
        "withdraw": acts.get(WITHDRAW.name),
        "crumbs": _crumbs(
            Crumb(known.label, reverse("office_kind", args=[kind])), Crumb(one.told[known.name])
        ),
    }
    return render(request, "office/record.html", context)


def _in_words(kind: RecordKind, record: Record) -> str:
    told = [written(slot, record.told.get(slot.name)) for slot in kind.slots]
    words = " · ".join(value for value in told if value)
    return f"{_('Dicabut')}: {words}" if record.withdrawn else words


def _given(asked: Asked[Any], kind: RecordKind) -> dict[str, Any]:
    told = {slot.name: asked.data[slot.name] for slot in kind.slots}
    return {"told": told, "source": asked.data["sumber"], "since": asked.data["sejak"]}


ADD: Act[RecordKind] = Act(
    "office_add", gettext_lazy("Tambah"), services.add,
    lambda asked: _given(asked, asked.thing) | {"kind": asked.thing.code},
    gettext_lazy("Catatan ditambahkan."), form=RecordForm,
    facts=lambda actor, kind: {"kind": kind},
    offered=lambda actor, kind: _may_keep(actor, kind.code),
)  # fmt: skip
MEND: Act[Record] = Act(
    "office_mend", gettext_lazy("Perbaiki"), services.mend,
    lambda asked: _given(asked, KINDS[asked.thing.kind])
    | {"record_id": asked.thing.pk, "reason": asked.data["alasan"]},
    gettext_lazy("Catatan baru menggantikan yang lama."), form=RecordForm,
    facts=lambda actor, record: {"kind": KINDS[record.kind], "before": record},
    offered=lambda actor, record: _may_keep(actor, record.kind),
    then=lambda asked, made: reverse("office_record", args=[made.kind, made.pk]),
)  # fmt: skip
WITHDRAW: Act[Record] = Act(
    "office_withdraw", gettext_lazy("Cabut"), services.withdraw,
    lambda asked: {"record_id": asked.thing.pk, "reason": asked.data["alasan"]},
    gettext_lazy("Catatan dicabut. Riwayatnya tetap ada."), form=WithdrawForm,
    offered=lambda actor, record: _may_keep(actor, record.kind),
    then=lambda asked, made: reverse("office_kind", args=[made.kind]),
)  # fmt: skip
office_add = act_view(ADD, kind_page, get_kind)
office_mend = act_view(MEND, record_page, get_record)
office_withdraw = act_view(WITHDRAW, record_page, get_record)


def _file_page(request: HttpRequest) -> HttpResponse:
    context = {"offer": offer(request, None, TAKE_OVER), "crumbs": _crumbs(Crumb(_("Berkas kota")))}
    return render(request, "office/file.html", context)


TAKE_OVER: Act[Any] = Act(
    "office_file", gettext_lazy("Ambil dari berkas"), exchange.take_over,
    lambda asked: {"content": asked.data["berkas"].read()},
    lambda done: _("%(n)d catatan baru, %(m)d diperbaiki.") % {"n": done[0], "m": done[1]},
    form=CityFileForm, then=lambda asked, done: reverse("readiness"),
)  # fmt: skip
office_file = form_page(TAKE_OVER, _file_page, nothing)


@page(*READERS)
def office_export(request: HttpRequest) -> HttpResponse:
    """All records that hold now, as one file."""
    return file_answer(exchange.export().encode(), "kota.yaml", "application/yaml")
