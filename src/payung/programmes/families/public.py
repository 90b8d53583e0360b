"""*Apakah saya terlindungi?*: three boxes and a plain answer, for whoever has the family's letter.

Asked by POST, so that no address or log keeps a NIK. Whoever doesn't match reads the same words,
whichever of the three is wrong; only tries that fail are counted.
"""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts import limits
from payung.accounts.pages import is_sent, public_form
from payung.audit.clock import today
from payung.office.selectors import offices
from payung.programmes.families.own_cover import CoverAnswer, OwnCover, own_cover
from payung.ui.format import write_month
from payung.ui.forms import BirthField, NikField, PayungForm

MOST_WRONG = 30
"""Failed tries an hour from one place; a code has sixty bits, so this is for the quiet."""


class OwnCoverForm(PayungForm):
    """NIK, birth date and the secret code of the family's letter."""

    nik = NikField()
    lahir = BirthField(label=gettext_lazy("Tanggal lahir Anda"))
    kode = forms.CharField(
        label=gettext_lazy("Kode rahasia Anda"),
        help_text=gettext_lazy("12 huruf dan angka di lembar keluarga. Bukan kode RT."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "class": "w-nik", "spellcheck": "false"}),
    )


@public_form
def am_i_covered(request: HttpRequest) -> HttpResponse:
    """The form, or one of four answers beneath it."""
    form = OwnCoverForm(request.POST or None)
    context: dict[str, object] = {"form": form, "offices": offices()}
    code = 200
    if is_sent(request):
        knock = limits.knock(request, "cek", MOST_WRONG)
        if knock is None:
            context["refusal"] = _("Terlalu sering mencoba dari sini. Tunggu satu jam.")
            code = 429
        elif form.is_valid():
            data = form.cleaned_data
            own = own_cover(data["nik"], data["lahir"], data["kode"], today())
            if own.cover is not CoverAnswer.UNKNOWN:
                limits.succeed(knock)
            context["answer"] = _words(own)
        else:
            limits.succeed(knock)
            code = 422
    return render(request, "programmes/am_i_covered.html", context, status=code)


def _words(own: OwnCover) -> dict[str, str]:
    """Tone, the answer in a word, and what it means."""
    until = write_month(own.until) if own.until else ""
    if own.cover is CoverAnswer.YES:
        meaning = _("Bulan ini terlindungi. Iuran sudah dibayar sampai %(month)s.")
        return {"tone": "good", "word": _("Ya, terlindungi"), "meaning": meaning % {"month": until}}
    before = _("Bulan terakhir yang dibayar: %(month)s.") % {"month": until} if until else ""
    if own.cover is CoverAnswer.NOT_YET:
        meaning = _("Anda terdaftar. Iuran bulan ini direncanakan, tetapi belum tercatat dibayar.")
        return {"tone": "warn", "word": _("Belum"), "meaning": f"{meaning} {before}".strip()}
    if own.cover is CoverAnswer.NO:
        meaning = _("Tidak ada iuran kota untuk Anda bulan ini. Tanyakan ke kelurahan.")
        return {"tone": "bad", "word": _("Tidak"), "meaning": f"{meaning} {before}".strip()}
    return {
        "tone": "info",
        "word": _("Tidak cocok"),
        "meaning": _(
            "NIK, tanggal lahir, dan kode tidak cocok satu sama lain. Periksa ketiganya di lembar"
            " keluarga, atau minta kode baru di kelurahan."
        ),
    }
