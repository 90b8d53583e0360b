"""Fills the template of a decree with what is known of it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from payung.kernel.month import MONTH_NAMES_ID
from payung.kernel.rupiah import format_count, format_rupiah
from payung.programmes.documents import DecreeText

if TYPE_CHECKING:
    from payung.programmes.models import Decree

UNSIGNED = "…………"


def decree_text(decree: Decree, *, masked: bool) -> DecreeText:
    """The words of one decree for one of its two copies."""
    words, facts = _template(), _facts(decree)

    def filled(name: str) -> str:
        return str(words[name]).format(**facts)

    facts["subject"] = filled("subject")
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
        dated=_long_date(decree),
        signed_by=decree.signed_by_name,
        months=facts["months"],
        copy=filled("masked_copy" if masked else "full_copy"),
        birth_label="Tahun lahir" if masked else "Tgl lahir",
        code=decree.verification_code,
        sha256=decree.annex_sha256,
    )


def _facts(decree: Decree) -> dict[str, str]:
    programme, cost = decree.programme, decree.selection.cost_per_person_rp
    return {
        "city": programme.area.name.removeprefix("Kota ").removeprefix("Kabupaten "),
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


def _long_date(decree: Decree) -> str:
    if decree.dated is None:
        return UNSIGNED
    return f"{decree.dated.day} {MONTH_NAMES_ID[decree.dated.month - 1]} {decree.dated.year}"


@cache
def _template() -> dict[str, Any]:
    import yaml

    path = files("payung.programmes").joinpath("data", "sk.yaml")
    words: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words
