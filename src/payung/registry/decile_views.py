"""Taking the social office's deciles in; they are shown to nobody outside the offices."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, form_page, offer
from payung.accounts.pages import open_to, roles_of
from payung.accounts.scope import Actor
from payung.audit.clock import today
from payung.registry.evidence_forms import DecileForm
from payung.registry.uploads import kept_for_reading
from payung.registry.welfare import Imported, import_deciles, read_deciles
from payung.ui.format import write_count
from payung.ui.parts import Crumb


def deciles_page(request: HttpRequest) -> HttpResponse:
    """The form that takes one file; what belongs to nobody here is not kept."""
    context = {
        "offer": offer(request, None, IMPORT),
        "crumbs": [Crumb(_("Orang"), reverse("person_list")), Crumb(_("Desil kesejahteraan"))],
    }
    return render(request, "registry/deciles.html", context)


@open_to(*roles_of(import_deciles))
def _import(*, actor: Actor, file: UploadedFile[Any], source: str) -> Imported:
    with kept_for_reading(file) as path:
        rows = read_deciles(path, today())
    return import_deciles(actor=actor, rows=rows, source=source)


def _counted(done: Imported) -> str:
    words = _("%(known)s orang mendapat desil, %(unknown)s NIK tidak terdaftar di sini, "
              "%(bad)s baris tidak terbaca.")  # fmt: skip
    counts = {"known": done.known, "unknown": done.unknown, "bad": done.unreadable}
    return words % {name: write_count(n) for name, n in counts.items()}


IMPORT: Act[None] = Act(
    "decile_import",
    gettext_lazy("Baca berkas"),
    _import,
    lambda asked: {"file": asked.data["berkas"], "source": asked.data["sumber"]},
    _counted,
    form=DecileForm,
)
decile_import = form_page(IMPORT, deciles_page)
