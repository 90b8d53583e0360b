"""Forms of the posts in a decree's chain, and of who holds them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programmes.models import Post, Standing
from payung.ui.forms import PayungForm, TanggalField


class PostForm(PayungForm):
    """One more post of the chain."""

    jabatan = forms.CharField(label=_("Jabatan"), max_length=80)
    urutan = forms.IntegerField(label=_("Urutan paraf"), min_value=1, max_value=99)
    menandatangani = forms.BooleanField(label=_("Menandatangani SK"), required=False)


class AppointForm(PayungForm):
    """Who holds a post from when to when."""

    jabatan = forms.ChoiceField(label=_("Jabatan"))
    nama = forms.CharField(label=_("Nama pejabat"), max_length=120)
    kedudukan = forms.ChoiceField(label=_("Kedudukan"), choices=Standing.choices)
    mulai = TanggalField(label=_("Mulai"))
    sampai = TanggalField(
        label=_("Sampai"), required=False, help_text=_("Wajib untuk Plt. dan Plh.")
    )
    surat = forms.CharField(
        label=_("Nomor surat perintah"), max_length=80, required=False,
        help_text=_("Wajib untuk Plt. dan Plh."),
    )  # fmt: skip

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(post.pk), post.name) for post in posts]
        self.fields["jabatan"].choices = names  # type: ignore[attr-defined]
