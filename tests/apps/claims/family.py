"""Deaths and accidents in the small city: people with paid months, and reports about them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from tests.apps.city import CITY, KELURAHAN, City

if TYPE_CHECKING:
    from payung.accounts.scope import Actor
    from payung.claims.models import Case

SPACE = UUID("00000000-0000-4000-8000-000000000001")
DIED = date(2025, 10, 14)
TODAY = date(2025, 10, 20)


def report_id(name: str) -> UUID:
    return uuid5(SPACE, name)


class Mourning:
    """A city whose people are covered from June to December 2025, and who works there."""

    def __init__(self, city: City, people: int = 3, paid_to: int = 9) -> None:
        from payung.accounts.models import Role

        self.city = city
        self.ids = city.people(people)
        self.rt = city.actor(Role.RT, "rt", KELURAHAN[0])
        self.verifier = city.actor(Role.VERIFIER, "lurah", KELURAHAN[0])
        self.companion = city.actor(Role.COMPANION, "pendamping")
        self.bpjs = city.actor(Role.BPJS, "bpjs")
        self.operator = city.operator
        self._cover(paid_to)

    @classmethod
    def of(cls, city: City) -> Mourning:
        """The one of this test's city, made at the first call: hypothesis calls a test often."""
        if not hasattr(city, "mourning"):
            city.mourning = cls(city)  # type: ignore[attr-defined]
        found: Mourning = city.mourning  # type: ignore[attr-defined]
        return found

    def _cover(self, paid_to: int) -> None:
        """Plans June to December and pays up to month `paid_to`, by the ledger's own ways."""
        from payung.accounts.scope import acting_as
        from payung.kernel.month import Month
        from payung.ledger.models import PersonMonth, State
        from payung.ledger.services import Cover, move_rows, plan

        cover = Cover(
            payer="apbd", scheme="UJI", segment="bpu", amounts={"jkk": 10_000, "jkm": 6_800}
        )
        with acting_as(self.operator):
            plan(
                actor=self.operator,
                people=[(pk, KELURAHAN[n % 3]) for n, pk in enumerate(self.ids)],
                months=list(Month.of(2025, 6).through(Month.of(2025, 12))),
                cover=cover,
                cause="uji",
                document="uji",
            )
            for state in (State.SUBMITTED, State.ACCEPTED, State.PAID):
                move_rows(
                    actor=self.operator,
                    rows=PersonMonth.objects.filter(month__lte=Month.of(2025, paid_to)),
                    state=state,
                    cause="uji",
                    document="uji",
                )

    def death(self, name: str = "r", actor: Actor | None = None, **facts: Any) -> Case:
        return self.tell("meninggal", name, actor, **({"work_related": False} | facts))

    def accident(self, name: str = "a", actor: Actor | None = None, **facts: Any) -> Case:
        return self.tell("kecelakaan", name, actor, **({"work_related": True} | facts))

    def tell(self, kind: str, name: str, actor: Actor | None = None, **facts: Any) -> Case:
        from payung.claims.models import EventKind
        from payung.claims.telling.services import Report, report

        values: dict[str, Any] = {
            "id": report_id(name),
            "person_id": self.ids[0],
            "kind": EventKind(kind),
            "happened_on": DIED,
        }
        today = facts.pop("today", TODAY)
        line = Report(**(values | facts))
        return report(actor=actor or self.rt, report=line, today=today)

    def confirmed(self, **facts: Any) -> Case:
        from payung.claims.telling.services import confirm_death

        case = self.death(**facts)
        confirm_death(actor=self.verifier, case_id=case.pk, today=TODAY)
        return self.fresh(case)

    def fresh(self, case: Case) -> Case:
        from payung.accounts.scope import acting_as
        from payung.claims.models import Case as Cases

        with acting_as(self.operator):
            return Cases.objects.select_related("event", "facts", "person").get(pk=case.pk)


__all__ = ["CITY", "DIED", "KELURAHAN", "TODAY", "Mourning", "report_id"]
