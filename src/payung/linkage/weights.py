"""Match weights: how many doublings of the odds an outcome is worth."""

from __future__ import annotations

import math


def match_weight(match: float, other: float) -> float:
    """log2 of how much more often true pairs show an outcome than other pairs do."""
    return math.log2(match / other)
