"""How a person's identity is shown where nobody gave a purpose for seeing it in full."""

from __future__ import annotations

from payung.ui.format import DASH, write_masked_nik


def masked_number(number: str) -> str:
    """A NIK or family card with its middle hidden."""
    return write_masked_nik(number)


def initials(name: str) -> str:
    """`S••• A•••`: enough to recognise, too little to answer a bank's question."""
    return " ".join(f"{word[0]}•••" for word in name.split()) or DASH


def last_digits(phone: str) -> str:
    """`•••• 4321`."""
    return f"•••• {phone[-4:]}" if phone else DASH
