"""Two records side by side: compared on what is stored, shown masked."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from payung.areas.selectors import place_name
from payung.registry.masks import initials, last_digits, masked_number
from payung.registry.models import Person
from payung.ui.format import write_date
from payung.ui.parts import Difference

_Writer = Callable[[str], str]


def differences(left: Person, right: Person) -> list[Difference]:
    """Every field that tells two people apart; masked values that look alike say if they differ."""
    return [
        Difference(_("Nama"), left.name.upper(), right.name.upper()),
        Difference(_("Lahir"), write_date(left.birth_date), write_date(right.birth_date)),
        Difference(_("Tempat lahir"), left.birth_place, right.birth_place),
        Difference(_("Jenis kelamin"), left.sex, right.sex),
        _hidden(_("NIK"), left.nik.reveal(), right.nik.reveal(), masked_number),
        _hidden(_("Nomor KK"), left.nkk.reveal(), right.nkk.reveal(), masked_number),
        _hidden(_("Nama ibu"), left.mother.reveal(), right.mother.reveal(), initials),
        _hidden(_("Nomor HP"), left.phone.reveal(), right.phone.reveal(), last_digits),
        Difference(_("Alamat"), left.address, right.address),
        Difference(_("Wilayah"), place_name(left.area), place_name(right.area)),
        Difference(_("Pekerjaan"), left.occupation, right.occupation),
    ]


def _hidden(label: str, left: str, right: str, write: _Writer) -> Difference:
    shown, other = write(left), write(right)
    if left != right and shown == other:
        other = _("%(shown)s (bagian tersamar berbeda)") % {"shown": other}
    return Difference(label, shown, other)
