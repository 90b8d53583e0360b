"""A file as an answer: always a download, never shown inside the site."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse


def file_answer(content: bytes, name: str, media: str) -> HttpResponse:
    """The file under its name; browsers neither guess its kind nor keep it."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=media, headers=headers)
