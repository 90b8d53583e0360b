"""A list on its way to BPJS: the file in its layout, and a note of each download."""

from __future__ import annotations

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.kernel.scratch import scratch_folder
from payung.payments.ground.packing import packed
from payung.payments.ground.selectors import get_list
from payung.payments.lists.files import write_list_file
from payung.registry.seen import saw


@business_action("payments.export_list", Role.OPERATOR, Role.FINANCE, Role.BPJS, Role.AUDITOR)
def export_list(*, actor: Actor, list_id: int) -> tuple[str, bytes, str]:
    """Name, content and media type; a list of several files comes as one archive."""
    chosen = get_list(actor, list_id)
    name = f"daftar-bayar-{chosen.programme_id}-{chosen.month}-{chosen.sequence}.xlsx"
    with scratch_folder() as folder:
        paths = write_list_file(actor, list_id, folder / name)
        packet = packed(name, paths)
    saw(chosen.rows.values_list("person", flat=True))
    note(f"list:{chosen.pk}", people=chosen.people, files=len(paths))
    return packet
