"""A file for BPJS in its layout: identity opened for the download, and each download noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.areas.selectors import area_names
from payung.audit.services import note
from payung.kernel.area import kelurahan_of
from payung.kernel.scratch import scratch_folder
from payung.ledger.enrolments import known_kpj
from payung.payments.exchange.layouts import profile_in_force
from payung.payments.exchange.selectors import get_file
from payung.payments.ground.lineage import EXIT_WORDS
from payung.payments.ground.packing import packed
from payung.payments.models import BpjsFile, BpjsFileRow, FileKind
from payung.registry.seen import saw

if TYPE_CHECKING:
    import polars as pl


@business_action("payments.export_file", Role.OPERATOR, Role.BPJS, Role.AUDITOR)
def export_file(*, actor: Actor, file_id: int) -> tuple[str, bytes, str]:
    """Name, content and media type; several files come as one archive."""
    from payung.lists.profiles import write_profile

    made = get_file(actor, file_id)
    name = f"{made.kind}-{made.programme_id}-{made.month}-{made.sequence}.xlsx"
    with scratch_folder() as folder:
        paths = write_profile(file_frame(actor, made), profile_in_force(made.kind), folder / name)
        packet = packed(name, paths)
    saw(made.rows.values_list("person", flat=True))
    note(f"bpjs-file:{made.pk}", people=made.people, files=len(paths))
    return packet


def file_frame(actor: Actor, made: BpjsFile) -> pl.DataFrame:
    """The rows with full identity, in their order, for the layout of their kind."""
    import polars as pl

    rows = list(made.rows.select_related("person", "area__parent"))
    segment = made.programme.segment
    kpj = known_kpj(actor, segment, made.rows.order_by().values("person_id"))
    places = area_names({kelurahan_of(row.area_id) for row in rows})
    fields = {FileKind.NEW: _registration, FileKind.EXIT: _exit, FileKind.CHANGE: _change}
    describe = fields[FileKind(made.kind)]
    wadah = made.programme.partnerships.first()
    common = {"npp": wadah.npp if wadah else "", "bulan_mulai": str(made.month)}
    return pl.DataFrame(
        [
            {
                "nik": row.person.nik.reveal(),
                "nama": row.person.name,
                "kpj": kpj[row.person_id].reveal() if row.person_id in kpj else "",
                "kelurahan": places.get(kelurahan_of(row.area_id), ""),
            }
            | common
            | describe(row)
            for row in rows
        ]
    )


def _registration(row: BpjsFileRow) -> dict[str, object]:
    person, programme = row.person, row.file.programme
    return {
        "tempat_lahir": person.birth_place,
        "tanggal_lahir": person.birth_date.isoformat() if person.birth_date else "",
        "jenis_kelamin": person.sex,
        "nama_ibu": person.mother.reveal() if person.mother else "",
        "alamat": person.address,
        "no_hp": person.phone.reveal() if person.phone else "",
        "pekerjaan": person.occupation,
        "lokasi_kerja": row.area.parent.name if row.area.parent else row.area.name,
        "penghasilan": programme.base_rp,
        "program": "JKK, JKM",
    }


def _exit(row: BpjsFileRow) -> dict[str, object]:
    return {
        "tanggal_berhenti": row.happened_on.isoformat() if row.happened_on else "",
        "sebab": str(EXIT_WORDS.get(row.reason, "Tidak dilanjutkan")),
    }


def _change(row: BpjsFileRow) -> dict[str, object]:
    return {"kolom": row.field, "semula": row.before.reveal(), "menjadi": row.after.reveal()}
