"""The layouts of the files: the shipped samples, or what the office has made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.payments.models import FileLayout

if TYPE_CHECKING:
    from payung.lists.profiles import Profile

NAMES = ("pendaftaran", "berhenti", "perubahan", "pembayaran", "jawaban")


@dataclass(frozen=True, slots=True)
class LayoutInForce:
    """A layout in force: its title, its status as the text says it, and its editor, if any."""

    name: str
    title: str
    status: str
    text: str
    edited: FileLayout | None


def profile_in_force(name: str) -> Profile:
    """The office's own layout of that name, else the shipped sample."""
    from payung.lists.profiles import load_profiles, profile

    own = FileLayout.objects.filter(name=name).first()
    return load_profiles(own.text)[name] if own else profile(name)


def layouts() -> list[LayoutInForce]:
    """All layouts in force."""
    from payung.lists.profiles import shipped_text

    own = {layout.name: layout for layout in FileLayout.objects.all()}
    layouts = []
    for name in NAMES:
        used = profile_in_force(name)
        text = own[name].text if name in own else shipped_text(name)
        layouts.append(LayoutInForce(name, used.title, used.status, text, own.get(name)))
    return layouts


@business_action("payments.save_layout", Role.OPERATOR)
def save_layout(*, actor: Actor, name: str, text: str) -> FileLayout:
    """Keeps the office's own layout; an empty text goes back to the shipped sample."""
    from payung.lists.profiles import load_profiles, shipped_text

    if name not in NAMES:
        raise BadInput(say("Tata letak ini tidak ada. Pilih dari daftar."))
    wanted = text.strip() or shipped_text(name)
    if set(load_profiles(wanted)) != {name}:
        raise BadInput(
            say("Tata letak harus bernama {name!r} saja. Periksa baris pertamanya.", name=name)
        )
    kept, _ = FileLayout.objects.update_or_create(
        name=name, defaults={"text": wanted, "edited_by": actor.id, "edited_at": clock.now()}
    )
    if not text.strip():
        FileLayout.objects.filter(pk=name).delete()
    note(f"layout:{name}", back_to_sample=not text.strip())
    return kept
