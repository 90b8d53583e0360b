"""Where the one who answers for the law settles what is open: the text as read, its paper, a name.

The city's decisions are one file, the same that `payung law periksa` writes; each can be revoked.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, form_page, offer, offers
from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request, business_action
from payung.accounts.selectors import names_of
from payung.audit.services import note
from payung.law.jamsostek import decisions
from payung.registry.scans import MEDIA, scan_kind
from payung.ui.downloads import file_answer
from payung.ui.forms import PayungForm, TanggalField
from payung.ui.parts import Column, Crumb
from payung.web.calculator import wording


def decisions_file() -> Path:
    """The file of the city's decisions; it need not be there yet."""
    return Path(os.environ["PAYUNG_LAW"])


@business_action("web.settle_value", Role.APPROVER)
def settle_value(
    *,
    actor: Actor,
    name: str,
    value: int,
    number: str,
    dated: date,
    page: str,
    text: str,
    scan: bytes,
) -> None:
    """Writes what a text or a letter of BPJS says of one open value into the city's decisions."""
    by = names_of([actor.id]).get(actor.id, "")
    scan_kind(scan)
    paper = decisions.DecisionPaper(number.strip(), dated, page.strip(), text.strip(), by, scan)
    decisions.settle(decisions_file(), f"{name}={value}", paper)
    note(
        f"law:{name}",
        value=value,
        number=number.strip(),
        dated=dated,
        page=page.strip(),
        scan=paper.scan_name,
    )


@business_action("web.revoke_value", Role.APPROVER)
def revoke_value(*, actor: Actor, name: str) -> None:
    """Takes a decision of the city back; the law holds again as it was."""
    decisions.revoke(decisions_file(), name)
    note(f"law:{name}")


class ValueForm(PayungForm):
    """One open value as the text has it, and the text's number, day, page and words."""

    nilai = forms.ChoiceField(label=gettext_lazy("Nilai yang diperiksa"))
    isi = forms.IntegerField(
        label=gettext_lazy("Angka menurut naskah"),
        min_value=0,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    nomor = forms.CharField(
        label=gettext_lazy("Nomor naskah atau surat BPJS, dengan pasalnya"), max_length=120
    )
    tanggal = TanggalField(label=gettext_lazy("Tanggalnya"))
    halaman = forms.CharField(label=gettext_lazy("Halaman"), max_length=40)
    bunyi = forms.CharField(
        label=gettext_lazy("Bunyinya, satu kalimat"), max_length=300, widget=forms.Textarea
    )
    pindaian = forms.FileField(
        label=gettext_lazy("Pindaian naskah atau surat"),
        help_text=gettext_lazy("PDF, JPEG, atau PNG."),
    )

    def __init__(self, *args: Any, values: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nilai"].choices = values  # type: ignore[attr-defined]


def _open_values(actor: Actor, nothing: object) -> dict[str, Any]:
    english = wording.language() == "en"
    return {
        "values": [
            (str(row["name"]), f"{row['label_en' if english else 'label']}, {row['value']}")
            for row in decisions.unsettled(decisions_file())
        ]
    }


def _given(asked: Asked[None]) -> dict[str, Any]:
    data = asked.data
    return {
        "name": data["nilai"],
        "value": data["isi"],
        "number": data["nomor"],
        "dated": data["tanggal"],
        "page": data["halaman"],
        "text": data["bunyi"],
        "scan": data["pindaian"].read(),
    }


@page(Role.APPROVER, Role.AUDITOR, Role.OPERATOR)
def settle_page(request: HttpRequest) -> HttpResponse:
    """What nobody has checked, and what the city has decided, each with its paper."""
    english = wording.language() == "en"
    rows = [
        {
            **row,
            "label": row["label_en"] if english else row["label"],
            "href": reverse("parameter", args=[row["name"]]),
        }
        for row in decisions.settled(decisions_file())
    ]
    context = {
        "offers": offers(request, None, (SETTLE,)),
        "rows": rows,
        "revocable": actor_of_request(request).role == Role.APPROVER,
        "open": len(decisions.unsettled(decisions_file())),
        "scans": decisions.scans(decisions_file()),
        "columns": [
            Column("label", _("Nilai")),
            Column("value", _("Menurut keputusan kota")),
            Column("basis", _("Naskah atau surat")),
            Column("says", _("Bunyinya")),
        ],
        "crumbs": [Crumb(_("Hukum"), reverse("parameters")), Crumb(_("Periksa nilai"))],
    }
    return render(request, "web/lawbook/settling.html", context)


SETTLE: Act[None] = Act(
    "law_settle",
    gettext_lazy("Catat keputusan kota"),
    settle_value,
    _given,
    gettext_lazy("Keputusan kota dicatat. Hitungan memakainya mulai sekarang."),
    form=ValueForm,
    facts=_open_values,
    then=lambda asked, done: reverse("law_settle"),
)
settle = form_page(SETTLE, settle_page)


@page(Role.APPROVER, Role.AUDITOR, Role.OPERATOR)
def decision_scan(request: HttpRequest, name: str) -> HttpResponse:
    """The scan on which a decision rests, as it was given."""
    content = decisions.read_scan(decisions_file(), name)
    if content is None:
        raise Http404(name)
    kind = scan_kind(content)
    return file_answer(content, f"naskah-{name[:12]}.{kind}", MEDIA[kind])


def revoke_page(request: HttpRequest, name: str) -> HttpResponse:
    """One decision before it is taken back."""
    context = {
        "offer": offer(request, name, REVOKE, name=name),
        "rows": [row for row in decisions.settled(decisions_file()) if row["name"] == name],
        "crumbs": [
            Crumb(_("Hukum"), reverse("parameters")),
            Crumb(_("Periksa nilai"), reverse("law_settle")),
            Crumb(_("Cabut keputusan kota")),
        ],
    }
    return render(request, "web/lawbook/revoking.html", context)


def _name(actor: Actor, name: str) -> str:
    return name


REVOKE: Act[str] = Act(
    "law_revoke",
    gettext_lazy("Cabut keputusan kota"),
    revoke_value,
    lambda asked: {"name": asked.thing},
    gettext_lazy("Keputusan dicabut. Hitungan memakai nilai semula."),
    then=lambda asked, done: reverse("law_settle"),
)
revoke = form_page(REVOKE, revoke_page, _name)
