"""Small ways in which this room's views answer."""

from __future__ import annotations

from django.http import HttpResponse

from payung.ui.downloads import file_answer


def download(name: str, media_type: str, content: bytes) -> HttpResponse:
    """A file for the browser to keep."""
    return file_answer(content, name, media_type)
