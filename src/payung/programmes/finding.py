"""What the search box finds here: programmes, decrees and their changes, works."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.programmes.ground.selectors import amendments, decrees, programmes
from payung.programmes.works.services import works
from payung.ui.format import write_date, write_months
from payung.ui.parts import Hit

MOST = 6


def find(actor: Actor, text: str) -> Iterator[Hit]:
    """By number, by the code at a paper's foot, by name or code of the programme."""
    code = "".join(sign for sign in text.upper() if sign.isalnum())
    of_paper = Q(number__icontains=text) | Q(verification_code=code)
    for programme in programmes(actor).filter(Q(name__icontains=text) | Q(code__iexact=text))[
        :MOST
    ]:
        months = write_months(programme.first_month, programme.last_month)
        address = reverse("programme_detail", args=[programme.code])
        yield Hit(_("Program"), programme.name, months, address)
    for decree in decrees(actor).filter(of_paper)[:MOST]:
        detail = f"{decree.programme.name} · {write_date(decree.dated)}"
        yield Hit(_("SK"), str(decree), detail, reverse("decree", args=[decree.pk]))
    for change in amendments(actor).filter(of_paper)[:MOST]:
        address = reverse("amendment", args=[change.pk])
        yield Hit(_("SK perubahan"), str(change), change.programme.name, address)
    for work in works(actor).filter(Q(name__icontains=text) | Q(letter_number__icontains=text))[
        :MOST
    ]:
        yield Hit(_("Pekerjaan"), work.name, work.letter_number, reverse("work", args=[work.pk]))
