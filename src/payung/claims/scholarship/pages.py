"""What pages show of a scholarship: pairs of children, and their years."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from payung.claims.ground.school import class_words, school_year_words
from payung.claims.models import Case, FamilyMember
from payung.claims.scholarship.services import choices_of
from payung.ui.parts import Column


def scholarship_pairs(case: Case) -> list[dict[str, Any]]:
    """Each pair of children that the heirs may name, with its sum."""
    children = list(case.family.filter(relation="child", ended_on=None))
    return [
        {
            "names": ", ".join(child_name(children[n - 1]) for n in choice.numbers),
            "total": choice.total_rp,
        }
        for choice in choices_of(case)
    ]


def child_name(child: FamilyMember) -> str:
    """The child's name, or its number in the family where nobody has told it."""
    return child.name.reveal() or _("Anak %(n)d") % {"n": child.number}


def year_rows(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "child": child_name(year.child),
            "year": school_year_words(year.school_year),
            "stage": class_words(year.stage),
            "planned_rp": year.planned_rp,
            "state": year.state,
            "pk": year.pk,
        }
        for year in case.scholarship.select_related("child")
    ]


def year_columns() -> list[Column]:
    return [
        Column("child", _("Anak")),
        Column("year", _("Tahun ajaran")),
        Column("stage", _("Kelas")),
        Column("planned_rp", _("Jumlah"), "rupiah"),
        Column("state", _("Keadaan"), "state"),
    ]
