"""Who answers for what: for each task the nearest officer of its role, so that none is nobody's."""

from __future__ import annotations

from payung.accounts.models import Role
from payung.accounts.selectors import in_force
from payung.claims.models import Task
from payung.kernel.area import lineage

ROLE_OF_TASK: dict[Task, Role] = {
    Task.CONFIRM: Role.VERIFIER,
    Task.CLASSIFY: Role.OPERATOR,
    Task.UNPAID_DEATH_MONTH: Role.OPERATOR,
    Task.REFUND: Role.OPERATOR,
    Task.CONFIRM_CHANGE: Role.VERIFIER,
    Task.CHANGE_MONTHS: Role.OPERATOR,
    Task.FAMILY_DATA: Role.VERIFIER,
}
"""All other tasks are the companion's."""


class Officers:
    """The people who may answer for cases of one area; read once."""

    def __init__(self, area: str) -> None:
        rows = in_force(areas=lineage(area)).values_list("role", "area_id", "user_id")
        self._found = sorted(rows, key=lambda row: (-len(row[1]), row[2]))

    def of(self, role: Role, *, besides: str = "", default: str) -> str:
        """The nearest one of the role, then of the operators, else `default`; never empty.

        `besides` names somebody who may not be chosen, for the sake of four eyes.
        """
        for wanted in (role, Role.OPERATOR):
            for found, _area, number in self._found:
                if found == wanted and f"user:{number}" != besides:
                    return f"user:{number}"
        return default

    def for_task(self, task: Task, *, besides: str = "", default: str) -> str:
        return self.of(ROLE_OF_TASK.get(task, Role.COMPANION), besides=besides, default=default)


def caretaker(area: str) -> str:
    """Who takes over what somebody without an active account still owes; empty if there is none."""
    rows = in_force((Role.OPERATOR,), lineage(area)).order_by("area_id", "user_id")
    row = rows.values_list("user_id", flat=True).first()
    return f"user:{row}" if row else ""
