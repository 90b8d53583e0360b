"""Named figures on a page: `{% load figures %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from payung.ui.figures import Spot, marked, named

register = template.Library()


@register.inclusion_tag("ui/parts/figure.html")
def named_figure(key: str, value: Any, spot: Spot, href: str = "") -> dict[str, Any]:
    """A named figure with its own definition beneath; `href` opens the list behind it."""
    found = named(key)
    return {
        "label": found.label, "value": value, "definition": found.meaning, "href": href,
        "mark": marked(key, spot),
    }  # fmt: skip


@register.simple_tag
def figure_mark(key: str, spot: Spot) -> SafeString:
    """The attributes of an element that holds a named figure, for a table of its own."""
    return marked(key, spot)
