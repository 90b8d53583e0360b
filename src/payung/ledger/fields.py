"""A month as a column: the first day of it in the database, a `Month` in Python."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from payung.kernel.month import Month


class MonthField(models.DateField):  # type: ignore[type-arg]
    """Stores a `Month` as its first day."""

    _pyi_lookup_exact_type: Any  # what mypy lets a query compare the column with

    def from_db_value(self, value: date | None, expression: object, connection: object) -> Any:
        return None if value is None else Month.containing(value)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            return Month.parse(value)
        return Month.containing(value) if isinstance(value, date) else value

    def get_prep_value(self, value: Any) -> Any:
        return value.first_day if isinstance(value, Month) else super().get_prep_value(value)
