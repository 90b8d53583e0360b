"""A random walk through the ledger, with a plain model beside it that says what must be true."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from payung.kernel.errors import Conflict
from payung.kernel.month import Month
from tests.apps.city import KELURAHAN, City

FIRST = Month.of(2025, 6)
MONTHS = [FIRST + n for n in range(3)]
PAYERS = {"apbd": "UJI", "rt": "RT-1", "provinsi": "BKBK"}
RATE_RP = 16_800
PLACES = 3
_STATE_AND_NEWEST_ENTRY = """
    SELECT person_id, month, component, m.state, m.amount_rp, scheme, e.state, e.amount_rp
    FROM ledger_personmonth m FULL JOIN (
        SELECT DISTINCT ON (person_id, month, component, scheme)
            person_id, month, component, scheme, state, amount_rp
        FROM ledger_entry ORDER BY person_id, month, component, scheme, id DESC
    ) e USING (person_id, month, component, scheme)
"""
people = st.integers(0, 4)
payers = st.sampled_from(sorted(PAYERS))
months = st.sampled_from(MONTHS)


@dataclass(frozen=True)
class Ground:
    """What every walk stands on: five people and a programme with places for three."""

    actor: Any
    people: list[int]
    programme: Any

    @classmethod
    def found(cls) -> Ground:
        city = City()
        programme = city.programme(
            headcount=PLACES, ceiling_rp=PLACES * len(MONTHS) * RATE_RP - 1,
            first_month=MONTHS[0], last_month=MONTHS[-1],
        )  # fmt: skip
        return cls(city.operator, city.people(5), programme)


class LedgerWalk(RuleBasedStateMachine):
    """Each rule is one act of one payer; each invariant is read off the database itself.

    `ground` is made once and given to the class: a walk leaves it as it found it.
    """

    ground: ClassVar[Ground]
    checked: ClassVar[int] = 0  # acts after which the invariants were read off
    guarded = True

    @initialize()
    def set_out(self) -> None:
        from django.db import transaction

        from payung.accounts.scope import acting_as

        self.people, self.programme = self.ground.people, self.ground.programme
        self._frame = transaction.atomic()
        self._frame.__enter__()
        self._scope = acting_as(self.ground.actor)
        self.actor: Any = self._scope.__enter__()
        type(self).checked -= 1  # setting out is no act, and is checked too

    def teardown(self) -> None:
        from django.db import transaction

        if hasattr(self, "_frame"):
            with suppress(Exception):
                self._scope.__exit__(None, None, None)
            transaction.set_rollback(True)
            self._frame.__exit__(None, None, None)

    @rule(person=people, payer=payers, month=months)
    def plan(self, person: int, payer: str, month: Month) -> None:
        with suppress(Conflict):
            self._atomically(self._plan, person, payer, month)
            assert self._atomically(self._plan, person, payer, month) == 0

    @rule(person=people)
    def admit(self, person: int) -> None:
        """A place in the city's programme, if headcount and ceiling allow."""
        from payung.programmes.ground.limits import refuse_over_limit

        with suppress(Conflict):
            if self.guarded:
                if self._inside(person):
                    return  # who is in joins no second time
                refuse_over_limit(self.actor, self.programme, FIRST, 1)
            self._atomically(self._plan_all, person)

    @rule(
        payer=payers,
        month=months,
        state=st.sampled_from(
            [
                "diajukan",
                "diterima",
                "ditolak",
                "dibayar",
                "dibukukan",
                "ditahan",
                "ditarik",
                "dikembalikan",
            ]
        ),
    )
    def move(self, payer: str, month: Month, state: str) -> None:
        """Moves a whole payer's month; one row that may not go refuses all of them."""
        if self._move(payer, month, state):
            assert self._move(payer, month, state) == 0

    @rule(person=people, month=months)
    def die(self, person: int, month: Month) -> None:
        from payung.ledger.services import hold_after_death

        facts = {"actor": self.actor, "person_id": self.people[person], "month": month}
        hold_after_death(**facts, cause="uji", document="uji")
        assert hold_after_death(**facts, cause="uji", document="uji").held == 0

    @rule(person=people)
    def rise(self, person: int) -> None:
        from payung.ledger.services import release_hold

        release_hold(actor=self.actor, person_id=self.people[person], cause="uji", document="uji")

    @invariant()
    def the_ledger_holds(self) -> None:
        if hasattr(self, "actor"):
            rows = self._rows()
            type(self).checked += 1
            self._no_month_has_two_public_payers(rows)
            self._the_ceiling_is_committed_realised_and_free(rows)

    def _no_month_has_two_public_payers(self, rows: list[Any]) -> None:
        seen = Counter(
            (person, month, component)
            for person, month, component, state, *_ in rows
            if state not in ("ditarik", "ditolak", "dikembalikan")
        )
        assert not [key for key, count in seen.items() if count > 1]

    def _the_ceiling_is_committed_realised_and_free(self, rows: list[Any]) -> None:
        from payung.programmes.ground.selectors import budget

        found = budget(self.actor, self.programme)
        mine = [row for row in rows if row[5] == "UJI"]
        paid = sum(rp for *_, state, rp, _ in mine if state in ("dibayar", "dibukukan"))
        open_states = ("direncanakan", "diajukan", "diterima", "ditahan")
        committed = sum(rp for *_, state, rp, _ in mine if state in open_states)
        assert (found.realised_rp, found.committed_rp) == (paid, committed)
        assert found.ceiling_rp == committed + paid + found.free_rp
        assert found.free_rp >= 0, "more is promised than there is"

    def _rows(self) -> list[tuple[Any, ...]]:
        """The current state of all months, after the newest entry of each has told the same."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(_STATE_AND_NEWEST_ENTRY)
            found = cursor.fetchall()
        assert [row for row in found if row[3:5] != row[6:8]] == []
        return [row[:6] for row in found]

    def _move(self, payer: str, month: Month, state: str) -> int:
        """How many rows went; none where one of them may not."""
        from payung.ledger.models import PersonMonth, State
        from payung.ledger.services import move_rows

        act = {"actor": self.actor, "state": State(state), "cause": "uji", "document": "uji"}
        rows = PersonMonth.objects.filter(scheme=PAYERS[payer], month=month)
        with suppress(Conflict):
            return int(self._atomically(lambda: move_rows(rows=rows, **act)))
        return 0

    def _inside(self, person: int) -> bool:
        from payung.ledger.models import PersonMonth

        mine = PersonMonth.objects.filter(person_id=self.people[person], scheme="UJI", live=True)
        return mine.exists()

    def _plan(self, person: int, payer: str, month: Month) -> int:
        if payer == "apbd":
            return 0  # the city plans whole programmes, by `admit`
        return self._cover(person, payer, [month])

    def _plan_all(self, person: int) -> int:
        return self._cover(person, "apbd", MONTHS)

    def _cover(self, person: int, payer: str, span: list[Month]) -> int:
        from payung.ledger.services import Cover, plan

        return plan(
            actor=self.actor, people=[(self.people[person], KELURAHAN[0])], months=span,
            cover=Cover(payer=payer, scheme=PAYERS[payer], segment="bpu",
                        amounts={"jkk": 10_000, "jkm": 6_800}),
            cause="uji", document="uji",
        )  # fmt: skip

    def _atomically(self, work: Any, *arguments: Any) -> Any:
        from django.db import transaction

        with transaction.atomic():
            return work(*arguments)


class Unguarded(LedgerWalk):
    """The negative control: nobody counts before giving."""

    guarded = False
