"""A change's paper on its way out: who may have the full copy, and a note of each."""

from __future__ import annotations

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.kernel.errors import BadInput, NotAllowed
from payung.kernel.sentence import say
from payung.programmes.amendments.annex import amendment_pdf
from payung.programmes.ground.selectors import get_amendment
from payung.programmes.models import SignedPaper
from payung.programmes.papers.readers import FULL_COPY, require_whole


@business_action("programmes.export_amendment", *Role)
def export_amendment(*, actor: Actor, amendment_id: int, masked: bool) -> tuple[str, bytes]:
    """Name and content of a change's paper; the full copy is for those who register and pay."""
    if not masked and actor.role not in (*FULL_COPY, Role.APPROVER):
        raise NotAllowed(say("Salinan lengkap hanya untuk petugas pendaftaran dan keuangan."))
    amendment = get_amendment(actor, amendment_id)
    if not masked:
        require_whole(actor, amendment.programme.area_id)
    if not amendment.annex_sha256:
        raise BadInput(say("Lampiran perubahan dibekukan setelah disetujui."))
    paper = SignedPaper.objects.filter(amendment=amendment).first()
    content = amendment_pdf(amendment, masked=masked, title=paper.title if paper else "")
    note(f"amendment:{amendment.pk}", masked=masked)
    copy = "-diumumkan" if masked else ""
    return f"perubahan-{amendment.verification_code}{copy}.pdf", content
