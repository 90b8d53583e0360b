"""The English catalogue is whole, and the compiled file is what the text says."""

import re
from collections import Counter
from pathlib import Path

from babel.messages.pofile import read_po
from django.utils import translation

from payung.ui import catalogue


def test_every_sentence_of_every_room_has_its_english() -> None:
    """Mend with `python -m payung.ui.catalogue`, and the English of what it names."""
    assert catalogue.untranslated(catalogue.merged()) == []


def test_the_compiled_catalogue_is_what_the_text_says() -> None:
    """Mend with `python -m payung.ui.catalogue`."""
    with catalogue.CATALOGUE.open("rb") as file:
        text = read_po(file, locale="en")
    assert catalogue.CATALOGUE.with_suffix(".mo").read_bytes() == catalogue.as_mo(text)


def test_indonesian_words_are_shown_as_they_are_written() -> None:
    """Django brings an Indonesian catalogue of its own, in which "No" is an answer."""
    with catalogue.CATALOGUE.open("rb") as file:
        words = [m.id for m in read_po(file, locale="en") if isinstance(m.id, str) and m.id]
    with translation.override("id"):
        assert [word for word in words if translation.gettext(word) != word] == []


def test_the_english_keeps_what_is_filled_in_and_the_marks() -> None:
    """A name lost or misspelt would break the page that fills it in."""
    with catalogue.CATALOGUE.open("rb") as file:
        text = read_po(file, locale="en")
    changed = [m.id for m in text if m.id and not _alike(m.id, m.string)]
    assert changed == []


def test_sentences_are_found_in_templates_and_modules(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        'from x import gettext_lazy as _\nA = _("Satu")\nraise B(say("Lima {n}", n=n))\n'
    )
    (tmp_path / "b.html").write_text(
        '{% load i18n %}\n<p>{% translate "Dua" %}</p>\n'
        "   {% blocktranslate with n=3 %}Tiga {{ n }}{% endblocktranslate %}"
        '{% translate "Empat" context "akun" %}'
    )
    found = {(m.id, m.context) for m in catalogue.collect(tmp_path) if m.id}
    assert found == {
        ("Satu", None),
        ("Dua", None),
        ("Tiga %(n)s", None),
        ("Empat", "akun"),
        ("Lima {n}", None),
    }


def test_a_translation_survives_and_a_dropped_sentence_leaves(tmp_path: Path) -> None:
    source = tmp_path / "a.py"
    source.write_text('_("Satu")\n_("Lama")\n')
    kept = catalogue.merged(tmp_path, tmp_path / "none.po")
    kept["Satu"].string = "One"
    stored = tmp_path / "django.po"
    stored.write_bytes(catalogue.as_po(kept))
    source.write_text('_("Satu")\n_("Baru")\n')
    fresh = catalogue.merged(tmp_path, stored)
    assert fresh["Satu"].string == "One"
    assert fresh.get("Lama") is None
    assert catalogue.untranslated(fresh) == ["Baru"]


def _alike(source: str | tuple[str, ...], english: str | tuple[str, ...]) -> bool:
    pairs = zip(catalogue._every(source), catalogue._every(english), strict=True)
    return all(_marks(a) == _marks(b) for a, b in pairs if b)


def _marks(text: str) -> Counter[str]:
    return Counter(re.findall(r"%\(\w+\)[sd]|%%|%[sd]|\{\w*(?:![rs])?\}|<[^>]+>", text))
