"""Every state has its word, tone and mark; every legal word its explanation in two languages."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import JSONField
from django.utils.translation import override

from payung.claims.models import CaseState
from payung.ledger.models import State
from payung.payments.models import CardState
from payung.ui.states import DRESSED, MARKS, STATES, StateField, Tone, dress, state_of
from payung.ui.templatetags.payung import status_tag
from payung.ui.terms import explain, terms
from payung.verification.models import ProposalState


def _kept_states() -> Iterator[tuple[str, Any]]:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if model.__module__.startswith("payung.") and field.name in ("state", "result"):
                yield f"{model.__name__}.{field.name}", field


@pytest.mark.parametrize(
    ("name", "field"), [kept for kept in _kept_states() if not isinstance(kept[1], JSONField)]
)
def test_each_state_of_each_model_is_read_as_a_member_that_is_dressed(
    name: str, field: Any
) -> None:
    assert isinstance(field, StateField), name
    for state in field.states or ():
        read = field.from_db_value(state.value, None, None)
        assert state_of(read) is DRESSED[field.states][state.value]


def test_one_stored_word_looks_as_its_own_model_says() -> None:
    looks = {(state_of(states("ditolak")).label, state_of(states("ditolak")).tone)
             for states in (ProposalState, CaseState, State)}  # fmt: skip
    assert len(looks) == 3


def test_a_state_that_was_left_undressed_is_told_at_the_start() -> None:
    with pytest.raises(ValueError, match="HANDED"):
        dress(CardState, LISTED=Tone.WARN, UNDELIVERED=Tone.BAD)


def test_the_table_of_computed_states_holds_no_stored_one() -> None:
    stored = {word for states in DRESSED for word in states.__members__.values()}
    assert not set(STATES) & {str(word) for word in stored}


def _terms_in_templates() -> Iterator[str]:
    for path in (Path(__file__).parents[3] / "src" / "payung").rglob("*.html"):
        yield from re.findall(r'{% term "([^"]+)"', path.read_text())


def test_each_term_that_a_template_names_is_explained() -> None:
    assert set(_terms_in_templates()) - set(terms()) == set()


def test_each_tone_has_its_own_mark() -> None:
    assert set(MARKS) == set(Tone)
    assert len(set(MARKS.values())) == len(Tone)


def test_a_tag_has_its_word_and_its_mark() -> None:
    tag = status_tag(State.HELD)
    assert "Ditahan" in tag
    assert "‖" in tag


def test_the_models_own_word_wins_and_keeps_the_tone() -> None:
    tag = status_tag(ProposalState.REFUSED, "Ditolak <BPJS>")
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
