"""Every address and every form of the site, asked and sent by accounts of the area beside.

The addresses come from the URLconf and the forms from the pages themselves, as the city's people
see them; all tables are compared before and after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from payung.accounts.models import Role
from tests.apps.city import CITY, City, nik_of
from tests.apps.everywhere import Form, addresses, forms_of, furnished
from tests.apps.pages import BESIDE, INSIDE, sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

FOREIGN = (Role.VERIFIER, Role.OPERATOR, Role.RT, Role.FINANCE, Role.APPROVER, Role.COMPANION)
NOTED = (
    "registry_look", "audit_", "django_", "accounts_", "jobs_", "axes_",
    "registry_matchkey",
)  # fmt: skip
"""Tables without citizens' data that every request may add to, and one that nobody reads."""


def standing() -> dict[str, Any]:
    """Each table's rows that are not the area beside's: how many, and a sum over their words."""
    from django.db import connection

    from payung.accounts.scope import acting_as, system_actor

    found: dict[str, Any] = {}
    for area, where in ((CITY, "area_id"), (INSIDE, "")):
        with acting_as(system_actor(area)), connection.cursor() as cursor:
            cursor.execute(_tables(where))
            tables = [name for (name,) in cursor.fetchall() if not name.startswith(NOTED)]
            rows = (
                f"SELECT '{area} {table}', count(*), coalesce(sum(hashtext(t::text)), 0) FROM"
                f" {table} t" + (f" WHERE NOT starts_with(area_id, '{BESIDE}')" if where else "")
                for table in tables
            )
            cursor.execute(" UNION ALL ".join(rows))
            found |= {name: (n, words) for name, n, words in cursor.fetchall()}
    return found


def _tables(column: str) -> str:
    """All tables; only those with a column where one is named."""
    wanted = f"AND c.column_name = '{column}'" if column else ""
    return (
        "SELECT DISTINCT t.table_name FROM information_schema.tables t"
        " JOIN information_schema.columns c USING (table_schema, table_name)"
        f" WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE' {wanted}"
        " ORDER BY t.table_name"
    )


def city_forms(client: Client, city: City, made: dict[str, Any]) -> list[Form]:
    """What the city's operator, verifier, finance and approver are offered."""
    found = []
    for role in (Role.OPERATOR, Role.VERIFIER, Role.FINANCE, Role.APPROVER):
        sign_in(client, city, role)
        found += forms_of(client, made)
    return found


def test_no_form_and_no_address_changes_or_tells_anything_to_the_area_beside(
    client: Client, city: City
) -> None:
    """One city for all roles, since furnishing takes longest; its own verifier is the control."""
    made = furnished(city)
    forms = [form for form in city_forms(client, city, made) if form.method == "post"]
    assert len(forms) > 20
    faults = []
    for role in FOREIGN:
        sign_in(client, city, role, BESIDE)
        told = sent(client, forms)
        for address in addresses():
            told += _told(address.filled(made), client.get(address.filled(made)))
        print(f"{role}: {len(told)} of {len(forms)} forms and {len(addresses())} addresses")
        faults += [f"{role}: {fault}" for fault in told]
    assert "\n".join(faults) == ""
    sign_in(client, city, "verifikator", INSIDE)
    assert any("changed" in fault for fault in sent(client, forms))


def sent(client: Client, forms: list[Form]) -> list[str]:
    """Sends each form; what it told or changed."""
    before, written, faults = standing(), _written(), []
    for form in forms:
        faults += _told(form.action, client.post(form.action, form.data))
        if (after := _written()) != written and (now := standing()) != before:
            changed = [table for table in now if now[table] != before.get(table)]
            faults.append(f"POST {form.action} changed {changed}")
            before = now
        written = after
    return faults


def _written() -> dict[str, int]:
    """How many rows the test's transaction wrote to each table, undone ones among them.

    Asked before all tables are compared, which costs a hundred times as much.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
        )
        return {name: rows for name, rows in cursor.fetchall() if not name.startswith(NOTED)}


def _told(address: str, answer: Any) -> list[str]:
    """What an answer says that it must not."""
    if answer.status_code >= 500 and address != "/healthz":  # no worker runs in the tests
        return [f"{answer.status_code} {address}"]
    if answer.streaming or "text/html" not in answer.headers.get("Content-Type", ""):
        secret = b"RAHASIA" in getattr(answer, "content", b"")
        return [f"file {address}"] if secret else []
    text = answer.content.decode()
    words = ("RAHASIA", nik_of(0), nik_of(300))
    return [f"{word} at {address}" for word in words if word in text.replace(f'value="{word}"', "")]


def test_the_full_decree_is_not_for_offices_below_its_area(client: Client, city: City) -> None:
    made = furnished(city)
    for copy in ("lengkap", "umum", "apa-saja"):
        for role in FOREIGN:
            sign_in(client, city, role, INSIDE)
            address = f"/program/sk/{made['decree_id']}/{copy}.xlsx"
            wanted = {"umum": 200, "lengkap": 403}.get(copy, 404)
            assert client.get(address).status_code == wanted, (copy, role)
    sign_in(client, city, "operator")
    assert client.get(f"/program/sk/{made['decree_id']}/lengkap.xlsx").status_code == 200


def test_a_guessed_form_id_writes_over_nobodys_original(client: Client, city: City) -> None:
    from uuid import uuid4

    from payung.accounts.scope import acting_as
    from payung.intake.models import Upload
    from payung.registry import storage
    from tests.apps.pages import list_file, send

    sending = str(uuid4())
    sign_in(client, city, "verifikator", INSIDE)
    send(client, list_file(), INSIDE, kiriman=sending)
    with acting_as(city.operator):
        first = Upload.objects.get()
    kept = storage.fetch(first.pk, "asli")
    sign_in(client, city, "verifikator", BESIDE)
    answer = send(client, list_file(2), BESIDE, kiriman=sending)
    assert answer.status_code < 500
    assert storage.fetch(first.pk, "asli") == kept
