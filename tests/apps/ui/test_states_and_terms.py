"""Every state has its word, tone and mark; every legal word its explanation in two languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.translation import override

from payung.ui.states import MARKS, STATES, Tone, state_of
from payung.ui.templatetags.payung import status_tag
from payung.ui.terms import explain, terms


def _model_states() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if model.__module__.startswith("payung.") and field.name in ("state", "outcome"):
                yield from ((model.__name__, str(code)) for code, _label in field.choices or ())


@pytest.mark.parametrize(("model", "code"), sorted(set(_model_states())))
def test_each_state_of_each_model_has_a_tone(model: str, code: str) -> None:
    assert code in STATES


def _states_in_templates() -> Iterator[str]:
    for path in (Path(__file__).parents[3] / "src" / "payung").rglob("*.html"):
        yield from re.findall(r'status_tag "(\w+)"', path.read_text())


def test_each_state_that_a_template_names_has_a_tone() -> None:
    assert set(_states_in_templates()) - set(STATES) == set()


def _terms_in_templates() -> Iterator[str]:
    for path in (Path(__file__).parents[3] / "src" / "payung").rglob("*.html"):
        yield from re.findall(r'{% term "([^"]+)"', path.read_text())


def test_each_term_that_a_template_names_is_explained() -> None:
    assert set(_terms_in_templates()) - set(terms()) == set()


def test_each_tone_has_its_own_mark() -> None:
    assert set(MARKS) == set(Tone)
    assert len(set(MARKS.values())) == len(Tone)


def test_a_tag_has_its_word_and_its_mark() -> None:
    tag = status_tag("held")
    assert "Ditahan" in tag
    assert "‖" in tag


def test_the_models_own_word_wins_and_keeps_the_tone() -> None:
    tag = status_tag("ditolak", "Ditolak <BPJS>")
    assert "tag-bad" in tag
    assert "Ditolak &lt;BPJS&gt;" in tag


def test_an_unknown_state_is_shown_as_a_word() -> None:
    assert state_of("masa_tunggu").label == "Masa tunggu"


@pytest.mark.parametrize("term", terms())
def test_each_term_is_explained_in_short_sentences(term: str) -> None:
    _name, indonesian = explain(term)
    with override("en"):
        name, english = explain(term)
    assert name
    for sentence in re.split(r"[.!?] ", indonesian) + re.split(r"[.!?] ", english):
        assert 2 <= len(sentence.split()) <= 20, sentence
