"""What an operator would have downloaded by now: annexes of the decrees, and the lists to pay."""

from __future__ import annotations

from pathlib import Path

from payung.accounts.scope import Actor, acting_as
from payung.payments.ground.selectors import payment_lists
from payung.payments.lists.files import write_list_file
from payung.payments.models import ListState
from payung.programmes.ground.selectors import decrees
from payung.programmes.models import DecreeState
from payung.programmes.papers.annex import write_annex


def fetch(operator: Actor, downloads: Path) -> None:
    """One list for each programme and month, and each signed decree in its two copies."""
    with acting_as(operator):
        signed = [decree.pk for decree in decrees(operator).filter(state=DecreeState.SIGNED)]
        first = payment_lists(operator).filter(sequence=1).exclude(state=ListState.CANCELLED)
        lists = {f"{made.programme_id}-{made.month}": made.pk for made in first}
    for decree_id in signed:
        write_annex(operator, decree_id, downloads)
    for name, list_id in lists.items():
        write_list_file(operator, list_id, downloads / f"daftar-bayar-{name}.xlsx")
