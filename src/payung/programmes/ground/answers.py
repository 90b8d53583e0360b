"""Small ways in which this room's views answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponse

from payung.kernel.errors import PayungError
from payung.ui.downloads import file_answer
from payung.ui.forms import PayungForm

R = TypeVar("R")


def tried(form: PayungForm, work: Callable[[], R]) -> R | None:
    """The result, or None with the refusal's sentence above the form."""
    try:
        return work()
    except PayungError as error:
        form.add_error(None, error.sentence)
        return None


def download(name: str, media_type: str, content: bytes) -> HttpResponse:
    """A file for the browser to keep."""
    return file_answer(content, name, media_type)
