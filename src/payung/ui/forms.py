"""Form fields as the offices fill them: NIK with spaces, rupiah with points, dates in three parts.

`PayungForm` gives each field its error words and its ids; `{% form_field %}` draws it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.kernel.digits import whole_number
from payung.kernel.errors import PayungError
from payung.kernel.month import Month
from payung.kernel.month_names import MONTH_NAMES_ID
from payung.kernel.nik import age_on
from payung.kernel.sentence import Sentence
from payung.ui.format import write_count
from payung.ui.words import shown

_NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
FIRST_YEAR, YEARS_AHEAD, OLDEST = 1900, 20, 110
"""What is plausible: no papers before 1900, terms of up to 20 years, no age above 110."""
_SEPARATORS = str.maketrans("", "", " .-\u00a0\u2009")


class PayungForm(forms.Form):
    """A form whose messages name the field and say how to mend it; errors show beside and above."""

    use_required_attribute = False  # the server's words, in one place, instead of the browser's

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            for code, words in _plain_messages(field).items():
                if code not in _own_messages(field):
                    field.error_messages[code] = words

    def add_error(self, field: str | None, error: Any) -> None:
        """Takes a refusal as it was raised, too, and says it in the reader's language."""
        refused = isinstance(error, (PayungError, Sentence))
        super().add_error(field, shown(error) if refused else error)


class PlainForm(PayungForm):
    """The form of an act that needs no words."""


class FilterForm(PayungForm):
    """Filters that live in the address; a wrong one filters nothing."""

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        self.actor = actor
        super().__init__(*args, **kwargs)

    def wanted(self) -> dict[str, Any]:
        """What the rows are asked for."""
        return self.cleaned_data if self.is_valid() else {}


class NikInput(forms.TextInput):
    """A NIK on a phone: numeric keypad, room for spaces, and a place for the live echo."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        own = {**_NUMERIC, "class": "w-nik", "maxlength": "24", "spellcheck": "false"}
        super().__init__(attrs={**own, "data-nik": "", **(attrs or {})})


class NikField(forms.CharField):
    """A NIK, read and judged by the rule that also reads lists; gives the bare 16 digits."""

    widget = NikInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("NIK"))
        kwargs.setdefault("help_text", gettext_lazy("16 angka di KTP. Spasi boleh."))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        from payung.lists.rules.nik import read_nik  # late: it brings polars along

        return read_nik((super().to_python(value) or "").strip())[0]

    def validate(self, value: str) -> None:
        super().validate(value)
        from payung.lists.rules.nik import birth_part_is_date, read_nik

        code = read_nik(value)[1] if value else ""
        if value and not code and not birth_part_is_date(value):
            code = "NIK_TANGGAL"
        if code:
            raise ValidationError(_NIK_WORDS[code] % {"n": len(value)}, code=code)


_NIK_WORDS = {
    "NIK_PANJANG": gettext_lazy("NIK harus 16 angka. Yang diisi %(n)d angka."),
    "NIK_BUKAN_ANGKA": gettext_lazy("NIK hanya boleh angka. Hapus huruf dan tanda lain."),
    "NIK_RUSAK_EXCEL": gettext_lazy("Angka terakhir NIK hilang. Salin NIK dari KTP."),
    "NIK_TANGGAL": gettext_lazy("Angka ke-7 sampai ke-12 NIK bukan tanggal lahir. Periksa KTP."),
}


class RupiahInput(forms.TextInput):
    """Whole rupiah behind a fixed `Rp`; points are tolerated."""

    template_name = "ui/parts/rupiah_input.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(attrs={**_NUMERIC, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return write_count(value) if isinstance(value, int) else super().format_value(value)


class RupiahField(forms.IntegerField):
    """Whole rupiah as people write them: `1.000.000`, `Rp 1.000.000`, `Rp1.000.000,00`."""

    widget = RupiahInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", 0)
        super().__init__(**kwargs)
        self.error_messages["invalid"] = _("Tulis rupiah dengan angka saja, misalnya 1.000.000.")

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = value.strip().lower().removeprefix("rp").removesuffix(",-").removesuffix(",00")
            value = value.translate(_SEPARATORS).replace(",", "")
        return super().to_python(value)


class TanggalInput(forms.MultiWidget):
    """Day, month and year in three boxes: quicker than a calendar for a date known by heart."""

    template_name = "ui/parts/tanggal_input.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            "hari": forms.TextInput({**_NUMERIC, "class": "w-2", "maxlength": "2"}),
            "bulan": forms.TextInput({**_NUMERIC, "class": "w-2", "maxlength": "9"}),
            "tahun": forms.TextInput({**_NUMERIC, "class": "w-4", "maxlength": "4"}),
        }
        super().__init__(boxes, dict(attrs or {}))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for box, label in zip(
            context["widget"]["subwidgets"], (_("Hari"), _("Bulan"), _("Tahun")), strict=True
        ):
            box["label"] = label
        return context

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else ""


class TanggalField(forms.MultiValueField):
    """A date in three boxes; the month may be a number or an Indonesian name.

    A year of two digits is the one that makes sense: 85 is 1985, 26 is 2026.
    """

    widget = TanggalInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Misalnya 17 8 1980."))
        fields = tuple(forms.CharField(required=False) for _part in range(3))
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[str]) -> date | None:
        if not any(data_list):
            return None
        day, month, year = (part.strip() for part in data_list)
        try:
            found = self.whole_date(int(day), _month_number(month), year)
        except (ValueError, OverflowError):
            raise ValidationError(
                _("Tanggal tidak ada di kalender. Tulis hari, bulan, dan tahun 4 angka.")
            ) from None
        self.judge(found)
        return found

    def whole_date(self, day: int, month: int, year: str) -> date:
        """The date that was meant, the century found by plausibility."""
        if len(year) > 2:
            return date(int(year), month, day)
        near = timezone.localdate().year + YEARS_AHEAD
        century = 2000 if 2000 + int(year) <= near else 1900
        return date(century + int(year), month, day)

    def judge(self, day: date) -> None:
        """Refuses a date on which nothing of ours can have happened."""
        if day.year < FIRST_YEAR:
            raise ValidationError(
                _("Tahun %(year)s tidak mungkin. Tulis tahun 4 angka, misalnya 1985.")
                % {"year": day.year}
            )


class BirthField(TanggalField):
    """The day on which somebody who can still be alive was born."""

    def whole_date(self, day: int, month: int, year: str) -> date:
        if len(year) > 2:
            return date(int(year), month, day)
        today = timezone.localdate()
        young = 2000 + int(year)
        return date(young if (young, month, day) <= _parts(today) else young - 100, month, day)

    def judge(self, day: date) -> None:
        today = timezone.localdate()
        if day > today:
            raise ValidationError(_("Tanggal lahir ada di masa depan. Periksa tahunnya."))
        if (age := age_on(day, today)) > OLDEST:
            raise ValidationError(
                _("Umur %(age)s tahun tidak mungkin. Periksa tahun lahirnya.") % {"age": age}
            )


def _parts(day: date) -> tuple[int, int, int]:
    return (day.year, day.month, day.day)


class MonthChoiceField(forms.ChoiceField):
    """One month of a given span, chosen from a list; gives a `Month`."""

    def __init__(self, *, first: Month, last: Month, **kwargs: Any) -> None:
        kwargs["choices"] = [(str(m), f"{MONTHS[m.number]} {m.year}") for m in first.through(last)]
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return Month.parse(chosen) if chosen else None


class CountConfirmationField(forms.IntegerField):
    """Before an irreversible act: the number of people, typed by hand."""

    def __init__(self, *, expected: int, **kwargs: Any) -> None:
        self.expected = expected
        kwargs.setdefault("label", gettext_lazy("Ketik jumlah orang untuk melanjutkan"))
        kwargs.setdefault("widget", forms.TextInput({**_NUMERIC, "class": "w-4"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.translate(_SEPARATORS) if isinstance(value, str) else value)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value != self.expected:
            raise ValidationError(
                _("Jumlahnya %(right)s orang. Yang diketik %(typed)s.")
                % {"right": write_count(self.expected), "typed": write_count(value)}
            )


def _plain_messages(field: forms.Field) -> dict[str, str]:
    """What the common mistakes with this kind of field are called; each names the field."""
    name = {"field": field.label or ""}
    if isinstance(field, forms.ChoiceField):
        choose = _("Pilih %(field)s dari daftar.") % {"field": str(field.label or "").lower()}
        return {"required": choose, "invalid_choice": choose}
    if isinstance(field, forms.BooleanField):
        return {"required": _("Centang “%(field)s” untuk melanjutkan.") % name}
    if isinstance(field, forms.FileField):
        return {"required": _("Pilih berkas untuk “%(field)s”.") % name}
    return {
        "required": _("%(field)s belum diisi.") % name,
        "invalid": _("%(field)s tidak terbaca. Periksa isiannya.") % name,
    }


def _own_messages(field: forms.Field) -> set[str]:
    """Codes of the messages that this one field brought along itself."""
    inherited: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            inherited |= getattr(kind, "default_error_messages", {})
    return {k for k, v in field.error_messages.items() if inherited.get(k) is not v}


def _month_number(text: str) -> int:
    """A month by its number or by the first three letters of its Indonesian name."""
    if (number := whole_number(text)) is not None:
        return number
    return [name[:3].lower() for name in MONTH_NAMES_ID].index(text.lower()[:3]) + 1
