"""Fills the template of a decree with what is known of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from payung.kernel.month_names import MONTH_NAMES_ID
from payung.kernel.rupiah import format_count, format_rupiah
from payung.programmes.models import WordingKind
from payung.programmes.papers.documents import DecreeText
from payung.programmes.wording.services import head_of_region, text_for

if TYPE_CHECKING:
    from payung.programmes.models import Decree

UNSIGNED = "…………"


def decree_text(decree: Decree, *, masked: bool, signs_as: str = "") -> DecreeText:
    """The words of one decree for one of its two copies; `signs_as` is the signer's title."""
    words, facts = _words(decree), decree_facts(decree)

    def filled(name: str) -> str:
        return str(words[name]).format(**facts)

    return DecreeText(
        office=filled("office"),
        title=filled("title"),
        number=decree.number or UNSIGNED,
        subject=filled("subject"),
        by=filled("by"),
        considering=[line.format(**facts) for line in words["considering"]],
        recalling=[line.format(**facts) for line in words["recalling"]],
        noting=[line.format(**facts) for line in words["noting"]],
        decisions=[(name, line.format(**facts)) for name, line in words["decisions"]],
        place=filled("place"),
        dated=long_date(decree.dated) if decree.dated else UNSIGNED,
        signs_as=signs_as or filled("by"),
        signed_by=decree.signed_by_name,
        months=facts["months"],
        copy=filled("masked_copy" if masked else "full_copy"),
        public=masked,
        code=decree.verification_code,
        sha256=decree.annex_sha256,
    )


def decree_facts(decree: Decree) -> dict[str, str]:
    """What the templates of a decree and of its note are filled with."""
    programme, cost = decree.programme, decree.selection.cost_per_person_rp
    head, city = head_of_region(programme.area.name)
    facts = {
        "head": head,
        "city": city,
        "programme": programme.name,
        "payer": programme.payer.name,
        "year": str(programme.fiscal_year),
        "basis": programme.basis,
        "people": format_count(decree.people),
        "months": f"bulan {decree.first_month.label} sampai {programme.last_month.label}",
        "cost": format_rupiah(cost),
        "total": format_rupiah(cost * decree.people),
        "accounts": ", ".join(
            f"{number} ({component.upper()})"
            for component, number in sorted(programme.accounts.items())
        ),
    }
    return facts | {"subject": str(_words(decree)["subject"]).format(**facts)}


def long_date(day: date) -> str:
    """`22 Mei 2025`."""
    return f"{day.day} {MONTH_NAMES_ID[day.month - 1]} {day.year}"


def _words(decree: Decree) -> dict[str, Any]:
    """The city's words: as they were signed, or as they are now."""
    return text_for(decree.area_id, WordingKind.DECREE, decree.wording)
