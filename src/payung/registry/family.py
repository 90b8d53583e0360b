"""A member's family: asked only of members, sealed, and told with the notice of what it is for.

Who is a member is for the room of programmes to say; its service calls `keep_sheet`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from payung.accounts.scope import Actor, require_scope
from payung.audit import clock
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.names import fold
from payung.kernel.sentence import say
from payung.registry.fields import Sealed, key_ring
from payung.registry.models import FamilySheet, MaritalState, Person, SchoolStage, SheetChild

NOTICE_VERSION = "2026-1"
"""The edition of the notice of data use that families are told before they are asked."""


@dataclass(frozen=True, kw_only=True)
class ToldChild:
    """A child as the family told it; `stage` may still be unknown."""

    name: str
    birth_date: date
    stage: str = ""


@dataclass(frozen=True, kw_only=True)
class FamilyTold:
    """A family as it was told: `children_told` is how many there are, listed or not yet."""

    marital: MaritalState
    notice_on: date
    spouse_name: str = ""
    spouse_birth_date: date | None = None
    marital_paper: str = ""
    children_told: int = 0
    children: Sequence[ToldChild] = ()
    version: int = 0
    """The version that the person saw; 0 for a first sheet."""


def keep_sheet(*, actor: Actor, person_id: int, told: FamilyTold, on: date) -> FamilySheet:
    """Stores a member's family sheet whole, in place of the one before.

    Part of a business action of the rooms above, which writes the audit entry. `Conflict` if
    somebody else changed the sheet meanwhile.
    """
    _refuse(told, on)
    household = _household(person_id)
    _refuse_other_birth(household, person_id, told.children)
    before = FamilySheet.objects.select_for_update().filter(person_id=person_id).first()
    if (before.version if before else 0) != told.version:
        raise Conflict(
            say("Lembar keluarga ini baru diubah orang lain. Muat ulang, lalu isi lagi.")
        )
    sheet = before or FamilySheet(person_id=person_id, version=0)
    sheet.marital, sheet.children_told = told.marital, told.children_told
    sheet.spouse_name = Sealed.of(told.spouse_name.strip())
    sheet.spouse_birth_date = _sealed_day(told.spouse_birth_date)
    sheet.marital_paper = Sealed.of(told.marital_paper.strip())
    sheet.notice_version, sheet.notice_on = NOTICE_VERSION, told.notice_on
    sheet.version, sheet.noted_by, sheet.noted_at = sheet.version + 1, actor.id, clock.now()
    sheet.save()
    sheet.children.all().delete()
    SheetChild.objects.bulk_create(_children(sheet, household, told.children))
    return sheet


def sheets(actor: Actor) -> QuerySet[FamilySheet]:
    """The sheets of persons whom the actor may see; the database hides the others."""
    require_scope(actor)
    return FamilySheet.objects.prefetch_related("children")


def children_on(sheet: FamilySheet) -> list[SheetChild]:
    """The children whom a family named, in their order."""
    return list(sheet.children.all())


def gaps_of(sheet: FamilySheet | None) -> list[str]:
    """What is still missing, in words for the person who will ask; empty when complete."""
    if sheet is None:
        return [say("lembar keluarga")]
    children = list(sheet.children.all())
    married = sheet.marital == MaritalState.MARRIED
    missing = {
        say("nama pasangan"): married and not sheet.spouse_name,
        say("tanggal lahir pasangan"): married and not sheet.spouse_birth_date,
        say("surat nikah"): married and not sheet.marital_paper,
        say("data anak"): len(children) < sheet.children_told,
        say("sekolah anak"): any(not child.stage for child in children),
    }
    return [what for what, lacks in missing.items() if lacks]


def _refuse(told: FamilyTold, on: date) -> None:
    """Raises where the sheet contradicts itself."""
    days: dict[str, date] = {}
    for child in told.children:
        name = fold(child.name)
        if not name:
            raise BadInput(say("Nama anak belum diisi. Tulis seperti di akta kelahiran."))
        if child.birth_date > on:
            raise BadInput(
                say(
                    "Tanggal lahir {child} ada di masa depan. Periksa tanggalnya.", child=child.name
                )
            )
        if child.stage and child.stage not in SchoolStage.values:
            raise BadInput(
                say("Jenjang sekolah {child} tidak dikenal. Pilih dari daftar.", child=child.name)
            )
        if name in days and days[name] != child.birth_date:
            raise BadInput(
                say("{child} tertulis dengan dua tanggal lahir. Pilih satu.", child=child.name)
            )
        if name in days:
            raise BadInput(say("{child} tertulis dua kali. Hapus salah satunya.", child=child.name))
        days[name] = child.birth_date
    if len(told.children) > told.children_told:
        raise BadInput(say("Jumlah anak lebih kecil dari yang ditulis. Samakan keduanya."))
    if told.marital == MaritalState.SINGLE and told.spouse_name.strip():
        raise BadInput(say("Yang belum kawin tidak punya pasangan. Periksa status kawinnya."))
    if told.notice_on > on:
        raise BadInput(say("Tanggal pemberitahuan ada di masa depan. Periksa tanggalnya."))


def _household(person_id: int) -> str:
    """Father and mother on one family card name the same children."""
    index = Person.objects.values_list("nkk_index", flat=True).get(pk=person_id)
    return bytes(index).hex() if index else f"person:{person_id}"


def _refuse_other_birth(household: str, person_id: int, told: Sequence[ToldChild]) -> None:
    """Raises where the other parent's sheet has another birth date for the same child."""
    indexes = {_child_index(household, child.name): child for child in told}
    known = SheetChild.objects.filter(name_index__in=indexes).exclude(person_id=person_id)
    for other in known:
        child = indexes[bytes(other.name_index)]
        if other.birth_date.reveal() != child.birth_date.isoformat():
            raise BadInput(
                say(
                    "{child} punya tanggal lahir lain di lembar orang tuanya. Periksa aktanya.",
                    child=child.name,
                )
            )


def _child_index(household: str, name: str) -> bytes:
    return key_ring().index(f"{household}\0{fold(name)}", "child")


def _children(sheet: FamilySheet, household: str, told: Sequence[ToldChild]) -> list[SheetChild]:
    return [
        SheetChild(
            sheet=sheet,
            person_id=sheet.person_id,
            number=number,
            name=Sealed.of(child.name.strip()),
            name_index=_child_index(household, child.name),
            birth_date=_sealed_day(child.birth_date),
            stage=child.stage,
        )
        for number, child in enumerate(told, start=1)
    ]


def _sealed_day(day: date | None) -> Sealed:
    return Sealed.of(day.isoformat() if day else "")
