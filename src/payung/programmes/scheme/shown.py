"""What a programme's page tells of its rules, its budget words and its quotas."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.programmes.ground.selectors import quota_use, rt_quotas
from payung.programmes.models import Programme
from payung.programmes.rules.criteria import RuleBook, read_rules
from payung.programmes.rules.words import LABELS, demand
from payung.programmes.scheme.forms import SCHEMES
from payung.ui.format import write_count, write_rupiah
from payung.ui.parts import Column, Fact


def rules_shown(programme: Programme) -> dict[str, Any]:
    """Every criterion and priority in words, with its basis."""
    book = read_rules(programme.criteria, programme.area_id)
    return {
        "rules": _rule_rows(book),
        "rule_columns": [
            Column("name", _("Tentang")),
            Column("kind", _("Gunanya")),
            Column("demand", _("Yang diminta")),
            Column("basis", _("Dasar hukum")),
        ],
    }


def _rule_rows(book: RuleBook) -> list[dict[str, Any]]:
    out, gives = _("Syarat"), _("Nilai %(n)d")
    criteria = [(rule, out) for rule in book.criteria]
    priority = [(rule, gives % {"n": rule.points}) for rule in book.priority]
    return [
        {"name": LABELS[rule.name], "kind": kind, "demand": demand(rule), "basis": rule.basis}
        for rule, kind in criteria + priority
    ]


def budget_words(programme: Programme) -> list[Fact]:
    """Scheme, places and the words of the budget."""
    scheme = f"{programme.segment}+jht" if programme.jht else programme.segment
    accounts = [
        Fact(_("Rekening %(what)s") % {"what": component.upper()}, number)
        for component, number in sorted(programme.accounts.items())
    ]
    return [
        Fact(_("Skema"), dict(SCHEMES).get(scheme, scheme)),
        Fact(_("Jenis pekerja"), programme.get_category_display()),
        Fact(_("Jumlah tempat"), write_count(programme.headcount)),
        Fact(_("Penghasilan atau upah dasar iuran"), write_rupiah(programme.base_rp)),
        Fact(_("Tahun anggaran"), str(programme.fiscal_year)),
        *accounts,
        Fact(_("Sub kegiatan"), programme.activity or _("Belum diisi")),
        Fact(_("Sumber dana"), programme.fund or _("Belum diisi")),
        Fact(_("Bulan dibayar di muka"), programme.get_prepaid_display()),
    ]


def quota_shown(actor: Actor, programme: Programme) -> dict[str, Any]:
    """Places per kelurahan, taken and waiting."""
    return {
        "quota": quota_use(actor, programme),
        "rt_quotas": rt_quotas(programme),
        "quota_columns": [
            Column("name", _("Kelurahan")),
            Column("places", _("Kuota"), "count"),
            Column("used", _("Terisi"), "count"),
            Column("reserve", _("Cadangan"), "count"),
        ],
    }
