"""Every named figure has one definition and one function, and a page that lists them all."""

from __future__ import annotations

import os

import pytest
from django.utils.translation import override

from payung.ui.figures import Spot, as_document, marked, named, named_figures
from tests.repository import ROOT

PAGE = ROOT / "docs" / "figures.md"


def test_the_list_of_figures_is_what_the_code_says() -> None:
    with override("id"):
        made = as_document()
    if os.environ.get("PAYUNG_RENEW"):
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made


def test_each_figure_has_words_and_a_function_of_its_room() -> None:
    for one in named_figures().values():
        assert str(one.label) and str(one.meaning).endswith(".")
        assert callable(one.of) and one.function.startswith("payung.")


def test_a_figure_says_on_the_page_what_it_is_said_of() -> None:
    assert marked("protected", Spot("15.71", "2025-12")) == (
        ' data-figure="protected" data-area="15.71" data-month="2025-12" data-of=""'
    )
    assert marked("", Spot("15.71", "2025-12")) == "" == marked("protected", None)


def test_a_figure_that_no_room_names_is_refused() -> None:
    with pytest.raises(KeyError):
        named("guessed")
