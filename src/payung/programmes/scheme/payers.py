"""Who pays: the city's list of payers, which an operator adds to."""

from __future__ import annotations

from importlib.resources import files

from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.ledger.models import Payer
from payung.registry.selectors import require_actor

SOURCES = ("apbd", "apbn", "rt", "provinsi", "dbh", "csr", "baznas", "self")
PUBLIC_SOURCES = frozenset(("apbd", "apbn", "rt", "provinsi", "dbh"))
"""Money of which one rupiah a month is allowed for a person, and which never gets relief."""


def payers(actor: Actor | None) -> QuerySet[Payer]:
    require_actor(actor)
    return Payer.objects.order_by("name")


@business_action("programmes.install_payers", Role.OPERATOR)
def install_payers(*, actor: Actor) -> int:
    """Adds the usual payers of a city that are not there yet; returns how many are new."""
    import yaml

    path = files("payung.programmes").joinpath("data", "pembayar.yaml")
    usual = [Payer(**line) for line in yaml.safe_load(path.read_text(encoding="utf-8"))]
    before = Payer.objects.count()
    Payer.objects.bulk_create(usual, ignore_conflicts=True)
    added = Payer.objects.count() - before
    note("payers", n=added)
    return added


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
