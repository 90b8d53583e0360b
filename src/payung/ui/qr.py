"""An address as a picture that a phone reads: black on white, for paper and screen."""

from __future__ import annotations

import io


def qr_svg(text: str, scale: int = 1) -> str:
    """The text as an SVG without a border; `scale` is the size of its smallest square."""
    import segno

    drawn = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(drawn, kind="svg", border=0, xmldecl=False, scale=scale)
    return drawn.getvalue().decode()
