"""A scanned paper opened for one look, and the letters of a case as PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import actor_of_request
from payung.audit.clock import today
from payung.claims.ground.selectors import open_case_for
from payung.claims.ground.stages import HELPERS
from payung.claims.papers.checklist import view_scan
from payung.claims.papers.documents import fits, write_document


@page(*HELPERS, Role.VERIFIER, Role.AUDITOR)
def claim_scan(request: HttpRequest, case_id: int, paper_id: int) -> HttpResponse:
    """A scan, opened for one look that is noted."""
    actor = actor_of_request(request)
    media, content = view_scan(
        actor=actor, case_id=case_id, paper_id=paper_id, purpose="memeriksa surat kasus"
    )
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="surat-{paper_id}"'
    return response


@page(*HELPERS)
def claim_document(request: HttpRequest, case_id: int, kind: str) -> HttpResponse:
    """A filled form or letter as PDF."""
    actor = actor_of_request(request)
    case = open_case_for(actor=actor, case_id=case_id, what=f"surat {kind}")
    if not fits(case, kind):
        raise Http404  # no letter of heirs for somebody who is alive
    site = request.build_absolute_uri("/").rstrip("/")
    content = write_document(actor, case, kind, today(), site)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{kind}-{case}.pdf"'
    return response
