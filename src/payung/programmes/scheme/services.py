"""How a programme is made and, until a ranking of it is approved, set right.

Every save names the version that it started from; a stale one is refused, so that two clerks
don't overwrite each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.areas.selectors import areas_of
from payung.audit.services import note
from payung.kernel.area import AreaKind, area_kind, covers
from payung.kernel.errors import BadInput, Conflict, OutOfArea, Stale
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.models import Segment
from payung.ledger.payers import payers
from payung.programmes.ground.cost import monthly_amounts, open_months
from payung.programmes.ground.selectors import own_programme
from payung.programmes.models import Prepaid, Programme, Quota, Selection
from payung.programmes.models.programme import lowest_base_rp
from payung.programmes.rules import criteria as rules

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,29}")


@business_action("programmes.create", Role.OPERATOR)
def create_programme(
    *,
    actor: Actor,
    code: str,
    name: str,
    payer: str,
    segment: str,
    category: str,
    basis: str,
    fiscal_year: int,
    first_month: Month,
    last_month: Month,
    headcount: int,
    ceiling_rp: int,
    criteria: Mapping[str, Any],
    accounts: Mapping[str, str],
    area: str,
    quotas: Mapping[str, int],
    base_rp: int | None = None,
    jht: bool = False,
    activity: str = "",
    fund: str = "",
    prepaid: Prepaid = Prepaid.KEEP,
    lists_ahead: int = 1,
) -> Programme:
    """A programme with its quota per kelurahan or RT; `accounts` names the budget account of each
    component. `base_rp` is the declared income (BPU) or wage (PU) on which contributions stand;
    without it BPU stands at the lowest tier, and PU is refused."""
    if base_rp is None:
        base_rp = _least_base(segment)
    programme = Programme(
        code=code, name=name.strip(), payer_id=payer, segment=segment, category=category,
        basis=basis.strip(), fiscal_year=fiscal_year, first_month=first_month,
        last_month=last_month, headcount=headcount, ceiling_rp=ceiling_rp, base_rp=base_rp,
        criteria=dict(criteria), accounts=dict(accounts), area_id=area, jht=jht,
        activity=activity, fund=fund, prepaid=prepaid, lists_ahead=lists_ahead,
    )  # fmt: skip
    _refuse_new(actor, programme)
    _refuse_terms(actor, programme)
    rules.read_rules(criteria, area)
    _refuse_quotas(programme, quotas)
    programme.save(force_insert=True)
    _store_quotas(programme, quotas)
    note(f"programme:{code}", headcount=headcount, ceiling_rp=ceiling_rp, quotas=len(quotas))
    return programme


def _least_base(segment: str) -> int:
    if segment == Segment.PU:
        raise BadInput(say("Isi upah yang menjadi dasar iuran peserta PU."))
    return lowest_base_rp()


@business_action("programmes.update", Role.OPERATOR)
def update_programme(
    *, actor: Actor, programme: str, version: int, changes: Mapping[str, Any]
) -> Programme:
    """Sets terms of a programme right; `changes` has the names of `create_programme`."""
    found = _open(actor, programme, version)
    for name, value in changes.items():
        setattr(found, "payer_id" if name == "payer" else name, value)
    _refuse_terms(actor, found)
    _saved(found)
    note(f"programme:{found.code}", fields=sorted(changes))
    return found


@business_action("programmes.set_criteria", Role.OPERATOR)
def set_criteria(
    *, actor: Actor, programme: str, version: int, criteria: Mapping[str, Any]
) -> Programme:
    """Gives a programme its rules; each must be known and name its basis."""
    found = _open(actor, programme, version)
    rules.read_rules(criteria, found.area_id)
    found.criteria = dict(criteria)
    _saved(found)
    lines = sum(len(criteria.get(part, ())) for part in ("criteria", "priority"))
    note(f"programme:{found.code}", rules=lines)
    return found


@business_action("programmes.set_quotas", Role.OPERATOR)
def set_quotas(
    *, actor: Actor, programme: str, version: int, quotas: Mapping[str, int]
) -> Programme:
    """Replaces the places per kelurahan or RT; an empty mapping shares all places city-wide."""
    found = _open(actor, programme, version)
    _refuse_quotas(found, quotas)
    _refuse_too_many(found, quotas)
    found.quotas.all().delete()
    _store_quotas(found, quotas)
    _saved(found)
    note(f"programme:{found.code}", quotas=len(quotas), places=sum(quotas.values()))
    return found


def components(programme: Programme) -> tuple[str, ...]:
    """The components that a programme pays, each with an account of its own."""
    return ("jkk", "jkm", "jht") if programme.jht else ("jkk", "jkm")


def is_open(programme: Programme) -> bool:
    """Whether its terms may still be set right: as long as no ranking of it is approved."""
    return not Selection.objects.filter(programme=programme).exclude(approved_by="").exists()


def _open(actor: Actor, code: str, version: int) -> Programme:
    programme = own_programme(actor, code)
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    if not is_open(locked):
        raise Conflict(say("Peringkat sudah disetujui. Pakai perubahan tengah tahun."))
    if locked.version != version:
        raise Stale(say("Orang lain menyimpan program ini lebih dulu. Bandingkan dulu isiannya."))
    return locked


def _saved(programme: Programme) -> None:
    programme.version += 1
    programme.save()


def _refuse_new(actor: Actor, programme: Programme) -> None:
    if not actor.covers(programme.area_id):
        raise OutOfArea(say("Program ini di luar wilayah Anda."))
    if not _CODE.fullmatch(programme.code):
        raise BadInput(
            say("Kode program hanya huruf besar, angka, dan tanda hubung, misalnya PR-2026.")
        )
    if Programme.objects.filter(pk=programme.code).exists():
        raise Conflict(
            say("Kode {code} sudah dipakai program lain. Pilih kode lain.", code=programme.code)
        )


def _refuse_terms(actor: Actor, programme: Programme) -> None:
    if programme.last_month < programme.first_month:
        raise BadInput(say("Bulan terakhir harus sama dengan atau sesudah bulan pertama."))
    if programme.headcount < 1 or programme.ceiling_rp < 1:
        raise BadInput(say("Jumlah orang dan pagu harus lebih dari nol."))
    if not programme.name or not programme.basis:
        raise BadInput(say("Isi nama program dan dasar hukumnya."))
    if not payers(actor).filter(pk=programme.payer_id).exists():
        raise BadInput(say("Pembayar itu belum ada. Tambahkan pembayar lebih dulu."))
    if programme.segment not in Segment.values:
        raise BadInput(
            say("Segmen harus salah satu dari {segments}.", segments=", ".join(Segment.values))
        )
    if programme.jht and programme.segment != Segment.BPU:
        raise BadInput(say("JHT hanya bisa ditambahkan pada segmen BPU."))
    if programme.segment != Segment.JAKON:
        span = list(programme.first_month.through(programme.last_month))
        open_ones = set(open_months(programme, span))
        monthly_amounts(programme, [month for month in span if month not in open_ones])


def _refuse_quotas(programme: Programme, quotas: Mapping[str, int]) -> None:
    for code, places in quotas.items():
        kind = area_kind(code) if code.count(".") in (3, 5) else None
        if kind not in (AreaKind.KELURAHAN, AreaKind.RT) or not covers(programme.area_id, code):
            raise BadInput(
                say("Kuota {code!r} bukan kelurahan atau RT di wilayah program ini.", code=code)
            )
        if places < 0:
            raise BadInput(say("Kuota {code} tidak boleh kurang dari nol.", code=code))
    if len(areas_of(quotas)) != len(quotas):
        raise BadInput(say("Sebagian kode wilayah pada kuota tidak dikenal. Periksa kodenya."))


def _refuse_too_many(programme: Programme, quotas: Mapping[str, int]) -> None:
    for kind in (AreaKind.KELURAHAN, AreaKind.RT):
        given = sum(places for code, places in quotas.items() if area_kind(code) is kind)
        if given > programme.headcount:
            raise BadInput(
                say(
                    "Jumlah kuota {given} melebihi {headcount} tempat program.",
                    given=given,
                    headcount=programme.headcount,
                )
            )


def _store_quotas(programme: Programme, quotas: Mapping[str, int]) -> None:
    Quota.objects.bulk_create(
        Quota(programme=programme, area_id=area, places=places)
        for area, places in sorted(quotas.items())
    )
