"""`docs/map.md`: the rooms with what they own and offer, made from the code.

`python -m payung.web.allowed.map` writes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from importlib import import_module
from pathlib import Path

TARGET = Path(__file__).resolve().parents[4] / "docs" / "map.md"
HEAD = """# Map of the house

Made from the code by `python -m payung.web.allowed.map`; a test fails when it is stale. A room is a
folder of `src/payung`; imports go down only. Below each room its tables, then its addresses by the
folder that serves them: who may open them, and the acts that are sent there.
"""


def written() -> str:
    """The whole document."""
    from django.apps import apps

    from payung.web.allowed.declared import doors

    parts = [HEAD]
    served = {door.room for door in doors()}
    rooms = [config.name.split(".")[1] for config in apps.get_app_configs() if _ours(config.name)]
    for room in [*rooms, *sorted(served - set(rooms))]:
        parts.append("\n".join(_room(room)))
    return "\n".join(parts)


def _ours(name: str) -> bool:
    return name.startswith("payung.")


def _room(room: str) -> Iterator[str]:
    from django.apps import apps

    yield f"## {room}\n"
    about = (import_module(f"payung.{room}").__doc__ or "").strip().splitlines()
    if about:
        yield f"{about[0]}\n"
    models = [
        model for model in apps.get_models() if model.__module__.startswith(f"payung.{room}.")
    ]
    tables = sorted(model._meta.db_table for model in models)
    if tables:
        yield f"Tables: {', '.join(f'`{table}`' for table in tables)}.\n"
    yield from _served(room)


def _served(room: str) -> Iterator[str]:
    from payung.web.allowed.declared import Door, doors

    folders: dict[str, list[Door]] = {}
    for door in doors():
        if door.room == room:
            folders.setdefault(door.home, []).append(door)
    for home, inside in sorted(folders.items()):
        yield f"`{home.replace('.', '/')}`\n"
        for door in inside:
            yield f"- `/{door.route}` ({door.name}): {_who(door.roles)}"
            for act in sorted(door.acts, key=lambda act: act.name):
                service = f"{act.service.__module__}.{act.service.__qualname__}"
                yield f"  - {act.name}: `{service}`, {_who(act.roles)}"
        yield ""


def _who(roles: Collection[str] | None) -> str:
    """The roles by their codes, the usual groups in one word."""
    from payung.accounts.pages import EVERYONE, SIGNED_IN

    if roles is None:
        return "everybody"
    if set(SIGNED_IN) <= set(roles):
        return "all who sign in"
    return "all who see citizens" if set(roles) == set(EVERYONE) else ", ".join(sorted(roles))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
    import django

    django.setup()
    TARGET.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
