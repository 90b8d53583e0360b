"""A field to choose an area from: kelurahan by kecamatan, or the RT of one kelurahan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.areas.selectors import within
from payung.kernel.area import AreaKind, area_kind, covers

_Choice = tuple[str, str]


class AreaField(forms.ChoiceField):
    """The areas inside the offered one; an address may name an RT that isn't listed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Wilayah"))
        super().__init__(**kwargs)
        self.area = ""

    def offer(self, area: str, *, everything: Any = "", chosen: str = "") -> None:
        """Fills the list; `everything` is the words of the empty choice, if there is one."""
        self.area = area
        first = [("", everything)] if everything else []
        choices = [*first, *_areas_in(area)]
        if chosen and covers(area, chosen) and not _listed(choices, chosen):
            choices += Area.objects.filter(code=chosen).values_list("code", "name")
        self.choices = choices

    def valid_value(self, value: Any) -> bool:
        return covers(self.area, str(value)) and Area.objects.filter(code=value).exists()


def _areas_in(area: str) -> list[Any]:
    inside = Area.objects.filter(**within(area, "code"), valid_to=None)
    if area_kind(area) in (AreaKind.KELURAHAN, AreaKind.RT):
        return list(inside.order_by("code").values_list("code", "name"))
    own = list(inside.filter(code=area).values_list("code", "name"))
    kecamatan = inside.filter(kind=AreaKind.KECAMATAN).order_by("name")
    kelurahan = inside.filter(kind=AreaKind.KELURAHAN).order_by("name")
    below: dict[str | None, list[_Choice]] = {}
    for code, name, parent in kelurahan.values_list("code", "name", "parent_id"):
        below.setdefault(parent or code.rpartition(".")[0], []).append((code, name))
    groups = [
        (name, [(code, _("Seluruh Kecamatan %(name)s") % {"name": name}), *below.get(code, [])])
        for code, name in kecamatan.values_list("code", "name")
    ]
    return [*own, *groups] if area_kind(area) is AreaKind.CITY else groups


def _listed(choices: Sequence[Any], code: str) -> bool:
    values = [value for value, label in choices if not isinstance(label, list)]
    values += [v for _group, label in choices if isinstance(label, list) for v, _words in label]
    return code in values
