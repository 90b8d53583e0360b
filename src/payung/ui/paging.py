"""Long tables are shown page by page; the number of the page stands in the address."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PER_PAGE = 50


def paged(request: HttpRequest, rows: Any) -> Page[Any]:
    """The page that the address asks for, the nearest one where there is none of that number."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
