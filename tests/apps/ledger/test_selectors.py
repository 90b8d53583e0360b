"""What is read off the ledger as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from payung.kernel.month import Month
from tests.apps.city import KELURAHAN, City
from tests.apps.ledger.test_continuity import cover

pytestmark = pytest.mark.django_db


def test_the_first_month_is_that_of_the_programme_that_began_first(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.selectors import first_month

    elsewhere = replace(city.operator, area=KELURAHAN[2])
    with acting_as(city.operator) as actor:
        assert first_month(actor) is None
    one, two, three = city.people(3)
    cover(city, one, "apbd", Month.of(2025, 6), Month.of(2025, 12), paid=False)
    cover(city, two, "csr", Month.of(2025, 2), Month.of(2025, 3), paid=False)
    cover(city, three, "rt", Month.of(2025, 4), Month.of(2025, 5), paid=False)
    with acting_as(city.operator) as actor:
        assert first_month(actor) == Month.of(2025, 2)
    with acting_as(elsewhere) as actor:
        assert first_month(actor) == Month.of(2025, 4)  # the one of its own people
