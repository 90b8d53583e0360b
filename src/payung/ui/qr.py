"""An address as a picture that a phone reads: black on white, for paper and screen."""

from __future__ import annotations

import io


def qr_svg(text: str) -> str:
    """The text as an SVG without a border of its own."""
    import segno

    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()
