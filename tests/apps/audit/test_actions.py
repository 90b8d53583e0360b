"""Every act that the chain holds can be read by a person, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils import translation

from payung.audit.actions import action_words, actions

SOURCE = Path(__file__).resolve().parents[3] / "src" / "payung"
ROOMS = "accounts|office|intake|registry|verification|programmes|payments|claims|insight"
NAMED = re.compile(rf'"((?:{ROOMS})\.[a-z_]+)"')


def acts_of_the_source() -> set[str]:
    """What is noted in the chain: a room and a verb between quotes, in a module that records."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "import record" in text or ", record" in text:
            found |= set(NAMED.findall(text))
    return found


def test_every_act_of_the_source_has_its_words_and_no_words_are_left_over() -> None:
    assert acts_of_the_source() - set(actions()) == set()
    assert set(actions()) - acts_of_the_source() == set()


def test_the_words_are_in_the_readers_language() -> None:
    with translation.override("id"):
        assert action_words("registry.merge") == "Menggabungkan catatan ganda"
    with translation.override("en"):
        assert action_words("registry.merge") == "Merged double records"
        assert action_words("old.act") == "old.act"


def test_no_two_acts_sound_alike() -> None:
    for language in (0, 1):
        words = [told[language] for told in actions().values()]
        assert len(words) == len(set(words))
