"""What a person reads on a page, without its tags."""

from __future__ import annotations

import re
from html import unescape


def words_of(page: str) -> str:
    """The text between the tags, one space between words."""
    main = page.partition("<main")[2].partition("</main>")[0]
    text = re.sub(r"<[^>]*>", " ", f"<main{main}")
    return re.sub(r" (?=[;,.:)])", "", re.sub(r"\s+", " ", unescape(text)))
