"""The form of a record, made from the slots of its kind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.audit import clock
from payung.office.kinds import RecordKind, Shape, Slot, written
from payung.office.models import Record
from payung.ui.forms import PayungForm, TanggalField


class RecordForm(PayungForm):
    """What a kind holds, its source and since when; a mending also says why."""

    def __init__(
        self, *args: Any, kind: RecordKind, before: Record | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for slot in kind.slots:
            self._put(slot.name, _field(slot), before and written(slot, before.told.get(slot.name)))
        source = forms.CharField(label=_("Sumber"), max_length=200, help_text=_HINT)
        self._put("sumber", source, before and before.source)
        self._put("sejak", TanggalField(label=_("Berlaku sejak")), clock.today())
        if before is not None:
            self._put("alasan", forms.CharField(label=_("Alasan perbaikan"), max_length=200), "")

    def _put(self, name: str, field: forms.Field, initial: Any) -> None:
        if field.label:
            field.error_messages["required"] = _("%(field)s belum diisi.") % {"field": field.label}
        field.initial = initial or field.initial
        self.fields[name] = field

    def told(self) -> dict[str, Any]:
        return {slot.name: self.cleaned_data[slot.name] for slot in self.kind.slots}


_HINT = _("Surat, peraturan, atau orang yang mengatakannya.")


def _field(slot: Slot) -> forms.Field:
    facts: dict[str, Any] = {"label": slot.label, "required": slot.needed, "help_text": slot.hint}
    if slot.shape is Shape.DAY:
        return TanggalField(**{k: v for k, v in facts.items() if v or k == "required"})
    numeric = {"inputmode": "numeric"} if slot.shape is Shape.COUNT else {}
    return forms.CharField(max_length=200, widget=forms.TextInput(numeric), **facts)


class WithdrawForm(PayungForm):
    alasan = forms.CharField(label=_("Alasan"), max_length=200)


class CityFileForm(PayungForm):
    berkas = forms.FileField(label=_("Berkas kota (YAML)"))
