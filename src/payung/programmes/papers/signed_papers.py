"""The signed paper of a decree or of a change: kept sealed, its hash open to everybody."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from uuid import uuid4

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.programmes.ground.selectors import get_amendment, get_decree
from payung.programmes.models import Amendment, Decree, Method, SignedPaper
from payung.programmes.papers.readers import require_whole
from payung.registry import storage
from payung.registry.scans import MEDIA, scan_kind
from payung.registry.seen import saw

PART = "sk"
PAPER_READERS = (
    Role.OPERATOR, Role.APPROVER, Role.FINANCE, Role.BPJS, Role.AUDITOR,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scan:
    """What came back: the file, and how it was signed. A PDF, or photographs of a wet signature."""

    content: bytes
    method: Method = Method.WET


def keep_signed(
    actor: Actor, scan: Scan, *, decree: Decree | None = None, amendment: Amendment | None = None,
    title: str = "",
) -> SignedPaper:  # fmt: skip
    """Keeps the file inside the caller's action."""
    if not scan.content:
        raise BadInput(say("Unggah SK yang sudah ditandatangani (PDF, JPEG, atau PNG)."))
    kind = scan_kind(scan.content)
    if scan.method == Method.ELECTRONIC and kind != "pdf":
        raise BadInput(say("SK dengan tanda tangan elektronik harus berupa PDF."))
    paper = SignedPaper.objects.create(
        id=uuid4(), decree=decree, amendment=amendment, method=scan.method, title=title,
        kind=kind, sha256=sha256(scan.content).hexdigest(), recorded_by=actor.id,
        recorded_at=clock.now(),
    )  # fmt: skip
    storage.keep(paper.pk, PART, scan.content)
    return paper


@business_action("programmes.fetch_signed", *PAPER_READERS)
def fetch_signed(*, actor: Actor, decree_id: int) -> tuple[str, str, bytes]:
    """Name, media type and content of a decree's signed paper; each look is noted."""
    decree = get_decree(actor, decree_id)
    require_whole(actor, decree.programme.area_id)
    saw(decree.members.values_list("person", flat=True))
    signed = SignedPaper.objects.filter(decree=decree).first()
    return _given_back(signed, f"decree:{decree.pk}", decree.verification_code)


@business_action("programmes.fetch_signed", *PAPER_READERS)
def fetch_signed_change(*, actor: Actor, amendment_id: int) -> tuple[str, str, bytes]:
    """The same for a change of the annex."""
    amendment = get_amendment(actor, amendment_id)
    require_whole(actor, amendment.programme.area_id)
    signed = SignedPaper.objects.filter(amendment=amendment).first()
    return _given_back(signed, f"amendment:{amendment.pk}", amendment.verification_code)


def _given_back(paper: SignedPaper | None, subject: str, code: str) -> tuple[str, str, bytes]:
    if paper is None:
        raise BadInput(say("SK ini belum punya pindaian yang ditandatangani."))
    note(subject)
    return f"SK-{code}-ttd.{paper.kind}", MEDIA[paper.kind], storage.fetch(paper.pk, PART)
