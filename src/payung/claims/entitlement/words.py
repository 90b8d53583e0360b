"""Benefits and relations in words, and an amount that may still be a range."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.law.jamsostek.heirs import Relation
from payung.ui.format import write_rupiah

COMPONENT_WORDS = {
    "santunan": gettext_lazy("Santunan"),
    "berkala": gettext_lazy("Santunan berkala, dibayar sekaligus"),
    "pemakaman": gettext_lazy("Pemakaman"),
    "stmb": gettext_lazy("Pengganti upah (STMB)"),
    "cacat": gettext_lazy("Santunan cacat"),
    "perawatan": gettext_lazy("Perawatan"),
    "transport": gettext_lazy("Pengangkutan"),
    "beasiswa": gettext_lazy("Beasiswa, paling banyak"),
}


RELATION_WORDS = {
    Relation.SPOUSE: gettext_lazy("Suami atau istri"),
    Relation.CHILD: gettext_lazy("Anak"),
    Relation.PARENT: gettext_lazy("Orang tua"),
    Relation.GRANDCHILD: gettext_lazy("Cucu"),
    Relation.GRANDPARENT: gettext_lazy("Kakek atau nenek"),
    Relation.SIBLING: gettext_lazy("Saudara kandung"),
    Relation.PARENT_IN_LAW: gettext_lazy("Mertua"),
    Relation.NAMED_IN_WILL: gettext_lazy("Ditunjuk dalam wasiat"),
}


def between(low: int, high: int) -> str:
    """One amount, or the range where something is still open."""
    if low == high:
        return write_rupiah(high)
    return _("%(low)s sampai %(high)s") % {"low": write_rupiah(low), "high": write_rupiah(high)}
