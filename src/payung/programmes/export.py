"""Files of a decree on their way out: who may have the full copy, and a note of each."""

from __future__ import annotations

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import record
from payung.kernel.errors import BadInput, NotAllowed
from payung.programmes.amendment_annex import amendment_pdf
from payung.programmes.annex import annex_file, annex_rows, file_name
from payung.programmes.models import NotaDinas, SignedPaper
from payung.programmes.nota_document import note_pdf
from payung.programmes.selectors import get_amendment, get_decree

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FULL_COPY = (Role.OPERATOR, Role.FINANCE, Role.BPJS, Role.AUDITOR, Role.SYSTEM)


@business_action(*Role)
def export_annex(*, actor: Actor, decree_id: int, kind: str, masked: bool) -> tuple[str, bytes]:
    """Name and content of one file; the full copy is for those who register and pay."""
    if kind not in MEDIA_TYPES:
        raise BadInput("Berkas SK hanya ada sebagai pdf dan xlsx.")
    if not masked and actor.role not in _FULL_COPY:
        raise NotAllowed("Salinan lengkap hanya untuk petugas pendaftaran dan keuangan.")
    decree = get_decree(actor, decree_id)
    content = annex_file(decree, annex_rows(decree), kind, masked=masked)
    record(
        actor=actor.id,
        action="programmes.export_annex",
        subject=f"decree:{decree.pk}",
        facts={"kind": kind, "masked": masked, "people": decree.people},
    )
    return file_name(decree, kind, masked=masked), content


@business_action(*_FULL_COPY, Role.APPROVER)
def export_note(*, actor: Actor, decree_id: int) -> tuple[str, bytes]:
    """Name and content of the note that carries a decree up the chain."""
    decree = get_decree(actor, decree_id)
    note = NotaDinas.objects.filter(decree=decree).first()
    if note is None:
        raise BadInput("Nota dinas SK ini belum dibuat.")
    subject = f"decree:{decree.pk}"
    record(actor=actor.id, action="programmes.export_note", subject=subject, facts={})
    return f"nota-dinas-{decree.programme_id}-{decree.verification_code}.pdf", note_pdf(note)


@business_action(*Role)
def export_amendment(*, actor: Actor, amendment_id: int, masked: bool) -> tuple[str, bytes]:
    """Name and content of a change's paper; the full copy is for those who register and pay."""
    if not masked and actor.role not in (*_FULL_COPY, Role.APPROVER):
        raise NotAllowed("Salinan lengkap hanya untuk petugas pendaftaran dan keuangan.")
    amendment = get_amendment(actor, amendment_id)
    if not amendment.annex_sha256:
        raise BadInput("Lampiran perubahan dibekukan setelah disetujui.")
    paper = SignedPaper.objects.filter(amendment=amendment).first()
    content = amendment_pdf(amendment, masked=masked, title=paper.title if paper else "")
    record(
        actor=actor.id,
        action="programmes.export_amendment",
        subject=f"amendment:{amendment.pk}",
        facts={"masked": masked},
    )
    copy = "-diumumkan" if masked else ""
    return f"perubahan-{amendment.verification_code}{copy}.pdf", content
