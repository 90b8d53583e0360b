"""A list on its way to BPJS: the file in its layout, and a note of each download."""

from __future__ import annotations

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import record
from payung.kernel.scratch import scratch_folder
from payung.payments.ground.packing import packed
from payung.payments.ground.selectors import get_list
from payung.payments.lists.files import write_list_file
from payung.registry.seen import saw


@business_action(Role.OPERATOR, Role.FINANCE, Role.BPJS, Role.AUDITOR)
def export_list(*, actor: Actor, list_id: int) -> tuple[str, bytes, str]:
    """Name, content and media type; a list of several files comes as one archive."""
    chosen = get_list(actor, list_id)
    name = f"daftar-bayar-{chosen.programme_id}-{chosen.month}-{chosen.sequence}.xlsx"
    with scratch_folder() as folder:
        paths = write_list_file(actor, list_id, folder / name)
        packet = packed(name, paths)
    saw(chosen.rows.values_list("person", flat=True))
    record(
        actor=actor.id,
        action="payments.export_list",
        subject=f"list:{chosen.pk}",
        facts={"people": chosen.people, "files": len(paths)},
    )
    return packet
