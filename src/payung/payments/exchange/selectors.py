"""Reading files to BPJS and what came back, limited to what the actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor, require_scope
from payung.kernel.errors import BadInput, OutOfArea
from payung.kernel.sentence import say
from payung.payments.ground.selectors import get_list
from payung.payments.models import BpjsFile, BpjsFileRow, PaymentList, ReturnFile, ReturnProblem
from payung.registry.fields import key_ring

SENTENCES = {
    "NIK_KOSONG": _("NIK kosong. Pilih orangnya, atau minta BPJS mengisi NIK."),
    "NIK_PANJANG": _("NIK tidak 16 angka. Pilih orangnya, atau minta berkas yang benar."),
    "NIK_BUKAN_ANGKA": _("NIK berisi huruf atau tanda. Pilih orangnya, atau minta perbaikan."),
    "NIK_RUSAK_EXCEL": _("NIK dirusak Excel: angka belakangnya hilang. Pilih orangnya."),
    "STATUS_TIDAK_JELAS": _("Kata statusnya tidak dikenal. Tanyakan artinya, lalu putuskan."),
    "DUA_JAWABAN": _("Orang ini dijawab dua kali dengan hasil berbeda. Tanyakan yang benar."),
    "BARIS_JUMLAH": _("Baris jumlah, bukan orang. Tidak perlu tindakan."),
    "BARIS_ULANG": _("Baris ini sama dengan baris di atasnya. Tidak perlu tindakan."),
    "BULAN_LAIN": _("Baris ini untuk bulan lain. Unggah di daftar bulan itu."),
    "TIDAK_DI_DAFTAR": _("NIK ini tidak ada di berkas yang dikirim. Tanyakan ke BPJS."),
    "KPJ_LAIN": _("KPJ lain dari yang dikenal. Isi nomornya kalau KPJ baru ini yang benar."),
    "BEDA_SEBELUMNYA": _("Dulu dijawab lain, dan jawaban itu tetap berlaku. Tanyakan yang benar."),
}
"""What each odd row of a return file means and how it is mended."""

OTHER_CARD = "KPJ_LAIN"
"""The answer stands; which of the two card numbers is right waits for a person."""

NOTHING_TO_DO = ("BARIS_JUMLAH", "BARIS_ULANG")
"""Rows that are kept so that every one is accounted for; nobody has to settle them."""


def bpjs_files(actor: Actor) -> QuerySet[BpjsFile]:
    """Files of all kinds, the newest month first."""
    require_scope(actor)
    return BpjsFile.objects.select_related("programme")


def get_file(actor: Actor, file_id: int) -> BpjsFile:
    bpjs_file = bpjs_files(actor).filter(pk=file_id).first()
    if bpjs_file is None:
        raise OutOfArea(say("Berkas ini tidak ada di wilayah Anda."))
    return bpjs_file


Target = PaymentList | BpjsFile
"""What BPJS answers: a list to pay, or a file of another kind."""


def get_target(actor: Actor, *, list_id: int = 0, file_id: int = 0) -> Target:
    return get_list(actor, list_id) if list_id else get_file(actor, file_id)


def file_rows(actor: Actor, file_id: int) -> QuerySet[BpjsFileRow]:
    require_scope(actor)
    return BpjsFileRow.objects.filter(file_id=file_id).select_related("person", "area__parent")


def returns_of(actor: Actor, target: PaymentList | BpjsFile) -> QuerySet[ReturnFile]:
    """What came back for a list or a file, the newest first."""
    require_scope(actor)
    side = {"list": target} if isinstance(target, PaymentList) else {"file": target}
    return ReturnFile.objects.filter(**side)


def problems_of(actor: Actor, target: PaymentList | BpjsFile) -> list[ReturnProblem]:
    """The odd rows of everything that came back for a list or a file, unsettled ones first."""
    require_scope(actor)
    side = {"returned__list": target} if isinstance(target, PaymentList) else {
        "returned__file": target
    }  # fmt: skip
    return_problems = ReturnProblem.objects.filter(**side).select_related("returned")
    return list(return_problems.order_by("settled", "returned_id", "sheet", "row"))


def get_problem(actor: Actor, problem_id: int) -> ReturnProblem:
    """One odd row with the answer file that it stands in."""
    require_scope(actor)
    problem = ReturnProblem.objects.select_related("returned").filter(pk=problem_id).first()
    if problem is None:
        raise BadInput(say("Baris jawaban ini tidak ada."))
    return problem


@dataclass(frozen=True, slots=True)
class PossibleRow:
    """A row without an answer that an odd row may mean."""

    number: int
    name: str


def candidates(target: PaymentList | BpjsFile, name: str) -> list[PossibleRow]:
    """Rows still unanswered that carry the odd row's name; empty without a name."""
    if not name:
        return []
    return _possible(target.rows.filter(accepted=None, person__name__iexact=name))


def same_person(target: PaymentList | BpjsFile, nik: str) -> list[PossibleRow]:
    """The row of the person whose card number is in question."""
    return _possible(target.rows.filter(person__nik_index=key_ring().index(nik, "nik")))


def _possible(rows: QuerySet[Any, Any]) -> list[PossibleRow]:
    return [PossibleRow(*row) for row in rows.values_list("number", "person__name")[:5]]


def waiting_problems(actor: Actor) -> QuerySet[ReturnProblem]:
    """Odd rows of all return files that nobody has settled."""
    require_scope(actor)
    return ReturnProblem.objects.filter(settled="").exclude(code__in=NOTHING_TO_DO)
