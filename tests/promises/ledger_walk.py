"""A random walk through the ledger, with a plain model beside it that says what must be true."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import Any

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
people = st.integers(0, 4)
payers = st.sampled_from(sorted(PAYERS))
months = st.sampled_from(MONTHS)


class LedgerWalk(RuleBasedStateMachine):
    """Each rule is one act of one payer; each invariant is read off the database itself."""

    guarded = True

    @initialize()
    def found_a_city(self) -> None:
        from django.db import transaction

        from payung.accounts.scope import acting_as

        self._frame = transaction.atomic()
        self._frame.__enter__()
        self.city = City()
        self.people = self.city.people(5)
        self.programme = self.city.programme(
            headcount=PLACES, ceiling_rp=PLACES * len(MONTHS) * RATE_RP - 1,
            first_month=MONTHS[0], last_month=MONTHS[-1],
        )  # fmt: skip
        self._scope = acting_as(self.city.operator)
        self.actor: Any = self._scope.__enter__()

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
        from payung.programmes.limits import refuse_over_limit

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
            ["submitted", "accepted", "rejected", "paid", "posted", "held", "withdrawn", "refunded"]
        ),
    )
    def move(self, payer: str, month: Month, state: str) -> None:
        """Moves a whole payer's month; one row that may not go refuses all of them."""
        from payung.ledger.models import PersonMonth, State
        from payung.ledger.services import move_rows

        rows = PersonMonth.objects.filter(scheme=PAYERS[payer], month=month)
        with suppress(Conflict):
            self._atomically(
                lambda: move_rows(
                    actor=self.actor, rows=rows, state=State(state), cause="uji", document="uji"
                )
            )

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
            self._no_month_has_two_public_payers(rows)
            self._the_ceiling_is_committed_realised_and_free(rows)
            self._the_entries_tell_the_same(rows)

    def _no_month_has_two_public_payers(self, rows: list[Any]) -> None:
        seen = Counter(
            (person, month, component)
            for person, month, component, state, *_ in rows
            if state not in ("withdrawn", "rejected", "refunded")
        )
        assert not [key for key, count in seen.items() if count > 1]

    def _the_ceiling_is_committed_realised_and_free(self, rows: list[Any]) -> None:
        from payung.programmes.selectors import budget

        found = budget(self.actor, self.programme)
        mine = [row for row in rows if row[5] == "UJI"]
        paid = sum(rp for *_, state, rp, _ in mine if state in ("paid", "posted"))
        open_states = ("planned", "submitted", "accepted", "held")
        committed = sum(rp for *_, state, rp, _ in mine if state in open_states)
        assert (found.realised_rp, found.committed_rp) == (paid, committed)
        assert found.ceiling_rp == committed + paid + found.free_rp
        assert found.free_rp >= 0, "more is promised than there is"

    def _the_entries_tell_the_same(self, rows: list[Any]) -> None:
        from payung.ledger.models import Entry

        newest: dict[Any, tuple[str, int]] = {}
        columns = ("person_id", "month", "component", "scheme", "state", "amount_rp")
        for *key, state, amount in Entry.objects.order_by("id").values_list(*columns):
            newest[tuple(key)] = (state, amount)
        assert newest == {
            (person, month, component, scheme): (state, rp)
            for person, month, component, state, rp, scheme in rows
        }

    def _rows(self) -> list[tuple[Any, ...]]:
        from payung.ledger.models import PersonMonth

        columns = ("person_id", "month", "component", "state", "amount_rp", "scheme")
        return list(PersonMonth.objects.order_by("id").values_list(*columns))

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
