"""*Lembar RT*: a blank sheet of ten rows for the RT head, and the same ten rows to be typed.

What is typed is a list like any other: the same rules, quarantine and confirmation.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, form_page, offer
from payung.accounts.pages import open_to, page
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.areas.forms import AreaField
from payung.areas.selectors import area_of, place_name
from payung.audit.clock import today
from payung.intake.forms import CATEGORIES
from payung.intake.models import Upload, UploadState
from payung.intake.services import SENDERS, Incoming, check, receive
from payung.ui.format import write_date
from payung.ui.forms import PayungForm
from payung.ui.parts import Crumb

ROWS = 10
COLUMNS = (
    ("nama", gettext_lazy("Nama"), "NAMA"),
    ("nik", gettext_lazy("NIK"), "NIK"),
    ("lahir", gettext_lazy("Tanggal lahir"), "TANGGAL LAHIR"),
    ("ibu", gettext_lazy("Nama ibu kandung"), "NAMA IBU KANDUNG"),
    ("alamat", gettext_lazy("Alamat"), "ALAMAT"),
    ("pekerjaan", gettext_lazy("Pekerjaan"), "PEKERJAAN"),
    ("hp", gettext_lazy("Nomor HP"), "NO HP"),
)
"""The columns of the sheet and of the form: the input, its words, and the head in the list."""


class RowsForm(PayungForm):
    """Ten rows as they stand on the sheet; empty ones count for nothing."""

    kiriman = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    wilayah = AreaField(label=gettext_lazy("RT yang tertulis di lembar"))
    jenis = forms.ChoiceField(
        label=gettext_lazy("Jenis pekerja"), choices=CATEGORIES, widget=forms.RadioSelect,
        initial=CATEGORIES[0][0],
    )  # fmt: skip

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wilayah"].offer(  # type: ignore[attr-defined]
            area, chosen=str(self.data.get("wilayah", ""))
        )
        for number in range(1, ROWS + 1):
            for name, label, _head in COLUMNS:
                words = {"aria-label": f"{label} {number}", "autocomplete": "off"}
                numeric = {"inputmode": "numeric"} if name in ("nik", "hp") else {}
                numeric |= {"class": "w-nik"} if name == "nik" else {}
                self.fields[f"{name}_{number}"] = forms.CharField(
                    label=f"{label} {number}", required=False, max_length=200,
                    widget=forms.TextInput({**words, **numeric}),
                )  # fmt: skip

    def rows(self) -> list[list[forms.BoundField]]:
        """The inputs row by row, for the table."""
        return [
            [self[f"{name}_{number}"] for name, *_rest in COLUMNS] for number in range(1, ROWS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not _filled(data):
            self.add_error("nama_1", _("Isi paling sedikit satu baris."))
        return data


def _filled(data: dict[str, Any]) -> list[list[str]]:
    lines = [
        [" ".join(data.get(f"{name}_{number}", "").split()) for name, *_rest in COLUMNS]
        for number in range(1, ROWS + 1)
    ]
    return [line for line in lines if any(line)]


@open_to(*SENDERS)
def _take(
    *, actor: Actor, sent: UUID, area: str, category: str, rows: Sequence[list[str]]
) -> Upload:
    """The typed rows as a list of their own, checked at once."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([[head for *_rest, head in COLUMNS], *rows])
    (upload,) = receive(
        actor=actor,
        files=[
            Incoming(
                id=sent,
                filename=f"lembar-{area}-{sent.hex[:6]}.csv",
                content=text.getvalue().encode(),
                category=category,
                area=area,
                sender=names_of([actor.id])[actor.id],
            )
        ],
    )
    if upload.state == UploadState.RECEIVED:
        check(actor=actor, upload_ids=[upload.pk], on=today())
    return upload


def typing_page(request: HttpRequest) -> HttpResponse:
    """Ten rows to be typed from a sheet."""
    context = {
        "offer": offer(request, None, TYPE_IN),
        "heads": [label for _name, label, _head in COLUMNS],
        "crumbs": [Crumb(_("Unggahan"), reverse("upload_list")), Crumb(_("Ketik lembar RT"))],
    }
    return render(request, "intake/rows.html", context)


def _given(asked: Asked[None]) -> dict[str, Any]:
    data = asked.data
    return {
        "sent": data["kiriman"],
        "area": data["wilayah"],
        "category": data["jenis"],
        "rows": _filled(dict(data)),
    }


TYPE_IN: Act[None] = Act(
    "row_entry",
    gettext_lazy("Periksa baris ini"),
    _take,
    _given,
    gettext_lazy("Baris diterima dan sudah diperiksa. Lihat temuannya, lalu konfirmasi."),
    form=RowsForm,
    facts=lambda actor, nothing: {"area": actor.area},
    then=lambda asked, upload: reverse("upload", args=[upload.pk]),
    keep=True,
)
row_entry = form_page(TYPE_IN, typing_page)


@page(*SENDERS)
def row_sheet(request: HttpRequest) -> HttpResponse:
    """Ten blank rows on A4, with the code of the RT by which the clerk files them."""
    actor = actor_of_request(request)
    area = area_of(actor.area)
    context = {
        "rows": range(1, ROWS + 1),
        "place": place_name(area),
        "code": area.code if area.kind == "rt" else "",
        "back_url": reverse("home"),
        "printed_on": write_date(today()),
    }
    return render(request, "intake/row_sheet.html", context)
