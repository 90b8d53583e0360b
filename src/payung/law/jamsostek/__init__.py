"""The law of JKK, JKM, scholarship and iuran for informal workers, as data and small rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from payung.law.jamsostek.law import Law


def load(overlay: Path | None = None) -> Law:
    """The whole law, checked; kept after the first call.

    `overlay` lays a second parameter file over the first: what would be due if it held. Without
    it the city's own decisions are laid over, where `PAYUNG_LAW` names their file.
    """
    from payung.law.jamsostek.law import city_overlay, loaded

    return loaded(overlay or city_overlay())
