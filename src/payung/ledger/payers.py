"""Who pays: the city's list of payers, which an operator adds to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.ledger.models import Payer

SOURCES = ("apbd", "apbn", "rt", "provinsi", "dbh", "csr", "baznas", "self")
PUBLIC_SOURCES = frozenset(("apbd", "apbn", "rt", "provinsi", "dbh"))
"""Money of which one rupiah a month is allowed for a person, and which never gets relief."""


def payers(actor: Actor) -> QuerySet[Payer]:
    """Who pays in this city, by name; the list holds no person and is the same for every area."""
    require_scope(actor)
    return Payer.objects.order_by("name")


def payer_names(actor: Actor) -> dict[str, str]:
    """The payers' names by their codes."""
    return dict(payers(actor).values_list("code", "name"))


@business_action("programmes.install_payers", Role.OPERATOR)
def install_payers(*, actor: Actor) -> int:
    """Adds the usual payers of a city that are not there yet; returns how many are new."""
    import yaml

    path = files("payung.ledger").joinpath("data", "pembayar.yaml")
    added = keep_payers(yaml.safe_load(path.read_text(encoding="utf-8")))
    note("payers", n=added)
    return added


def keep_payers(lines: Iterable[Mapping[str, Any]]) -> int:
    """Stores payers as a file lists them; a code that is taken stays as it is. How many are new."""
    before = Payer.objects.count()
    Payer.objects.bulk_create([Payer(**line) for line in lines], ignore_conflicts=True)
    return Payer.objects.count() - before


@business_action("programmes.add_payer", Role.OPERATOR)
def add_payer(*, actor: Actor, code: str, name: str, source: str) -> Payer:
    """One more payer, such as a company; whether its money is public follows from the source."""
    if source not in SOURCES:
        raise BadInput(
            say("Asal dana harus salah satu dari {sources}.", sources=", ".join(SOURCES))
        )
    if not name.strip() or not code.strip():
        raise BadInput(say("Isi kode dan nama pembayar."))
    public = source in PUBLIC_SOURCES
    payer, fresh = Payer.objects.get_or_create(
        code=code.strip().lower(),
        defaults={"name": name.strip(), "source": source, "public": public},
    )
    if not fresh and (payer.name, payer.source) != (name.strip(), source):
        raise Conflict(
            say(
                "Kode {code} sudah dipakai {payer}. Pilih kode lain.",
                code=payer.code,
                payer=payer.name,
            )
        )
    note(f"payer:{payer.code}", source=source, new=fresh)
    return payer
