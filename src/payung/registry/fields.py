"""A column that is sealed at rest: the database and its dumps hold ciphertext only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from payung.kernel.sealing import KeyRing


def key_ring() -> KeyRing:
    """The installation's keys."""
    ring: KeyRing = settings.KEY_RING
    return ring


class Sealed:
    """A sealed text that is opened only where somebody asks for it."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    @classmethod
    def of(cls, text: str) -> Sealed:
        return cls(key_ring().seal(text))

    def reveal(self) -> str:
        """The text; whoever shows it in full logs a purpose."""
        return key_ring().open(self.raw)

    def __bool__(self) -> bool:
        return bool(self.raw)

    def __repr__(self) -> str:
        return "<tersegel>"


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """Stores a `Sealed`; empty means not known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", b"")
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: object, connection: object) -> Sealed:
        return Sealed(bytes(value or b""))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        raw = value.raw if isinstance(value, Sealed) else value
        return super().get_db_prep_value(raw, connection, prepared)
