"""PDFs, written in a process that ends: typst keeps some 230 MB of a decree for good.

The child gets a template and its data, and nothing of our environment; two of them work at once
in one process of ours, others wait.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from threading import BoundedSemaphore

from payung.kernel.confine import bare_environment
from payung.kernel.errors import PayungError
from payung.kernel.sentence import say

LONGEST_SECONDS = 120
_AT_ONCE = BoundedSemaphore(2)
_CHILD = """
from payung.kernel.confine import confine
confine()
import json, sys, typst
asked = json.load(sys.stdin.buffer)
sys.stdout.buffer.write(typst.compile(
    asked["source"].encode(), format="pdf", ignore_system_fonts=True,
    sys_inputs=asked["inputs"], timestamp=0, pdf_standards="ua-1",
))
"""


def write_pdf(package: str, template: str, **inputs: object) -> bytes:
    """A tagged A4 paper from `data/template` of a room; the same data give the same bytes.

    Each of `inputs` reaches the template under its name, as JSON.
    """
    return typeset(source_of(package, template), as_texts(inputs))


def source_of(package: str, template: str) -> str:
    """The template's own text."""
    return files(package).joinpath("data", template).read_text(encoding="utf-8")


def as_texts(inputs: dict[str, object]) -> dict[str, str]:
    """What a template is given, as the text that it reads."""
    return {name: json.dumps(value) for name, value in inputs.items()}


def typeset(source: str, inputs: dict[str, str]) -> bytes:
    """One run of the child. Raises PayungError with a sentence where it fails or takes too long."""
    asked = json.dumps({"source": source, "inputs": inputs}).encode()
    try:
        with _AT_ONCE:
            done = subprocess.run(
                [sys.executable, "-P", "-c", _CHILD],
                input=asked,
                capture_output=True,
                env=bare_environment(),
                timeout=LONGEST_SECONDS,
                check=True,
            )
    except (OSError, subprocess.SubprocessError) as failure:
        raise PayungError(say("Berkas PDF tidak dapat dibuat. Ulangi beberapa saat lagi.")) from (
            failure
        )
    return done.stdout
