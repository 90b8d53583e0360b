"""Small ways in which this room's views answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponse

from payung.kernel.errors import PayungError
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
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
