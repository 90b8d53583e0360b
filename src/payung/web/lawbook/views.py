"""Pages of the parameters and of the register of regulations; they only read the law's files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.models import Role
from payung.accounts.pages import public
from payung.audit.clock import today
from payung.law.engine.parameters import Parameter, Source, Value
from payung.law.jamsostek import load
from payung.law.jamsostek.evidence import Reading, read_at
from payung.ui.format import write_count, write_date, write_rupiah
from payung.ui.parts import Column, Crumb, Words
from payung.ui.states import StateTag, Tone
from payung.web.calculator import wording

GROUPS: dict[str, Words] = {
    "jkm": gettext_lazy("Jaminan Kematian (JKM)"),
    "jkk": gettext_lazy("Jaminan Kecelakaan Kerja (JKK)"),
    "beasiswa": gettext_lazy("Beasiswa"),
    "iuran": gettext_lazy("Iuran"),
    "jakon": gettext_lazy("Pekerja proyek bangunan (Jakon)"),
}
"""The parameter files, in the order of the page."""

CONFIDENCES = {
    "seen": StateTag(gettext_lazy("Terbaca di sumber"), Tone.GOOD),
    "derived": StateTag(gettext_lazy("Dihitung dari sumber"), Tone.INFO),
    "unverified": StateTag(gettext_lazy("Belum dipastikan"), Tone.WARN),
}
NOT_IN_USE = StateTag(gettext_lazy("Tidak dipakai lagi"))
UNITS: dict[str, Words] = {
    "bulan": gettext_lazy("bulan"),
    "tahun": gettext_lazy("tahun"),
    "kali": gettext_lazy("kali"),
}


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of a table: from where to where, its value, what it rests on."""

    low: str
    high: str
    value: str
    says: str
    confidence: StateTag
    read_at: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value of a parameter, from a day until the next."""

    since: date
    value: str
    basis: tuple[tuple[str, Source], ...]
    confidence: StateTag
    verified: bool
    says: str
    read_at: tuple[Reading, ...]
    rows: tuple[RowLine, ...]
    now: bool


@public
def parameters(request: HttpRequest) -> HttpResponse:
    """Every quantity that the law fixes, with the value in force today."""
    groups = [(words, list(_rows(group))) for group, words in GROUPS.items()]
    columns = [
        Column("label", _("Nilai")),
        Column("value", _("Hari ini")),
        Column("since", _("Berlaku sejak")),
        Column("confidence", _("Keyakinan"), "state"),
    ]
    context = {"groups": groups, "columns": columns, "law_version": load().version}
    context["may_settle"] = _may_settle(request)
    return render(request, "web/lawbook/parameters.html", context)


def _may_settle(request: HttpRequest) -> bool:
    """Whether who looks is somebody whom the page of open values lets in."""
    role = getattr(request.user, "role", "")
    return role in (Role.APPROVER, Role.AUDITOR, Role.OPERATOR)


@public
def parameter(request: HttpRequest, name: str) -> HttpResponse:
    """One quantity with its whole history."""
    found = load().parameters.get(name)
    if found is None:
        raise Http404(name)
    context = {
        "label": _label(found),
        "name": name,
        "lines": list(_history(found)),
        "may_settle": _may_settle(request),
        "crumbs": [Crumb(_("Hukum"), reverse("parameters")), Crumb(_label(found))],
    }
    return render(request, "web/lawbook/parameter.html", context)


@public
def sources(request: HttpRequest) -> HttpResponse:
    """The register of regulations."""
    register = load().sources
    entries = [
        {
            "source": source,
            "amended": register.get(source.amends),
            "promulgated": _day(source.promulgated),
            "since": _day(source.in_force_from),
            "until": _day(source.in_force_until),
        }
        for source in register.values()
    ]
    crumbs = [Crumb(_("Hukum"), reverse("parameters")), Crumb(_("Daftar peraturan"))]
    return render(request, "web/lawbook/sources.html", {"entries": entries, "crumbs": crumbs})


def _rows(group: str) -> Iterator[dict[str, object]]:
    idle = _not_in_use()
    for found in load().parameters.values():
        if found.place.partition(".")[0] == group:
            value = found.at(today())
            gone = value is None or found.name in idle
            yield {
                "label": _label(found),
                "href": reverse("parameter", args=[found.name]),
                "value": _written(found, value) if value else _("belum berlaku"),
                "since": write_date(value.since if value else None),
                "confidence": NOT_IN_USE if gone or not value else CONFIDENCES[value.confidence],
            }


def _not_in_use() -> set[str]:
    """Values that a rule of an earlier edition read and none of today's reads."""
    read_ever: set[str] = set()
    read_now: set[str] = set()
    for rules in (load().benefits, load().contributions):
        for edition in rules.editions:
            read_ever |= {name for rule in edition.rules for name in rule.arguments}
        read_now |= {name for rule in rules.edition_at(today()).rules for name in rule.arguments}
    return read_ever - read_now


def _history(parameter: Parameter) -> Iterator[ValueLine]:
    """The newest value first."""
    register, current = load().sources, parameter.at(today())
    for value in reversed(parameter.values):
        yield ValueLine(
            since=value.since,
            value=_written(parameter, value),
            basis=tuple((wording.citation(c), register[c.split()[0]]) for c in value.basis),
            confidence=CONFIDENCES[value.confidence],
            verified=value.verified,
            says=value.says,
            read_at=read_at(value.verified_by),
            rows=tuple(_table_rows(parameter, value)),
            now=value is current,
        )


def _table_rows(parameter: Parameter, value: Value) -> Iterator[RowLine]:
    """The rows of a table as the annex sets them out."""
    for row in value.rows:
        yield RowLine(
            low=_edge(parameter, row.low),
            high="" if row.high is None else _edge(parameter, row.high),
            value=_amount(parameter, row.value),
            says=row.says,
            confidence=CONFIDENCES[row.confidence],
            read_at=read_at(row.verified_by),
        )


def _edge(parameter: Parameter, number: int) -> str:
    """The end of a row: a school stage by its name, anything else an amount."""
    return wording.stage_words(parameter.steps[number]) if parameter.steps else write_rupiah(number)


def _day(text: str) -> str:
    return write_date(date.fromisoformat(text)) if text else ""


def _label(parameter: Parameter) -> str:
    return parameter.label if wording.language() == "id" else parameter.label_en


def _written(parameter: Parameter, value: Value) -> str:
    """`Rp20.000.000`, `36 bulan`, `0,24 %`; of a table how many rows it has."""
    if value.rows:
        return _("tabel %(n)s baris") % {"n": write_count(len(value.rows))}
    return _amount(parameter, value.value)


def _amount(parameter: Parameter, value: int) -> str:
    if parameter.unit == "rupiah":
        return write_rupiah(value)
    if parameter.unit == "persen":
        return f"{value} %"
    if parameter.unit == "perseratus persen":
        return f"{wording.decimal(f'{value / 100:.2f}')} %"
    if not parameter.unit:
        return _("ya") if value else _("tidak")
    return f"{write_count(value)} {UNITS.get(parameter.unit, parameter.unit)}"
