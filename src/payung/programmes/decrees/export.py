"""Files of a decree on their way out: who may have the full copy, and a note of each."""

from __future__ import annotations

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.kernel.errors import BadInput, NotAllowed
from payung.kernel.sentence import say
from payung.programmes.decrees.nota_document import note_pdf
from payung.programmes.ground.selectors import get_decree
from payung.programmes.models import NotaDinas
from payung.programmes.papers.annex import annex_file, annex_rows, file_name
from payung.programmes.papers.readers import FULL_COPY, MEDIA_TYPES, require_whole
from payung.registry.seen import saw


@business_action("programmes.export_annex", *Role)
def export_annex(*, actor: Actor, decree_id: int, kind: str, masked: bool) -> tuple[str, bytes]:
    """Name and content of one file; the full copy is for those who register and pay."""
    if kind not in MEDIA_TYPES:
        raise BadInput(say("Berkas SK hanya ada sebagai pdf dan xlsx."))
    if not masked and actor.role not in FULL_COPY:
        raise NotAllowed(say("Salinan lengkap hanya untuk petugas pendaftaran dan keuangan."))
    decree = get_decree(actor, decree_id)
    if not masked:
        require_whole(actor, decree.programme.area_id)
    saw(decree.members.values_list("person", flat=True))
    content = annex_file(decree, annex_rows(decree), kind, masked=masked)
    note(f"decree:{decree.pk}", kind=kind, masked=masked, people=decree.people)
    return file_name(decree, kind, masked=masked), content


@business_action("programmes.export_note", *FULL_COPY, Role.APPROVER)
def export_note(*, actor: Actor, decree_id: int) -> tuple[str, bytes]:
    """Name and content of the note that carries a decree up the chain."""
    decree = get_decree(actor, decree_id)
    require_whole(actor, decree.programme.area_id)
    draft = NotaDinas.objects.filter(decree=decree).first()
    if draft is None:
        raise BadInput(say("Nota dinas SK ini belum dibuat."))
    note(f"decree:{decree.pk}")
    return f"nota-dinas-{decree.programme_id}-{decree.verification_code}.pdf", note_pdf(draft)
