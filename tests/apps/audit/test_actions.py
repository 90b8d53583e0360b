"""Every act that the chain holds can be read by a person, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils import translation

from payung.audit.actions import action_words, actions

SOURCE = Path(__file__).resolve().parents[3] / "src" / "payung"
NAMED = re.compile(r'@business_action\(\s*"([a-z]+\.[a-z_]+)"')


def acts_of_the_source() -> set[str]:
    """What each business action is called in the chain."""
    texts = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")]
    assert sum(text.count("@business_action(") for text in texts) == sum(
        len(NAMED.findall(text)) for text in texts
    )
    return {name for text in texts for name in NAMED.findall(text)}


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
