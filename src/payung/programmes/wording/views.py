"""The page on which a city edits the words of its decrees, with every earlier version."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, form_page, offer
from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.programmes.ground.crumbs import home
from payung.programmes.models import Wording, WordingKind
from payung.programmes.wording.services import FILLED, save_wording, text_for
from payung.ui.format import write_date
from payung.ui.forms import PayungForm
from payung.ui.parts import Column, Crumb

READERS = (Role.OPERATOR, Role.APPROVER, Role.AUDITOR)
_LISTED = ("considering", "recalling", "noting")


def _lines(rows: int) -> forms.Textarea:
    """The regulation's own language, whatever the page's is."""
    return forms.Textarea({"rows": rows, "lang": "id"})


class WordingForm(PayungForm):
    """One paragraph a line; a line of the dictum begins with its name and a colon."""

    judul = forms.CharField(label=gettext_lazy("Tentang"), max_length=400)
    menimbang = forms.CharField(
        label=gettext_lazy("Menimbang"), widget=_lines(8),
        help_text=gettext_lazy("Satu baris satu huruf."),
    )  # fmt: skip
    mengingat = forms.CharField(
        label=gettext_lazy("Mengingat"),
        widget=_lines(8),
        required=False,
    )
    memperhatikan = forms.CharField(
        label=gettext_lazy("Memperhatikan"),
        widget=_lines(4),
        required=False,
    )
    diktum = forms.CharField(
        label=gettext_lazy("Diktum"), widget=_lines(10),
        help_text=gettext_lazy("Satu baris satu diktum, misalnya KESATU: Menetapkan …"),
    )  # fmt: skip
    alasan = forms.CharField(label=gettext_lazy("Alasan perubahan"), max_length=200)

    def clean_diktum(self) -> list[list[str]]:
        pairs = [line.partition(":") for line in _split(self.cleaned_data["diktum"])]
        if any(not colon or not rest.strip() for _name, colon, rest in pairs):
            raise forms.ValidationError(_("Tiap baris diktum: nama, titik dua, lalu isinya."))
        return [[name.strip(), rest.strip()] for name, _colon, rest in pairs]

    def text(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "subject": data["judul"].strip(),
            "considering": _split(data["menimbang"]),
            "recalling": _split(data["mengingat"]),
            "noting": _split(data["memperhatikan"]),
            "decisions": data["diktum"],
        }


def wording_page(request: HttpRequest, kind: str) -> HttpResponse:
    """The words in force in a form, what fills them, and the history."""
    actor, wanted = actor_of_request(request), _kind(kind)
    versions = list(Wording.objects.filter(area_id=actor.area, kind=wanted))
    chosen = next((v for v in versions if str(v.number) == request.GET.get("versi")), None)
    edit = offer(request, wanted, SAVE, kind=kind) if actor.role in SAVE.roles else None
    if edit and chosen and not edit.refused:
        edit.form.initial = _boxes(text_for(actor.area, wanted, chosen))
    context = {
        "title": wanted.label,
        "offer": edit,
        "shown": None if edit else _boxes(text_for(actor.area, wanted, chosen)),
        "filled": ", ".join("{" + name + "}" for name in FILLED[wanted]),
        "rows": [_row(version, kind) for version in versions],
        "columns": [
            Column("number", _("Versi"), "count"),
            Column("made", _("Tanggal")),
            Column("reason", _("Alasan")),
            Column("who", _("Oleh")),
        ],
        "crumbs": [home(), Crumb(wanted.label)],
    }
    return render(request, "programmes/wording.html", context)


def _kind(kind: str) -> WordingKind:
    if kind not in WordingKind.values:
        raise Http404
    return WordingKind(kind)


def _found(actor: Actor, kind: str) -> WordingKind:
    return _kind(kind)


SAVE: Act[WordingKind] = Act(
    "wording",
    gettext_lazy("Simpan naskah"),
    save_wording,
    lambda asked: {
        "kind": asked.thing,
        "text": asked.form.text(),
        "reason": asked.data["alasan"],
    },
    gettext_lazy("Naskah disimpan. SK yang belum ditandatangani memakainya."),
    form=WordingForm,
    facts=lambda actor, kind: {"initial": _boxes(text_for(actor.area, kind))},
)
wording = form_page(SAVE, page(*READERS)(wording_page), _found)


def _boxes(text: dict[str, Any]) -> dict[str, str]:
    lists = {
        name: "\n".join(text[part])
        for name, part in zip(("menimbang", "mengingat", "memperhatikan"), _LISTED, strict=True)
    }
    decisions = "\n".join(f"{name}: {line}" for name, line in text["decisions"])
    return {"judul": text["subject"], **lists, "diktum": decisions}


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _row(version: Wording, kind: str) -> dict[str, Any]:
    return {
        "href": f"{reverse('wording', args=[kind])}?versi={version.number}",
        "number": version.number,
        "made": write_date(version.made_at),
        "reason": version.reason,
        "who": version.made_by,
    }
