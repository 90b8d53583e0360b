"""What a sentence of the law rests on, as people read it: regulation and article, and how sure.

Where no text was read it says *belum dipastikan*, never where somebody heard of it; what those
words mean stands in `terms.yaml`.
"""

from __future__ import annotations

from django.utils.translation import gettext as _


def cited(basis: str, *, sure: bool = True) -> str:
    """`PP 44/2015 Ps 40(3)`, `Perpres 7/2019 Ps 2; belum dipastikan` or the last words alone."""
    unsure = "" if basis and sure else _("belum dipastikan")
    return "; ".join(filter(None, (basis, unsure)))
