"""The partnership with BPJS that every list rests on: nota kesepakatan, PKS, wadah, data clause."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.payments.models import Partnership
from payung.payments.models.partnership import Wadah
from payung.programmes.ground.selectors import own_programme


@business_action("payments.register_partnership", Role.OPERATOR)
def register_partnership(
    *,
    actor: Actor,
    programme: str,
    pks_number: str,
    npp: str,
    branch: str,
    valid_from: date,
    valid_to: date,
    cutoff_day: int,
    nota_number: str,
    nota_valid_to: date,
    data_clause: str,
    terms: str = "",
    kode_iuran_days: int = 30,
    wadah: str = "",
    refund_clause: str = "",
) -> Partnership:
    """Notes the PKS with the BPJS branch and the wadah's NPP for one programme.

    The same PKS again with other terms is its addendum: the terms change, the audit names which.
    """
    found = own_programme(actor, programme)
    facts: dict[str, Any] = {
        "npp": npp.strip(), "branch": branch.strip(), "valid_from": valid_from,
        "valid_to": valid_to, "cutoff_day": cutoff_day, "nota_number": nota_number.strip(),
        "nota_valid_to": nota_valid_to, "data_clause": data_clause.strip(), "terms": terms.strip(),
        "kode_iuran_days": kode_iuran_days, "wadah": wadah,
        "refund_clause": refund_clause.strip(),
    }  # fmt: skip
    _refuse_unusable(facts)
    partnership, fresh = Partnership.objects.select_for_update().get_or_create(
        programme=found, pks_number=pks_number, defaults=facts | {"area_id": found.area_id}
    )
    changed = sorted(name for name, value in facts.items() if getattr(partnership, name) != value)
    for name in changed:
        setattr(partnership, name, facts[name])
    partnership.save()
    note(f"partnership:{partnership.pk}", programme=programme, new=fresh, changed=changed)
    return partnership


def _refuse_unusable(facts: dict[str, Any]) -> None:
    if facts["valid_to"] < facts["valid_from"] or not 1 <= facts["cutoff_day"] <= 31:
        raise BadInput(
            say("PKS harus berakhir sesudah mulai, dan batas bulanan tanggal 1 sampai 31.")
        )
    if facts["nota_valid_to"] < facts["valid_from"]:
        raise BadInput(say("Nota kesepakatan berakhir sebelum PKS mulai. Periksa tanggalnya."))
    if not facts["nota_number"] or not facts["npp"]:
        raise BadInput(say("Isi nomor nota kesepakatan dan NPP atau nomor wadah."))
    if not facts["data_clause"]:
        raise BadInput(say("Isi pasal PKS tentang pertukaran data, misalnya Pasal 8."))
    if facts["wadah"] and facts["wadah"] not in Wadah.values:
        raise BadInput(say("Jenis wadah tidak dikenal."))
    if not 1 <= facts["kode_iuran_days"] <= 90:
        raise BadInput(say("Masa berlaku kode iuran harus 1 sampai 90 hari."))
