"""Sending lists, and finding them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.areas.forms import AreaField
from payung.intake.headers import NOT_NEEDED
from payung.intake.models import UploadState
from payung.intake.questions import DAY_FIRST, GO_ON, LEAVE, MONTH_FIRST, TAKE
from payung.intake.services import Incoming
from payung.intake.wording import column_name
from payung.ui.forms import FilterForm, PayungForm

CATEGORIES = (
    ("rentan", gettext_lazy("Pekerja rentan")),
    ("keagamaan", gettext_lazy("Pekerja keagamaan")),
)
MOST_FILES = 20
_NOT_OFFERED = (NOT_NEEDED, "kode_kelurahan")


class ManyFiles(forms.ClearableFileInput):
    """A file control that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each under a name of its own; gives a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = [super(FilesField, self).clean(one, initial) for one in (data or [None])]
        if len(files) > MOST_FILES:
            raise ValidationError(
                _("Paling banyak %(most)d berkas sekali kirim. Yang dipilih %(n)d.")
                % {"most": MOST_FILES, "n": len(files)}
            )
        if len({file.name for file in files}) < len(files):
            raise ValidationError(_("Dua berkas bernama sama. Ubah salah satu namanya."))
        return files


class UploadForm(PayungForm):
    """Category, area and files; the hidden id makes a re-send of the same form known."""

    kiriman = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    jenis = forms.ChoiceField(
        label=gettext_lazy("Jenis pekerja"), choices=CATEGORIES, widget=forms.RadioSelect
    )
    wilayah = AreaField(
        label=gettext_lazy("Daftar ini dari wilayah mana?"),
        help_text=gettext_lazy("Kelurahan pengirim, atau seluruh kota untuk daftar bagian kota."),
    )
    berkas = FilesField(
        label=gettext_lazy("Berkas daftar"),
        help_text=gettext_lazy(
            "XLSX, XLS, ODS, atau CSV. Boleh beberapa sekaligus, 30 MB per berkas."
        ),
        widget=ManyFiles({"accept": ".xlsx,.xls,.ods,.csv"}),
    )

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wilayah"].offer(area)  # type: ignore[attr-defined]
        self.initial.setdefault("wilayah", area)
        self.initial.setdefault("jenis", CATEGORIES[0][0])

    def incoming(self, sender: str, account: str) -> list[Incoming]:
        """The files as the service takes them."""
        data = self.cleaned_data
        return [
            Incoming(
                id=_file_id(account, data["kiriman"], str(file.name)),
                filename=str(file.name),
                content=file.read(),
                category=data["jenis"],
                area=data["wilayah"],
                sender=sender,
            )
            for file in data["berkas"]
        ]


class UploadFilter(FilterForm):
    """State, area and text, kept in the URL."""

    q = forms.CharField(label=gettext_lazy("Nama berkas atau pengirim"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Keadaan"),
        choices=[("", gettext_lazy("Semua")), *UploadState.choices],
        required=False,
    )
    wilayah = AreaField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = str(self.data.get("wilayah", ""))
        self.fields["wilayah"].offer(  # type: ignore[attr-defined]
            self.actor.area, everything=gettext_lazy("Semua"), chosen=chosen
        )

    def wanted(self) -> dict[str, Any]:
        data = super().wanted()
        return data and {"text": data["q"], "state": data["status"], "area": data["wilayah"]}


class HeadersForm(PayungForm):
    """One choice for each unknown header, in the file's order."""

    def __init__(self, *args: Any, headers: Sequence[str], **kwargs: Any) -> None:
        from payung.lists.fields import MAPPABLE

        self.headers = headers
        super().__init__(*args, **kwargs)
        known = [(field, column_name(field)) for field in MAPPABLE if field not in _NOT_OFFERED]
        choices = [(NOT_NEEDED, gettext_lazy("Kolom ini tidak diperlukan")), *known]
        for number, header in enumerate(headers):
            self.fields[f"judul_{number}"] = forms.ChoiceField(label=header, choices=choices)

    def answers(self) -> dict[str, str]:
        """Which field each header is."""
        return {h: self.cleaned_data[f"judul_{n}"] for n, h in enumerate(self.headers)}


class QuestionsForm(PayungForm):
    """Only what this list asks: hidden rows, unread sheets, its place, the order of its dates."""

    tersembunyi = forms.ChoiceField(
        label=gettext_lazy("Baris tersembunyi atau tersaring"),
        choices=[
            (LEAVE, gettext_lazy("Tinggalkan; jangan diikutkan")),
            (TAKE, gettext_lazy("Ikutkan; pengirim memang bermaksud begitu")),
        ],
        widget=forms.RadioSelect,
        initial=LEAVE,
    )
    sebagian = forms.ChoiceField(
        label=gettext_lazy("Lembar yang tidak terbaca"),
        choices=[
            ("", gettext_lazy("Tunggu; pengirim mengirim ulang")),
            (GO_ON, gettext_lazy("Lanjutkan dengan lembar yang terbaca")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    wilayah = forms.ChoiceField(
        label=gettext_lazy("Wilayah daftar ini"),
        choices=[
            ("", gettext_lazy("Salah pilih; saya kirim ulang dengan wilayah yang benar")),
            (GO_ON, gettext_lazy("Benar; orang-orang ini memang diusulkan di sini")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    tanggal = forms.ChoiceField(
        label=gettext_lazy("Urutan tanggal lahir di daftar ini"),
        choices=[
            (DAY_FIRST, gettext_lazy("Hari dulu, misalnya 31/12/1980")),
            (MONTH_FIRST, gettext_lazy("Bulan dulu, misalnya 12/31/1980")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, questions: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(questions):
            del self.fields[name]

    def answers(self) -> dict[str, str]:
        """What was answered, by question."""
        return {name: answer for name, answer in self.cleaned_data.items() if answer}


def _file_id(account: str, sending: UUID, filename: str) -> UUID:
    """Known again when the same account sends the same form; nobody else can name it."""
    return uuid5(NAMESPACE_URL, f"{account}/{sending}/{filename}")
