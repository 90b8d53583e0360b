"""The administrator brings people in, gives them work, lets them go; at once, never himself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from payung.accounts import codes, people
from payung.accounts.models import Assignment, Invitation, Role, Tenure, User
from payung.accounts.opening import NewColleague
from payung.accounts.people import Assigned
from payung.accounts.scope import Actor, acting_as, actor_of
from payung.audit.models import Entry
from payung.kernel.errors import BadInput, Conflict, NotAllowed, OutOfArea
from payung.registry.models import Person
from tests.apps.city import CITY, City
from tests.apps.pages import BESIDE, INSIDE, sign_in

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
SINCE = date(2025, 1, 2)
PASSWORD = "laut biru di teluk"


@pytest.fixture
def admin(city: City) -> Actor:
    return city.actor(Role.ADMIN)


def assigned(role: Role = Role.VERIFIER, area: str = INSIDE, **facts: Any) -> Assigned:
    return Assigned(**{"role": role, "area": area, "valid_from": SINCE, **facts})


def somebody(admin: Actor, name: str = "Budi Santoso", **facts: Any) -> User:
    return people.invite(actor=admin, newcomer=NewColleague(name=name), assigned=assigned(**facts))


def came_in(admin: Actor, user: User) -> Client:
    """A browser in which the person has come in with his code."""
    client = Client()
    code = people.new_code(actor=admin, user_id=user.pk)
    address = reverse("invited", args=[codes.grouped(code)])
    assert client.post(address, {"baru": PASSWORD, "ulang": PASSWORD}).status_code == 302
    return client


class TestTheAdministratorSeesNoCitizen:
    def test_the_database_shows_him_no_protected_row(self, city: City, admin: Actor) -> None:
        city.people(6)
        with acting_as(city.operator):
            assert Person.objects.count() == 6
        with acting_as(admin):
            assert Person.objects.count() == 0

    @pytest.mark.parametrize("name", ["person_list", "proposal_list", "upload_list", "claims"])
    def test_pages_of_citizens_refuse_him(self, client: Client, city: City, name: str) -> None:
        sign_in(client, city, "admin")
        assert client.get(reverse(name)).status_code == 403

    def test_his_menu_leads_to_no_citizen(self, client: Client, city: City) -> None:
        sign_in(client, city, "admin")
        page = client.get("/").content.decode()
        assert reverse("account_list") in page or reverse("profile") in page
        assert reverse("person_list") not in page


class TestBringingIn:
    def test_somebody_invited_comes_in_by_his_code_and_works_in_his_area(
        self, city: City, admin: Actor
    ) -> None:
        user = somebody(admin)
        assert user.username == "budi.santoso"
        client = came_in(admin, user)
        assert "Verifikator kelurahan" in client.get("/").content.decode()
        signed = Client()
        typed = {"username": "budi.santoso", "password": PASSWORD}
        assert signed.post("/masuk/", typed)["Location"] == "/"

    def test_by_the_pages_alone(self, client: Client, city: City) -> None:
        sign_in(client, city, "admin")
        told = {
            "nama": "Siti Aminah", "hp": "0812 3456 7890", "peran": "operator", "wilayah": CITY,
            "sifat": "definitif", "mulai_hari": "2", "mulai_bulan": "1", "mulai_tahun": "2025",
        }  # fmt: skip
        page = client.post(reverse("account_invite"), told, follow=True)
        user = User.objects.get(username="siti.aminah")
        assert "Beri kode masuknya" in page.content.decode()
        handed = client.post(reverse("account_code", args=[user.pk])).content.decode()
        assert "https://wa.me/6281234567890?text=" in handed
        assert b"+62812" not in bytes(user.phone)

    @pytest.mark.parametrize(
        ("facts", "refusal"),
        [
            ({"area": "64.09"}, OutOfArea),
            ({"area": "15.71.01.9999"}, OutOfArea),
            ({"role": Role.SYSTEM}, BadInput),
            ({"valid_to": SINCE - timedelta(days=1)}, BadInput),
            ({"tenure": Tenure.PLT}, BadInput),
            ({"tenure": Tenure.PLH, "valid_to": SINCE}, BadInput),
            ({"role": Role.BPJS, "area": CITY}, BadInput),
        ],
    )
    def test_what_is_no_assignment_is_refused(
        self, admin: Actor, facts: dict[str, Any], refusal: type[Exception]
    ) -> None:
        with pytest.raises(refusal):
            somebody(admin, **facts)
        assert not User.objects.filter(username="budi.santoso").exists()

    @pytest.mark.parametrize("role", [r for r in Role if r not in (Role.ADMIN, Role.SYSTEM)])
    def test_nobody_else_may(self, city: City, role: Role) -> None:
        with pytest.raises(NotAllowed):
            somebody(city.actor(role))

    def test_a_new_code_ends_the_old_password_the_old_code_and_known_devices(
        self, city: City, admin: Actor
    ) -> None:
        user = somebody(admin)
        first = people.new_code(actor=admin, user_id=user.pk)
        client = came_in(admin, user)
        assert Client().get(reverse("invited", args=[first])).status_code == 422
        people.new_code(actor=admin, user_id=user.pk)
        assert (
            client.get("/siapa-boleh-apa/").status_code == 302
        )  # the session lives by the old password
        assert not user.devices.filter(ended_at=None).exists()

    def test_a_code_is_kept_as_a_keyed_hash_and_runs_out(
        self, admin: Actor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        user = somebody(admin)
        code = people.new_code(actor=admin, user_id=user.pk)
        (kept,) = Invitation.objects.filter(user=user)
        assert code.encode() not in bytes(kept.code)
        assert codes.find(code.lower(), *codes.TERM) == kept
        with monkeypatch.context() as later:
            later.setattr(timezone, "now", lambda: kept.expires_at)
            with pytest.raises(BadInput):
                codes.find(code, *codes.TERM)
        with (
            pytest.raises(Exception, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("UPDATE accounts_invitation SET expires_at = now()")


class TestLettingGo:
    @pytest.mark.parametrize(
        "end",
        [
            lambda admin, user: people.disable(actor=admin, user_id=user.pk, reason="pindah"),
            lambda admin, user: people.end_assignment(
                actor=admin, user_id=user.pk, assignment_id=user.assignment.pk, reason="pindah"
            ),
        ],
        ids=["disabled", "ended"],
    )
    def test_access_is_gone_with_the_next_request(
        self, city: City, admin: Actor, end: Callable[[Actor, User], Any]
    ) -> None:
        user = somebody(admin)
        client = came_in(admin, user)
        assert client.get(reverse("person_list")).status_code == 200
        end(admin, user)
        answer = client.get(reverse("person_list"))
        assert answer.status_code == 302 and answer["Location"].startswith("/masuk/")

    def test_an_assignment_of_yesterday_lets_nobody_in(self, city: City, admin: Actor) -> None:
        user = somebody(admin, valid_to=date(2025, 3, 1))
        with pytest.raises(NotAllowed):
            actor_of(user)

    def test_nobody_acts_on_his_own_account(self, city: City, admin: Actor) -> None:
        own = int(admin.id.removeprefix("user:"))
        for act in (people.disable, people.enable):
            with pytest.raises(NotAllowed):
                act(actor=admin, user_id=own, reason="sendiri")
        with pytest.raises(NotAllowed):
            people.new_code(actor=admin, user_id=own)

    def test_what_was_assigned_is_never_rewritten_or_deleted(self, admin: Actor) -> None:
        somebody(admin)
        for statement in (
            "UPDATE accounts_assignment SET role = 'operator'",
            "UPDATE accounts_assignment SET area_id = '15.71'",
            "DELETE FROM accounts_assignment",
            "DELETE FROM accounts_user",
        ):
            with (
                pytest.raises(Exception, match="permission denied"),
                acting_as(admin),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)


class TestSeveralAssignments:
    @pytest.fixture
    def two(self, admin: Actor) -> User:
        """Lurah of one kelurahan, and acting lurah of the one beside it."""
        user = somebody(admin)
        substitute = assigned(
            area=BESIDE, tenure=Tenure.PLT, paper="800/12/2025", valid_from=SINCE,
            valid_to=date(2099, 1, 1),
        )  # fmt: skip
        people.assign(actor=admin, user_id=user.pk, assigned=substitute)
        return User.objects.get(pk=user.pk)

    def test_he_sees_the_area_in_which_he_chose_to_act(
        self, city: City, admin: Actor, two: User
    ) -> None:
        city.people(6)
        client = came_in(admin, two)
        seen = []
        for one in two.in_force():
            client.post(reverse("act_in"), {"penugasan": one.pk})
            page = client.get(reverse("person_list")).content.decode()
            seen.append({n for n in range(6) if f"WARGA {n:05d}" in page})
        assert sorted(map(sorted, seen)) == [[0, 3], [1, 4]]

    def test_the_actor_stays_the_person_and_the_entry_names_the_assignment(
        self, city: City, two: User
    ) -> None:
        from payung.accounts.services import change_password

        noted = []
        for one in two.in_force():
            two.choose(one.pk)
            actor = actor_of(two)
            change_password(actor=actor, user=two, password=PASSWORD)
            entry = Entry.objects.first()
            assert entry is not None and entry.actor == f"user:{two.pk}"
            noted.append(entry.facts["penugasan"])
        assert noted == [one.pk for one in two.in_force()]

    def test_the_same_person_in_two_roles_is_one_pair_of_eyes(
        self, city: City, admin: Actor
    ) -> None:
        from payung.programmes import services

        user = city.user(Role.OPERATOR, "dua-peran")
        people.assign(
            actor=admin, user_id=user.pk, assigned=assigned(Role.APPROVER, CITY)
        )  # fmt: skip
        user = User.objects.get(pk=user.pk)
        operator, approver = (
            Actor(f"user:{user.pk}", Role(a.role), a.area_id, a.pk)
            for a in sorted(user.in_force(), key=lambda a: a.role)
        )
        city.people(3)
        city.programme()
        selection = services.rank(actor=operator, programme="UJI", on=SINCE)
        with pytest.raises(NotAllowed):
            services.approve_selection(actor=approver, selection_id=selection.pk)

    def test_the_same_assignment_is_not_given_twice(self, admin: Actor, two: User) -> None:
        with pytest.raises(Conflict):
            people.assign(actor=admin, user_id=two.pk, assigned=assigned())

    def test_an_assignment_of_somebody_else_can_not_be_chosen(
        self, city: City, admin: Actor, two: User
    ) -> None:
        client = came_in(admin, two)
        foreign = Assignment.objects.exclude(user=two).first()
        assert foreign is not None
        assert client.post(reverse("act_in"), {"penugasan": foreign.pk}).status_code == 403


def test_the_inspektorat_is_told_of_each_new_assignment_in_an_office(
    city: City, admin: Actor
) -> None:
    from payung.accounts.models import Role
    from payung.accounts.navigation import todo

    auditor = city.actor(Role.AUDITOR)
    before = todo(auditor)[0].count
    somebody(admin)
    assert todo(auditor)[0].count == before + 1
    assert todo(admin) == []
