"""Filters of lists and rows, and the forms of the acts on a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.payments.ground.selectors import payment_lists
from payung.payments.lists.review import next_month, review
from payung.payments.models import ListState
from payung.programmes.models import Programme
from payung.ui.forms import MonthChoiceField, PayungForm


class ListFilter(forms.Form):
    """Which lists to show."""

    program = forms.ChoiceField(label=_("Program"), required=False)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"), choices=[("", _("Semua")), *ListState.choices], required=False
    )

    def __init__(self, *args: Any, programmes: list[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(p.code, p.name) for p in programmes]
        self.fields["program"].choices = [("", _("Semua")), *names]  # type: ignore[attr-defined]


class RowFilter(forms.Form):
    """Which rows of one list to show."""

    q = forms.CharField(label=_("Nama"), required=False)
    jawaban = forms.ChoiceField(
        label=_("Jawaban BPJS"),
        choices=[
            ("", _("Semua")),
            ("diterima", _("Diterima")),
            ("ditolak", _("Belum bisa didaftarkan")),
            ("belum", _("Belum dijawab")),
        ],
        required=False,
    )


class MonthOfList(forms.Form):
    """For which month a list is to be made; looked at before anything is submitted."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bulan"] = MonthChoiceField(
            label=_("Bulan"), first=programme.first_month, last=programme.last_month
        )


class MakeListForm(PayungForm):
    """Submits the list that was reviewed: month and number go along."""

    bulan = forms.CharField(widget=forms.HiddenInput)
    urutan = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, *args: Any, actor: Actor, programme: Programme, month: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = MonthOfList({"bulan": self.data.get("bulan") or month}, programme=programme)
        usual = next_month(actor, programme)
        found = chosen.cleaned_data["bulan"] if chosen.is_valid() else usual
        self.seen = review(actor, programme, found)
        self.people = self._made(actor, programme, found) or self.seen.people
        self.initial = {"bulan": str(found), "urutan": self.seen.sequence}

    def _made(self, actor: Actor, programme: Programme, month: Month) -> int:
        """The people of this very list, if it was made meanwhile: a second click is no mistake."""
        number = self.data.get("urutan", "")
        made = payment_lists(actor).filter(
            programme=programme, month=month, sequence=int(number) if number.isdecimal() else 0
        )
        known = made.exclude(state=ListState.CANCELLED).first()
        return known.people + known.held.count() if known else 0

    def clean_bulan(self) -> Month:
        return Month.parse(self.cleaned_data["bulan"])


class CancelListForm(PayungForm):
    """Why a list is taken back before it was sent."""

    alasan = forms.CharField(label=_("Alasan"), max_length=160)


class MendedForm(PayungForm):
    """Who was mended of those whom BPJS could not register, by kelurahan, and how."""

    perbaikan = forms.CharField(label=_("Apa yang diperbaiki?"), max_length=160)

    def __init__(
        self, *args: Any, rejected: list[tuple[str, list[tuple[int, str]]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orang"] = forms.TypedMultipleChoiceField(
            label=_("Siapa yang sudah diperbaiki"),
            choices=rejected,
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Menurut kelurahan yang memperbaikinya, dengan alasan BPJS."),
        )
        self.order_fields(("orang", "perbaikan"))


class AsideForm(PayungForm):
    """Why the list goes on without its unanswered rows."""

    alasan = forms.CharField(label=_("Alasan"), max_length=160)


class ReleaseForm(PayungForm):
    """On what a held person follows in a later list."""

    keputusan = forms.CharField(label=_("Dasar keputusan"), max_length=160)
