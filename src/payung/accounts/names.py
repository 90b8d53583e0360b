"""User names: from a person's name, free and easy to type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from payung.accounts.models import User

LONGEST = 40


def plain(name: str) -> str:
    """`Drs. H. Budi Santoso, M.Si.` → `budi.santoso`: two words without titles, small letters."""
    main = name.partition(",")[0]
    letters = unicodedata.normalize("NFKD", main).encode("ascii", "ignore").decode().lower()
    words = [w for w in re.findall(r"[a-z0-9]+(?![a-z0-9]*\.)", letters) if len(w) > 1]
    return ".".join(words[:2])[:LONGEST] or "petugas"


def free_username(wanted: str) -> str:
    return free_usernames([wanted])[0]


def free_usernames(wanted: Iterable[str]) -> list[str]:
    """One free name for each wanted one, in their order; a taken one gets a number."""
    bases = [w if re.fullmatch(r"[a-z0-9][a-z0-9._-]{1,39}", w) else plain(w) for w in wanted]
    taken = set(User.objects.values_list("username", flat=True))
    given = []
    for base in bases:
        name, number = base, 2
        while name in taken:
            name, number = f"{base}{number}", number + 1
        taken.add(name)
        given.append(name)
    return given
