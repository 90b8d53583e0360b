"""Which kinds of copy there are, and who may have the full one."""

from __future__ import annotations

from payung.accounts.models import Role

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


FULL_COPY = (Role.OPERATOR, Role.FINANCE, Role.BPJS, Role.AUDITOR, Role.SYSTEM)
