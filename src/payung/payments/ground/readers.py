"""Who reads the room: the offices that pay and check, and whoever watches over continuity."""

from __future__ import annotations

from payung.accounts.models import Role

OFFICES = frozenset((Role.OPERATOR, Role.FINANCE, Role.AUDITOR, Role.BPJS, Role.APPROVER))
FULL_READERS = OFFICES - {Role.APPROVER}
"""Those who take files with whole NIKs and the papers of the money."""

CONTINUITY_READERS = frozenset(
    (Role.OPERATOR, Role.VERIFIER, Role.RT, Role.FINANCE, Role.AUDITOR, Role.LEADER)
)
